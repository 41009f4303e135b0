"""The watch on a store: notices a new version, and keeps the last good one while there is none."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from geodata.errors import GeodataError
from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.stores.store import Store

INTERVAL_S = 1.0  # between two looks: a new version has to be served everywhere within 5 s


class Watch:
    """What is served of a store, and what keeps it from being newer.

    Parameters
    ----------
    store
        Asked for its version at every look.
    served
        The catalogue that was loaded from it last.

    Attributes
    ----------
    trouble
        Why the last look failed; None if it did not. Screens say it as a notice, with
        ``served.loaded_at``.
    """

    def __init__(self, store: Store, served: Catalogue) -> None:
        self.store = store
        self.served = served
        self.trouble: GeodataError | None = None
        self._refused = ""
        self._turn = Lock()

    @classmethod
    def begin(cls, store: Store) -> Watch:
        """Return the watch on a store with what it holds, or held last if it does not answer.

        Raises
        ------
        GeodataError
            Nothing can be served.
        """
        try:
            return cls(store, store.load())
        except StoreError as error:
            last = store.last()
            if last is None:
                raise
            watch = cls(store, last)
            watch.trouble = error
            return watch

    def look(self) -> Catalogue | None:
        """Return the new catalogue if the store has one, else None; never raises a GeodataError.

        A version that could not be loaded is not tried again until it is replaced, unless it
        was the connection that failed.
        """
        with self._turn:
            try:
                version = self.store.version()
                if version == self._refused:
                    return None
                if version == self.served.version:
                    self.trouble, self._refused = None, ""
                    return None
                self._refused = version
                loaded = self.store.load()
            except ConnectionError as error:
                self._refused = ""
                self.trouble = error if isinstance(error, GeodataError) else None
                return None
            except GeodataError as error:
                self.trouble = error
                return None
            self._refused = ""
            self.trouble, self.served = None, loaded
            return loaded
