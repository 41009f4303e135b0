"""The servers that are measured: the atlas and its peers, each a process group of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

import brotli

from dashboard import compression
from tests import support
from tests.bench.peers import folium_page
from tests.bench.peers import packages
from tests.bench.peers import plain_page
from tests.bench.peers import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

WORKERS, THREADS = 2, 24  # the atlas's own defaults, for all
START_S = 60.0
CACHE = support.ROOT / ".cache" / "bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    name: str
    address: str
    pid: int


def port() -> int:
    """Return a port that is free now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def answers(address: str) -> bool:
    """Tell whether a server answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextlib.contextmanager
def group(command: list[str], env: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a command and end it with everything that it started."""
    with log.open("w") as lines:
        process = subprocess.Popen(
            command,
            cwd=support.ROOT,
            env={**os.environ, **env},
            stdout=lines,
            stderr=lines,
            text=True,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)


@contextlib.contextmanager
def gunicorn(name: str, application: str, env: Mapping[str, str], folder: Path) -> Iterator[Server]:
    """Serve a peer by gunicorn, with as many processes and threads as the atlas."""
    number = port()
    address = f"http://127.0.0.1:{number}"
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{number}"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS), "--worker-class", "gthread"]
    command += ["--no-control-socket"]
    log = folder / f"{name}.log"
    with group(command, env, log) as process:
        wait(address, process, log)
        yield Server(name=name, address=address, pid=process.pid)


def wait(address: str, process: subprocess.Popen[str], log: Path) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + START_S
    while not answers(address):
        if process.poll() is not None or time.monotonic() > until:
            raise TimeoutError(f"{address} does not answer:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


@contextlib.contextmanager
def atlas(name: str, folder: Path, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Serve the atlas as `make run` does, its files compressed at their best."""
    number = port()
    address = f"http://127.0.0.1:{number}"
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(number)]
    settings = {"HOST": "127.0.0.1", "XDG_CACHE_HOME": str(CACHE), "ATLAS_RATE": "0", **(env or {})}
    log = folder / f"{name}.log"
    with group(command, settings, log) as process:
        wait(address, process, log)
        compression.improve(CACHE / "zukunftsatlas")
        yield Server(name=name, address=address, pid=process.pid)


def dash_plain(level: str, folder: Path) -> contextlib.AbstractContextManager[Server]:
    """Serve the tutorial's page."""
    return gunicorn("dash", "tests.bench.peers.dash_plain:server", {"PEER_LEVEL": level}, folder)


def prepared(
    name: str, files: Mapping[str, bytes], folder: Path
) -> contextlib.AbstractContextManager[Server]:
    """Serve prepared files, compressed beforehand."""
    place = folder / f"{name}-files"
    for address, body in files.items():
        file = place / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        file.with_name(file.name + ".br").write_bytes(brotli.compress(body, quality=11))
    env = {"PEER_FOLDER": str(place)}
    return gunicorn(name, "tests.bench.peers.static:server", env, folder)


def plain_files() -> dict[str, bytes]:
    """Return the plain page at both levels."""
    return {
        "index.html": plain_page.page(shipped.land("landkreise")),
        "gemeinden.html": plain_page.page(shipped.land("gemeinden")),
    }


def folium_files() -> dict[str, bytes]:
    """Return folium's page with the scripts it asks for."""
    files = {"index.html": folium_page.page(shipped.land("landkreise"))}
    for folder, names in (("js", packages.FOLIUM_JS), ("css", packages.FOLIUM_CSS)):
        for name, (package, member) in names.items():
            files[f"{folder}/{name}.{folder}"] = packages.read(package, member)
    return files
