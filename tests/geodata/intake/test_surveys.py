"""Tables of indicators, wide or long, become values by area and year, checked against the 45."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from geodata import areas
from geodata import catalogue
from geodata import cli
from geodata.versions import installation
from tests.geodata.intake import files

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue

LABELS = areas.frame("landkreise")["label"]
LONG = ["AGS", "Name", "Indikatorcode", "Indikator", "Wert", "Einheit", "Jahr", "Quelle"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "atlas"
    monkeypatch.setenv("ATLAS_DATA", str(place))
    return place


def imported(tmp_path: Path, rows: list[list[Any]], *options: str) -> int:
    path = tmp_path / "regionalmonitoring.xlsx"
    path.write_bytes(files.xlsx(rows))
    return cli.main(["import", str(path), "--dataset", "indicators", *options])


def served(folder: Path) -> Catalogue:
    return catalogue.load(installation.current(folder))


def long_rows() -> list[list[Any]]:
    return [
        LONG,
        *(
            [key, label, "a_65", "Anteil ab 65", 20 + n / 10 + year - 2021, "%", year, "LSN"]
            for n, (key, label) in enumerate(LABELS.items())
            for year in (2021, 2022)
        ),
    ]


def test_a_long_table_gives_years_of_all_areas(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tmp_path, long_rows()) == 0
    assert "90 neu" in capsys.readouterr().out
    (found,) = served(folder).indicators.values()
    assert (found.id, found.title, found.unit, found.source) == ("a-65", "Anteil ab 65", "%", "LSN")
    table = found.tables["landkreise"]
    assert list(table.columns) == [2021, 2022]
    assert len(table) == 45
    assert table.loc["03101", 2022] == 21
    assert found.year("landkreise") == 2022
    assert found.year("landkreise", 2021) == 2021
    assert found.year("landkreise", 2000) is None
    assert found.year("gemeinden") is None
    assert imported(tmp_path, long_rows()) == 0
    assert "Nichts zu ändern" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["years", "indicators"])
def test_a_wide_table_gives_the_same(form: str, folder: Path, tmp_path: Path) -> None:
    heads: dict[str, list[Any]] = {
        "years": ["Kreisname", "Indikator", "Einheit", 2021, 2022, "Quelle"],
        "indicators": ["Landkreis", "Anteil ab 65 (in %) 2021", "Anteil ab 65 [%] 2022", "Quelle"],
    }
    rows = [heads[form]]
    for n, label in enumerate(LABELS):
        values = [20 + n / 10, 21 + n / 10]
        more = ["Anteil ab 65", "%"] if form == "years" else []
        rows.append([label, *more, *values, "LSN"])
    assert imported(tmp_path, rows) == 0
    (found,) = served(folder).indicators.values()
    assert (found.title, found.unit) == ("Anteil ab 65", "%")
    assert found.tables["landkreise"].loc["03101", 2022] == 21
    assert len(found.tables["landkreise"]) == 45


def test_what_does_not_fit_the_areas_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = ["", "Stadt Emden", "x", "X", 1, "%", 2022, "LSN"]
    rows: list[list[Any]] = [
        LONG,
        good,
        [3402, *good[1:]],
        ["03999", *good[1:]],
        ["", "Oldenburg", *good[2:]],
        ["", "Atlantis", *good[2:]],
        ["03101", "", "x", "X", "viel", "%", 2022, "LSN"],
        ["03102", "", "x", "X", 1, "%", None, "LSN"],
        ["03103", "", "x", "X", 1, "%", 2022, None],
        ["05111", "Düsseldorf", *good[2:]],
        ["03", "Niedersachsen", *good[2:]],
        ["", "", *good[2:]],
    ]
    assert imported(tmp_path, rows) == 1
    said = capsys.readouterr().out
    for row, words in (
        (3, "schon ein Wert in der Datei"),
        (4, "Den Schlüssel „03999“ gibt es nicht"),
        (5, "ein Landkreis und eine Stadt"),
        (6, "„Atlantis“ gibt es in Niedersachsen nicht"),
        (7, "Das ist keine Zahl"),
        (8, "Das Jahr fehlt"),
        (9, "Die Quelle fehlt"),
        (12, "für welches Gebiet"),
    ):
        assert any(f"Zeile {row}," in line and words in line for line in said.splitlines()), words
    assert "8 Fehler" in said
    assert "2 Zeilen anderer Länder oder größerer Gebiete" in said
    assert not folder.exists()


def test_old_keys_unknown_values_and_missing_areas(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[list[Any]] = [
        LONG,
        ["03152", "", "x", "X", "1,5", "%", "2016-2018", "LSN"],
        ["03101", "", "x", "X", "k. A.", "%", 2018, "LSN"],
        ["03102", "", "x", "X", 0, "%", 2018, "LSN"],
    ]
    assert imported(tmp_path, rows) == 0
    said = capsys.readouterr().out
    assert "03152 ist nicht mehr gültig; gelesen als 03159" in said
    assert "43 von 45 Gebieten fehlen" in said
    assert "gilt für 2016-2018; gezeigt wird es unter 2018" in said
    (found,) = served(folder).indicators.values()
    table = found.tables["landkreise"]
    assert table.loc["03159", 2018] == 1.5
    assert table.loc["03102", 2018] == 0
    assert "03101" not in table.index, "unknown is not zero"
    assert "2016-2018" in found.source


def test_adding_keeps_the_others_and_replacing_does_not(folder: Path, tmp_path: Path) -> None:
    assert imported(tmp_path, long_rows()) == 0
    other: list[list[Any]] = [LONG, ["03101", "", "y", "Y", 7, "", 2020, "LSN"]]
    assert imported(tmp_path, other, "--add") == 0
    assert set(served(folder).indicators) == {"a-65", "y"}
    assert imported(tmp_path, other) == 0
    assert set(served(folder).indicators) == {"y"}


def test_the_export_of_indicators_imports_as_itself(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tmp_path, long_rows()) == 0
    for kind in ("csv", "xlsx"):
        path = tmp_path / f"stand.{kind}"
        assert cli.main(["export", "--dataset", "indicators", "--out", str(path)]) == 0
        capsys.readouterr()
        assert cli.main(["import", str(path), "--dataset", "indicators"]) == 0
        assert "Nichts zu ändern" in capsys.readouterr().out
    assert served(folder).problems == ()
