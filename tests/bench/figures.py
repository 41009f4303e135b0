"""Figures of a sample: median, spread, ratio of two samples, and whether a goal is met. Pure."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Verdict = Literal["met", "missed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A sample in short.

    Parameters
    ----------
    median, low, high
        Median, and the quartiles as its spread.
    n
        Values in the sample.
    """

    median: float
    low: float
    high: float
    n: int


def share(sample: Sequence[float], part: float) -> float:
    """Return the value below which a part of the sample lies, interpolated between neighbours."""
    ordered = sorted(sample)
    at = (len(ordered) - 1) * part
    below, rest = math.floor(at), at - math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] * (1 - rest) + ordered[above] * rest


def figure(sample: Sequence[float | None]) -> Figure | None:
    """Return median and quartiles of what was measured; None if nothing was."""
    known = [value for value in sample if value is not None]
    if not known:
        return None
    return Figure(
        median=statistics.median(known),
        low=share(known, 0.25),
        high=share(known, 0.75),
        n=len(known),
    )


def ratio(sample: Sequence[float | None], base: Sequence[float | None]) -> Figure | None:
    """Return the ratio of two interleaved samples: value by value of the same round.

    The median is that of the ratios of the rounds, so that what disturbed a whole round cancels.
    """
    pairs = zip(sample, base, strict=False)
    return figure([a / b for a, b in pairs if a is not None and b is not None and b > 0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is aimed at.

    Parameters
    ----------
    measure
        Name of the measure.
    limit
        Highest value allowed; with `least`, the lowest.
    against
        Page whose value is the unit; "" for an absolute limit.
    or_limit
        An absolute value that is good enough whatever the ratio (two frames, say).
    """

    measure: str
    limit: float
    against: str = ""
    least: bool = False
    or_limit: float | None = None

    @property
    def text(self) -> str:
        """Return the goal in words."""
        sign = "≥" if self.least else "≤"
        unit = f" × {self.against}" if self.against else ""
        more = "" if self.or_limit is None else f" or {sign} {self.or_limit:g}"
        return f"{sign} {self.limit:g}{unit}{more}"


def judge(goal: Goal, value: float | None, own: float | None = None) -> Verdict:
    """Tell whether a value (a ratio, where the goal is one) meets its goal.

    Parameters
    ----------
    own
        The absolute value, for goals that take one as good enough.
    """
    if value is None or math.isnan(value):
        return "unknown"
    met = value >= goal.limit if goal.least else value <= goal.limit
    if not met and goal.or_limit is not None and own is not None:
        met = own >= goal.or_limit if goal.least else own <= goal.or_limit
    return "met" if met else "missed"
