"""Downloads: the same figures in every format, no formula, sources inside."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pyogrio
import pytest

from layers import rowset
from layers import scene
from layers import spec
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.catalogue import Catalogue
    from layers.rowset import Header
    from layers.rowset import Rows
    from layers.scene import Scene

BOM = b"\xef\xbb\xbf"
EVIL = '=HYPERLINK("http://example.org";"klick")'


def table(body: bytes, separator: str = ";") -> list[dict[str, str]]:
    assert body.startswith(BOM)
    text = body.decode("utf-8-sig")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def write(format_: str, found: Scene, rows: Rows = "areas", header: Header = "key") -> bytes:
    return spec.exports()[format_].write(found, rows, header)


def test_csv_of_areas_in_german(of: Callable[..., Scene]) -> None:
    rows = table(write("csv", of()))
    assert [row["key"] for row in rows] == ["03001", "03002", "03003", ""]
    south, middle, north, nowhere = rows
    assert (south["name"], south["amount_eur"], south["projects"]) == (
        "Landkreis Südkreis",
        "24000,5",
        "4",
    )
    assert (middle["amount_eur"], middle["projects_without_amount"]) == ("", "2")
    assert (north["amount_eur"], north["projects"]) == ("", "")  # nothing recorded, no zero
    assert (nowhere["name"], nowhere["amount_eur"]) == ("ohne einzelnen Landkreis", "600")
    assert f"{toy.URL}zr-1" in south["sources"].split()
    assert south["attribution"]


def test_csv_in_english_has_commas_and_points(of: Callable[..., Scene]) -> None:
    rows = table(write("csv", of(lang="en")), ",")
    assert rows[0]["amount_eur"] == "24000.5"
    assert rows[0]["per_inhabitant_eur"] == "8.000167"


def test_the_total_of_the_download_is_the_headline(shipped: Catalogue) -> None:
    for level in ("landkreise", "aerl", "gemeinden"):
        found = scene.build(ViewState(level=level), shipped)
        rows = table(write("csv", found))
        money = math.fsum(float(r["amount_eur"].replace(",", ".")) for r in rows if r["amount_eur"])
        assert money == pytest.approx(found.total.amount_eur, abs=1)
        assert sum(int(r["projects"] or 0) for r in rows) == found.total.n


def test_csv_of_records_is_what_is_behind_the_figure(of: Callable[..., Scene]) -> None:
    rows = table(write("csv", of(), "records"))
    assert [row["id"] for row in rows] == [
        *("zr-1", "zr-2", "zr-3", "zr-4", "zr-5", "rvz-1", "rvz-2")
    ]
    assert rows[0]["source_url"] == f"{toy.URL}zr-1"
    assert rows[4]["landkreise"] == "03001;03002"
    assert rows[2]["year"] == ""
    assert rows[0]["counted"] == "true"
    fairs = table(write("csv", of(programme=("jobmessen",)), "records"))
    assert [row["id"] for row in fairs] == ["jm-1", "jm-2"]


def test_titles_instead_of_keys(of: Callable[..., Scene]) -> None:
    assert "Gebiet" in table(write("csv", of(), "areas", "title"))[0]
    assert "Betrag, €" in table(write("csv", of(), "areas", "title"))[0]
    assert "Title" in table(write("csv", of(lang="en"), "records", "title"), ",")[0]


@pytest.mark.parametrize("evil", [EVIL, "+1", "-1+cmd", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(evil: str) -> None:
    found = scene.build(
        ViewState(), toy.catalogue([toy.record("zr-1", "03001001", 1.0, title=evil)])
    )
    assert table(write("csv", found, "records"))[0]["title"] == f"'{evil}"
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", found, "records")))
    cell = next(c for c in book.worksheets[0][2] if c.value == evil)
    assert cell.data_type == "s"


def test_the_workbook_has_numbers_and_sources(shipped: Catalogue) -> None:
    found = scene.build(ViewState(programme=("zukunftsraeume",)), shipped)
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", found)))
    areas, sources = book.worksheets
    assert (areas.title, sources.title) == ("Gebiete", "Quellen")
    head = [cell.value for cell in areas[1]]
    amounts = [
        row[head.index("amount_eur")] for row in areas.iter_rows(min_row=2, values_only=True)
    ]
    assert math.fsum(a for a in amounts if a is not None) == pytest.approx(found.total.amount_eur)
    said = " ".join(
        str(cell) for row in sources.iter_rows(values_only=True) for cell in row if cell
    )
    assert "84 von über\u00a0170 Projekten" in said
    assert "© GeoBasis-DE / BKG 2016 (Daten verändert)" in said
    assert shipped.version in said


def test_equal_views_give_equal_workbooks(of: Callable[..., Scene]) -> None:
    assert write("xlsx", of()) == write("xlsx", of())


def features(body: bytes) -> list[dict[str, Any]]:
    collection = json.loads(body)
    assert collection["type"] == "FeatureCollection"
    return list(collection["features"])


def test_geojson_of_areas_has_shapes_and_figures(shipped: Catalogue) -> None:
    found = scene.build(ViewState(level="aerl"), shipped)
    shown = features(write("geojson", found))
    assert [f["properties"]["key"] for f in shown] == [*shipped.areas["aerl"].index, ""]
    assert {f["geometry"]["type"] for f in shown[:-1]} <= {"Polygon", "MultiPolygon"}
    assert shown[-1]["geometry"] is None
    assert shown[0]["properties"]["amount_eur"] > 0
    assert "sources" in shown[0]["properties"]


def test_geojson_of_records_places_only_what_has_a_place(of: Callable[..., Scene]) -> None:
    shown = {f["properties"]["id"]: f for f in features(write("geojson", of(), "records"))}
    assert shown["zr-1"]["geometry"] == {"type": "Point", "coordinates": [0.25, 0.5]}
    assert shown["zr-5"]["geometry"] is None
    assert shown["zr-3"]["properties"]["amount_eur"] is None


STYLES = "layer_styles"  # how QGIS draws them


def test_geopackage_has_areas_and_records(shipped: Catalogue, tmp_path: Path) -> None:
    found = scene.build(ViewState(level="aerl", programme=("rvz",)), shipped)
    for rows, first in (("areas", "aerl"), ("records", "records")):
        path = tmp_path / f"{rows}.gpkg"
        path.write_bytes(write("gpkg", found, rows))  # type: ignore[arg-type]
        assert {name for name, _ in pyogrio.list_layers(path)} == {"aerl", "records", STYLES}
        assert pyogrio.list_layers(path)[0][0] == first
    areas = pyogrio.read_dataframe(path, layer="aerl")
    records = pyogrio.read_dataframe(path, layer="records")
    assert areas.crs.to_epsg() == records.crs.to_epsg() == 25832
    assert areas["amount_eur"].sum() == pytest.approx(found.total.amount_eur)
    assert len(records) == found.total.n
    assert records.geometry.notna().sum() >= 5


@pytest.mark.parametrize("format_", spec.exports())
@pytest.mark.parametrize("rows", ["areas", "records"])
def test_every_format_writes_every_view(format_: str, rows: Rows, shipped: Catalogue) -> None:
    for fields in ({"kind": "budget"}, {"years": (1990, 1990)}, {"aerl": ("weser-ems",)}):
        found = scene.build(ViewState(level="aerl", **fields), shipped)
        assert len(write(format_, found, rows)) > 100
        assert spec.exports()[format_].media_type


def test_the_filename_says_what_is_inside(of: Callable[..., Scene]) -> None:
    found = of(programme=("rvz",), years=(2019, 2021), kind="budget", aerl=("nord",))
    name = rowset.filename(found, "areas", "csv")
    assert name == "zukunftsatlas_landkreise_rvz_budget_2019-2021_nord.csv"
    assert rowset.filename(of(), "records", "gpkg") == "zukunftsatlas_eintraege_alle-programme.gpkg"
