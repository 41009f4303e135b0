"""Waters that have to be gone round: their polygons, edges and corners, from the shipped file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import shapely
from scipy.sparse import csgraph

from geodata import errors
from geodata import folders
from geodata.analysis import sight

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FILE: Final = "analysis/waters.json"
OFFSET_M: Final = 1.0
"""How far from an obstacle's corner the way round it passes."""
TANGENT_M: Final = 3 * OFFSET_M
"""How far a way may seem to cut into the outline beside a corner: it follows that outline."""
TINY: Final = 1e-6
SHORE_M: Final = 2.0
"""How far on land a point is put that the simplified shore leaves in the water."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Waters:
    """Obstacles with what the shortest ways round them need; EPSG:25832, metres.

    Parameters
    ----------
    shape
        All obstacles as one geometry.
    edges
        Their outlines, piece by piece.
    corner_x, corner_y
        Where ways may bend: the convex corners, one metre off the obstacle.
    before_x, before_y, after_x, after_y
        The two ends of the outline at each corner: a way bends only round both.
    apart
        Length of the shortest way between any two corners, infinite where there is none.
    """

    shape: Any
    edges: sight.Edges
    corner_x: Floats
    corner_y: Floats
    before_x: Floats
    before_y: Floats
    after_x: Floats
    after_y: Floats
    apart: Floats

    def on_land(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return points with those in an obstacle moved to its nearest shore."""
        wet = shapely.contains_xy(self.shape, x, y)
        if not wet.any():
            return x, y
        out_x, out_y = x.copy(), y.copy()
        outline = shapely.boundary(self.shape)
        points = shapely.points(x[wet], y[wet])
        shore = shapely.get_coordinates(shapely.shortest_line(points, outline))[1::2]
        step = shore - np.c_[x[wet], y[wet]]
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), TINY)
        out_x[wet], out_y[wet] = (shore + step / length[:, None] * SHORE_M).T
        return out_x, out_y

    def bends(self, corner: int, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Return to which points a way may lead on from a corner without cutting into it."""
        px, py = x - self.corner_x[corner], y - self.corner_y[corner]
        bx, by = self.before_x[corner], self.before_y[corner]
        ax, ay = self.after_x[corner], self.after_y[corner]
        one, two = px * by - py * bx, px * ay - py * ax
        slight = np.minimum(np.abs(one), np.abs(two)) <= TANGENT_M
        return np.asarray((one * two >= 0) | slight)


def of(shape: Any) -> Waters:
    """Return the obstacles of a (multi)polygon, with corners and the ways between them."""
    rings = _oriented(shape)
    pieces = np.concatenate([np.c_[r[:-1], r[1:]] for r in rings]) if rings else np.empty((0, 4))
    edges = sight.Edges(ax=pieces[:, 0], ay=pieces[:, 1], bx=pieces[:, 2], by=pieces[:, 3])
    corners = [_corners(r) for r in rings]
    table = np.concatenate(corners) if corners else np.empty((0, 6))
    dry = ~shapely.contains_xy(shape, table[:, 0], table[:, 1])
    table = table[dry]
    shapely.prepare(shape)
    bare = Waters(
        shape=shape,
        edges=edges,
        corner_x=table[:, 0],
        corner_y=table[:, 1],
        before_x=table[:, 2],
        before_y=table[:, 3],
        after_x=table[:, 4],
        after_y=table[:, 5],
        apart=np.empty((0, 0)),
    )
    return _with_ways(bare)


def _oriented(shape: Any) -> list[Floats]:
    """Return closed rings with the obstacle on their left."""
    found = []
    for part in shapely.get_parts(shape):
        for number, ring in enumerate((part.exterior, *part.interiors)):
            turned = shapely.is_ccw(ring) == (number == 0)
            xy = shapely.get_coordinates(ring)
            found.append(xy if turned else xy[::-1])
    return found


def _corners(ring: Floats) -> Floats:
    """Return the convex corners of a ring: x, y off the corner, steps back and on."""
    here = ring[:-1]
    back, on = np.roll(here, 1, axis=0) - here, np.roll(here, -1, axis=0) - here
    back /= np.hypot(back[:, 0], back[:, 1])[:, None]
    on /= np.hypot(on[:, 0], on[:, 1])[:, None]
    convex = on[:, 0] * back[:, 1] - on[:, 1] * back[:, 0] > 0
    away = -(back + on)
    length = np.hypot(away[:, 0], away[:, 1])
    normal = np.c_[on[:, 1], -on[:, 0]]
    away = np.where(length[:, None] > TINY, away / np.maximum(length, TINY)[:, None], normal)
    spot = here + away * OFFSET_M
    table: Floats = np.c_[spot, back, on][convex]
    return table


def _with_ways(bare: Waters) -> Waters:
    """Return the waters with the shortest ways between corners filled in."""
    n = len(bare.corner_x)
    direct = np.full((n, n), np.inf)
    for i in range(n):
        x, y = bare.corner_x, bare.corner_y
        fits = bare.bends(i, x, y)
        fits[fits] = sight.seen(x[i], y[i], x[fits], y[fits], bare.edges)
        direct[i, fits] = np.hypot(x[fits] - x[i], y[fits] - y[i])
    both = np.maximum(direct, direct.T)
    np.fill_diagonal(both, 0.0)
    graph = csgraph.csgraph_from_dense(both, null_value=np.inf) if n else both
    apart = csgraph.shortest_path(graph, directed=False) if n else both
    return Waters(
        **{name: getattr(bare, name) for name in Waters.__slots__ if name != "apart"}, apart=apart
    )


def parsed(value: Mapping[str, Any]) -> Any:
    """Return the obstacles of the shipped file as one geometry."""
    polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in value["obstacles"]]
    return shapely.MultiPolygon(polygons)


def raw(folder: Path = folders.DATA) -> dict[str, Any]:
    """Return the content of the shipped file.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    path = folders.existing(folder / FILE)
    try:
        value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        parsed(value)
    except (ValueError, KeyError, TypeError, IndexError, shapely.errors.GEOSException) as fault:
        raise errors.DamagedFileError(
            path, "keine lesbaren Gewässer", "no readable waters"
        ) from fault
    return value


@lru_cache(maxsize=4)
def load(folder: Path = folders.DATA) -> Waters:
    """Return the shipped waters; the ways between corners are computed once a process."""
    return of(parsed(raw(folder)))
