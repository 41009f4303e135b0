"""Topology: several layers of the browser in one small file in which each border is written once.

Neighbouring areas share their borders, and the offices and the neighbouring Länder share those of
the Landkreise. Borders are cut into arcs where areas meet; an arc is a list of whole steps, and a
ring a list of arcs, the one's complement of its number if it is walked backwards.

The file: four bytes with the length of a JSON head (big-endian), the head, then the arcs. Head:
``{"scale", "layers": {name: [[properties, kind, parts], …]}}`` with `parts` as in GeoJSON, but
lists of arcs in place of lists of points. Arcs: the number of arcs; the number of points of each;
then x and y of the first point of each from the first of the one before, and of every other point
from the one before it. All are varints, those with a sign in zigzag.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import shapely

from geodata import geobuf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    Feature = tuple[Any, Mapping[str, str]]

SCALE: Final = 10_000  # steps of a degree: what the files of the browser are rounded to
KINDS: Final = {1: "LineString", 3: "Polygon", 5: "MultiLineString", 6: "MultiPolygon"}
Point = tuple[int, int]


class Arcs:
    """The arcs found so far, each once."""

    def __init__(self, junctions: set[Point]) -> None:
        self.junctions = junctions
        self.points: list[list[Point]] = []
        self._number: dict[tuple[Point, ...], int] = {}

    def line(self, points: list[Point]) -> list[int]:
        """Return the arcs of a line, cut where others meet it."""
        cuts = [n for n in range(1, len(points) - 1) if points[n] in self.junctions]
        ends = [0, *cuts, len(points) - 1]
        return [self._arc(points[a : b + 1]) for a, b in pairwise(ends)]

    def ring(self, points: list[Point]) -> list[int]:
        """Return the arcs of a closed ring; one that meets no other begins at its least point."""
        body = points[:-1]
        found = [n for n, point in enumerate(body) if point in self.junctions]
        start = found[0] if found else body.index(min(body))
        turned = [*body[start:], *body[:start], body[start]]
        return self.line(turned)

    def _arc(self, points: list[Point]) -> int:
        there, back = tuple(points), tuple(reversed(points))
        if there in self._number:
            return self._number[there]
        if back in self._number:
            return ~self._number[back]
        self._number[there] = len(self.points)
        self.points.append(points)
        return len(self.points) - 1


def lines(shape: Any) -> list[Any]:
    """Return the rings or lines of a geometry."""
    parts = shapely.get_parts(shape)
    if shapely.get_type_id(parts[0]) == shapely.GeometryType.POLYGON:
        return list(shapely.get_rings(parts))
    return list(parts)


def whole(line: Any) -> list[Point]:
    """Return a line in whole steps."""
    steps = np.round(shapely.get_coordinates(line) * SCALE).astype(int)
    return [(x, y) for x, y in steps.tolist()]


def junctions(every: Iterable[list[Point]]) -> set[Point]:
    """Return the points at which lines part: whose neighbours differ from line to line."""
    neighbours: dict[Point, frozenset[Point]] = {}
    found: set[Point] = set()
    for points in every:
        closed = points[0] == points[-1]
        body = points[:-1] if closed else points
        for n, point in enumerate(body):
            around = {body[n - 1], body[(n + 1) % len(body)]}
            if not closed and n in {0, len(body) - 1}:
                found.add(point)
            beside = neighbours.setdefault(point, frozenset(around))
            if beside != around:
                found.add(point)
    return found


def encode(layers: Mapping[str, Sequence[Feature]]) -> bytes:
    """Return layers of areas and lines (EPSG:4326) as one file."""
    cut = {
        name: [[whole(line) for line in lines(shape)] for shape, _ in features]
        for name, features in layers.items()
    }
    every = [line for features in cut.values() for feature in features for line in feature]
    arcs = Arcs(junctions(every))
    head = {
        "scale": SCALE,
        "layers": {
            name: [
                [values, KINDS[shapely.get_type_id(shape)], _parts(shape, cut[name][n], arcs)]
                for n, (shape, values) in enumerate(features)
            ]
            for name, features in layers.items()
        },
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return len(text).to_bytes(4, "big") + text + _packed(arcs.points)


def _parts(shape: Any, cut: list[list[Point]], arcs: Arcs) -> Any:
    """Return the arcs of a geometry, nested as its coordinates are in GeoJSON."""
    kind = KINDS[shapely.get_type_id(shape)]
    if kind == "LineString":
        return arcs.line(cut[0])
    if kind == "MultiLineString":
        return [arcs.line(line) for line in cut]
    rings = iter(cut)
    polygons = [
        [arcs.ring(next(rings)) for _ in range(1 + shapely.get_num_interior_rings(polygon))]
        for polygon in shapely.get_parts(shape)
    ]
    return polygons[0] if kind == "Polygon" else polygons


def _packed(arcs: list[list[Point]]) -> bytes:
    firsts = np.array([points[0] for points in arcs])
    starts = np.diff(firsts, axis=0, prepend=np.zeros((1, 2), int))
    rest = np.concatenate([np.diff(np.array(points), axis=0) for points in arcs])
    signed = np.concatenate([starts.T.ravel(), rest.T.ravel()]).tolist()
    counts = [len(arcs), *(len(points) for points in arcs)]
    numbers = [*counts, *(geobuf.zigzag(int(value)) for value in signed)]
    return b"".join(geobuf.varint(number) for number in numbers)
