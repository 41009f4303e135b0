"""SVG path data of small shapes as points and curves, for writers that know no path data."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Step = tuple[str, tuple[float, ...]]  # "m", "l", "c" or "h" with coordinates
Point = tuple[float, float]
_TOKEN = re.compile(r"[MLHVAZ]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Z": 0}
QUARTER = math.pi / 2


@lru_cache(maxsize=256)
def steps(data: str) -> tuple[Step, ...]:
    """Return path data (absolute ``M L H V A Z``, circles only) as steps.

    Raises
    ------
    ValueError
        If the data has other commands: a mistake of ours.
    """
    tokens = _TOKEN.findall(data)
    if re.sub(r"[\s,]", "", data) != "".join(tokens):
        raise ValueError(f"path data: {data}")
    found: list[Step] = []
    here, start, command, at = (0.0, 0.0), (0.0, 0.0), "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        values = tuple(float(token) for token in tokens[at : at + COUNTS[command]])
        at += len(values)
        if command == "Z":
            found.append(("h", ()))
            here = start
        elif command == "A":
            found += _arc(here, values)
            here = values[5], values[6]
        else:
            here = _target(command, values, here)
            start = here if command == "M" else start
            found.append(("m" if command == "M" else "l", here))
            command = "L" if command == "M" else command
    return tuple(found)


def _target(command: str, values: tuple[float, ...], here: Point) -> Point:
    if command == "H":
        return values[0], here[1]
    if command == "V":
        return here[0], values[0]
    return values[0], values[1]


def _arc(here: Point, values: tuple[float, ...]) -> Iterator[Step]:
    """Yield a circular arc as curves of at most a quarter."""
    radius, large, sweep = values[0], bool(values[3]), bool(values[4])
    there = values[5], values[6]
    dx, dy = there[0] - here[0], there[1] - here[1]
    distance = math.hypot(dx, dy)
    radius = max(radius, distance / 2)
    away = math.sqrt(max(radius**2 - (distance / 2) ** 2, 0.0)) / distance
    side = 1 if large != sweep else -1
    cx = (here[0] + there[0]) / 2 - side * dy * away
    cy = (here[1] + there[1]) / 2 + side * dx * away
    first = math.atan2(here[1] - cy, here[0] - cx)
    turn = math.atan2(there[1] - cy, there[0] - cx) - first
    if sweep and turn <= 0:
        turn += 2 * math.pi
    elif not sweep and turn >= 0:
        turn -= 2 * math.pi
    pieces = max(1, math.ceil(abs(turn) / QUARTER - 1e-9))
    part = turn / pieces
    k = 4 / 3 * math.tan(part / 4) * radius
    for n in range(pieces):
        a, b = first + n * part, first + (n + 1) * part
        x0, y0 = cx + radius * math.cos(a), cy + radius * math.sin(a)
        x1, y1 = cx + radius * math.cos(b), cy + radius * math.sin(b)
        control = (x0 - k * math.sin(a), y0 + k * math.cos(a))
        yield "c", (*control, x1 + k * math.sin(b), y1 - k * math.cos(b), x1, y1)
