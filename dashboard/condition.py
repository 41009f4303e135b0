"""Condition: what is wrong with a running server beyond its data, for monitors: reasons in words.

Each check costs less than a millisecond, but for a router that is gone: that is asked at most
every `ROUTER_S`.
"""

from __future__ import annotations

import os
import shutil
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.context import AppContext
    from geodata.catalogue import Catalogue

Reason = dict[str, str]

LOW = 100 * 1024 * 1024  # bytes; an import or a new version needs about so much
ROUTER_S = 15.0  # between two looks at the router
CONNECT_S = 0.7
PORTS = {"http": 80, "https": 443}


class Condition:
    """The condition of one application.

    Parameters
    ----------
    ctx
        Settings and data.
    clock
        Seconds that only ever go forward.
    """

    def __init__(self, ctx: AppContext, clock: Callable[[], float] = time.monotonic) -> None:
        self.ctx = ctx
        self._clock = clock
        self._began = clock()
        self._router: tuple[float, bool] | None = None

    @property
    def age_s(self) -> float:
        """Seconds since these data were taken over, whatever was done to the clock meanwhile."""
        return self._clock() - self._began

    def reasons(self) -> list[Reason]:
        """Return why the server is not as well as it could be, in English, by code."""
        return [*self._of_data(), *self._of_machine(), *self._of_router()]

    def _of_data(self) -> Iterator[Reason]:
        errors = sum(problem.severity == "error" for problem in self.ctx.catalogue.problems)
        if errors:
            yield _reason("records", f"{errors} errors in the data; what they concern is left out.")
        if self.ctx.trouble is not None:
            yield _reason("store", self.ctx.trouble.message_en)

    def _of_machine(self) -> Iterator[Reason]:
        for folder in places(self.ctx):
            free = shutil.disk_usage(folder).free
            if free < LOW:
                yield _reason("disk", f"Only {free // 2**20} MB are free in {folder}.")
        fleet = self.ctx.fleet
        if fleet is not None and fleet.is_hurt:
            yield _reason("workers", f"A server process ended and was replaced ({fleet.lost}).")

    def _of_router(self) -> Iterator[Reason]:
        address = self.ctx.settings.router
        if address and not self._answers(address):
            yield _reason("router", "The router does not answer; driving times are estimated.")

    def _answers(self, address: str) -> bool:
        """Tell whether somebody listens at an address, as it was some seconds ago."""
        if self._router is None or self._clock() > self._router[0] + ROUTER_S:
            self._router = (self._clock(), listens(address))
        return self._router[1]


def places(ctx: AppContext) -> tuple[Path, ...]:
    """Return the folders in which the atlas may have to write."""
    chosen = (ctx.settings.data, ctx.settings.pictures, ctx.settings.cache)
    return tuple(found for found in chosen if found is not None and os.access(found, os.W_OK))


def listens(address: str) -> bool:
    """Tell whether a connection to `http://host:port/…` comes about."""
    parts = urlsplit(address.rpartition("+")[2])
    port = parts.port or PORTS.get(parts.scheme, 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=CONNECT_S).close()
    except OSError:
        return False
    return True


def is_served(catalogue: Catalogue) -> bool:
    """Tell whether anything can be drawn: without Landkreise there is no map."""
    return len(catalogue.areas.get("landkreise", ())) > 0


def _reason(code: str, text: str) -> Reason:
    return {"code": code, "text": text}
