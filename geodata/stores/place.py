"""Place: where an installation keeps its versions, a folder or a database; one way to write."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from geodata.stores import address
from geodata.versions import installation
from geodata.versions import log

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.versions.draft import Draft
    from geodata.versions.log import Action
    from geodata.versions.log import Entry


class Place(Protocol):
    """What imports, refreshes and rollbacks need, wherever the versions are kept."""

    @property
    def name(self) -> str:
        """What people may read of it: never a password."""

    def ground(self) -> Path:
        """Return a folder with the data on which the next change builds; not to be written to."""

    def begin(self) -> Entry:
        """Return the valid entry; the first one keeps the state before any change."""

    def accept(
        self, write: Callable[[Draft], None], *, action: Action = "import", **about: Any
    ) -> Entry | None:
        """Write a new state; None if it equals the present one."""

    def rollback(self, version: str = "", who: str = "") -> Entry | None:
        """Make a kept version valid again; without a name the one before the present."""

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries of the log, the oldest first."""


class FolderPlace:
    """A folder; see :mod:`geodata.versions.installation`.

    Parameters
    ----------
    folder
        The installation.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.folder)

    def ground(self) -> Path:
        """Return the present version's folder, or the embedded data."""
        return installation.ground(self.folder)

    def begin(self) -> Entry:
        """Return the valid entry."""
        return installation.begin(self.folder)

    def accept(
        self, write: Callable[[Draft], None], *, action: Action = "import", **about: Any
    ) -> Entry | None:
        """Write a new state."""
        return installation.accept(self.folder, write, action=action, **about)

    def rollback(self, version: str = "", who: str = "") -> Entry | None:
        """Make a kept version valid again."""
        return installation.rollback(self.folder, version, who)

    def entries(self) -> tuple[Entry, ...]:
        """Return the log."""
        return log.entries(self.folder)


def chosen(text: str | None = None, cache: Path | None = None) -> Place:
    """Return the place of an installation: as given, or of the environment.

    Parameters
    ----------
    text
        Folder, or ``postgresql://user@host/database``.
    cache
        Where a database's files are copied to.

    Raises
    ------
    NoInstallationError
        If none is named, or it is the embedded data.
    """
    named = (text if text is not None else os.environ.get(installation.VARIABLE, "")).strip()
    if address.is_database(named):
        from geodata.stores.keeping import DatabasePlace  # noqa: PLC0415  folders need no driver

        return DatabasePlace(named, cache or address.usual_cache())
    return FolderPlace(installation.chosen(named))


def possible(text: str | None = None, cache: Path | None = None) -> Place | None:
    """Return the place, None if nothing is chosen that could be written to."""
    try:
        return chosen(text, cache)
    except installation.NoInstallationError:
        return None
