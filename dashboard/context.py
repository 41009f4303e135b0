"""What every feature and route is handed: the settings and the data of this process."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from dashboard import blobs

if TYPE_CHECKING:
    from dashboard.fleet import Fleet
    from dashboard.settings import Settings
    from geodata.catalogue import Catalogue
    from geodata.errors import GeodataError
    from geodata.stores.shelf import Shelf
    from geodata.stores.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AppContext:
    """Frozen, so that all threads may share it; hashed by identity, so that results can be cached.

    Parameters
    ----------
    settings
        What this installation chose.
    catalogue
        The data of one version, with the problems found.
    watch
        Tells whether the store of the data answers; None where nothing is watched.
    fleet
        The server processes; None where there is but this one.

    Attributes
    ----------
    store
        Static bytes by content hash; `store.publish(body, "json", "application/json")` returns
        an address of its own for them.
    shelf
        What all machines of an installation know; None where all share the folders of one.
    """

    settings: Settings
    catalogue: Catalogue
    watch: Watch | None = None
    fleet: Fleet | None = None
    store: blobs.Store = field(init=False, repr=False)
    shelf: Shelf | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Give this process its store."""
        object.__setattr__(self, "store", blobs.Store(self.settings.cache))
        object.__setattr__(self, "shelf", self.settings.store().shelf)

    @property
    def trouble(self) -> GeodataError | None:
        """Why the data may be older than those of their store; None if they are not."""
        return self.watch.trouble if self.watch is not None else None
