"""Bad data at start: refused in words where nothing can be shown, else named and left out."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from geodata import folders
from tests import support

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the embedded data that may be spoilt."""
    folder = tmp_path / "data"
    shutil.copytree(folders.DATA, folder, ignore=shutil.ignore_patterns("areas.gpkg", "facts"))
    return folder


def missing(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def noise(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 9)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("areas/landkreise.csv", missing),
        ("areas/landkreise.csv", noise),
        ("areas/aerl.csv", cut),
        ("web/landkreise.pbf", missing),
        ("web/landkreise.pbf", noise),
    ],
)
def test_without_areas_the_start_is_refused(
    data: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    spoil(data / name)
    result = subprocess.run(
        [sys.executable, "-m", "dashboard", "serve", "--port", "0", "--data", str(data)],
        cwd=support.ROOT,
        env={**os.environ, "HOST": "127.0.0.1"},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    assert str(data) in result.stderr
    assert name in result.stderr
    assert result.stderr.startswith("Fehler: ")
    assert "\nError:  " in result.stderr
    assert "python -m geodata build" in result.stderr  # what to do


def spoil_rows(file: Path) -> dict[str, str]:
    """Write one fault of each kind into a table of records; return what was spoilt by column."""
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    rows[0]["amount_eur"] = "viel Geld"
    rows[1]["landkreise"] = "03999"  # placed nowhere, but shown
    rows[3]["id"] = rows[2]["id"]
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return {"amount_eur": "viel Geld", "landkreise": "03999", "id": rows[2]["id"]}


def test_bad_records_are_named_and_the_rest_is_served(data: Path, tmp_path: Path) -> None:
    spoilt = spoil_rows(data / "records/rvz.csv")
    (data / "records/jobmessen.csv").unlink()
    running = support.start_server(tmp_path, {"ATLAS_DATA": str(data)})
    try:
        with urlopen(running.address + "/readyz", timeout=20) as answer:
            ready = json.load(answer)
        with urlopen(running.address + "/", timeout=20) as answer:
            assert answer.status == 200
    finally:
        running.stop()
    said = running.log.read_text("utf-8")
    assert ready["status"] == "degraded"
    assert ready["problems"]["error"] + ready["problems"]["warning"] >= len(spoilt) + 1
    assert ready["records"]["rvz"] > 0
    assert "jobmessen" not in ready["records"]
    for row, (column, value) in zip((2, 3, 5), spoilt.items(), strict=True):
        assert f"rvz.csv, Zeile {row}, Spalte {column}: „{value}“" in said
    assert "jobmessen.csv" in said
    assert "Traceback" not in said
