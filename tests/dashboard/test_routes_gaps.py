"""Addresses of the gaps: downloads of rows and lists, and the page on the method."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

VIEW = "mode=gaps&level=gemeinden&candidates=03360025&norm=30min@90"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";"))


def test_the_rows_of_a_scenario_can_be_downloaded(atlas: FlaskClient) -> None:
    answer = atlas.get(f"/export.csv?{VIEW}")
    assert answer.status_code == 200
    assert "zukunftsatlas-gaps-gemeinden-areas-" in answer.headers["Content-Disposition"]
    found = rows(answer.text)
    assert len(found) == 964
    assert {row["candidates"] for row in found} == {"A Uelzen"}
    assert found[0]["norm"] == "Eigenes Ziel: 30 min für 90 %"


@pytest.mark.parametrize("name", ["need", "centres", "municipalities", "fairs"])
def test_lists_can_be_downloaded_as_tables(atlas: FlaskClient, name: str) -> None:
    answer = atlas.get(f"/export.csv?{VIEW}&rows={name}")
    assert answer.status_code == 200
    assert rows(answer.text)
    assert atlas.get(f"/export.xlsx?{VIEW}&rows={name}").status_code == 200


@pytest.mark.parametrize(
    "query", [f"geojson?{VIEW}&rows=need", "csv?rows=need", f"csv?{VIEW}&rows=x"]
)
def test_what_cannot_be_had_is_said(atlas: FlaskClient, query: str) -> None:
    answer = atlas.get(f"/export.{query}")
    assert answer.status_code == 400
    assert "rows=areas" in answer.text


@pytest.mark.parametrize(("lang", "title"), [("de", "So rechnen wir"), ("en", "How we compute")])
def test_the_method_is_explained(atlas: FlaskClient, lang: str, title: str) -> None:
    answer = atlas.get(f"/methode?lang={lang}")
    assert f"<h1>{title}</h1>" in answer.text
    assert "hausarzt.digital" in answer.text
