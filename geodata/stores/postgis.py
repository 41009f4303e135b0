"""A PostgreSQL with PostGIS as a store: many processes and machines read one data version."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import Final

from geodata import catalogue
from geodata.errors import DamagedFileError
from geodata.stores.database import Database
from geodata.stores.features import PostgisFeatures
from geodata.stores.shelf import TableShelf
from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.collections.features import Features

KEPT: Final = 4  # versions that stay in the cache: older ones may still be in use
LAST: Final = "last"


class PostgisStore:
    """The data version that is present in a database.

    Files of a version are copied into a folder of this machine, once, and read from there;
    questions about features go to the database.

    Parameters
    ----------
    address
        ``postgresql://user@host/database``.
    cache
        Folder for copies of versions; may be emptied while no server runs.
    """

    def __init__(self, address: str, cache: Path) -> None:
        self.database = Database(address)
        self.cache = cache
        self.shelf = TableShelf(self.database)

    @property
    def name(self) -> str:
        """The address without a password."""
        return self.database.name

    def version(self) -> str:
        """Return the version that is present."""
        with self.database.connection() as found:
            row = found.execute("SELECT version FROM atlas.present").fetchone()
        if row is None:
            raise self.database.not_ready()
        return str(row[0])

    def load(self, before: Catalogue | None = None) -> Catalogue:
        """Return the catalogue of the present version."""
        version = self.version()
        folder = self.cache / version
        if not folder.is_dir():
            self._copy(version, folder)
        loaded = catalogue.load(folder, before)
        if loaded.version != version:
            shutil.rmtree(folder, ignore_errors=True)
            raise DamagedFileError(
                folder,
                f"nicht die Fassung {version} der Datenbank",
                f"not the version {version} of the database",
            )
        self._remember(version)
        return loaded

    def last(self) -> Catalogue | None:
        """Return the version that was loaded last on this machine, if it is still here."""
        try:
            version = (self.cache / LAST).read_text(encoding="utf-8").strip()
        except OSError:
            return None
        folder = self.cache / version
        return catalogue.load(folder) if version and folder.is_dir() else None

    def find(self, version: str) -> Path | None:
        """Return the folder of an older version: this machine's copy, or one made now."""
        folder = self.cache / version
        if not version.isalnum() or folder.is_dir():
            return folder if version.isalnum() else None
        try:
            with self.database.connection() as found:
                asked = "SELECT 1 FROM atlas.version WHERE id = %s"
                if found.execute(asked, (version,)).fetchone() is None:
                    return None
            self._copy(version, folder)
        except (StoreError, DamagedFileError):
            return None
        return folder

    def features(self, loaded: Catalogue) -> Features:
        """Return who answers about the collections of a version."""
        return PostgisFeatures(self.database, loaded)

    def _copy(self, version: str, folder: Path) -> None:
        """Copy the files of a version; the folder appears whole or not at all."""
        made: Path | None = None
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=".new-", dir=self.cache))
            with self.database.connection(patient=True) as found:
                rows = found.execute(
                    "SELECT path, sha256, content FROM atlas.file JOIN atlas.body USING (sha256)"
                    " WHERE version = %s",
                    (version,),
                )
                for path, sha256, content in rows:
                    _write(made, path, sha256, content)
            if not folder.is_dir():  # another process may have been faster
                made.rename(folder)
        except StoreError:  # also an OSError
            raise
        except OSError as error:
            if not folder.is_dir():
                raise StoreError(
                    f"Der Ordner {self.cache} ist nicht beschreibbar ({error.strerror}).",
                    f"The folder {self.cache} cannot be written ({error.strerror}).",
                ) from error
        finally:
            if made is not None:
                shutil.rmtree(made, ignore_errors=True)

    def _remember(self, version: str) -> None:
        """Note the version for a start without the database, and drop copies of old ones.

        The one before stays whatever its age: other processes may serve it for a moment yet.
        """
        note = self.cache / LAST
        before = note.read_text(encoding="utf-8").strip() if note.is_file() else ""
        fresh = note.with_name(f".{LAST}-{version}-{os.getpid()}")
        fresh.write_text(version, encoding="utf-8")
        fresh.replace(note)
        (self.cache / version).touch()
        held = [path for path in self.cache.iterdir() if path.is_dir() and path.name[0] != "."]
        held.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for old in held[KEPT:]:
            if old.name not in (version, before):
                shutil.rmtree(old, ignore_errors=True)


def _write(folder: Path, path: str, sha256: str, content: bytes) -> None:
    """Write one file of a version into its folder, and nowhere else."""
    parts = PurePosixPath(path)
    target = folder.joinpath(*parts.parts)
    if parts.is_absolute() or ".." in parts.parts or not target.is_relative_to(folder):
        raise DamagedFileError(folder / "…", "Pfad außerhalb", "path outside the folder")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFileError(target, "Prüfsumme falsch", "wrong checksum")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
