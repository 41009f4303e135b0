"""A server of prepared bytes for the pages without one: as lean as gunicorn allows.

Served as ``tests.bench.peers.static:server``; ``PEER_FOLDER`` holds the files, each with its
brotli form (``.br``) beside it. The page asks for its newness (304), scripts are kept for a year.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}


def _load(folder: Path) -> dict[str, tuple[bytes, list[tuple[str, str]]]]:
    found = {}
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".br"):
        body = file.with_name(file.name + ".br").read_bytes()
        page = file.suffix == ".html"
        address = "/" + file.relative_to(folder).as_posix()
        headers = [
            ("Content-Type", TYPES[file.suffix]),
            ("Content-Encoding", "br"),
            ("Content-Length", str(len(body))),
            ("ETag", f'"{hashlib.sha256(body).hexdigest()[:16]}"'),
            ("Cache-Control", "no-cache" if page else "public, max-age=31536000, immutable"),
        ]
        found["/" if address == "/index.html" else address.removesuffix(".html")] = body, headers
    return found


FILES = _load(Path(os.environ["PEER_FOLDER"]))


def server(environ: dict[str, str], start: Callable[..., object]) -> Iterable[bytes]:
    """Answer one request (WSGI)."""
    found = FILES.get(environ["PATH_INFO"])
    if found is None:
        start("404 Not Found", [("Content-Length", "0")])
        return []
    body, headers = found
    if environ.get("HTTP_IF_NONE_MATCH") == dict(headers)["ETag"]:
        start("304 Not Modified", [h for h in headers if h[0] in ("ETag", "Cache-Control")])
        return []
    start("200 OK", headers)
    return [body]
