"""From an address to a store: a folder's path, or postgresql://user@host/database."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import folders
from geodata.stores.folder import FolderStore

if TYPE_CHECKING:
    from geodata.stores.store import Store

SCHEMES = ("postgresql://", "postgres://")


def is_database(text: str) -> bool:
    """Return whether an address names a database."""
    return text.startswith(SCHEMES)


def usual_cache() -> Path:
    """Return the folder for copies of a database's files, where none is named."""
    return Path(tempfile.gettempdir()) / "zukunftsatlas-data"


def opened(text: str = "", cache: Path | None = None) -> Store:
    """Return the store of an address; that of the embedded data if it is empty.

    Parameters
    ----------
    text
        Path of a folder, or ``postgresql://user@host/database``.
    cache
        Where a database's files are copied to; a temporary folder by default.
    """
    if is_database(text):
        from geodata.stores.postgis import PostgisStore  # noqa: PLC0415  folders need no driver

        return PostgisStore(text, cache or usual_cache())
    return FolderStore(Path(text).expanduser() if text else folders.DATA)
