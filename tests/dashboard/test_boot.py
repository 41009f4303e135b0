"""Boot: data problems in words, and a warm application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from dashboard import app
from dashboard import boot
from dashboard.refusals import StartError
from dashboard.settings import Settings
from geodata import areas
from geodata import catalogue
from geodata.errors import MissingFileError
from geodata.problems import Problem
from tests.dashboard import conftest as mini

if TYPE_CHECKING:
    from dashboard.context import AppContext
    from geodata.problems import Severity


def problem(row: int, severity: Severity = "error") -> Problem:
    return Problem(
        code="place-unknown",
        where=f"rvz.csv, Zeile {row}, Spalte place",
        raw="Atlantis",
        message="Ort unbekannt.",
        message_en="Place unknown.",
        hint="Schreibweise prüfen.",
        severity=severity,
    )


def test_missing_data_are_refused_with_file_and_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object) -> None:
        raise MissingFileError(Path("areas.gpkg"))

    monkeypatch.setattr(catalogue, "load", load)
    with pytest.raises(StartError) as caught:
        boot.application(Settings())
    assert caught.value.german.startswith("Datei fehlt: areas.gpkg.")
    assert "python -m geodata build" in caught.value.german
    assert caught.value.english.startswith("File missing: areas.gpkg.")


def test_problems_of_records_are_listed_and_the_rest_is_served(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    flask_app: Flask,
    tmp_path: Path,
) -> None:
    data = mini.catalogue(tmp_path, problems=(problem(12),))
    monkeypatch.setattr(boot, "refuse_broken_areas", lambda _data: None)  # two areas nest in none
    monkeypatch.setattr(boot, "refuse_broken_map", lambda _data: None)
    monkeypatch.setattr(catalogue, "load", lambda *_: data)
    monkeypatch.setattr(app, "create_app", lambda *_, **_fleet: flask_app)
    assert boot.application(Settings()) is flask_app
    said = capsys.readouterr().err
    assert "rvz.csv, Zeile 12, Spalte place: „Atlantis“ Ort unbekannt." in said
    assert "Schreibweise prüfen." in said


def test_areas_that_do_not_nest_are_refused(tmp_path: Path) -> None:
    frames = dict(areas.load_frames())
    frames["aerl"] = frames["aerl"].iloc[:2]
    with pytest.raises(StartError) as caught:
        boot.refuse_broken_areas(mini.catalogue(tmp_path, areas=frames))
    assert "areas/aerl.csv: „2“ 4 Zeilen erwartet." in caught.value.german
    assert "weitere: python -m geodata check" in caught.value.german
    assert "areas/aerl.csv: '2' 4 rows expected." in caught.value.english


def test_the_embedded_areas_nest(tmp_path: Path) -> None:
    boot.refuse_broken_areas(mini.catalogue(tmp_path, areas=areas.load_frames()))


def test_the_list_is_short_and_begins_with_the_worst() -> None:
    many = [problem(n, "warning") for n in range(20)] + [problem(99), problem(100, "notice")]
    lines = list(boot.problem_lines(many))
    assert lines[0].startswith("Daten: 21 Auffälligkeiten")
    assert "Zeile 99" in lines[1]
    assert len(lines) == boot.SHOWN_PROBLEMS + 2
    assert "9 weitere" in lines[-1]


def test_without_problems_nothing_is_said() -> None:
    assert list(boot.problem_lines([problem(1, "notice")])) == []


def test_warming_up_compresses_what_the_page_names(flask_app: Flask, ctx: AppContext) -> None:
    boot.warm_up(flask_app)
    made = len(list(ctx.store.folder.iterdir()))
    assert made > 10
    assert ctx.store.improvable
    boot.warm_up(flask_app)
    assert len(list(ctx.store.folder.iterdir())) == made


def test_a_broken_page_is_not_served() -> None:
    server = Flask("broken")

    @server.get("/_dash-layout")
    def layout() -> str:
        return "{}"

    with pytest.raises(StartError, match="Die Startseite / antwortet mit 404"):
        boot.warm_up(server)
