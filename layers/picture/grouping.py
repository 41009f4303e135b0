"""Symbols that share a place: merged within a layer, moved apart between layers.

The same rules as ``assets/js/atlas_points.js``, number for number; ``tests/golden/places.json``
is read by the tests of both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DIRECTIONS = (
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.7, -0.7),
    (-0.7, -0.7),
    (0.7, 0.7),
    (-0.7, 0.7),
    (0.0, -1.0),
    (0.0, 1.0),
)
NEAR = 0.9  # of a symbol: how far one is moved first


@dataclass(frozen=True, slots=True)
class Spot:
    """One record in pixels of the map."""

    id: str
    x: float
    y: float
    kind: str


@dataclass(slots=True)
class Cluster:
    """Records drawn as one symbol.

    Parameters
    ----------
    ids, kinds
        The records and their kinds, in the same order.
    x, y
        Where the symbol belongs, pixels.
    dx, dy
        How far it is moved away from there.
    """

    ids: list[str]
    kinds: list[str]
    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0
    places: int = field(default=1)


def half_up(value: float) -> int:
    """Round as JavaScript's ``Math.round``."""
    return math.floor(value + 0.5)


def merge(spots: Sequence[Spot], radius: float) -> list[Cluster]:
    """Merge records of one layer whose symbols would overlap.

    Parameters
    ----------
    spots
        The records.
    radius
        Distance within which symbols overlap, pixels.
    """
    places: dict[tuple[int, int], Cluster] = {}
    for spot in spots:
        key = half_up(spot.x * 2), half_up(spot.y * 2)
        if key in places:
            places[key].ids.append(spot.id)
            places[key].kinds.append(spot.kind)
        else:
            places[key] = Cluster(ids=[spot.id], kinds=[spot.kind], x=spot.x, y=spot.y)
    groups: list[Cluster] = []
    grid: dict[tuple[int, int], list[Cluster]] = {}
    for place in sorted(places.values(), key=lambda p: (-len(p.ids), p.ids[0])):
        cell = math.floor(place.x / radius), math.floor(place.y / radius)
        leader = _leader(place, grid, cell, radius)
        if leader is None:
            groups.append(place)
            grid.setdefault(cell, []).append(place)
        else:
            leader.ids += place.ids
            leader.kinds += place.kinds
            leader.places += 1
    return groups


def _leader(
    place: Cluster,
    grid: dict[tuple[int, int], list[Cluster]],
    cell: tuple[int, int],
    radius: float,
) -> Cluster | None:
    """Return the first symbol near a place, cell by cell."""
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            for other in grid.get((cell[0] + i, cell[1] + j), ()):
                if math.hypot(other.x - place.x, other.y - place.y) < radius:
                    return other
    return None


def apart(layers: Sequence[Sequence[Cluster]], size: float, reach: float) -> None:
    """Move the symbols of later layers away from those that stand already.

    Parameters
    ----------
    layers
        Symbols by layer, the most important layer first; they are changed.
    size
        Distance at which two symbols do not touch, pixels.
    reach
        How far a symbol is moved at most, pixels.
    """
    standing: list[tuple[float, float]] = []

    def free(x: float, y: float) -> bool:
        return all(math.hypot(sx - x, sy - y) >= size for sx, sy in standing)

    for groups in layers:
        for group in groups:
            group.dx = group.dy = 0.0
            if not free(group.x, group.y):
                steps = ((x * d, y * d) for d in (size * NEAR, reach) for x, y in DIRECTIONS)
                spot = next((s for s in steps if free(group.x + s[0], group.y + s[1])), None)
                group.dx, group.dy = spot or (0.0, 0.0)
        standing += [(group.x + group.dx, group.y + group.dy) for group in groups]
