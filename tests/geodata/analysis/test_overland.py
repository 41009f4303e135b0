"""Ways round the water: against straight lines, a fine grid, and what is known of the coast."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse import csgraph

from geodata.analysis import overland
from geodata.analysis import sight
from geodata.analysis import waters

WALL = shapely.box(0, 0, 100, 10_000)
GAP = shapely.MultiPolygon([shapely.box(0, -5000, 100, 4000), shapely.box(0, 4300, 100, 10_000)])
MOAT = shapely.Polygon(
    [(-3000, -3000), (3000, -3000), (3000, 3000), (-3000, 3000)],
    [[(-1000, -1000), (1000, -1000), (1000, 1000), (-1000, 1000)]],
)


def ways(shape: object, start: tuple[float, float], *ends: tuple[float, float]) -> list[float]:
    """Return overland distances in metres."""
    x, y = (np.array(part, dtype=float) for part in zip(*ends, strict=True))
    land = overland.ground(x, y, waters.of(shape))
    return [float(one) for one in overland.distances(*start, land)]


def test_without_water_it_is_the_straight_line() -> None:
    assert ways(shapely.MultiPolygon(), (0, 0), (3000, 4000)) == [5000]


def test_a_wall_is_gone_round_like_a_taut_string() -> None:
    found = ways(WALL, (-2000, 5000), (2100, 5000), (-2000, 9000))
    half = np.hypot(2000, 5000)
    assert found[0] == pytest.approx(2 * half + 100, abs=10)
    assert found[1] == 4000


def test_a_bridge_is_a_gap() -> None:
    found = ways(GAP, (-2000, 4150), (2100, 4150), (2100, -2000))
    assert found[0] == 4100
    round_the_end = np.hypot(2000, 850 + 9000) * 2
    through = np.hypot(2000, 0) + 100 + np.hypot(2000, 6150)
    assert found[1] == pytest.approx(through, rel=0.02)
    assert found[1] < round_the_end


def test_an_island_cannot_be_reached() -> None:
    found = ways(MOAT, (-8000, 0), (0, 0), (8000, 0))
    assert found[0] == np.inf
    assert np.isfinite(found[1])
    assert found[1] > 16_000
    inside = ways(MOAT, (0, 0), (500, 500), (8000, 0))
    assert inside[0] == pytest.approx(707.1, abs=0.1)
    assert inside[1] == np.inf


def test_a_point_in_the_water_is_taken_to_the_shore() -> None:
    shore = waters.of(WALL).on_land(np.array([20.0]), np.array([5000.0]))
    assert shore[0][0] == pytest.approx(-waters.SHORE_M)
    assert shore[1][0] == 5000


def grid_distances(shape: object, start: tuple[int, int], size: int, step: float) -> np.ndarray:
    """Return distances on a grid with 16 directions: at most 2.8 % too long, never too short."""
    x, y = np.meshgrid(np.arange(size) * step, np.arange(size) * step)
    dry = ~shapely.contains_xy(shape, x, y)
    number = np.arange(size * size).reshape(size, size)
    rows, cols, costs = [], [], []
    for dx, dy in ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2)):
        one = (slice(max(-dy, 0), size - max(dy, 0)), slice(0, size - dx))
        two = (slice(max(dy, 0), size - max(-dy, 0)), slice(dx, size))
        ok = (dry[one] & dry[two]).ravel()
        a, b = number[one].ravel()[ok], number[two].ravel()[ok]
        spots = np.stack([np.c_[x.ravel()[a], y.ravel()[a]], np.c_[x.ravel()[b], y.ravel()[b]]], 1)
        free = ~shapely.intersects(shapely.linestrings(spots), shape)
        rows.append(a[free])
        cols.append(b[free])
        costs.append(np.full(int(free.sum()), np.hypot(dx, dy) * step))
    graph = coo_array(
        (np.concatenate(costs), (np.concatenate(rows), np.concatenate(cols))), (size * size,) * 2
    )
    found = csgraph.dijkstra(graph.tocsr(), directed=False, indices=start[1] * size + start[0])
    return np.asarray(np.where(dry, found.reshape(size, size), np.nan))


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_a_grid(seed: int) -> None:
    random = np.random.default_rng(seed)
    corners = random.uniform(300, 3500, (6, 2))
    shape = shapely.union_all(
        [shapely.box(a - 90, b, a + 90, b + 1500) for a, b in corners[:3]]
        + [shapely.box(a, b - 90, a + 1700, b + 90) for a, b in corners[3:]]
    )
    size, step = 60, 80.0
    grid = grid_distances(shape, (0, 0), size, step)
    x, y = (part.ravel() for part in np.meshgrid(np.arange(size) * step, np.arange(size) * step))
    land = overland.ground(x, y, waters.of(shape))
    found = overland.distances(0.0, 0.0, land).reshape(size, size)
    known = np.isfinite(grid) & (np.hypot(x, y).reshape(size, size) > 500)
    ratio = found[known] / grid[known]
    assert (ratio <= 1.0001).all()  # the grid is never shorter
    assert np.quantile(ratio, 0.02) >= 0.93  # beside a wall the grid takes a wider way
    assert np.median(ratio) >= 0.96


@given(
    st.lists(st.tuples(*[st.integers(-50, 50)] * 4), min_size=1, max_size=12),
    st.lists(st.tuples(*[st.integers(-60, 60)] * 2), min_size=1, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_what_is_seen_is_what_no_edge_crosses(
    pieces: list[tuple[int, int, int, int]], targets: list[tuple[int, int]]
) -> None:
    pieces = [(a, b, c, d) for a, b, c, d in pieces if (a, b) != (c, d)]
    origin = (0.317, 0.731)
    table = np.array(pieces, dtype=float).reshape(-1, 4)
    edges = sight.Edges(ax=table[:, 0], ay=table[:, 1], bx=table[:, 2], by=table[:, 3])
    goals = np.array(targets, dtype=float) + np.array([0.213, 0.117])
    found = sight.seen(*origin, goals[:, 0], goals[:, 1], edges)
    lines = [shapely.LineString([piece[:2], piece[2:]]) for piece in pieces]
    for goal, is_seen in zip(goals, found, strict=True):
        view = shapely.LineString([origin, tuple(goal)])
        crossed = any(shapely.intersects(view, line) for line in lines)
        touched = any(shapely.distance(shapely.Point(*end), view) < 1e-6
                      for piece in pieces for end in (piece[:2], piece[2:]))  # fmt: skip
        assert is_seen != crossed or touched


def test_near_agrees_with_the_whole_field_up_to_its_reach() -> None:
    random = np.random.default_rng(5)
    x, y = random.uniform(-8000, 8000, (2, 400))
    land = overland.ground(x, y, waters.of(shapely.MultiPolygon([WALL])))
    whole = overland.distances(-2000.0, 5000.0, land)
    close = np.flatnonzero(np.hypot(x + 2000, y - 5000) < 6000)
    found = overland.near(-2000.0, 5000.0, land, close, 6000.0)
    within = whole[close] <= 6000
    np.testing.assert_allclose(found[within], whole[close][within])
    assert (found[~within] > 6000).all()
