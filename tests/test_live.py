"""A running server takes new data over: every process does, and no request is lost."""

from __future__ import annotations

import time
import urllib.request
from typing import TYPE_CHECKING

from geodata import catalogue
from geodata import folders
from geodata.versions import installation
from tests import support
from tests.traffic import Traffic

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.versions.draft import Draft

RVZ = "records/rvz.csv"
WORKERS = 2


def shorter(draft: Draft) -> None:
    lines = (draft.folder / RVZ).read_bytes().splitlines(keepends=True)
    draft.write(RVZ, b"".join(lines[:-1]))


def test_every_process_takes_over_and_no_request_fails(tmp_path: Path) -> None:
    data = tmp_path / "atlas"
    installation.begin(data)
    env = {
        "ATLAS_DATA": str(data),
        "ATLAS_WORKERS": str(WORKERS),
        "ATLAS_RATE": "0",  # one client asks more than a person would; limits have their own test
        "XDG_CACHE_HOME": str(support.ROOT / ".cache"),
    }
    running = support.start_server(tmp_path, env)
    try:
        page = urllib.request.urlopen(running.address, timeout=30).read().decode()
        start = page.index("/geo/")
        old_file = page[start : page.index('"', start)]
        paths = ("/readyz", "/", "/?lang=en&level=aerl", "/export.csv?rows=records", old_file)
        traffic = Traffic(running.address, paths)
        try:
            entry = installation.accept(data, shorter)
            assert entry is not None
            traffic.settled(entry.version, time.monotonic())
            installation.rollback(data)
            traffic.settled(catalogue.version(folders.DATA), time.monotonic())
        finally:
            traffic.stop()
        assert traffic.failed == []
        assert traffic.count > 50
    finally:
        running.stop()
