"""Faults of a running server: the last good state stays, the screen says so, a monitor hears it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING
from typing import Any

import pytest

from geodata import folders
from geodata.versions import installation
from tests import balancer
from tests import support
from tests.bench.load import workers
from tests.geodata.intake.test_imports import GOOD
from tests.geodata.intake.test_imports import HEADS
from tests.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_S = 90.0
NOISE = bytes(range(256)) * 9


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read())


def state_of(server: support.RunningServer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read(f"{server.address}/readyz"))
    return found


def codes(server: support.RunningServer) -> set[str]:
    return {reason["code"] for reason in state_of(server)["reasons"]}


def until(is_so: Callable[[], bool], why: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, why
        time.sleep(0.1)  # the state of the server is what is awaited


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the embedded data that is spoilt and mended."""
    folder = tmp_path_factory.mktemp("faults") / "data"
    return shutil.copytree(folders.DATA, folder, ignore=shutil.ignore_patterns("facts"))


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[support.RunningServer]:
    """Serve the copy, with one process, and with a router that is not there."""
    env = {
        "ATLAS_DATA": str(data),
        "ATLAS_WORKERS": "1",
        "ATLAS_ROUTER": f"osrm+http://127.0.0.1:{balancer.free_port()}",
        "XDG_CACHE_HOME": str(support.ROOT / ".cache"),
    }
    running = support.start_server(data.parent, env)
    yield running
    running.stop()


def noise(path: Path) -> None:
    path.write_bytes(NOISE)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("records/rvz.csv", noise),
        ("records/jobmessen.csv", gone),
        ("areas/aerl.csv", half),
        ("areas/landkreise.csv", noise),
        ("web/landkreise.pbf", noise),
    ],
)
def test_a_data_file_that_becomes_rubbish_is_not_served(
    server: support.RunningServer, data: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    before, good = state_of(server), (data / name).read_bytes()
    page = read(server.address).decode()
    table = read(f"{server.address}/export.csv?rows=records")
    spoil(data / name)
    try:
        until(lambda: "store" in codes(server), f"nobody was told of {name}")
        found = state_of(server)
        assert found["status"] == "degraded"
        assert found["data_version"] == before["data_version"]
        assert (found["records"], found["areas"]) == (before["records"], before["areas"])
        told = read(server.address).decode()
        assert "Gezeigt wird der zuletzt geladene Datenstand" in told
        assert told.count("/geo/") == page.count("/geo/")
        for file in {part.split('"')[0] for part in told.split('"/geo/')[1:]}:
            assert read(f"{server.address}/geo/{file}"), file
        assert read(f"{server.address}/export.csv?rows=records") == table
        assert read(f"{server.address}/export.svg?level=aerl&size=square").count(b"<path") > 4
    finally:
        (data / name).write_bytes(good)
    until(lambda: "store" not in codes(server), f"{name} was mended, and nobody noticed")
    assert "zuletzt geladene" not in read(server.address).decode()


def test_a_router_that_is_gone_is_told_and_the_map_is_estimated(
    server: support.RunningServer,
) -> None:
    assert "router" in codes(server)
    view = "mode=gaps&measure=router&norm=20min"
    found = json.loads(read(f"{server.address}/gaps/glimpse?{view}"))
    assert found["headline"]["figure"]
    page = read(f"{server.address}/?{view}").decode()
    assert "Routing-Dienst" in page


def test_a_process_that_hangs_or_dies_costs_no_page_and_is_told(tmp_path: Path) -> None:
    env = {"ATLAS_WORKERS": "2", "XDG_CACHE_HOME": str(support.ROOT / ".cache")}
    running = support.start_server(tmp_path, env)
    try:
        until(lambda: len(workers(running.process.pid)) == 2, "they did not come up")
        first, _ = workers(running.process.pid)
        os.kill(first, signal.SIGSTOP)  # stuck: it takes no more connections
        traffic = Traffic(running.address, ("/", "/readyz"), threads=1)
        try:
            until(lambda: traffic.count > 20, "the other process does not answer")
            os.kill(first, signal.SIGKILL)  # what the first process does after its patience
            until(lambda: "workers" in codes(running), "nobody was told")
            until(lambda: len(workers(running.process.pid)) == 2, "it was not replaced")
        finally:
            traffic.stop()
        assert traffic.failed == []
        assert state_of(running)["workers"] == {"wanted": 2, "replaced": 1}
        assert first not in workers(running.process.pid)
    finally:
        running.stop()


def test_a_disk_that_is_full_at_import_changes_nothing_and_is_told_in_words(
    tmp_path: Path,
) -> None:
    place = tmp_path / "atlas"
    before = installation.begin(place)
    file = tmp_path / "jobs.csv"
    file.write_text(
        "\n".join([";".join(HEADS), ";".join("" if cell is None else str(cell) for cell in GOOD)]),
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "geodata", "import", str(file)]
    command += ["--dataset", "zukunftsraeume", "--add", "--yes"]
    env = {**os.environ, "ATLAS_DATA": str(place)}

    def full() -> None:  # no file may grow beyond this: to a program the same as a full disk
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        command, cwd=support.ROOT, env=env, preexec_fn=full, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Fehler: Eine Datei ließ sich nicht schreiben" in done.stderr, done.stderr
    assert "Platz schaffen" in done.stderr
    assert "Traceback" not in done.stderr
    assert installation.current(place).name == before.version
    done = subprocess.run(
        command, cwd=support.ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert installation.current(place).name != before.version
