"""Where the blocks of a sheet go: the largest type and map at which everything has room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from layers.picture.blocks import Block
    from layers.picture.blocks import Style

Side = Literal["right", "below"]
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


Makers = "Sequence[Callable[[float], Block]]"


def _splits(n: int, columns: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Return every way to share n blocks out to columns, in their order."""
    for cuts in combinations(range(1, n), columns - 1):
        edges = (0, *cuts, n)
        yield tuple(pairwise(edges))


def _heights(blocks: Sequence[Block], gap: float) -> float:
    return sum(block.height for block in blocks) + gap * max(len(blocks) - 1, 0)


def _columns(
    makers: Sequence[Callable[[float], Block]], columns: int, width: float, gap: float
) -> tuple[list[list[Block]], float]:
    """Return the blocks in columns of which the highest is as low as can be."""
    blocks = [made for made in (maker(width) for maker in makers) if made.items]
    columns = min(columns, len(blocks))
    if not blocks:
        return [], 0.0
    shared = [[blocks[a:b] for a, b in split] for split in _splits(len(blocks), columns)]
    best = min(shared, key=lambda parts: max(_heights(part, gap) for part in parts))
    return best, max(_heights(part, gap) for part in best)


def _placed(
    columns: list[list[Block]], x: float, y: float, step: float, gap: float
) -> tuple[tuple[Block, float, float], ...]:
    found = []
    for at, column in enumerate(columns):
        top = y
        for block in column:
            found.append((block, x + at * step, top))
            top += block.height + gap
    return tuple(found)


def _right(
    room: Frame,
    sheet: tuple[float, float],
    style: Style,
    makers: Sequence[Callable[[float], Block]],
) -> Iterator[Plan]:
    """Return the plans with the blocks on the right of the map."""
    gap = style.units(GAP)
    for columns in range(1, MOST_COLUMNS["right"] + 1):
        share = sheet[0] * SHARE / (1 if columns == 1 else 1.25)
        width = min(max(share, style.units(NARROW)), style.units(WIDE))
        found, height = _columns(makers, columns, width, gap)
        side = len(found) * (width + gap)
        frame = Frame(x=room.x, y=room.y, width=room.width - side, height=room.height)
        fits = height <= room.height and frame.width >= MAP_WIDE * sheet[0]
        if fits and frame.height >= MAP_HIGH * sheet[1]:
            x = frame.x + frame.width + gap
            yield Plan(map=frame, blocks=_placed(found, x, room.y, width + gap, gap))


def _below(
    room: Frame,
    sheet: tuple[float, float],
    style: Style,
    makers: Sequence[Callable[[float], Block]],
) -> Iterator[Plan]:
    """Return the plans with the blocks below the map."""
    gap = style.units(GAP)
    for columns in range(1, MOST_COLUMNS["below"] + 1):
        width = (room.width - gap * (columns - 1)) / columns
        if width < style.units(NARROW):
            return
        found, height = _columns(makers, columns, width, gap)
        frame = Frame(x=room.x, y=room.y, width=room.width, height=room.height - height - gap)
        if frame.height >= MAP_HIGH * sheet[1]:
            y = frame.y + frame.height + gap
            yield Plan(map=frame, blocks=_placed(found, room.x, y, width + gap, gap))


def best(
    room: Frame,
    sheet: tuple[float, float],
    style: Style,
    makers: Sequence[Callable[[float], Block]],
) -> Plan | None:
    """Return the plan with the largest map; None if the blocks have no room.

    Parameters
    ----------
    room
        What title and sources leave free.
    sheet
        Width and height of the sheet.
    style
        Type of the blocks.
    makers
        Each makes a block of a width.
    """
    plans = [*_right(room, sheet, style, makers), *_below(room, sheet, style, makers)]
    return max(plans, key=lambda plan: plan.worth, default=None)
