"""The server as a process: starts warm, survives a crowd, stays small, ends in order."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request
from urllib.request import urlopen

import pytest

from tests import balancer
from tests import support

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE = 2**20
CROWD = 24
PATIENCE_S = 90.0


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[support.RunningServer]:
    """Serve with an empty cache, as after a first installation."""
    folder = tmp_path_factory.mktemp("first")
    running = support.start_server(folder, {"XDG_CACHE_HOME": str(folder)})
    yield running
    running.stop()


def get(address: str, **headers: str) -> tuple[int, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(address, headers=named), timeout=20) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def memory(pid: int) -> int:
    """Return the resident memory of a process in bytes, shared pages included."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) * 1024


def workers(running: support.RunningServer) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(running.process.pid), "-f", "dashboard serve"],
        check=True,
        capture_output=True,
        text=True,
    )
    return [int(line) for line in found.stdout.split()]


def test_the_first_visitors_may_come_together(own_server: support.RunningServer) -> None:
    """A cold Dash fails here: 38 of 40 scripts were answered with 500 (plotly/dash #3971)."""
    page = get(own_server.address + "/")[1].decode()
    scripts = re.findall(r'src="(/[^"]+\.js[^"]*)"', page)
    assert scripts
    addresses = [own_server.address + name for name in scripts] * 4
    with ThreadPoolExecutor(CROWD) as crowd:
        codes = list(crowd.map(lambda address: get(address)[0], addresses))
    assert set(codes) == {200}


def test_readiness_tells_the_data(own_server: support.RunningServer) -> None:
    code, body = get(own_server.address + "/readyz")
    found = json.loads(body)
    assert code == 200
    assert found["status"] in {"ok", "degraded"}
    assert found["areas"]["landkreise"] == 45
    assert found["records"]["rvz"] > 0
    assert get(own_server.address + "/healthz") == (200, b"ok\n")


def test_every_published_file_is_served(own_server: support.RunningServer) -> None:
    page = get(own_server.address + "/")[1].decode()
    addresses = set(re.findall(r"/geo/[0-9a-f]{64}\.\w+", page))
    assert addresses
    assert {get(own_server.address + address)[0] for address in addresses} == {200}


def test_each_process_stays_small(own_server: support.RunningServer) -> None:
    for path in ("/", "/?lang=en", "/?level=gemeinden", "/quellen"):
        get(own_server.address + path)
    sizes = {pid: memory(pid) / MEGABYTE for pid in (own_server.process.pid, *workers(own_server))}
    assert len(sizes) == 3  # the first process and two workers
    assert max(sizes.values()) <= 400, sizes


def knock(port: int) -> tuple[int, bytes]:
    """Ask for the page as soon as somebody listens."""
    end = time.monotonic() + PATIENCE_S
    while True:
        door = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        try:
            door.request("GET", "/", headers={"Accept-Encoding": "identity"})
            answer = door.getresponse()
            return answer.status, answer.read()
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.01)  # the open door is what is awaited
        finally:
            door.close()


def test_who_comes_before_it_is_warm_gets_a_whole_page_and_it_ends_in_order(
    tmp_path: Path,
) -> None:
    port = balancer.free_port()
    with ThreadPoolExecutor(1) as early:
        first = early.submit(knock, port)
        running = support.start_server(tmp_path, {"XDG_CACHE_HOME": str(tmp_path)}, port)
        status, page = first.result()
    assert status == 200
    assert page.rstrip().endswith(b"</html>")
    assert running.stop() == 0
    assert "Traceback" not in running.log.read_text()
