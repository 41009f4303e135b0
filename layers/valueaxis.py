"""An axis of values that may lie anywhere: round ticks, and its ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layers import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
WANTED = 4  # spaces between ticks
DECIMALS = 2
ROOM = 0.06  # of the span, free at both ends


def ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round values between two ends, few enough to be read."""
    if not high > low:
        return (low,)
    power = 10.0 ** math.floor(math.log10((high - low) / WANTED))
    step = next(s * power for s in STEPS if (high - low) / (s * power) <= WANTED + 1)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(n * step, 10) + 0.0 for n in range(first, last + 1))


def texts(marks: Sequence[float], lang: str) -> list[str]:
    """Write ticks, with a sign of minus and as many decimals as they need."""
    written = (numbers.decimal(mark, lang, DECIMALS, 0) for mark in marks)
    return [text.replace("-", "\N{MINUS SIGN}") for text in written]


def span(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis that holds all values with some room."""
    low, high = min(values), max(values)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    return low - room, high + room
