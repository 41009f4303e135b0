"""Labels of the map: obstacles first, then towns, areas, places outside; none overlaps another.

The same rules as ``assets/js/atlas_labels.js``, number for number; ``tests/golden/places.json``
is read by the tests of both. All lengths are pixels of the map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

Box = tuple[float, float, float, float]  # left, top, right, bottom
CELL = 64
LINE = 1.05  # height of a line of a name in type sizes
AREA_WEIGHT = 600
SPACED = 0.08  # letter-spacing of the names of states, as in 30-map.css
SMALLER = 0.88
PROBES_INSIDE = 7  # of eight round the name
# Sideways in pixels, up and down in type sizes
SHIFTS = (
    (0, 0),
    (0, -0.8),
    (0, 0.8),
    (0, -1.7),
    (0, 1.7),
    (-14, 0),
    (14, 0),
    (-26, 0),
    (26, 0),
    (-18, -1.2),
    (18, -1.2),
    (-18, 1.2),
    (18, 1.2),
    (0, -2.8),
    (0, 2.8),
)
EIGHT = (
    (1, 0, "start"),
    (-1, 0, "end"),
    (0, -1, "middle"),
    (0, 1, "middle"),
    (1, -0.7, "start"),
    (1, 0.7, "start"),
    (-1, -0.7, "end"),
    (-1, 0.7, "end"),
)
GAPS, GAPS_BARE = (7, 11), (13, 18)
MAJOR = 2  # rank of towns that are placed before the areas
RANKS = ((7.4, 1), (8.4, 2), (9.2, 3), (10, 4))  # zoom below which only towns so high are named
LOWEST_RANK = 5


class Measure(Protocol):
    """How wide a text is."""

    def __call__(self, text: str, size: float, weight: int) -> float:
        """Return the width in the unit of the size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Name of a place beside its dot.

    Parameters
    ----------
    text, rank, size, weight
        The name, its importance (1 = highest), its type.
    x, y
        Where the place is.
    bare
        Whether a symbol stands on the place, so that there is no dot.
    tx, ty, anchor
        Where the name stands, once placed.
    """

    text: str
    x: float
    y: float
    rank: int
    size: float
    weight: int
    bare: bool = False
    tx: float = 0.0
    ty: float = 0.0
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaName:
    """Name of an area.

    Parameters
    ----------
    key
        Key of the area.
    lines, whole
        The name in lines as it may be broken, and in one line.
    x, y, size
        Middle of the name, and its type size.
    area
        Size of the area; larger ones are placed first.
    outline
        Edges of the polygon (see `edges`); None if the name need not be inside.
    """

    key: str
    lines: tuple[str, ...]
    whole: str = ""
    x: float
    y: float
    area: float = 0.0
    size: float
    outline: np.ndarray | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What found a place."""

    towns: tuple[Town, ...]
    areas: tuple[AreaName, ...]
    outside: tuple[Town, ...]
    states: tuple[AreaName, ...]


class Index:
    """Boxes in a grid of cells; what the frame would cut is a hit."""

    def __init__(self, frame: Box | None = None) -> None:
        self.frame = frame
        self.cells: dict[tuple[int, int], list[Box]] = {}

    def _visited(self, box: Box) -> Iterator[tuple[int, int]]:
        for x in range(math.floor(box[0] / CELL), math.floor(box[2] / CELL) + 1):
            for y in range(math.floor(box[1] / CELL), math.floor(box[3] / CELL) + 1):
                yield x, y

    def add(self, box: Box) -> None:
        """Take a place."""
        for cell in self._visited(box):
            self.cells.setdefault(cell, []).append(box)

    def hits(self, box: Box) -> bool:
        """Tell whether a place is taken or cut."""
        f = self.frame
        if f and (box[0] < f[0] or box[1] < f[1] or box[2] > f[2] or box[3] > f[3]):
            return True
        return any(
            _overlaps(box, other)
            for cell in self._visited(box)
            for other in self.cells.get(cell, ())
        )


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def edges(rings: Sequence[Any]) -> np.ndarray:
    """Return the edges of rings as rows of x, y of both ends."""
    parts = [np.asarray(ring, dtype=float) for ring in rings]
    return np.concatenate([np.hstack([ring, np.roll(ring, 1, axis=0)]) for ring in parts])


def inside(edges_: np.ndarray, points: Sequence[tuple[float, float]]) -> np.ndarray:
    """Tell of each point whether it is inside the rings (even-odd)."""
    ax, ay, bx, by = edges_.T
    x, y = np.asarray(points, dtype=float).T[:, :, None]
    crossing = (ay > y) != (by > y)
    rise = np.where(by == ay, 1.0, by - ay)  # level edges cross nothing
    left_of = x < ((bx - ax) * (y - ay)) / rise + ax
    return np.asarray((crossing & left_of).sum(axis=1) % 2 == 1)


def box_inside(edges_: np.ndarray, box: Box) -> bool:
    """Tell whether a box is inside the rings but for one of eight probes at most."""
    x0, y0, x1, y1 = box
    xm, ym = (x0 + x1) / 2, (y0 + y1) / 2
    probes = ((x0, ym), (x1, ym), (xm, y0), (xm, y1), (x0, y0), (x1, y0), (x0, y1), (x1, y1))
    return int(inside(edges_, probes).sum()) >= PROBES_INSIDE


def _line_box(lines: tuple[str, ...], size: float, x: float, y: float, measure: Measure) -> Box:
    width = max(measure(line, size, AREA_WEIGHT) for line in lines)
    height = len(lines) * size * LINE
    return (x - width / 2 - 1, y - height / 2, x + width / 2 + 1, y + height / 2)


def place_area(label: AreaName, index: Index, measure: Measure) -> AreaName | None:
    """Place a name inside its polygon: one line, two lines, smaller, or not at all."""
    whole = (label.whole or " ".join(label.lines),)
    forms = [(whole, 1.0), (label.lines, 1.0), (whole, SMALLER), (label.lines, SMALLER)]
    if len(label.lines) == 1:
        forms = [forms[0], forms[2]]
    for lines, scale in forms:
        size = label.size * scale
        for dx, dy in SHIFTS:
            x, y = label.x + dx, label.y + dy * size
            box = _line_box(lines, size, x, y, measure)
            if index.hits(box):
                continue
            if label.outline is not None and not box_inside(label.outline, box):
                continue
            index.add(box)
            return replace(label, lines=lines, size=size, x=x, y=y)
    return None


def place_town(label: Town, index: Index, measure: Measure) -> Town | None:
    """Place a name beside its dot, at one of eight places round it, then further out."""
    width = measure(label.text, label.size, label.weight)
    half = label.size * 0.55
    for gap in GAPS_BARE if label.bare else GAPS:
        for sx, sy, anchor in EIGHT:
            x = label.x + sx * gap
            y = label.y + sy * (gap + (half - 2 if sx == 0 else 2))
            x0 = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
            box = (x0 - 1, y - half, x0 + width + 1, y + half)
            if index.hits(box):
                continue
            index.add(box)
            if not label.bare:
                index.add((label.x - 4, label.y - 4, label.x + 4, label.y + 4))
            return replace(label, tx=x, ty=y, anchor=anchor)
    return None


def place(
    wanted: Placed, taken: Sequence[Box], measure: Measure, frame: Box | None = None
) -> Placed:
    """Place all names in the order of their importance.

    Parameters
    ----------
    wanted
        The names.
    taken
        Boxes of the symbols.
    measure
        Width of a text.
    frame
        Box of the picture.
    """
    index = Index(frame)
    for box in taken:
        index.add(box)

    def town(label: Town) -> Town | None:
        box = (label.x - 2, label.y - 2, label.x + 2, label.y + 2)
        return place_town(replace(label, bare=index.hits(box)), index, measure)

    major = [town(t) for t in wanted.towns if t.rank <= MAJOR]
    by_size = sorted(wanted.areas, key=lambda area: -area.area)
    areas = [place_area(area, index, measure) for area in by_size]
    minor = [town(t) for t in wanted.towns if t.rank > MAJOR]
    outside = [town(t) for t in wanted.outside]

    def spaced(text: str, size: float, weight: int) -> float:
        return measure(text, size, weight) + len(text) * size * SPACED

    states = [place_area(state, index, spaced) for state in wanted.states]
    return Placed(
        towns=tuple(t for t in (*major, *minor) if t),
        areas=tuple(a for a in areas if a),
        outside=tuple(t for t in outside if t),
        states=tuple(s for s in states if s),
    )


def rank_at(zoom: float) -> int:
    """Return the lowest rank of towns that are named at a zoom."""
    return next((rank for limit, rank in RANKS if zoom < limit), LOWEST_RANK)
