"""Whole layers as files: every row, its sources, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pyogrio
import pytest

from geodata import catalogue as catalogues
from geodata.collections import collection as collections
from geodata.errors import UnknownKeyError
from layers import downloads
from layers.downloads import Asked

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue

IDS = [found.id for found in collections.every(catalogues.load())]
FORMULAS = ("=1+1", "+49 441", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1")


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogues.load()


def table(body: bytes, separator: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=separator))


@pytest.mark.parametrize("id_", IDS)
def test_every_format_has_every_row_and_where_it_comes_from(
    shipped: Catalogue, id_: str, tmp_path: Path
) -> None:
    found = collections.known(shipped, id_)
    size = collections.size(shipped, found)
    rows = table(downloads.write(shipped, id_, "csv", Asked()))
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) == size
    assert all(row["attribution"] and row["licence"] for row in rows)
    assert {row["data_version"] for row in rows} == {shipped.version}
    assert "source_url" in rows[0]
    features = json.loads(downloads.write(shipped, id_, "geojson", Asked()))["features"]
    assert [feature["properties"]["id"] for feature in features] == ids
    path = tmp_path / "layer.gpkg"
    path.write_bytes(downloads.write(shipped, id_, "gpkg", Asked()))
    frame = pyogrio.read_dataframe(path, layer=id_)
    assert frame["id"].to_list() == ids
    book = openpyxl.load_workbook(io.BytesIO(downloads.write(shipped, id_, "xlsx", Asked())))
    first, second = book.worksheets
    assert [row[0] for row in first.iter_rows(min_row=2, values_only=True)] == ids
    said = {str(cell.value) for row in second.iter_rows() for cell in row if cell.value}
    assert {source.attribution for source in found.sources if source.attribution} <= said


def test_titles_and_language_can_be_chosen(shipped: Catalogue) -> None:
    german = downloads.write(shipped, "rvz", "csv", Asked(header="title"))
    english = downloads.write(shipped, "rvz", "csv", Asked(header="title", lang="en"))
    assert "Betrag" in german.decode("utf-8-sig").splitlines()[0].split(";")
    assert "Amount" in english.decode("utf-8-sig").splitlines()[0].split(",")


def test_unknown_is_empty_and_never_zero(shipped: Catalogue) -> None:
    rows = table(downloads.write(shipped, "rvz", "csv", Asked()))
    unknown = shipped.records.loc[[row["id"] for row in rows], "amount_eur"].isna()
    assert unknown.any()
    assert [row["amount_eur"] == "" for row in rows] == unknown.to_list()


def test_no_cell_is_a_formula(shipped: Catalogue) -> None:
    records = shipped.records.copy()
    own = records.index[records["dataset"] == "rvz"][: len(FORMULAS)]
    records.loc[own, "title"] = list(FORMULAS)
    changed = replace(shipped, records=records)
    rows = table(downloads.write(changed, "rvz", "csv", Asked()))
    assert [row["title"] for row in rows[: len(FORMULAS)]] == [f"'{text}" for text in FORMULAS]
    body = downloads.write(changed, "rvz", "xlsx", Asked())
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    names = [cell.value for cell in sheet[1]]
    column = names.index("title")
    assert sheet.cell(row=2, column=column + 1).value == FORMULAS[0]


def test_what_is_not_there_is_told(shipped: Catalogue) -> None:
    with pytest.raises(UnknownKeyError, match="nirgends"):
        downloads.write(shipped, "nirgends", "csv", Asked())
