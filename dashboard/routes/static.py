"""Static files: component bundles, assets and Dash's own static answers, compressed once.

Dash reads and sends these files uncompressed at every request. Here the first answer (given at
warm-up, before the port opens) becomes a blob, and every later request gets the blob. The two
language versions of the page share one copy, for they are served the same files.
"""

from __future__ import annotations

import hashlib
import os
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import current_app
from flask import g
from flask import request
from flask_compress import Compress
from werkzeug.security import safe_join

from dashboard import blobs
from dashboard import ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask import Response

    from dashboard.context import AppContext

# /en/… is the English page on the same server
_PREFIX = r"^(?:/en)?"
BUNDLE = re.compile(_PREFIX + r"(/_dash-component-suites/.+|/_favicon\.ico)$")
ASSET = re.compile(_PREFIX + r"(/assets/.+)$")
PAGE_PART = re.compile(r"/_dash-(?:layout|dependencies)$")
# Dash's fingerprint, and the version in a vendored file's name
FINGERPRINT = re.compile(r"\.v[\w-]+m[0-9a-fA-F]+\.|/assets/vendor/.+-\d+\.\d+\.\d+\.")
PAGE_ID = re.compile(rb'"end_id":"[^"]*"')
FINGERPRINT_ARGUMENTS = {"m", "v"}  # time of an asset, version of Dash's own icon
A_WEEK = "public, max-age=604800"
SELDOM = (".woff2", "/favicon.svg")  # what hardly ever changes is named without a fingerprint


def register(server: Flask, ctx: AppContext) -> None:
    """Answer static files from blobs, and compress everything else on the fly."""
    server.config["COMPRESS_ALGORITHM"] = ["zstd", "br", "gzip"]
    server.config["COMPRESS_LEVEL"] = 6
    server.config["COMPRESS_ZSTD_LEVEL"] = 9  # for a page 1 ms and 10 % less than the default 3
    Compress(server)
    files = StaticFiles(ctx.store)
    server.before_request(files.known)
    server.after_request(files.learn)
    server.after_request(Pages().settle)


class StaticFiles:
    """Static answers by address, as blobs."""

    def __init__(self, store: blobs.Store) -> None:
        self.store = store
        self._by_key: dict[str, blobs.Blob] = {}

    def known(self) -> Response | None:
        """Answer a bundle that was served before; assets are asked for again: they may change."""
        bundle = BUNDLE.match(request.path)
        blob = self._by_key.get(bundle[1]) if bundle else None
        if blob is None:
            return None
        g.static_answered = True
        return self.store.respond(blob, _cache_control(), ready.always)

    def learn(self, response: Response) -> Response:
        """Turn a static answer into a blob, and answer with that."""
        done = g.get("static_answered") or request.method not in {"GET", "HEAD"}
        if done or response.status_code != HTTPStatus.OK:
            return response
        if PAGE_PART.search(request.path):
            return self.store.respond(self._blob(response), blobs.REVALIDATE, ready.always)
        key = self._key(response)
        if key is None:
            return response
        if key not in self._by_key:
            self._by_key[key] = self._blob(response)
        holds = ready.always if BUNDLE.match(request.path) else _unchanged(response)
        response.close()
        return self.store.respond(self._by_key[key], _cache_control(), holds)

    def _blob(self, response: Response) -> blobs.Blob:
        response.direct_passthrough = False  # Flask would hand the open file to the server
        return self.store.add(response.get_data(), response.mimetype or "")

    def _key(self, response: Response) -> str | None:
        if bundle := BUNDLE.match(request.path):
            return bundle[1]
        if asset := ASSET.match(request.path):  # Flask's ETag holds size and time of the file
            return f"{asset[1]} {response.headers.get('ETag', '')}"
        return None


class Pages:
    """Pages are made for each address; one that the browser has already is not sent again.

    Dash writes a random id into each, which scopes background callbacks. There are none here, and
    none is written, so that pages of all processes, machines and starts are the same.
    """

    def settle(self, response: Response) -> Response:
        """Let equal pages be equal bytes, with a tag to ask by."""
        if response.mimetype != "text/html" or response.status_code != HTTPStatus.OK:
            return response
        page = PAGE_ID.sub(b'"end_id":""', response.get_data())
        response.set_data(page)
        response.headers["Cache-Control"] = blobs.REVALIDATE
        response.set_etag(hashlib.sha256(page).hexdigest(), weak=True)
        response.make_conditional(request)
        return response


def _unchanged(response: Response) -> Callable[[], bool] | None:
    """Return whether the present request's asset is still the file that Flask has just read."""
    blueprint = current_app.blueprints.get(request.blueprint or "")
    folder, name = blueprint and blueprint.static_folder, (request.view_args or {}).get("filename")
    path = safe_join(folder, name) if folder and name else None
    if path is None:
        return None

    def state() -> tuple[float, int] | None:
        try:
            found = os.stat(path)  # noqa: PTH116  several times as fast as Path.stat
        except OSError:
            return None
        return found.st_mtime, found.st_size

    read = state()
    # Flask's ETag begins with time and size of the file that it opened
    opened = response.get_etag()[0] or ""
    if read is None or not opened.startswith(f"{read[0]}-{read[1]}-"):
        return None
    return lambda: state() == read


def _cache_control() -> str:
    """Allow to keep for good what names its version in the address, else ask each time."""
    if FINGERPRINT.search(request.path) or FINGERPRINT_ARGUMENTS & set(request.args):
        return blobs.FOREVER
    return A_WEEK if request.path.endswith(SELDOM) else blobs.REVALIDATE
