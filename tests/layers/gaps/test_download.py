"""Downloads of the gaps: the rows of the screen, ordered, with norm, method and sources."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest

from layers import rowset
from layers import scenes
from layers import spec
from layers import words
from layers.gaps import GapScene
from layers.gaps import download
from layers.state import LANGS
from layers.state import ViewState
from tests.layers.gaps import land

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.rowset import Rows

UELZEN = "03360025"


def table(found: Any, rows: Rows = "areas") -> list[dict[str, str]]:
    body = spec.exports()["csv"].write(found, rows, "key").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body, newline=""), delimiter=";"))


@pytest.mark.parametrize("level", ["landkreise", "gemeinden"])
def test_rows_are_the_screen_by_people_affected(level: str, shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", level=level, candidates=(UELZEN,), name="Uelzen dazu")
    found = scenes.of(view, shipped)
    rows = table(found)
    unserved = [int(row["inhabitants_unserved"]) for row in rows if row["inhabitants_unserved"]]
    assert unserved == sorted(unserved, reverse=True)
    assert isinstance(found, GapScene)
    assert isinstance(found, rowset.Own)
    assert sum(unserved) == found.totals.unserved
    assert len(rows) == len(shipped.areas[level])
    changed = [row for row in rows if row["change"] not in ("", "0")]
    assert sum(int(row["change"]) for row in changed) == found.totals.gain
    for row in rows:
        assert row["norm"] == "Hausärztliche Versorgung: 20 min Pkw für 95 %"
        assert row["norm_source_kind"] == "Sekundärquelle"
        assert row["method"].startswith("Näherung:")
        assert row["scenario"] == "Uelzen dazu"
        assert row["candidates"] == "A Uelzen"
        assert "https://" in row["sources"]
        assert "Reiner Lemoine Institut" in row["attribution"]


def test_verdict_and_share_agree_with_the_norm(shipped: Catalogue) -> None:
    for row in table(scenes.of(ViewState(mode="gaps", level="gemeinden"), shipped)):
        if row["verdict"] == "unbewohnt":
            assert (row["share_served"], row["inhabitants_unserved"]) == ("", "")
            continue
        share = float(row["share_served"].replace(",", "."))
        assert (row["verdict"] == "erreicht") == (share >= 95)
        lives = int(row["inhabitants_served"]) + int(row["inhabitants_unserved"])
        assert math.isclose(share, int(row["inhabitants_served"]) / lives * 100, abs_tol=1e-4)


@pytest.mark.parametrize("rows", rowset.LISTS)
def test_lists_can_be_had_as_tables(rows: Rows, shipped: Catalogue) -> None:
    found = table(scenes.of(ViewState(mode="gaps"), shipped), rows)
    assert found
    assert all(row["key"] and row["attribution"] for row in found)
    if rows == "need":
        assert all(row["per_inhabitant_eur"] != "0" for row in found)
    else:
        assert all("nicht vollständig" in row["note"] for row in found)


def test_records_are_the_sites(shipped: Catalogue) -> None:
    rows = table(scenes.of(ViewState(mode="gaps", closed=("rvz-05",)), shipped), "records")
    assert [row["id"] for row in rows] == [
        *("rvz-01", "rvz-02", "rvz-03", "rvz-03a", "rvz-04", "rvz-04a", "rvz-05")
    ]


def test_every_format_writes_the_gaps(shipped: Catalogue) -> None:
    found = scenes.of(ViewState(mode="gaps", candidates=(UELZEN,)), shipped)
    for name in ("xlsx", "geojson", "gpkg"):
        assert len(spec.exports()[name].write(found, "areas", "title")) > 1000
    book = openpyxl.load_workbook(io.BytesIO(spec.exports()["xlsx"].write(found, "areas", "key")))
    said = [str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row]
    assert any("kein rechtlicher Mangel" in text for text in said)
    assert any("hausarzt.digital" in text for text in said)


def test_titles_exist_for_every_column() -> None:
    kinds = download.AREA_KINDS | download.COMMON_KINDS | download.NEED_KINDS | download.LIST_KINDS
    for lang in LANGS:
        for key in kinds:
            assert words.text(f"gaps.export.{key}", lang)


def test_a_name_that_is_a_formula_is_no_formula() -> None:
    found = land.asked(land.land(land.centre("a", land.KEYS[0])), name="=1+1")
    assert table(found)[0]["scenario"] == "'=1+1"
