"""Live: the application of the newest data version, exchanged while requests are served.

Each server process looks once a second whether its store has a new version. Then it builds a
second application beside the first, and hands it the next request once it is warm; requests
that are under way end with the application they began with.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING
from typing import Any

from dashboard.refusals import StartError
from geodata.errors import GeodataError
from geodata.stores.watch import INTERVAL_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from flask import Flask

    from geodata.catalogue import Catalogue
    from geodata.stores.watch import Watch

    Build = Callable[[Catalogue, "Flask"], Flask]
    Finish = Callable[[Flask], None]


NARROW = 1  # requests at a time that share the interpreter with the building of the next one
PATIENCE_S = 1.0  # after which a request goes on all the same


class Live:
    """A WSGI application that follows its store.

    Parameters
    ----------
    app
        The application of the version that was loaded first, warm.
    watch
        Tells of new versions.
    build
        Returns the warm application of a catalogue, given the one before it.
    finish
        What may be done after the exchange: views that take seconds at first sight.
    """

    def __init__(
        self, app: Flask, watch: Watch, build: Build, finish: Finish = lambda _app: None
    ) -> None:
        self.app = app
        self.watch = watch
        self._build = build
        self._finish = finish
        self._process = 0
        self._building = threading.Event()
        self._narrow = threading.BoundedSemaphore(NARROW)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer with the present application; while the next is built few at a time."""
        self.follow()
        if not self._building.is_set():
            return self.app(environ, start_response)
        turn = self._narrow.acquire(timeout=PATIENCE_S)
        try:
            return self.app(environ, start_response)
        finally:
            if turn:
                self._narrow.release()

    def follow(self) -> None:
        """Begin to look for new versions in this process; threads do not outlive a fork."""
        if self._process == os.getpid():
            return
        self._process = os.getpid()
        threading.Thread(target=self._run, name="atlas-live", daemon=True).start()

    def _run(self) -> None:
        pause = threading.Event()
        while not pause.wait(INTERVAL_S):
            self.look()

    def look(self) -> bool:
        """Take a new version over if there is one; return whether there was."""
        found = None
        try:
            found = self.watch.look()
            if found is None:
                return False
            self._building.set()
            fresh = self._build(found, self.app)
        except Exception as error:  # noqa: BLE001  whatever it is, the old data are served on
            sys.stderr.write(f"Datenstand nicht übernommen / data not taken over: {error}\n")
            if found is not None:
                self.watch.refuse(_trouble(error))
            return False
        finally:
            self._building.clear()
        self.app = fresh
        sys.stderr.write(f"Datenstand / data version: {found.version}\n")
        # Aside, so that the next version is not missed meanwhile
        threading.Thread(target=self._finish, args=(fresh,), daemon=True).start()
        return True


def _trouble(error: Exception) -> GeodataError:
    """Return what keeps new data from being served, in words for screens and monitors."""
    if isinstance(error, GeodataError):
        return error
    said = (error.german, error.english) if isinstance(error, StartError) else (str(error),) * 2
    return GeodataError(
        f"Neuer Datenstand nicht übernommen: {said[0]}", f"New data not taken over: {said[1]}"
    )
