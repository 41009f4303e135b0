"""Overland distance: the shortest way that crosses no water but by its fixed links.

Where nothing lies between, it is the straight line; else it bends round corners of the
waters like a taut string (visibility graph: Lozano-Pérez and Wesley 1979, "An algorithm for
planning collision-free paths among polyhedral obstacles", CACM 22(10)). Where no way leads,
as to an island without a bridge, the distance is infinite: ferries are no roads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.analysis import sight

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.analysis.sight import Edges
    from geodata.analysis.waters import Waters

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """Points on land, and from which corners of the waters each can be reached directly.

    Parameters
    ----------
    x, y
        The points, EPSG:25832, those in the water moved to the shore.
    starts, corner, length
        For each point its corners and their distance in metres: those of point ``i`` are at
        ``starts[i]:starts[i + 1]``.
    """

    waters: Waters
    x: Floats
    y: Floats
    starts: NDArray[np.int64]
    corner: NDArray[np.int32]
    length: NDArray[np.float32]


def ground(x: Floats, y: Floats, waters: Waters) -> Ground:
    """Return the points prepared for distances; about a second for 30,000 points."""
    x, y = waters.on_land(x, y)
    points: list[NDArray[np.int64]] = []
    corners: list[NDArray[np.int32]] = []
    for corner in range(len(waters.corner_x)):
        cx, cy = waters.corner_x[corner], waters.corner_y[corner]
        fits = np.flatnonzero(waters.bends(corner, x, y))
        fits = fits[sight.seen(cx, cy, x[fits], y[fits], waters.edges)]
        points.append(fits)
        corners.append(np.full(len(fits), corner, dtype=np.int32))
    point = np.concatenate(points) if points else np.empty(0, dtype=np.int64)
    order = np.argsort(point, kind="stable")
    corner_of = np.concatenate(corners)[order] if corners else np.empty(0, dtype=np.int32)
    point = point[order]
    length = np.hypot(x[point] - waters.corner_x[corner_of], y[point] - waters.corner_y[corner_of])
    return Ground(
        waters=waters,
        x=x,
        y=y,
        starts=np.searchsorted(point, np.arange(len(x) + 1)),
        corner=corner_of,
        length=length.astype(np.float32),
    )


def to_corners(x: float, y: float, waters: Waters, edges: Edges) -> Floats:
    """Return the shortest way in metres from a point on land to every corner."""
    n = len(waters.corner_x)
    if not n:
        return np.empty(0)
    direct = np.full(n, np.inf)
    near = sight.seen(x, y, waters.corner_x, waters.corner_y, edges)
    direct[near] = np.hypot(waters.corner_x[near] - x, waters.corner_y[near] - y)
    first = np.flatnonzero(near)
    if not len(first):
        return direct
    return np.asarray((direct[first, None] + waters.apart[first]).min(axis=0))


def distances(x: float, y: float, land: Ground) -> NDArray[np.float32]:
    """Return the overland distance in metres from one point to all points of the ground.

    Infinite where there is no way; never below the straight line.
    """
    return _distances(x, y, land, np.arange(len(land.x)), land.waters.edges)


def near(
    x: float, y: float, land: Ground, points: NDArray[np.int64], reach_m: float
) -> NDArray[np.float32]:
    """Return the overland distance in metres to some points within a straight distance.

    Right up to `reach_m`: a way of that length does not leave the surroundings, so waters
    farther away need no look. What is farther comes out as some larger figure.
    """
    edges = land.waters.edges.near(x, y, reach_m)
    if not len(edges):
        return np.hypot(land.x[points] - x, land.y[points] - y).astype(np.float32)
    return _distances(x, y, land, points, edges)


def _distances(
    x: float, y: float, land: Ground, points: NDArray[np.int64], edges: Edges
) -> NDArray[np.float32]:
    waters = land.waters
    here_x, here_y = waters.on_land(np.array([x], float), np.array([y], float))
    x, y = float(here_x[0]), float(here_y[0])
    to_x, to_y = land.x[points], land.y[points]
    out = np.hypot(to_x - x, to_y - y).astype(np.float32)
    hidden = np.flatnonzero(~sight.seen(x, y, to_x, to_y, edges))
    if not len(hidden):
        return out
    by_corner = to_corners(x, y, waters, edges).astype(np.float32)
    starts = land.starts[points[hidden]]
    count = land.starts[points[hidden] + 1] - starts
    out[hidden] = np.inf
    some = count > 0
    if some.any():
        way = sight.repeated(starts[some], count[some])
        total = by_corner[land.corner[way]] + land.length[way]
        out[hidden[some]] = np.minimum.reduceat(total, np.cumsum(count[some]) - count[some])
    return out
