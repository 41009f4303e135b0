"""Imports through the command: faults told at once, nothing half done, nothing twice."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest

from geodata import catalogue
from geodata import cli
from geodata import folders
from geodata.intake import subjects
from geodata.versions import installation
from geodata.versions import log
from tests.geodata.intake import files

if TYPE_CHECKING:
    from pathlib import Path

HEADS = [
    "Projekttitel", "Zuwendungsempfänger", "Gemeinde", "Landkreis", "AGS", "Breitengrad",
    "Längengrad", "ArL", "Bewilligungsdatum", "Betrag (EUR)", "Quelle", "Bemerkung",
]  # fmt: skip
URL = "https://example.org/bescheid"
GOOD: list[Any] = [
    "Dorfladen", "Verein", "Sögel", "Emsland", None, None, None, "Weser-Ems", "24.02.2024", 75354,
    URL, None,
]  # fmt: skip


def row(**changes: Any) -> list[Any]:
    """Return a good row with other cells, by the head of the column."""
    out = list(GOOD)
    out[0] = changes.pop("Projekttitel", f"Projekt {sorted(changes.items())}")
    for head, value in changes.items():
        out[next(n for n, name in enumerate(HEADS) if name.startswith(head))] = value
    return out


# The seeded errors, each in a row of its own, and the finding that it must give
SEEDS: list[tuple[list[Any], str, str]] = [
    (row(Betrag="1.234,56"), "money-as-text", "error"),
    (row(Betrag="300 T€"), "money-unit", "error"),
    (row(Breitengrad=7.52, Längengrad=52.84), "point-swapped", "error"),
    (row(Gemeinde="Entenhausen"), "place-unknown", "error"),
    (row(Gemeinde="Burgdorf", Landkreis=None, ArL=None), "place-ambiguous", "error"),
    (row(AGS="03454999"), "ags-unknown", "error"),
    (row(Projekttitel="Doppelt"), "", ""),
    (row(Projekttitel="Doppelt"), "row-double", "error"),
    (row(Bewilligungsdatum="31.02.2024"), "date-impossible", "error"),
    (row(Quelle=None), "source-missing", "error"),
    (row(ArL="Lüneburg"), "aerl-landkreis", "error"),
    (row(Betrag=-500), "negative", "error"),
    (row(Bemerkung="mit Leerzeichen  "), "blanks", "notice"),
    (row(Bewilligungsdatum="01.01.2039"), "date-future", "error"),
    (row(Gemeinde="Sögel", Landkreis="Emslnad"), "kreis-unknown", "error"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "atlas"
    monkeypatch.setenv("ATLAS_DATA", str(place))
    return place


def imported(path: Path, *options: str, dataset: str = "zukunftsraeume") -> int:
    return cli.main(["import", str(path), "--dataset", dataset, *options])


def rejected_sheet(tmp_path: Path, kind: str) -> Path:
    rows = [HEADS, *(seed for seed, _, _ in SEEDS)]
    path = tmp_path / f"projekte.{kind}"
    path.write_bytes(files.xlsx(rows) if kind == "xlsx" else files.ods(rows))
    return path


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_every_seeded_error_is_told_with_its_row(
    kind: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rejected_sheet(tmp_path, kind)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    assert imported(path) == 1
    said = capsys.readouterr().out
    book = openpyxl.load_workbook(tmp_path / "projekte.befunde.xlsx")
    listed = [[c.value for c in r] for r in book["Befunde"].iter_rows(min_row=2)]
    for number, (_, code, _severity) in enumerate(SEEDS, 2):
        found = [line for line in listed if line[0] == number]
        assert bool(found) == bool(code), f"row {number}: {found}"
        for line in found:
            assert f"Zeile {number}, Spalte {line[1]}" in said
            assert line[4] in said
    assert len([line for line in listed if line[3] == "Fehler"]) == 13
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before, "the file is as it was"
    assert not folder.exists(), "nothing is written for a file that is rejected"


def test_the_findings_name_code_and_severity(folder: Path, tmp_path: Path) -> None:
    from geodata.intake import checking  # noqa: PLC0415
    from geodata.intake.upload import Upload  # noqa: PLC0415

    work = tmp_path / "work"
    work.mkdir()
    checked = checking.run(
        checking.Task(
            upload=Upload.on_disk(rejected_sheet(tmp_path, "xlsx")),
            subject=subjects.known("zukunftsraeume"),
            data=folders.DATA,
            folder=work,
        )
    )
    found = {f.row: (f.words.code, f.severity) for f in checked.found.kept}
    assert found == {n: (code, grave) for n, (_, code, grave) in enumerate(SEEDS, 2) if code}
    hints = {f.words.code: f.words.hint for f in checked.found.kept}
    assert "300000" in hints["money-unit"]
    assert "1234,56" in hints["money-as-text"]
    assert "Wolfenbüttel" in hints["place-ambiguous"]
    assert "Weser-Ems" in hints["aerl-landkreis"]
    assert "Emsland" in hints["kreis-unknown"]
    assert all(f.words.message_en for f in checked.found.kept)
    assert not folder.exists()


def test_the_annotated_workbook_marks_the_cells_and_can_be_read_again(
    folder: Path, tmp_path: Path
) -> None:
    assert imported(rejected_sheet(tmp_path, "xlsx"), "--lang", "en") == 1
    assert not folder.exists()
    book = openpyxl.load_workbook(tmp_path / "projekte.befunde.xlsx")
    sheet = book["Data"]
    cell = sheet.cell(3, 10)
    assert cell.value == "300 T€"
    assert "Write full euros: 300000." in cell.comment.text
    assert cell.fill.bgColor.rgb is not None
    assert book["Findings"].cell(1, 1).value == "Row"
    assert imported(tmp_path / "projekte.befunde.xlsx") == 1, "the same faults are found in it"


def test_a_good_file_is_completed_accepted_and_served(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "neu.xlsx"
    rows = [HEADS, GOOD, row(Projekttitel="Ohne Ort", Gemeinde=None, Betrag=None)]
    path.write_bytes(files.xlsx(rows))
    assert imported(path, "--add", "--who", "Anna") == 0
    said = capsys.readouterr().out
    assert "2 neu, 0 geändert, 0 entfallen, 84 unverändert" in said
    assert "Gemeinde → place_text (Bedeutung)" in said
    data = catalogue.load(installation.current(folder))
    assert data.problems == ()
    new = data.records[~data.records.index.isin(catalogue.load().records.index)]
    shop = new[new["title"] == "Dorfladen"].iloc[0]
    assert (shop["gemeinde"], shop["landkreise"], shop["aerl"]) == (
        "03454047", ("03454",), ("weser-ems",),
    )  # fmt: skip
    assert (shop["place_precision"], shop["amount_eur"], int(shop["year"])) == (
        "municipality", 75354, 2024,
    )  # fmt: skip
    bare = new[new["title"] == "Ohne Ort"].iloc[0]
    assert bare["place_precision"] == "landkreis"
    assert bare["amount_eur"] != bare["amount_eur"], "unknown is not zero"
    assert set(data.places["record"]) >= {shop.name}
    entry = log.last(folder)
    assert entry is not None
    assert (entry.who, entry.file, entry.dataset) == ("Anna", "neu.xlsx", "zukunftsraeume")
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert entry.figures["sums"][0]["after_records"] == 86
    assert imported(path, "--add") == 0
    assert "Nichts zu ändern" in capsys.readouterr().out
    assert log.last(folder) == entry


def test_a_whole_file_tells_what_is_gone_with_sums(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "alle.csv"
    assert cli.main(["export", "--dataset", "zukunftsraeume", "--out", str(path)]) == 0
    lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    at = lines[0].index("amount_eur")
    lines[1][at] = "80000"
    path.write_bytes(files.csv(lines[:-1], ","))
    capsys.readouterr()
    assert imported(path) == 0
    said = capsys.readouterr().out
    assert "0 neu, 1 geändert, 1 entfallen, 82 unverändert" in said
    assert "amount_eur: „75354“ → „80000“" in said
    assert f"entfallen: {lines[-1][0]}" in said
    assert "zukunftsraeume (award):" in said
    assert " *" in said
    assert len(catalogue.load(installation.current(folder)).records) == (
        len(catalogue.load().records) - 1
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("dataset", subjects.ALL)
def test_importing_an_export_changes_nothing(
    dataset: str, kind: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"x.{kind}"
    assert cli.main(["export", "--dataset", dataset, "--out", str(path)]) == 0
    capsys.readouterr()
    assert imported(path, dataset=dataset) == 0, capsys.readouterr().out
    assert "Nichts zu ändern" in capsys.readouterr().out
    assert not folder.exists()


@pytest.mark.parametrize("dataset", subjects.ALL)
def test_every_template_can_be_filled_in(dataset: str, tmp_path: Path) -> None:
    for lang, data in (("de", "Daten"), ("en", "Data")):
        path = tmp_path / f"{lang}.xlsx"
        assert cli.main(["template", dataset, "--out", str(path), "--lang", lang]) == 0
        heads = [cell.value for cell in openpyxl.load_workbook(path)[data][1]]
        from geodata.intake import matching  # noqa: PLC0415
        from geodata.intake.sheet import Row  # noqa: PLC0415

        subject = subjects.known(dataset)
        match = matching.matched(Row(1, tuple(heads)), subject.columns)
        assert match.unused == ()
        assert set(match.at) == set(subject.asked)


def test_a_file_without_our_columns_is_told_what_is_wanted(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fremd.csv"
    path.write_bytes(files.csv([["foo", "bar"], ["1", "2"]]))
    assert imported(path) == 1
    assert "Die Spalten der Datei sind nicht zu erkennen" in capsys.readouterr().out
    path.write_bytes(files.csv([["Projekt", "Ort"], ["A", "Celle"]]))
    assert imported(path) == 1
    assert "Die Spalte „Quelle“ fehlt." in capsys.readouterr().out
    assert not folder.exists()


def test_wrong_use_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_DATA", raising=False)
    path = tmp_path / "neu.xlsx"
    path.write_bytes(files.xlsx([HEADS, GOOD]))
    assert imported(path) == 1
    assert "ATLAS_DATA=/srv/atlas" in capsys.readouterr().err
    assert imported(path, "--add", "--dry-run") == 0
    assert "Nur geprüft" in capsys.readouterr().out
    assert imported(path, "--dry-run", dataset="nope") == 1
    assert "zukunftsraeume" in capsys.readouterr().err
    assert imported(tmp_path / "nothing.csv", "--dry-run") == 1
    assert "Datei fehlt" in capsys.readouterr().err
    path.with_suffix(".xlsm").write_bytes(path.read_bytes())
    assert imported(path.with_suffix(".xlsm"), "--dry-run") == 1
    assert "Makros" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["neu.xlsm", "neu.xlsx"]
