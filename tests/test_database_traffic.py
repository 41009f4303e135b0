"""Two servers read one database while it is restarted: no request fails, and both recover."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

from geodata import folders
from geodata.stores import pushing
from geodata.stores.database import Database
from tests import support
from tests.traffic import PATIENCE_S
from tests.traffic import TIMEOUT_S
from tests.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres import Cluster

QUESTIONS = 10  # one a second: by the tenth answer, and so within 10 s, all is well again
PATHS = ("/", "/readyz", "/export.csv?rows=records", "/ogc/collections/landkreise/items?limit=5")


def heard(address: str) -> str:
    """Return what a server says of its store."""
    with urllib.request.urlopen(f"{address}/readyz", timeout=TIMEOUT_S) as answer:
        return str(json.loads(answer.read())["store"])


def until_troubled(address: str) -> None:
    """Wait until a server says that its store is not well."""
    begin = time.monotonic()
    while heard(address) == "ok":
        assert time.monotonic() < begin + PATIENCE_S
        time.sleep(0.1)  # the state of the server is what is awaited


def questions(addresses: list[str]) -> int:
    """Ask all servers once a second until their stores are well; return how often that took.

    Servers look at their database once a second too. Where processors are busy their looks take
    longer, and so do these questions: unlike seconds, their number does not depend on that.
    """
    for number in range(1, QUESTIONS + 1):
        time.sleep(1.0)
        said = [heard(address) for address in addresses]
        if said == ["ok"] * len(addresses):
            return number
    pytest.fail(f"after {QUESTIONS} questions: {said}")


@pytest.fixture
def servers(cluster: Cluster, pushed: str, tmp_path: Path) -> Iterator[list[support.RunningServer]]:
    """Two servers that share nothing but the database."""
    address = cluster.fresh("atlas_traffic", template=pushed.rpartition("/")[2])
    running = []
    try:
        for name in ("one", "two"):
            folder = tmp_path / name
            ready = support.ROOT / ".cache/zukunftsatlas"  # compressed files, to start quickly
            if ready.is_dir():
                # "tmp…": what a server that runs beside is about to write
                unlike = shutil.ignore_patterns("data", "pictures", "tmp*")
                shutil.copytree(ready, folder / "zukunftsatlas", ignore=unlike)
            folder.mkdir(exist_ok=True)
            env = {
                "ATLAS_DATA": address,
                "XDG_CACHE_HOME": str(folder),
                "ATLAS_WORKERS": "1",
                "ATLAS_RATE": "0",
            }
            running.append(support.start_server(folder, env))
        yield running
    finally:
        for server in running:
            server.stop()


def test_a_restart_of_the_database_costs_no_page(
    cluster: Cluster, servers: list[support.RunningServer], tmp_path: Path
) -> None:
    traffic = [Traffic(server.address, PATHS, threads=1) for server in servers]
    try:
        cluster.stop()
        try:
            for server in servers:
                until_troubled(server.address)
            page = urllib.request.urlopen(servers[0].address, timeout=TIMEOUT_S).read().decode()
            assert "antwortet nicht" in page, "the page tells"
        finally:
            cluster.start()
        questions([server.address for server in servers])
        data = shutil.copytree(folders.DATA, tmp_path / "data")
        path = data / "records/rvz.csv"
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
        version = pushing.push(Database(cluster.address("atlas_traffic")), data, "test")
        since = time.monotonic()
        for flow in traffic:
            flow.settled(version, since)
    finally:
        for flow in traffic:
            flow.stop()
    assert [flow.failed for flow in traffic] == [[], []]
    page = urllib.request.urlopen(servers[0].address, timeout=TIMEOUT_S).read().decode()
    assert "antwortet nicht" not in page
