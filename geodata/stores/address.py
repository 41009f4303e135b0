"""From an address to a store: a folder's path, or postgresql://user@host/database."""

from __future__ import annotations

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


def opened(text: str = "") -> Store:
    """Return the store of an address; that of the embedded data if it is empty."""
    return FolderStore(Path(text).expanduser() if text else folders.DATA)
