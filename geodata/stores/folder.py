"""A folder of files as a store; the embedded data are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata import catalogue
from geodata import folders
from geodata.collections.features import MemoryFeatures
from geodata.stores.store import StoreError
from geodata.versions import installation

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue
    from geodata.collections.features import Features

TRIES = 3  # a folder may change while it is read


class FolderStore:
    """The data version in a folder.

    Parameters
    ----------
    folder
        Data folder; the embedded data by default.
    """

    def __init__(self, folder: Path = folders.DATA) -> None:
        self.folder = folder
        self._seen: tuple[tuple[object, ...], str] = ((), "")

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.folder)

    @property
    def shelf(self) -> None:
        """Return None: processes that read a folder share its disk."""
        return

    def current(self) -> Path:
        """Return the folder that holds the files of the present version."""
        return installation.current(self.folder)

    def version(self) -> str:
        """Return the version of the files; they are read again only where one was written."""
        folder = self.current()
        try:
            stamp = (folder, *_stamps(folder))
            if self._seen[0] != stamp:
                self._seen = (stamp, catalogue.version(folder))
        except OSError as error:
            raise StoreError(
                f"Der Datenordner {folder} ist nicht lesbar ({error.strerror}).",
                f"The data folder {folder} cannot be read ({error.strerror}).",
            ) from error
        return self._seen[1]

    def load(self, before: Catalogue | None = None) -> Catalogue:
        """Return the catalogue of the present version, none of whose files changed meanwhile."""
        loaded = catalogue.load(self.current(), before)
        for _ in range(TRIES):
            if loaded.version == self.version():
                break
            loaded = catalogue.load(self.current(), before)
        return loaded

    def last(self) -> Catalogue | None:
        """Return None: a folder has no copy of its own."""
        return None

    def find(self, version: str) -> Path | None:
        """Return the folder of an older version if it is kept."""
        return installation.find(self.folder, version)

    def features(self, loaded: Catalogue) -> Features:
        """Return who answers about the collections of a version: memory."""
        return MemoryFeatures(loaded)


def _stamps(folder: Path) -> list[tuple[str, int, int, int]]:
    """Return what changes when a file is written or replaced, without reading any."""
    paths = {path for pattern in catalogue.READ for path in folder.glob(pattern) if path.is_file()}
    found = [(str(path), path.stat()) for path in sorted(paths)]
    return [(name, stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in found]
