"""Coverages: union, simplification, rounding, faults, label points."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geodata import geometry


def wavy(x0: float, x1: float, y: float) -> list[tuple[float, float]]:
    xs = np.linspace(x0, x1, 60)
    return [(float(x), float(y + 40 * np.sin(x / 90) + 15 * np.cos(x / 23))) for x in xs]


@pytest.fixture
def pair() -> list[shapely.Polygon]:
    """Two areas above each other with a wavy border in common, metres."""
    border = wavy(0, 5000, 2000)
    upper = shapely.Polygon([*border, (5000, 4000), (0, 4000)])
    lower = shapely.Polygon([(0, 0), (5000, 0), *reversed(border)])
    return [upper, lower]


def test_shared_borders_stay_shared_when_simplified(pair: list[shapely.Polygon]) -> None:
    simple = geometry.simplified(pair, 100)
    before, after = (int(shapely.get_num_coordinates(g).sum()) for g in (pair, simple))
    assert after < before / 2
    assert geometry.coverage_faults(simple) == []
    assert geometry.nests(simple, [geometry.union(simple)]) == 0
    apart = [shapely.simplify(g, 100) for g in pair]
    assert geometry.coverage_faults([apart[0], shapely.simplify(pair[1], 20)]) != []


def test_gaps_and_overlaps_are_named(pair: list[shapely.Polygon]) -> None:
    upper, lower = pair
    moved = shapely.transform(lower, lambda xy: xy - np.array([0, 3]))
    assert geometry.coverage_faults(
        [upper, shapely.transform(lower, lambda xy: xy + np.array([0, 3]))]
    )
    assert geometry.coverage_faults([upper, lower]) == []
    assert geometry.nests([upper, moved], [geometry.union([upper, lower])]) > 1000


def test_invalid_and_empty_polygons_are_named() -> None:
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    faults = geometry.coverage_faults([bow, shapely.Polygon()])
    assert "1 empty" in faults
    assert "1 invalid" in faults


def test_repair_leaves_whole_polygons_alone_and_mends_the_others() -> None:
    square = shapely.box(5, 5, 6, 6)
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    mended = geometry.repair([square, bow])
    assert mended[0] is square
    assert shapely.is_valid(mended).all()
    assert mended[1].area == pytest.approx(2.0)


def test_rounding_keeps_neighbours_together(pair: list[shapely.Polygon]) -> None:
    rounded = geometry.rounded(np.array(pair, dtype=object), 0.1)
    assert geometry.coverage_faults(rounded) == []
    xy = shapely.get_coordinates(rounded)
    assert np.abs(xy - np.round(xy, 1)).max() < 1e-9


def test_a_label_lies_inside_where_there_is_width() -> None:
    ring = shapely.box(0, 0, 1000, 1000).difference(shapely.box(200, 200, 800, 800))
    assert ring.contains(geometry.label_point(ring, 1))
    ell = shapely.union_all([shapely.box(0, 0, 100, 2000), shapely.box(0, 0, 1500, 90)])
    assert not ell.contains(ell.centroid)
    assert ell.contains(geometry.label_point(ell, 1))
    both = shapely.MultiPolygon([shapely.box(0, 0, 10, 10), shapely.box(50, 0, 90, 40)])
    assert geometry.label_point(both, 1).x > 50
    # a wide field beside a tall one of the same inner circle: names are wide
    tee = shapely.union_all([shapely.box(0, 0, 300, 2000), shapely.box(0, 2000, 3000, 2300)])
    assert geometry.label_point(tee, 1).y > 1950
