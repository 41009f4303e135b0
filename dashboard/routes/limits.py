"""Limits of costly answers: so many a minute for each client, a bucket that fills again.

Each process counts for itself, so that no memory has to be shared; a client whose requests spread
over all processes gets that many times as much. What a page needs to draw the map is never counted:
a ministry behind one address shall not lock itself out. Kinds of answers are counted apart, so that
a pointer that crosses the map of gaps does not use up somebody's downloads.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from flask import Response
from flask import request

from layers import state
from layers import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from dashboard.context import AppContext

MOST_CLIENTS = 10_000  # remembered; the one not heard of longest is forgotten first
MINUTE = 60.0  # seconds
TOO_MANY = 429
EXTENSION = "atlas_limits"

# Kind, beginning and end of the address, cost. What a pointer asks for on its way has some
# milliseconds and comes dozens of times a second; a client of the OGC API pages through a layer.
COSTLY: tuple[tuple[str, str, tuple[str, ...], float], ...] = (
    ("files", "/export.", ("",), 1.0),
    ("files", "/download/", ("",), 1.0),
    ("files", "/briefing/deck", ("",), 1.0),
    ("files", "/briefing/", (".html", ".pdf"), 4.0),
    ("ogc", "/ogc", ("",), 0.4),
    ("gaps", "/gaps/glimpse", ("",), 0.05),
    ("gaps", "/gaps/here", ("",), 0.05),
)
FILES = "files"


class Buckets:
    """A bucket of tokens for each client.

    Parameters
    ----------
    rate
        Tokens a minute, and the most that a bucket holds; 0 sets no limit.
    clock
        Seconds that only ever go forward.
    """

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, cost: float = 1.0) -> float:
        """Take tokens; return 0, or the seconds until there will be enough."""
        if not self.rate:
            return 0.0
        now = self._clock()
        with self._lock:
            tokens, seen = self._buckets.pop(client, (float(self.rate), now))
            tokens = min(self.rate, tokens + (now - seen) * self.rate / MINUTE)
            enough = tokens >= cost
            self._buckets[client] = (tokens - cost if enough else tokens, now)
            if len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return 0.0 if enough else (cost - tokens) * MINUTE / self.rate


def register(server: Flask, ctx: AppContext) -> None:
    """Count costly answers; refuse in words what is too much."""
    server.extensions[EXTENSION] = Buckets(ctx.settings.rate)

    def limit() -> Response | None:
        kind, cost = costs(request.path)
        return take(server, cost, kind) if cost else None

    server.before_request(limit)


def costs(path: str) -> tuple[str, float]:
    """Return the kind of the answer of an address, and its tokens; 0 for what is not counted."""
    for kind, begin, ends, cost in COSTLY:
        if path.startswith(begin) and path.endswith(ends):
            return kind, cost
    return FILES, 0.0


def take(server: Flask, cost: float, kind: str = FILES) -> Response | None:
    """Charge the present client for a costly answer; return the refusal if that is too much."""
    buckets: Buckets = server.extensions[EXTENSION]
    seconds = buckets.wait(f"{kind} {request.remote_addr or ''}", cost)
    return refusal(seconds) if seconds else None


def refusal(seconds: float) -> Response:
    """Return a sentence that says when to come back."""
    whole = max(1, round(seconds))
    lang = request.args.get("lang", "")
    lang = lang if lang in state.LANGS else state.ViewState().lang
    text = words.text("screen.too_many", lang, seconds=whole)
    response = Response(text + "\n", status=TOO_MANY, mimetype="text/plain")
    response.headers["Retry-After"] = str(whole)
    return response
