"""The database of a store: connections, and its faults in words."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import psycopg
from psycopg import conninfo

from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: Final = Path(__file__).with_name("schema.sql")
FORM: Final = 1
CONNECT_S: Final = 3  # a host that is gone must not hold a page up for longer
STATEMENT_MS: Final = 15_000
MOST: Final = 8  # connections of one process
PAUSE_S: Final = 1.0  # after a failure nobody tries again for so long


class NotReadyError(StoreError):
    """The database answers, but has no tables or no data of the atlas."""


class Database:
    """Asked by several threads; each question has a connection of its own.

    A connection costs some milliseconds and cannot be stale after the database was restarted.

    Parameters
    ----------
    address
        ``postgresql://user@host/database``; a password may also stand in ``PGPASSWORD`` or in
        ``~/.pgpass``.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._places = threading.BoundedSemaphore(MOST)
        self._down: tuple[float, StoreError] | None = None

    @property
    def name(self) -> str:
        """The address without a password."""
        return public(self.address)

    @contextmanager
    def connection(self, *, patient: bool = False) -> Iterator[psycopg.Connection[Any]]:
        """Yield a connection; what is done with it is one transaction.

        Parameters
        ----------
        patient
            For long work: no limit of time, and no refusal after a recent failure.

        Raises
        ------
        StoreError
            The database does not answer, or not in time.
        """
        if not patient and self._down and time.monotonic() < self._down[0]:
            raise self._down[1]
        if not self._places.acquire(timeout=CONNECT_S):
            raise self._silent("alle Verbindungen belegt", "all connections are in use")
        try:
            with self._open(patient=patient) as found:
                yield found
            self._down = None
        except psycopg.errors.UndefinedTable as error:
            raise self.not_ready() from error
        except psycopg.OperationalError as error:
            fault = self._silent(_reason(error), _reason(error))
            self._down = (time.monotonic() + PAUSE_S, fault)
            raise fault from error
        except psycopg.Error as error:
            raise StoreError(
                f"Die Datenbank {self.name} lehnt ab: {_reason(error)}.",
                f"The database {self.name} refuses: {_reason(error)}.",
            ) from error
        finally:
            self._places.release()

    def _open(self, *, patient: bool) -> psycopg.Connection[Any]:
        limit = 0 if patient else STATEMENT_MS
        return psycopg.connect(
            self.address,
            connect_timeout=CONNECT_S,
            options=f"-c statement_timeout={limit}",
            application_name="zukunftsatlas",
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=2,
            tcp_user_timeout=5000,
        )

    def _silent(self, why: str, why_en: str) -> StoreError:
        return StoreError(
            f"Die Datenbank {self.name} antwortet nicht ({why}).",
            f"The database {self.name} does not answer ({why_en}).",
        )

    def not_ready(self) -> NotReadyError:
        """Return what to say where tables or data are missing."""
        return NotReadyError(
            f"Die Datenbank {self.name} hat noch keine Daten des Atlas.",
            f"The database {self.name} has no data of the atlas yet.",
            hint="Einmal 'python -m geodata store init', dann 'python -m geodata store push'.",
            hint_en="Run 'python -m geodata store init', then 'python -m geodata store push'.",
        )

    def init(self) -> None:
        """Create the tables where they are missing."""
        with self.connection(patient=True) as found:
            try:
                found.execute(SCHEMA.read_bytes())
            except psycopg.errors.InsufficientPrivilege as error:
                raise self._no_right() from error
            except (psycopg.errors.FeatureNotSupported, psycopg.errors.UndefinedFile) as error:
                raise self._no_postgis() from error
            row = found.execute("SELECT number FROM atlas.form").fetchone()
        if row is None or row[0] != FORM:
            raise StoreError(
                f"Die Tabellen in {self.name} sind von einer anderen Fassung des Atlas.",
                f"The tables in {self.name} are of another version of the atlas.",
            )

    def _no_right(self) -> StoreError:
        return StoreError(
            f"In {self.name} fehlt das Recht, Schema und Erweiterung PostGIS anzulegen.",
            f"In {self.name} the right to create schema and extension PostGIS is missing.",
            hint="Als Eigentümer der Datenbank: CREATE EXTENSION postgis; dann noch einmal.",
            hint_en="As owner of the database: CREATE EXTENSION postgis; then again.",
        )

    def _no_postgis(self) -> StoreError:
        return StoreError(
            f"Der Server von {self.name} hat kein PostGIS.",
            f"The server of {self.name} has no PostGIS.",
            hint="PostGIS dort installieren (Debian: postgresql-15-postgis-3).",
            hint_en="Install PostGIS there (Debian: postgresql-15-postgis-3).",
        )


def public(address: str) -> str:
    """Return an address without what is secret or technical in it."""
    try:
        parts = conninfo.conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        return "postgresql://…"
    port = f":{parts['port']}" if parts.get("port") else ""
    host = str(parts.get("host") or "localhost")
    shown = "localhost" if host.startswith("/") else host
    return f"postgresql://{shown}{port}/{parts.get('dbname') or ''}"


def _reason(error: psycopg.Error) -> str:
    """Return the first line of what the server or the library says, without the address."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    return text.rpartition("failed: ")[2].removeprefix("FATAL:").strip()[:120]
