"""Shared borders once: rings cut into arcs where areas meet, as a hand-tuned page sends them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from typing import Any

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

Point = tuple[int, int]
Line = tuple[Point, ...]
SCALE = 10_000  # whole numbers of 0.0001 degrees


def encode(shapes: Sequence[Any]) -> dict[str, Any]:
    """Return arcs as differences, and each shape as polygons of rings of numbers of arcs.

    A negative number ``~n`` is arc ``n`` backwards. Ends of arcs are shared by neighbours.
    """
    polygons = [[_rings(part) for part in getattr(shape, "geoms", [shape])] for shape in shapes]
    nodes = _nodes(ring for shape in polygons for part in shape for ring in part)
    arcs: dict[Line, int] = {}
    drawn = [[[_arcs(ring, nodes, arcs) for ring in part] for part in shape] for shape in polygons]
    return {"scale": SCALE, "arcs": [_steps(arc) for arc in arcs], "areas": drawn}


def _rings(polygon: Any) -> list[Line]:
    """Return the rings in whole numbers, without repeated points and without the closing one."""
    found = []
    for ring in (polygon.exterior, *polygon.interiors):
        xy = [(round(x * SCALE), round(y * SCALE)) for x, y in shapely.get_coordinates(ring)]
        kept = [p for p, before in zip(xy, [None, *xy[:-1]], strict=True) if p != before]
        found.append(tuple(kept[:-1] if kept[0] == kept[-1] else kept))
    return found


def _nodes(rings: Iterable[Line]) -> set[Point]:
    """Return the points at which two rings part: their neighbours there differ."""
    beside: dict[Point, frozenset[Point]] = {}
    nodes = set()
    for ring in rings:
        for i, point in enumerate(ring):
            pair = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
            if beside.setdefault(point, pair) != pair:
                nodes.add(point)
    return nodes


def _arcs(ring: Line, nodes: set[Point], arcs: dict[Line, int]) -> list[int]:
    start = next((i for i, p in enumerate(ring) if p in nodes), None)
    if start is None:  # an island, or an enclave: begins at its smallest point, as its twin does
        start = ring.index(min(ring))
    turned = (*ring[start:], *ring[: start + 1])
    cuts = [0, *(i for i in range(1, len(turned) - 1) if turned[i] in nodes), len(turned) - 1]
    lines = (turned[a : b + 1] for a, b in itertools.pairwise(cuts))
    return [_number(line, arcs) for line in lines]


def _number(line: Line, arcs: dict[Line, int]) -> int:
    if (backwards := line[::-1]) in arcs and backwards != line:
        return ~arcs[backwards]
    return arcs.setdefault(line, len(arcs))


def _steps(arc: Line) -> list[int]:
    flat, at = [], (0, 0)
    for x, y in arc:
        flat += [x - at[0], y - at[1]]
        at = (x, y)
    return flat
