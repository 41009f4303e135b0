"""The shelf of a store: small things that every machine of an installation has to know.

Letters between windows of a briefing, lists of one's own, manifests of pictures: whichever
machine is asked next has to find what another one was given. Machines that read one folder need
no shelf, their processes share its disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final
from typing import Protocol

from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from geodata.stores.database import Database

LONGEST_NAME: Final = 80


class Shelf(Protocol):
    """Bytes by kind and name; each call raises StoreError where the store does not answer."""

    def get(self, kind: str, name: str) -> bytes | None:
        """Return what is there under a name."""

    def put(self, kind: str, name: str, body: bytes) -> None:
        """Put something there, in place of what was under the name."""

    def settle(self, kind: str, name: str, body: bytes) -> bytes:
        """Put something there unless somebody did; return what is there for all."""

    def drop(self, kind: str, name: str) -> None:
        """Take something away."""

    def count(self, kind: str) -> int:
        """Return how much of a kind is there."""

    def sweep(self, kind: str, older_s: float) -> None:
        """Drop what was not put there for so long, by the clock of the store."""


class TableShelf:
    """The shelf of a database: a table beside the data.

    Parameters
    ----------
    database
        Where the data are.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, kind: str, name: str) -> bytes | None:
        """Return what is there under a name."""
        asked = "SELECT body FROM atlas.shelf WHERE kind = %s AND name = %s"
        with self.database.connection() as found:
            row = found.execute(asked, (kind, name[:LONGEST_NAME])).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, kind: str, name: str, body: bytes) -> None:
        """Put something there, in place of what was under the name."""
        with self.database.connection() as found:
            found.execute(
                "INSERT INTO atlas.shelf (kind, name, body) VALUES (%s, %s, %s)"
                " ON CONFLICT (kind, name) DO UPDATE SET body = excluded.body, put_at = now()",
                (kind, name[:LONGEST_NAME], body),
            )

    def settle(self, kind: str, name: str, body: bytes) -> bytes:
        """Put something there unless somebody did; return what is there for all."""
        with self.database.connection() as found:
            found.execute(
                "INSERT INTO atlas.shelf (kind, name, body) VALUES (%s, %s, %s)"
                " ON CONFLICT (kind, name) DO NOTHING",
                (kind, name[:LONGEST_NAME], body),
            )
        settled = self.get(kind, name)
        return body if settled is None else settled

    def drop(self, kind: str, name: str) -> None:
        """Take something away."""
        asked = "DELETE FROM atlas.shelf WHERE kind = %s AND name = %s"
        with self.database.connection() as found:
            found.execute(asked, (kind, name[:LONGEST_NAME]))

    def count(self, kind: str) -> int:
        """Return how much of a kind is there."""
        with self.database.connection() as found:
            row = found.execute(
                "SELECT count(*) FROM atlas.shelf WHERE kind = %s", (kind,)
            ).fetchone()
        return 0 if row is None else int(row[0])

    def sweep(self, kind: str, older_s: float) -> None:
        """Drop what was not put there for so long, by the clock of the store."""
        with self.database.connection() as found:
            found.execute(
                "DELETE FROM atlas.shelf"
                " WHERE kind = %s AND put_at < now() - make_interval(secs => %s)",
                (kind, older_s),
            )


def offer(shelf: Shelf | None, kind: str, name: str, body: bytes) -> None:
    """Put a thing on the shelf if there is one; while it does not answer this machine has it."""
    if shelf is None:
        return
    try:
        shelf.put(kind, name, body)
    except StoreError:
        return


def fetch(shelf: Shelf | None, kind: str, name: str) -> bytes | None:
    """Return what another machine put on the shelf, None if nothing can be had."""
    if shelf is None:
        return None
    try:
        return shelf.get(kind, name)
    except StoreError:
        return None
