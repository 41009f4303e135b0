"""Ready: whole answers that are the same for all who ask, given again as bytes before Flask.

A first visit asks for some twenty files, and most visitors ask for the same few views. Such an
answer is made once: what makes it says so by `keep`, with a test whether it still holds. Nothing
else is ever kept: no answer that sets a cookie, none but status 200, none of a person. One of these
stands before each application, so that data of another version never meet what was kept of the
last.

An answer is known by all of a request that it may depend on: address with query, codings that the
browser accepts, and the very bytes of a callback's question. Requests with any other condition go
on to Flask, as do questions from another site, which Flask refuses.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any

from flask import has_request_context
from flask import request
from werkzeug.http import parse_etags

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from flask import Flask

    from dashboard.context import AppContext

    Test = Callable[[], bool]
    Headers = list[tuple[str, str]]

MARK = "atlas.keep"
EXTENSION = "atlas_ready"
FILES = 500  # answers with files, whose bytes are held once anyway
MADE = 200  # pages and answers to callbacks
MADE_BYTES = 8 * 1024 * 1024  # of them, in each server process
MOST_ASKED = 4096  # bytes of a callback's question; that for a scene has 700
# What answers depend on beside address and codings, in requests that no page of ours makes
UNUSUAL = (
    "HTTP_RANGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_CONTENT_ENCODING",
)
OWN_SITES = ("same-origin", "none")  # as browsers write Sec-Fetch-Site; scripts write nothing
UPDATE, JSON = "_dash-update-component", "application/json"
DIGITS = 6  # of a length
OF_A_BODY = frozenset(("content-encoding", "content-length", "content-type"))
OK, NOT_MODIFIED = "200 OK", "304 NOT MODIFIED"


def always() -> bool:
    """Tell that an answer holds as long as its application."""
    return True


def keep(holds: Test = always, *, made: bool = False) -> None:
    """Let the answer to the present request be given to all who ask the same.

    Parameters
    ----------
    holds
        Whether it is still the answer, asked before each time that it is given.
    made
        It was made for this request; otherwise it is a file.
    """
    if has_request_context():
        request.environ[MARK] = (holds, made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer, and what is told of it to who has it already."""

    headers: Headers
    unmodified: Headers
    tag: str
    body: bytes
    holds: Test


class Shelf:
    """Answers by request; the one not asked for longest is forgotten first.

    Parameters
    ----------
    most, most_bytes
        How many are kept, and how many bytes of bodies in all.
    """

    def __init__(self, most: int, most_bytes: float = float("inf")) -> None:
        self.most, self.most_bytes = most, most_bytes
        self.bytes = 0
        self._lock = Lock()
        self._held: OrderedDict[object, Answer] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: object) -> Answer | None:
        """Return an answer that still holds."""
        found = self._held.get(key)
        if found is None:
            return None
        holds = found.holds()
        with self._lock:
            if self._held.get(key) is not found:
                return found if holds else None
            if holds:
                self._held.move_to_end(key)
                return found
            self._drop(key)
        return None

    def put(self, key: object, answer: Answer) -> None:
        """Keep an answer, unless it alone is as large as all may be."""
        if len(answer.body) > self.most_bytes:
            return
        with self._lock:
            if key in self._held:
                self._drop(key)
            self._held[key] = answer
            self.bytes += len(answer.body)
            while len(self._held) > self.most or self.bytes > self.most_bytes:
                self._drop(next(iter(self._held)))

    def _drop(self, key: object) -> None:
        self.bytes -= len(self._held.pop(key).body)


class Ready:
    """A WSGI application before another one, that gives again what it was allowed to keep."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.files, self.made = Shelf(FILES), Shelf(MADE, MADE_BYTES)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Give a kept answer, or the application's, kept if that says so."""
        key = _key(environ)
        if key is None:
            return self.application(environ, start_response)
        answer = self.files.get(key) or self.made.get(key)
        if answer is None:
            return self._learn(key, environ, start_response)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and answer.tag and parse_etags(asked).contains_raw(answer.tag):
            start_response(NOT_MODIFIED, list(answer.unmodified))
            return ()
        start_response(OK, list(answer.headers))
        return (answer.body,)

    def _learn(
        self, key: object, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        told: list[Any] = ["", []]

        def start(status: str, headers: Headers, *more: Any) -> Any:
            told[:] = [status, headers]
            return start_response(status, headers, *more)

        chunks = self.application(environ, start)
        mark = environ.get(MARK)
        if mark is None or told[0] != OK or any(n.lower() == "set-cookie" for n, _ in told[1]):
            return chunks
        try:
            body = b"".join(chunks)
        finally:
            getattr(chunks, "close", always)()
        holds, made = mark
        (self.made if made else self.files).put(key, _answer(told[1], body, holds))
        return (body,)


def register(server: Flask, _ctx: AppContext) -> None:
    """Stand before an application."""
    ready = server.extensions[EXTENSION] = Ready(server.wsgi_app)
    server.wsgi_app = ready  # type: ignore[method-assign]


def _answer(headers: Headers, body: bytes, holds: Test) -> Answer:
    lasting = [pair for pair in headers if pair[0].lower() != "date"]  # the server's own is now's
    return Answer(
        headers=lasting,
        unmodified=[pair for pair in lasting if pair[0].lower() not in OF_A_BODY],
        tag=next((value for name, value in headers if name.lower() == "etag"), ""),
        body=body,
        holds=holds,
    )


def _key(environ: dict[str, Any]) -> object:
    """Return what an answer is known by; None for requests whose answer is never kept."""
    if environ.get("SCRIPT_NAME") or any(name in environ for name in UNUSUAL):
        return None
    address = (environ["PATH_INFO"], environ["QUERY_STRING"], environ.get("HTTP_ACCEPT_ENCODING"))
    if environ["REQUEST_METHOD"] == "GET":
        return address
    question = _question(environ) if environ["REQUEST_METHOD"] == "POST" else None
    return None if question is None else (*address, question)


def _question(environ: dict[str, Any]) -> bytes | None:
    """Return the bytes with which a page asks a callback; Flask can read them again."""
    length = environ.get("CONTENT_LENGTH") or ""
    if (
        not environ["PATH_INFO"].endswith(UPDATE)
        or environ.get("CONTENT_TYPE") != JSON
        or environ.get("HTTP_SEC_FETCH_SITE", OWN_SITES[0]) not in OWN_SITES
        or not length.isdecimal()
        or len(length) > DIGITS
        or int(length) > MOST_ASKED
    ):
        return None
    body = bytes(environ["wsgi.input"].read(int(length)))
    environ["wsgi.input"] = io.BytesIO(body)
    return body
