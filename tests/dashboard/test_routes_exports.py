"""Downloads of a view over HTTP: what a script gets, and what it is told."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

ZUKUNFTSRAEUME = 14_560_322.36  # euros, the sum of the known amounts in the facts


def rows(text: str, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_csv_is_german_with_stable_keys(atlas: FlaskClient) -> None:
    answer = atlas.get("/export.csv?programme=zukunftsraeume&rows=areas")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    found = rows(answer.data.decode("utf-8-sig"), ";")
    assert {"key", "name", "inhabitants"} <= set(found[0])
    amounts = [row["amount_eur"] for row in found if row["amount_eur"]]
    total = sum(float(amount.replace(",", ".")) for amount in amounts)
    assert total == pytest.approx(ZUKUNFTSRAEUME)


def test_csv_is_english_for_english_readers(atlas: FlaskClient) -> None:
    answer = atlas.get("/export.csv?programme=zukunftsraeume&rows=records&lang=en")
    found = rows(answer.data.decode("utf-8-sig"), ",")
    assert len(found) == 84
    total = sum(float(row["amount_eur"]) for row in found if row["amount_eur"])
    assert total == pytest.approx(ZUKUNFTSRAEUME)
    assert all(row["source_url"].startswith("http") for row in found)


def test_titles_stand_above_the_columns_if_asked(atlas: FlaskClient) -> None:
    keys = atlas.get("/export.csv").data.decode("utf-8-sig").splitlines()[0]
    titles = atlas.get("/export.csv?header=title").data.decode("utf-8-sig").splitlines()[0]
    assert keys.count(";") == titles.count(";")
    assert keys != titles


def test_other_formats_open(atlas: FlaskClient, tmp_path: Path) -> None:
    book = atlas.get("/export.xlsx?level=aerl").data
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist()
    areas = json.loads(atlas.get("/export.geojson?level=aerl").data)
    assert len([f for f in areas["features"] if f["geometry"]]) == 4
    file = tmp_path / "atlas.gpkg"
    file.write_bytes(atlas.get("/export.gpkg?level=aerl").data)
    with sqlite3.connect(file) as base:
        assert base.execute("select count(*) from gpkg_contents").fetchone()[0] >= 1


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/export.doc", 404, "csv"),
        ("/export.csv?rows=planets", 400, "rows=areas|records"),
        ("/export.csv?header=x&lang=en", 400, "Possible"),
    ],
)
def test_what_cannot_be_had_is_told(atlas: FlaskClient, path: str, status: int, word: str) -> None:
    answer = atlas.get(path)
    assert answer.status_code == status
    assert word in answer.text
    assert "Traceback" not in answer.text


def test_broken_views_are_downloaded_as_their_default(atlas: FlaskClient) -> None:
    broken = atlas.get("/export.csv?level=planet&programme=nothing&wurst=1")
    assert broken.data == atlas.get("/export.csv").data
