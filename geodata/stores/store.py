"""What a store can do: name its present version cheaply, and load it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

from geodata.errors import GeodataError

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue
    from geodata.collections.features import Features
    from geodata.stores.shelf import Shelf


class StoreError(GeodataError, ConnectionError):
    """The store does not answer, or has no data version."""


class Store(Protocol):
    """Where the served data version lies; may be asked by several threads at once."""

    @property
    def name(self) -> str:
        """What people may read of its address: never a password."""

    @property
    def shelf(self) -> Shelf | None:
        """Where machines put what the others have to know; None where all share a disk."""

    def version(self) -> str:
        """Return the version that is valid now; cheap enough to be asked every second.

        Equal to ``Catalogue.version`` of what :meth:`load` returns at that moment.

        Raises
        ------
        StoreError
            The store does not answer.
        """

    def load(self, before: Catalogue | None = None) -> Catalogue:
        """Return the catalogue of the version that is valid now, whole.

        Parameters
        ----------
        before
            A catalogue of which may be taken over what did not change.

        Raises
        ------
        StoreError
            The store does not answer.
        GeodataError
            What it holds cannot be served.
        """

    def last(self) -> Catalogue | None:
        """Return the version that this machine served last, if it kept a copy of its own."""

    def find(self, version: str) -> Path | None:
        """Return the folder of an older version if it is kept, for pictures with an older id."""

    def features(self, loaded: Catalogue) -> Features:
        """Return who answers questions about the collections of a version."""
