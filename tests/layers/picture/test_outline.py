"""The first picture: every area of the view in its class, light enough to stand in a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import brotli
import numpy as np
import pytest
import shapely

from geodata import catalogue as catalogues
from layers import scenes
from layers.picture import camera as cameras
from layers.picture import geometry
from layers.picture import outline
from layers.state import LayerRef
from layers.state import ViewState

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

HEAVIEST = 40_000  # bytes, compressed


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return catalogues.load()


def draw(view: ViewState, data: Catalogue) -> tuple[str, dict[str, Any]]:
    scene = scenes.payload(view, data)
    return outline.svg(view, scene, data, "Karte"), scene


@pytest.mark.parametrize(
    "view",
    [
        ViewState(),
        ViewState(level="aerl", metric="inhabitants"),
        ViewState(level="zukunftsregionen", kind="budget", metric="money"),
        ViewState(level="gemeinden", metric="density"),
        ViewState(mode="gaps", level="landkreise"),
        ViewState(mode="gaps", level="gemeinden", metric="need", group="need-little"),
        ViewState(aerl=("weser-ems",), area=("03454",)),
    ],
    ids=["default", "offices", "regions", "municipalities", "gaps", "need", "filtered"],
)
def test_each_area_bears_the_class_of_its_value(view: ViewState, data: Catalogue) -> None:
    svg, scene = draw(view, data)
    drawn = re.findall(rf'<path class="area {view.level} ([^"]+)" d="([^"]*)"', svg)
    metric = scene["metrics"][
        view.metric if view.subject != "gaps" or view.metric == "need" else "gap"
    ]
    steps = metric["classes"]
    letter = {"gap": "g", "need": "n"}.get(metric.get("family"), "c")
    expected = [{-1: "none", -2: "unknown"}.get(step, f"{letter}{step}") for step in steps]
    by_key = dict(zip(scene["areas"]["keys"], expected, strict=True))
    order = list(geometry.features(data, view.level).keys)
    assert sorted(name.split()[0] for name, _ in drawn if name != "outline") == sorted(expected)
    classes = outline.classes(view, scene)
    assert {key: classes[key].split()[0] for key in order} == by_key
    assert all(path for _, path in drawn), "an area has vanished"
    assert len(brotli.compress(svg.encode(), quality=11)) <= HEAVIEST
    assert svg.count('class="pick"') == len(view.area)


def test_borders_lie_where_the_live_map_has_them(data: Catalogue) -> None:
    """On a screen of 1920 × 1080: half of all points within a pixel, a spit of land within six."""
    found = outline.shapes(data)
    true = geometry.features(data, "landkreise")
    camera = cameras.fitted(*cameras.SCREEN, 26)
    for key, shape in zip(true.keys, true.shapes, strict=True):
        coarse = rings(found.areas["landkreise"][key], found.origin)
        largest = max(coarse, key=lambda ring: shapely.Polygon(ring).area)
        main = max(shapely.get_parts(shape), key=lambda part: part.area)
        exact = shapely.transform(main.exterior, camera.pixels)
        drawn = shapely.LinearRing(camera.pixels(largest / outline.GRAIN))
        assert shapely.hausdorff_distance(drawn, exact) < 6, key
        near = shapely.distance(shapely.points(shapely.get_coordinates(exact)), drawn)
        assert np.median(near) < 1, key


def rings(path: str, origin: tuple[float, float]) -> list[np.ndarray]:
    """Read path data back into units of the world."""
    found = []
    for ring in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        steps = np.array([int(v) for v in re.findall(r"-?\d+", ring[2])]).reshape(-1, 2)
        start = np.array([int(ring[0]), int(ring[1])])
        found.append(np.vstack([start, start + np.cumsum(steps, axis=0)]) + np.array(origin))
    return found


def test_only_what_is_drawn_is_there(data: Catalogue) -> None:
    faint = (LayerRef(id="landkreise", opacity=40), LayerRef(id="rvz"))
    svg, _ = draw(ViewState(layers=faint), data)
    assert '<g opacity="0.4"><path class="area landkreise' in svg
    assert "area aerl" not in svg
    svg, _ = draw(ViewState(layers=(LayerRef(id="aerl"),)), data)
    assert "area landkreise" not in svg
    assert '"area aerl outline"' in svg


def test_areas_of_two_regions_show_both(data: Catalogue) -> None:
    view = ViewState(level="zukunftsregionen", kind="budget", metric="money")
    svg, _ = draw(view, data)
    assert svg.count('class="overlap ') == len(outline.overlaps(data)) > 0


def test_nothing_is_drawn_ahead_that_would_be_seen_to_be_rough() -> None:
    assert outline.shown(ViewState())
    assert outline.shown(ViewState(map=(52.4, 9.7, 8.5)))
    assert not outline.shown(ViewState(map=(52.4, 9.7, 11.0)))
    assert not outline.shown(ViewState(mode="gaps", versus=("today",)))
