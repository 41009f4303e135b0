"""Bad input: each fault is named with file, row, column, value and what to do; the rest serves."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata import catalogue
from geodata import records
from geodata.errors import DamagedFileError
from geodata.errors import MissingFileError

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue
    from geodata.problems import Problem

ROW = 5  # the line of the file that is spoilt: header, three rows, this one


def edit(path: Path, column: str, value: str, row: int = ROW) -> str:
    """Set one cell and return the id of its row."""
    with path.open(encoding="utf-8", newline="") as handle:
        table = list(csv.reader(handle))
    names = table[0]
    line = table[row - 1]
    line[names.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(table)
    return line[names.index("id")]


def reload(data: Path, shipped: Catalogue) -> Catalogue:
    """Return the catalogue with the records of the spoilt folder: all else is as shipped."""
    rows, problems = records.load(data, shipped.areas, shipped.gazetteer)
    return replace(shipped, records=rows, problems=problems)


def only(found: Catalogue) -> Problem:
    assert len(found.problems) == 1, [p.line() for p in found.problems]
    problem = found.problems[0]
    assert problem.message
    assert problem.message_en
    assert problem.hint
    assert problem.hint_en
    return problem


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("amount_eur", "1.234,56", "value-type"),
        ("amount_eur", "viel", "value-type"),
        ("amount_eur", "-5", "value-type"),
        ("amount_kind", "grant", "value-unknown"),
        ("amount_kind", "", "amount-without-kind"),
        ("amount_precision", "circa", "value-unknown"),
        ("programme", "zukunftstraeume", "value-unknown"),
        ("year", "19", "value-type"),
        ("year", "zwanzig", "value-type"),
        ("date", "12.12.2019", "value-type"),
        ("date", "2019-13-01", "value-type"),
        ("lat", "52,3", "value-type"),
        ("counted", "ja", "value-type"),
        ("source_url", "javascript:alert(1)", "value-type"),
        ("source_url", "", "cell-empty"),
        ("title", "", "cell-empty"),
        ("dataset", "rvz", "dataset-wrong"),
    ],
)
def test_a_faulty_row_is_left_out_and_named(
    data: Path, shipped: Catalogue, column: str, value: str, code: str
) -> None:
    lost = edit(data / "records/zukunftsraeume.csv", column, value)
    found = reload(data, shipped)
    problem = only(found)
    assert problem.code == code
    assert problem.severity == "error"
    assert problem.where == f"zukunftsraeume.csv, Zeile {ROW}, Spalte {column}"
    assert problem.raw == value
    assert set(shipped.records.index) - set(found.records.index) == {lost}


def test_a_double_id_counts_once(data: Path, shipped: Catalogue) -> None:
    edit(data / "records/zukunftsraeume.csv", "id", "zr-001")
    found = reload(data, shipped)
    problem = only(found)
    assert (problem.code, problem.raw) == ("id-double", "zr-001")
    assert problem.where == f"zukunftsraeume.csv, Zeile {ROW}, Spalte id"
    assert len(found.records) == len(shipped.records) - 1
    title = shipped.records.loc["zr-001", "title"]
    assert found.records.loc["zr-001", "title"] == title


def test_an_id_of_another_dataset_counts_once(data: Path, shipped: Catalogue) -> None:
    edit(data / "records/zukunftsraeume.csv", "id", "rvz-01")
    problem = only(reload(data, shipped))
    assert (problem.code, problem.raw) == ("id-double", "rvz-01")


@pytest.mark.parametrize(
    ("column", "value", "emptied"),
    [
        ("gemeinde", "03999999", ("gemeinde",)),
        ("landkreise", "03999", ("gemeinde", "landkreise", "aerl")),
        ("landkreise", "03352;03999", ("gemeinde", "landkreise", "aerl")),
        ("aerl", "nordsee", ("aerl",)),
        ("region", "atlantis", ("region",)),
    ],
)
def test_an_unknown_area_costs_the_place_but_not_the_record(
    data: Path, shipped: Catalogue, column: str, value: str, emptied: tuple[str, ...]
) -> None:
    key = edit(data / "records/zukunftsraeume.csv", column, value)
    found = reload(data, shipped)
    problem = only(found)
    assert problem.code == "place-unknown"
    assert problem.severity == "warning"
    assert problem.where == f"zukunftsraeume.csv, Zeile {ROW}, Spalte {column}"
    assert "ohne Ort" in problem.hint
    row = found.records.loc[key]
    assert all(row[name] in ("", ()) for name in emptied)
    if "gemeinde" in emptied:
        assert row["lat"] != row["lat"]
    total = shipped.records["amount_eur"].sum()
    assert found.records["amount_eur"].sum() == total


def test_an_unknown_place_is_answered_with_near_misses(data: Path, shipped: Catalogue) -> None:
    path = data / "records/zukunftsraeume.csv"
    edit(path, "place_text", "Stadt Mepen")
    edit(path, "gemeinde", "03454999")
    assert "Meppen" in only(reload(data, shipped)).hint


@pytest.mark.parametrize(
    ("lat", "lon"), [("8.5", "52.3"), ("52.3", ""), ("0", "0"), ("53.55", "10.0")]
)
def test_a_point_outside_its_kreis_is_not_drawn(
    data: Path, shipped: Catalogue, lat: str, lon: str
) -> None:
    path = data / "records/zukunftsraeume.csv"
    key = edit(path, "lat", lat)
    edit(path, "lon", lon)
    found = reload(data, shipped)
    assert only(found).code == "point-outside"
    row = found.records.loc[key]
    assert row["lat"] != row["lat"]
    assert row["landkreise"]


TABLES = ("strategies", "totals", "mended", "places")
FAULTS = ("missing", "noise", "cut", "columns", "empty")


@pytest.mark.parametrize(
    ("name", "fault"),
    [*(("rvz", fault) for fault in FAULTS), *((name, "cut") for name in TABLES)],
)
def test_a_missing_or_damaged_table_leaves_the_rest(data: Path, name: str, fault: str) -> None:
    path = data / f"records/{name}.csv"
    if fault == "missing":
        path.unlink()
    elif fault == "noise":
        path.write_bytes(bytes(range(255, 0, -1)) * 9)
    elif fault == "cut":
        path.write_bytes(path.read_bytes()[:40] + b',"open')
    elif fault == "columns":
        path.write_text("a,b\n1,2\n", encoding="utf-8")
    else:
        path.write_bytes(b"")
    found = catalogue.load(data)
    problem = only(found)
    assert problem.where == f"{name}.csv"
    assert problem.code == ("file-missing" if fault == "missing" else "file-damaged")
    assert "geodata build" in problem.hint
    assert len(found.records) > 150
    assert len(found.areas["landkreise"]) == 45


def test_a_row_with_too_many_cells_is_left_out(data: Path, shipped: Catalogue) -> None:
    path = data / "records/jobmessen.csv"
    path.write_text(path.read_text("utf-8") + "jm-99,zu,viele\n", encoding="utf-8")
    found = reload(data, shipped)
    problem = only(found)
    assert problem.code == "row-width"
    assert problem.where == "jobmessen.csv, Zeile 28"
    assert len(found.records) == len(shipped.records)


def test_several_faults_are_all_told(data: Path) -> None:
    edit(data / "records/zukunftsraeume.csv", "amount_eur", "x")
    edit(data / "records/zukunftsraeume.csv", "year", "y")
    edit(data / "records/rvz.csv", "landkreise", "03000")
    (data / "records/jobmessen.csv").unlink()
    codes = sorted(problem.code for problem in catalogue.load(data).problems)
    assert codes == ["file-missing", "place-unknown", "value-type", "value-type"]


@pytest.mark.parametrize("name", ["gazetteer.csv", "programmes.toml", "sources.toml"])
@pytest.mark.parametrize("missing", [True, False])
def test_side_files_are_no_reason_to_stop(data: Path, name: str, *, missing: bool) -> None:
    if missing:
        (data / name).unlink()
    else:
        (data / name).write_bytes(b"\xff\x00 =")
    found = catalogue.load(data)
    problem = only(found)
    assert problem.where == name
    assert problem.code == ("file-missing" if missing else "file-damaged")
    assert len(found.records) == 263


def test_without_areas_nothing_is_served(data: Path) -> None:
    (data / "areas/landkreise.csv").unlink()
    with pytest.raises(MissingFileError, match=r"landkreise\.csv"):
        catalogue.load(data)


def test_damaged_areas_are_refused(data: Path) -> None:
    (data / "areas/landkreise.csv").write_text("key,name\n03101,X\n", encoding="utf-8")
    with pytest.raises(DamagedFileError, match=r"landkreise\.csv"):
        catalogue.load(data)
