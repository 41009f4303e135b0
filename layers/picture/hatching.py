"""Hatched areas as lines: what our rasteriser draws several times faster than a pattern.

A rasteriser fills a pattern pixel by pixel; the lines of a hatch are few. They are the lines of
the pattern itself, cut at the edges of the areas by the even-odd rule.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from layers.picture.drawing import Shape
from layers.picture.geometry import TENTHS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from layers.picture.drawing import Item
    from layers.picture.drawing import Pattern

JOIN = 0.05  # pixels between pieces of a line that are one


def hatched(items: Iterable[Item], patterns: Mapping[str, Pattern]) -> dict[str, list[Shape]]:
    """Return the areas of a group that are filled with lines on a ground, by their pattern."""
    found: dict[str, list[Shape]] = {}
    for item in items:
        if isinstance(item, Shape) and len(item.paints) == 1:
            pattern = patterns.get(item.paints[0].fill)
            plain = item.paints[0].fill_opacity == 1
            if pattern and pattern.ground and pattern.line and plain:
                found.setdefault(pattern.name, []).append(item)
    return found


def lines(rings: Sequence[np.ndarray], pattern: Pattern) -> np.ndarray:
    """Return the lines of a pattern within areas, as rows of two ends in pixels of the map.

    Parameters
    ----------
    rings
        The edges of the areas, in tenths.
    pattern
        What they are filled with.
    """
    points = np.concatenate(rings) / TENTHS
    ends = np.cumsum([len(ring) for ring in rings])
    following = np.arange(1, len(points) + 1)
    following[ends - 1] = np.concatenate(([0], ends[:-1]))
    turn = math.radians(pattern.turned)
    cos, sin, middle = math.cos(turn), math.sin(turn), pattern.line / 4
    # Across the lines in cells, and along them in pixels
    across = (points[:, 0] * cos + points[:, 1] * sin - middle) / pattern.cell
    along = points[:, 1] * cos - points[:, 0] * sin
    number, at = _crossings(across, along, following)
    order = np.lexsort((at, number))
    number, at = number[order], at[order]
    number, begin, end = number[0::2], at[0::2], at[1::2]
    fresh = np.ones(len(begin), dtype=bool)
    fresh[1:] = (number[1:] != number[:-1]) | (begin[1:] - end[:-1] > JOIN)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(begin)) - 1
    far, begin, end = number[first] * pattern.cell + middle, begin[first], end[last]
    parts = (
        far * cos - begin * sin,
        far * sin + begin * cos,
        far * cos - end * sin,
        far * sin + end * cos,
    )
    return np.stack(parts, axis=1)


def _crossings(
    across: np.ndarray, along: np.ndarray, following: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return number of the line and place on it of each crossing with an edge."""
    low = np.ceil(np.minimum(across, across[following]))
    count = (np.ceil(np.maximum(across, across[following])) - low).astype(int)
    edge = np.repeat(np.arange(len(across)), count)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    number = np.repeat(low, count) + step
    share = (number - across[edge]) / (across[following][edge] - across[edge])
    return number, along[edge] + share * (along[following][edge] - along[edge])
