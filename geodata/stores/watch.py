"""The watch on a store: notices a new version, and keeps the last good one while there is none."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

from geodata.errors import GeodataError
from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from geodata.problems import Problem
    from geodata.stores.store import Store

INTERVAL_S = 1.0  # between two looks: a new version has to be served everywhere within 5 s
REST_S = 5.0  # after a version could not be copied here: a full disk is not filled every second
WHOLE_FILES = ("file-damaged", "file-missing")


class Watch:
    """What is served of a store, and what keeps it from being newer.

    Parameters
    ----------
    store
        Asked for its version at every look.
    served
        The catalogue that was loaded from it last.
    clock
        Seconds that only ever go forward.

    Attributes
    ----------
    trouble
        Why the last look failed; None if it did not. Screens say it as a notice, with
        ``served.loaded_at``.
    """

    def __init__(
        self, store: Store, served: Catalogue, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.store = store
        self.served = served
        self.trouble: GeodataError | None = None
        self._before = served
        self._refused = ""
        self._rests_until = 0.0
        self._clock = clock
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
        was the connection or this machine's disk that failed. A version that lost whole files
        which the present one has is not taken over: what was served last is better.
        """
        with self._turn:
            try:
                version = self.store.version()
                if version == self._refused:
                    return None
                if version == self.served.version:
                    self.trouble, self._refused = None, ""
                    return None
                if self._clock() < self._rests_until:
                    return None
                self._refused = version
                loaded = self._loaded()
            except GeodataError as error:
                if isinstance(error, ConnectionError):
                    self._refused = ""
                self.trouble = error
                return None
            self._refused = ""
            self.trouble, self._before, self.served = None, self.served, loaded
            return loaded

    def _loaded(self) -> Catalogue:
        """Return the new catalogue; what this machine cannot do is told like a silent store."""
        try:
            loaded = self.store.load(self.served)
        except ConnectionError:
            self._rests_until = self._clock() + REST_S
            raise
        except OSError as error:
            if isinstance(error, GeodataError):
                raise
            self._rests_until = self._clock() + REST_S
            raise StoreError(
                f"Der neue Datenstand lässt sich hier nicht ablegen ({error.strerror}).",
                f"The new data cannot be kept on this machine ({error.strerror}).",
            ) from error
        lost = _whole_files(loaded.problems) - _whole_files(self.served.problems)
        for problem in loaded.problems:
            if problem.where in lost and problem.code in WHOLE_FILES:
                raise GeodataError(
                    f"Neuer Datenstand nicht übernommen: {problem.where}: {problem.message}",
                    f"New data not taken over: {problem.where}: {problem.message_en}",
                )
        return loaded

    def refuse(self, error: GeodataError) -> None:
        """Take the last new catalogue back: nothing that can be shown could be made of it."""
        with self._turn:
            self._refused, self.served = self.served.version, self._before
            self.trouble = error


def _whole_files(problems: tuple[Problem, ...]) -> set[str]:
    """Return the files of which nothing could be read."""
    return {problem.where for problem in problems if problem.code in WHOLE_FILES}
