"""The pages that the atlas is measured against show what it shows: the same areas and points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import shapely

from tests.bench import synthetic
from tests.bench.peers import dash_plain
from tests.bench.peers import folium_page
from tests.bench.peers import plain_page
from tests.bench.peers import shipped
from tests.bench.peers import topology

if TYPE_CHECKING:
    import pytest

KREISE, DRAWN = 45, 192


def _decoded(found: dict[str, Any], at: int) -> Any:
    """Return an area as the page's script puts it together."""

    def line(number: int) -> list[tuple[int, int]]:
        steps = found["arcs"][~number if number < 0 else number]
        points, x, y = [], 0, 0
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        return points[::-1] if number < 0 else points

    def ring(numbers: list[int]) -> list[tuple[int, int]]:
        return [point for number in numbers for point in line(number)[:-1]]

    parts = [shapely.Polygon(ring(p[0]), [ring(r) for r in p[1:]]) for p in found["areas"][at]]
    return shapely.MultiPolygon(parts)


def test_arcs_give_the_shapes_back_and_each_border_once() -> None:
    land = shipped.land("landkreise")
    found = topology.encode([area.shape for area in land.areas])
    for at, area in enumerate(land.areas):
        shape = shapely.transform(area.shape, lambda xy: (xy * topology.SCALE).round())
        assert _decoded(found, at).symmetric_difference(shape.buffer(0)).area < 200, area.name
    sent = sum(len(arc) // 2 for arc in found["arcs"])
    assert sent < 0.7 * sum(shapely.get_num_coordinates(area.shape) for area in land.areas)


def test_the_plain_page_holds_all_areas_and_points() -> None:
    found = plain_page.content(shipped.land("landkreise"))
    assert len(found["areas"]) == len(found["topology"]["areas"]) == KREISE
    assert len(found["points"]) == DRAWN


def test_folium_draws_all_areas_and_points_and_asks_no_other_host() -> None:
    page = folium_page.page(shipped.land("landkreise")).decode()
    assert len(re.findall(r'"type": "Feature"', page)) == KREISE * len(shipped.METRICS)
    assert page.count("L.circleMarker(") == DRAWN
    assert re.findall(r'(?:src|href)="(?!/)[^"]*', page) == []


def test_the_dash_page_answers_with_points_colours_and_chart() -> None:
    assert len(dash_plain.app.layout["areas"].data["features"]) == KREISE
    assert len(dash_plain.points(list(dash_plain.LAND.layers))["features"]) == DRAWN
    assert dash_plain.points([])["features"] == []
    assert dash_plain.recolour("density")["metric"] == "density"
    assert len(dash_plain.figure("density", "03360").data) == 2  # the chosen one stands out


def test_synthetic_records_say_that_they_are(tmp_path_factory: pytest.TempPathFactory) -> None:
    target = synthetic.folder(tmp_path_factory.mktemp("synthetic") / "data", 50)
    lines = (target / "records" / "zukunftsraeume.csv").read_text("utf-8").splitlines()
    assert len(lines) == 51
    assert all(line.startswith("synthetic-") and "SYNTHETIC" in line for line in lines[1:])
