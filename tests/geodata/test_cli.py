"""``python -m geodata``: commands, exit codes, and what the serving path does not load."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geodata import cli
from geodata import commands
from geodata import folders
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_every_command_is_found_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    names = [c.name for c in commands.discover()]
    assert {"build", "check", "info"} <= set(names)
    assert len(set(names)) == len(names)
    with pytest.raises(SystemExit) as caught:
        cli.main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in names)


def test_check_says_that_the_data_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == "Die Daten sind in Ordnung.\n"


def test_check_names_what_is_wrong_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = shutil.copytree(folders.DATA, tmp_path / "data")
    (data / "web" / "labels.json").write_text("{}")
    assert cli.main(["check", "--data", str(data), "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert "labels.json" in shown
    assert "Content differs from the manifest" in shown
    assert shown.endswith("The data are incomplete or changed.\n")


def test_info_names_version_counts_outliers_and_packages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["info"]) == 0
    shown = capsys.readouterr().out
    assert "37 von 45 innerhalb 0,25 %" in shown
    for word in ("Landkreis Friesland", "gemeinden", "7982448", "6.9 %", "world-atlas 2.0.2"):
        assert word in shown


def test_a_missing_manifest_is_a_sentence_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["info", "--data", str(tmp_path)]) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("Fehler: Datei fehlt:")
    assert "manifest.json" in shown


def test_the_serving_path_loads_nothing_of_the_build() -> None:
    script = """
import sys
from geodata import areas, gazetteer, population, web
areas.load_frames(); gazetteer.Gazetteer.load(); web.files(); areas.geometry("aerl")
wanted = ("geodata.build", "geobuf", "google", "scipy", "mpl_toolkits", "networkx")
print([m for m in sys.modules if m.startswith(wanted)])
"""
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert run.stdout.strip() == "[]"
