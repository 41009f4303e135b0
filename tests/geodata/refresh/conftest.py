"""A replica of the official delivery, made once, and a server that hands files out."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.geodata.refresh import replica

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.geodata.refresh.replica import Replica


@pytest.fixture(scope="session")
def official() -> Replica:
    """Return the shipped areas as a delivery; tests change copies of its layers."""
    return replica.made()


class Quiet(SimpleHTTPRequestHandler):
    """Hands out files of a folder, and breaks off what is called `broken`."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path.startswith("/broken"):
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(b"PK\x03\x04 and no more")
        else:
            super().do_GET()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the address of a download service and its folder."""
    folder = tmp_path / "service"
    folder.mkdir()
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", folder
        finally:
            server.shutdown()
            thread.join()
