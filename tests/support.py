"""What several tests need: a server process, a Chromium, and logs of what the page did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import BrowserContext
    from playwright.sync_api import ConsoleMessage
    from playwright.sync_api import Page
    from playwright.sync_api import Request

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
READY = 'body[data-state="ready"]'
WAIT_MS = 30_000


def chromium() -> str:
    """Return the path of the browser; `make test` installs Debian's where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("ATLAS_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "no Chromium: `make setup` installs one, or set ATLAS_CHROMIUM"
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    """A server process of its own on a port of its own."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    def stop(self) -> int:
        """End it as a supervisor would; return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(timeout=30)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


def start_server(
    folder: Path, env: Mapping[str, str] | None = None, port: int = 0
) -> RunningServer:
    """Start `python -m dashboard serve`, on a free port if none is named; return when it is up."""
    log = folder / "server.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "HOST": "127.0.0.1", **(env or {})},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    assert process.stdout is not None
    line = process.stdout.readline()  # the start line names the address; the end closes the pipe
    assert "http://" in line, f"the server did not start:\n{log.read_text()}"
    address = line.split("http://")[1].split()[0]
    return RunningServer(address=f"http://{address}", process=process, log=log)


@dataclass  # no slots: playwright keeps its wrappers on the object
class PageLog:
    """What the pages of one test asked for and complained about."""

    origin: str
    external: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a browser context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"data", "blob"}:
            return
        own = f"{parts.scheme}://{parts.netloc}" == self.origin
        (self.requests if own else self.external).append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location})")


def ready(page: Page) -> Page:
    """Wait until the last visible layer, the fonts and the charts are painted."""
    page.wait_for_selector(READY, timeout=WAIT_MS)
    return page
