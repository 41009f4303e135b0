"""A running server takes refreshed boundaries over from a database, and goes back."""

from __future__ import annotations

import csv
import json
import time
import urllib.request
from typing import TYPE_CHECKING

from geodata import catalogue
from geodata import cli
from geodata import folders
from geodata.stores import address
from geodata.stores import place as places
from tests import support
from tests.geodata.refresh import replica
from tests.geodata.refresh.test_refresh import BOHMTE
from tests.geodata.refresh.test_refresh import ESSEN
from tests.geodata.refresh.test_refresh import NEW
from tests.geodata.refresh.test_refresh import merged
from tests.traffic import TIMEOUT_S
from tests.traffic import Traffic

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.geodata.refresh.replica import Replica
    from tests.postgres import Cluster

AREAS = "/export.csv?level=gemeinden&metric=inhabitants&lang=en"
PATHS = ("/readyz", "/", "/?level=gemeinden", AREAS, "/ogc/collections/gemeinden/items?limit=5")


def asked(address_: str) -> str:
    with urllib.request.urlopen(address_, timeout=TIMEOUT_S) as answer:
        return str(answer.read().decode("utf-8-sig"))


def rows(server: str) -> dict[str, dict[str, str]]:
    """Return the municipalities that a server shows."""
    return {row["key"]: row for row in csv.DictReader(asked(server + AREAS).splitlines())}


def pages(server: str) -> str:
    """Return the address of the geometry of municipalities, as the page names it."""
    page = asked(f"{server}/?level=gemeinden")
    start = page.index('"gemeinden":"/geo/')
    return page[start:].split('"')[3]


def test_a_server_shows_refreshed_boundaries_and_goes_back(
    official: Replica,
    cluster: Cluster,
    pushed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    database = cluster.fresh("atlas_refreshed", template=pushed.rpartition("/")[2])
    file = replica.written(merged(official), tmp_path / "vg250-ew.zip", replica.COUNTED)
    heirs = tmp_path / "heirs.csv"
    heirs.write_text(f"former_key,key\n{ESSEN},{NEW}\n{BOHMTE},{NEW}\n", encoding="utf-8")
    monkeypatch.setattr(address, "usual_cache", lambda: tmp_path / "command")
    monkeypatch.setenv("ATLAS_DATA", database)
    order = ["refresh", "boundaries", "--from", str(file), "--successors", str(heirs)]
    before = catalogue.version(folders.DATA)
    place = places.chosen(database)
    env = {
        "ATLAS_DATA": database,
        "ATLAS_WORKERS": "2",
        "ATLAS_RATE": "0",
        "XDG_CACHE_HOME": str(support.ROOT / ".cache"),
    }
    running = support.start_server(tmp_path, env)
    try:
        old_file, old_rows = pages(running.address), rows(running.address)
        assert {ESSEN, BOHMTE} <= set(old_rows)
        traffic = Traffic(running.address, (*PATHS, old_file), threads=1)
        try:
            assert cli.main([*order, "--who", "Amt"]) == 0, capsys.readouterr().err
            version = address.opened(database).version()
            assert f"Version {version} in {place.name}" in capsys.readouterr().out
            traffic.settled(version, time.monotonic())
            shown = rows(running.address)
            assert NEW in shown
            assert not {ESSEN, BOHMTE} & set(shown)
            assert shown[NEW]["inhabitants_status"] == "official"
            assert pages(running.address) != old_file
            assert "31.12.2024" in asked(running.address)
            found = json.loads(asked(f"{running.address}/ogc/collections/gemeinden/items/{NEW}"))
            assert found["geometry"]["type"] == "MultiPolygon"
            entry = place.entries()[-1]
            assert (entry.action, entry.who, entry.file) == ("boundaries", "Amt", file.name)
            assert cli.main(["rollback"]) == 0
            traffic.settled(before, time.monotonic())
        finally:
            traffic.stop()
        assert rows(running.address) == old_rows
        assert pages(running.address) == old_file
        assert traffic.failed == []
        assert traffic.count > 50
    finally:
        running.stop()
