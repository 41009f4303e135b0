"""Where the blocks of a sheet go: the largest type and map at which everything has room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from layers.picture.blocks import Block
    from layers.picture.blocks import Style

GAP = 26.0  # between blocks, and between map and blocks
LAND = 1.13  # width of the Land on the map by its height
NARROW, WIDE, SHARE = 235.0, 400.0, 0.285  # width of a column of blocks
MAP_HIGH, MAP_WIDE = 0.36, 0.40  # of the sheet: the map is no smaller
MOST_COLUMNS = {"right": 2, "below": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle in design units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A way to lay out a sheet.

    Parameters
    ----------
    map
        Where the map is.
    blocks
        Blocks with the upper left of each.
    """

    map: Frame
    blocks: tuple[tuple[Block, float, float], ...]

    @property
    def worth(self) -> float:
        """How large the Land becomes."""
        return min(self.map.width / LAND, self.map.height)


def _splits(n: int, columns: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Return every way to share n blocks out to columns, in their order."""
    for cuts in combinations(range(1, n), columns - 1):
        edges = (0, *cuts, n)
        yield tuple(pairwise(edges))


def _heights(blocks: Sequence[Block], gap: float) -> float:
    return sum(block.height for block in blocks) + gap * max(len(blocks) - 1, 0)


class Shelf:
    """Makes blocks for the widths that are tried, each once.

    Parameters
    ----------
    makers
        Each makes a block of a width.
    """

    def __init__(self, makers: Sequence[Callable[[float], Block]]) -> None:
        self.makers = makers
        self._made: dict[tuple[int, float], Block] = {}

    def blocks(self, width: float, left_out: int | None) -> list[Block]:
        """Return the blocks that say something, without one that is left out."""
        found = []
        for at, maker in enumerate(self.makers):
            if at == left_out:
                continue
            key = at, round(width, 3)
            if key not in self._made:
                self._made[key] = maker(width)
            if self._made[key].items:
                found.append(self._made[key])
        return found


def _columns(blocks: list[Block], columns: int, gap: float) -> tuple[list[list[Block]], float]:
    """Return the blocks in columns of which the highest is as low as can be."""
    columns = min(columns, len(blocks))
    if not blocks:
        return [], 0.0
    shared = [[blocks[a:b] for a, b in split] for split in _splits(len(blocks), columns)]
    best = min(shared, key=lambda parts: max(_heights(part, gap) for part in parts))
    return best, max(_heights(part, gap) for part in best)


def _placed(
    columns: list[list[Block]], corner: tuple[float, float], step: float, gap: float
) -> tuple[tuple[Block, float, float], ...]:
    found = []
    x, y = corner
    for at, column in enumerate(columns):
        top = y
        for block in column:
            found.append((block, x + at * step, top))
            top += block.height + gap
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a plan has to work with.

    Parameters
    ----------
    frame
        What title and sources leave free.
    sheet
        Width and height of the sheet.
    style
        Type of the blocks.
    shelf
        The blocks.
    left_out
        Place of a block that is left out; None = all are there.
    """

    frame: Frame
    sheet: tuple[float, float]
    style: Style
    shelf: Shelf
    left_out: int | None = None


def _right(room: Room) -> Iterator[Plan]:
    """Return the plans with the blocks on the right of the map."""
    gap, style, (wide, high) = room.style.units(GAP), room.style, room.sheet
    for columns in range(1, MOST_COLUMNS["right"] + 1):
        share = wide * SHARE / (1 if columns == 1 else 1.25)
        width = min(max(share, style.units(NARROW)), style.units(WIDE))
        found, height = _columns(room.shelf.blocks(width, room.left_out), columns, gap)
        side = len(found) * (width + gap)
        whole = room.frame
        frame = Frame(x=whole.x, y=whole.y, width=whole.width - side, height=whole.height)
        fits = height <= frame.height and frame.width >= MAP_WIDE * wide
        if fits and frame.height >= MAP_HIGH * high:
            x = frame.x + frame.width + gap
            yield Plan(map=frame, blocks=_placed(found, (x, frame.y), width + gap, gap))


def _below(room: Room) -> Iterator[Plan]:
    """Return the plans with the blocks below the map."""
    gap, whole = room.style.units(GAP), room.frame
    for columns in range(1, MOST_COLUMNS["below"] + 1):
        width = (whole.width - gap * (columns - 1)) / columns
        if width < room.style.units(NARROW):
            return
        found, height = _columns(room.shelf.blocks(width, room.left_out), columns, gap)
        below = height + gap if found else 0.0
        frame = Frame(x=whole.x, y=whole.y, width=whole.width, height=whole.height - below)
        if frame.height >= MAP_HIGH * room.sheet[1]:
            corner = whole.x, frame.y + frame.height + gap
            yield Plan(map=frame, blocks=_placed(found, corner, width + gap, gap))


def best(room: Room) -> Plan | None:
    """Return the plan with the largest map; None if the blocks have no room."""
    return max((*_right(room), *_below(room)), key=lambda plan: plan.worth, default=None)
