"""A GeoPackage opens with the look of the screen: the same classes, signs and counts."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from dashboard import opening
from geodata import catalogue as catalogues
from layers import coloured
from layers import downloads
from layers import scene as scenes_of
from layers import scenes
from layers import spec
from layers import view as views
from layers.export import gpkg

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue
    from layers.rowset import Header

VIEWS = (
    "",
    "metric=density&level=gemeinden",
    "metric=projects&level=aerl",
    "kind=budget&level=zukunftsregionen",
    "metric=fairs",
    "metric=inhabitants&aerl=lueneburg",
    "metric=inhabitants&level=gemeinden",
    "metric=money&programme=rvz",
)
OPENS = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
for name in sys.argv[2:]:
    layer = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    message, found = layer.loadDefaultStyle()
    rules = layer.renderer().rootRule().children()
    filters = [rule.filter() for rule in rules if rule.filter()]
    wrong = [one for one in filters if one.hasParserError()]
    print(name, layer.isValid(), found, layer.renderer().type(), len(rules), len(wrong), sep="|")
sys.stdout.flush()
os._exit(0)
"""


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogues.load()


def file(shipped: Catalogue, query: str, path: Path, header: Header = "key") -> Path:
    view, _ = views.from_query(query, opening.known(shipped))
    path.write_bytes(gpkg.write(scenes.of(view, shipped), "areas", header))
    return path


def styles(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Return label and expression of every rule, by layer."""
    with closing(sqlite3.connect(path)) as held:
        rows = held.execute(
            "SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"
        ).fetchall()
    found = {}
    for name, text in rows:
        rules = ET.fromstring(text).iter("rule")  # noqa: S314  our own text
        found[name] = [(rule.attrib["label"], rule.attrib["filter"]) for rule in rules]
    return found


def counted(path: Path, layer: str) -> dict[str, int]:
    """Return how many rows of a layer each rule draws; the expressions are also SQL."""
    rules = styles(path)[layer]
    usual = [where for _, where in rules if where != "ELSE"]
    rest = " AND ".join(f"NOT coalesce(({where}), 0)" for where in usual) or "1"
    with closing(sqlite3.connect(path)) as held:
        whole = held.execute(f'SELECT count(*) FROM "{layer}"').fetchone()[0]  # noqa: S608
        counts = {
            label: held.execute(
                f'SELECT count(*) FROM "{layer}" WHERE {rest if where == "ELSE" else where}'  # noqa: S608
            ).fetchone()[0]
            for label, where in rules
        }
    assert sum(counts.values()) == whole, "every row is drawn once"
    return {label: n for label, n in counts.items() if n}


@pytest.mark.parametrize("query", VIEWS)
def test_classes_hold_the_areas_of_the_legend(
    shipped: Catalogue, query: str, tmp_path: Path
) -> None:
    view, _ = views.from_query(query, opening.known(shipped))
    scene = scenes_of.build(view, shipped)
    legend = coloured.build(scene, spec.metrics()[view.metric]).entries
    path = file(shipped, query, tmp_path / "view.gpkg")
    found = counted(path, view.level)
    with closing(sqlite3.connect(path)) as held:  # the row of what belongs to no single area
        nowhere = held.execute(f"SELECT count(*) FROM {view.level} WHERE key = ''").fetchone()[0]  # noqa: S608
    for entry in legend:
        assert found[entry.label] - entry.count in (0, nowhere), entry
    assert sum(found.values()) == sum(entry.count for entry in legend) + nowhere


@pytest.mark.parametrize("header", ["key", "title"])
def test_records_have_the_signs_of_their_layers(
    shipped: Catalogue, header: Header, tmp_path: Path
) -> None:
    found = counted(file(shipped, "", tmp_path / "view.gpkg", header), "records")
    records = shipped.records
    assert found["Zukunftsräume"] == (records["dataset"] == "zukunftsraeume").sum()
    assert found["offen"] == (records["kind_detail"] == "open").sum()


def test_gaps_open_with_plain_areas(shipped: Catalogue, tmp_path: Path) -> None:
    found = styles(file(shipped, "mode=gaps", tmp_path / "gaps.gpkg"))
    assert [where for _, where in found["landkreise"]] == ["ELSE"]


def test_one_file_holds_every_layer_with_its_style(shipped: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "all.gpkg"
    path.write_bytes(downloads.everything(shipped, downloads.Asked()))
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert {"landkreise", "gemeinden", "rvz", "instruments", "layer_styles"} <= layers
    drawn = set(styles(path))
    assert drawn == layers - {"instruments", "layer_styles"}
    for layer in ("landkreise", "gemeinden", "rvz", "jobmessen", "central_places"):
        assert counted(path, layer)
    frame = pyogrio.read_dataframe(path, layer="gemeinden")
    assert frame.crs.to_epsg() == 25832
    assert len(frame) == 964


def test_equal_views_give_equal_styles(shipped: Catalogue, tmp_path: Path) -> None:
    one = styles(file(shipped, "metric=money", tmp_path / "one.gpkg"))
    assert one == styles(file(shipped, "metric=money", tmp_path / "two.gpkg"))


def _has_qgis() -> bool:
    python = shutil.which("python3", path="/usr/bin")
    command = [python or "false", "-c", "import qgis.core"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _has_qgis(), reason="QGIS is not installed (Debian: python3-qgis)")
def test_qgis_takes_the_styles(shipped: Catalogue, tmp_path: Path) -> None:
    path = file(shipped, "", tmp_path / "view.gpkg")
    command = ["/usr/bin/python3", "-c", OPENS, str(path), "landkreise", "records"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    lines = [line.split("|") for line in done.stdout.splitlines() if "|" in line]
    assert [line[0] for line in lines] == ["landkreise", "records"]
    for _, valid, found, kind, rules, wrong in lines:
        assert (valid, found, kind, wrong) == ("True", "True", "RuleRenderer", "0")
        assert int(rules) >= 5
