"""Blobs: bytes that never change under their content hash, answered compressed and cached."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response
from flask import request

from dashboard import compression
from dashboard import ready

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
PUBLISHED = "published"  # folder in the cache, for the other processes of this machine
KEPT = 400  # files in it
NAME = re.compile(r"(?P<sha256>[0-9a-f]{64})\.(?P<kind>[a-z]{2,5})")
TYPES = {"pbf": "application/x-protobuf", "json": "application/json"}
ADOPTED = 200  # published files of older data versions that are kept for open pages
COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/x-protobuf",
    "application/x-zukunftsatlas-topology",
    "image/svg+xml",
    "image/vnd.microsoft.icon",
    "image/x-icon",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """One body in every form that a browser may ask for; None where a form is of no use."""

    sha256: str
    media_type: str
    raw: bytes
    gzip: bytes | None = None
    brotli: bytes | None = None
    quality: int = compression.BEST


class Store:
    """The blobs of this process, and the folder where their compressed forms outlive it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._blobs: dict[str, Blob] = {}
        self._published: dict[str, str] = {}

    def adopt(self, before: Store) -> None:
        """Go on serving what an older store published: its names are content hashes."""
        published = list(before._published.items())
        forgotten = {sha256 for _, sha256 in published[:-ADOPTED]}
        self._published.update(published[-ADOPTED:])
        self._blobs.update((k, v) for k, v in before._blobs.items() if k not in forgotten)

    @property
    def improvable(self) -> bool:
        """Whether a blob is there whose compression can be improved."""
        return any(blob.quality < compression.BEST for blob in self._blobs.values())

    def add(self, body: bytes, media_type: str) -> Blob:
        """Return the blob of this body, compressing it unless that was done before."""
        sha256 = hashlib.sha256(body).hexdigest()
        blob = self._blobs.get(sha256)
        if blob is None:
            blob = self._make(sha256, body, media_type)
            self._blobs[sha256] = blob
        return blob

    def _make(self, sha256: str, body: bytes, media_type: str) -> Blob:
        blob = Blob(sha256=sha256, media_type=media_type, raw=body)
        if not media_type.startswith(COMPRESSIBLE):
            return blob
        zipped = compression.gzipped(body, self.folder, sha256)
        data, quality = compression.brotlied(body, self.folder, sha256)
        if len(data) >= len(body):
            return blob
        return replace(blob, gzip=zipped, brotli=data, quality=quality)

    def publish(self, body: bytes, extension: str, media_type: str) -> str:
        """Make a body readable for the browser; return its address, `/geo/<sha256>.<extension>`."""
        blob = self.add(body, media_type)
        name = f"{blob.sha256}.{extension}"
        if name not in self._published and not self._place(name).is_file():
            compression.keep(self._place(name), body)
        self._published[name] = blob.sha256
        return f"/geo/{name}"

    def published(self, name: str) -> Blob | None:
        """Return the blob that was published under this file name, here or by another process.

        While new data are taken over one process names files in its pages that the next one has
        not read yet; and a page that was open while the server was restarted asks for old ones.
        """
        sha256 = self._published.get(name)
        return self._other(name) if sha256 is None else self._blobs[sha256]

    def _place(self, name: str) -> Path:
        return self.folder / PUBLISHED / name

    def _other(self, name: str) -> Blob | None:
        """Return a file that another process of this machine published, if it is what it says."""
        found = NAME.fullmatch(name)
        if found is None or found["kind"] not in TYPES:
            return None
        try:
            body = self._place(name).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(body).hexdigest() != found["sha256"]:
            return None
        self.publish(body, found["kind"], TYPES[found["kind"]])
        return self._blobs[found["sha256"]]

    def sweep(self) -> None:
        """Forget the oldest of the files that older data versions published."""
        held = [path for path in (self.folder / PUBLISHED).glob("*.*") if path.is_file()]
        held.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in held[KEPT:]:
            if path.name not in self._published:
                path.unlink(missing_ok=True)

    def respond(
        self, blob: Blob, cache_control: str, holds: Callable[[], bool] | None = None
    ) -> Response:
        """Answer the present request with the form it accepts, or with 304 if it has it.

        Parameters
        ----------
        blob, cache_control
            What is answered, and how long a browser may keep it.
        holds
            Whether it is still the answer to this address, see `ready.keep`.
        """
        body, encoding, quality = self._negotiate(blob)
        if holds is not None and not request.query_string:
            best = compression.file_of(self.folder, blob.sha256, compression.BEST)
            final = quality >= compression.BEST
            ready.keep(holds if final else lambda: not best.exists() and holds())
        response = Response(body, content_type=_content_type(blob.media_type))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Cache-Control"] = cache_control
        response.headers["Vary"] = "Accept-Encoding"
        response.set_etag(blob.sha256, weak=True)  # weak: the same content in several codings
        response.make_conditional(request)
        return response

    def _negotiate(self, blob: Blob) -> tuple[bytes, str, int]:
        """Return bytes, their coding, and its quality: better ones may come."""
        accepts = request.accept_encodings
        if blob.brotli is not None and accepts["br"] > 0:
            improved = self._improved(blob)
            return improved.brotli or blob.brotli, "br", improved.quality
        if blob.gzip is not None and accepts["gzip"] > 0:
            return blob.gzip, "gzip", compression.BEST
        return blob.raw, "", compression.BEST

    def _improved(self, blob: Blob) -> Blob:
        """Take over the better form as soon as the process in the background has written it."""
        if blob.quality >= compression.BEST:
            return blob
        data = compression.best(self.folder, blob.sha256)
        if data is None:
            return blob
        better = replace(blob, brotli=data, quality=compression.BEST)
        self._blobs[blob.sha256] = better
        return better


def _content_type(media_type: str) -> str:
    text = media_type.startswith(("text/", "application/javascript", "application/json"))
    return f"{media_type}; charset=utf-8" if text else media_type
