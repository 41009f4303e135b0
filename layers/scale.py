"""Classes for a sequential scale: five at most, with the round limits a person would choose."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

CLASSES = 5
NONE = -1  # nothing recorded
UNKNOWN = -2  # recorded, but no known value
OUTSIDE = -3  # outside the filter of areas
# Colour steps (0 = palest of five) used by one to five classes
STEPS = {0: (), 1: (3,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 2, 3, 4), 5: (0, 1, 2, 3, 4)}
# First digits of limits, and how far each is from the roundest
MANTISSAS = {1.0: 0.0, 1.5: 1.0, 2.0: 0.0, 2.5: 0.7, 3.0: 0.4, 4.0: 1.0, 5.0: 0.0, 7.5: 1.2}
SMALL_WHOLE = tuple(range(1, 11))
ROUNDNESS_WEIGHT = 0.02
NARROW, NARROW_COST = 1.4, 0.03  # ratio of neighbouring limits that looks fussy, and its price
MOST_CANDIDATES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Limits between classes.

    Parameters
    ----------
    limits
        Lower limits of all classes but the lowest, rising.
    whole
        Whether values are whole numbers.
    """

    limits: tuple[float, ...]
    whole: bool = False

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the colour step (0 to 4) of each class, low to high."""
        return STEPS[len(self.limits) + 1]

    def step(self, value: float) -> int:
        """Return the colour step of a finite value."""
        return self.steps[bisect_right(self.limits, value)]

    def steps_of(self, values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return the colour steps of finite values."""
        return np.asarray(self.steps)[np.searchsorted(self.limits, values, side="right")]


def _mantissas(low: float, high: float) -> dict[float, float]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    limits = {
        float(f"{mantissa}e{power}"): penalty
        for power in range(first, last + 1)
        for mantissa, penalty in MANTISSAS.items()
    }
    return {limit: penalty for limit, penalty in sorted(limits.items()) if low < limit <= high}


def _candidates(values: np.ndarray[Any, Any], *, whole: bool) -> dict[float, float]:
    low, high = float(values[0]), float(values[-1])
    if high <= low:
        return {}
    positive = max(low, float(values[values > 0][0]) if (values > 0).any() else 0)
    if positive <= 0:
        return {}
    found = _mantissas(positive / 10 if low <= 0 else positive, high)
    found = {limit: cost for limit, cost in found.items() if low < limit <= high}
    if whole:
        found = {limit: cost for limit, cost in found.items() if limit == int(limit)}
        found |= {float(n): found.get(float(n), 0.1) for n in SMALL_WHOLE if low < n <= high}
    if len(found) > MOST_CANDIDATES:  # a few outliers: look at where most values are
        inner = np.quantile(values, (0.05, 0.95))
        found = {limit: c for limit, c in found.items() if inner[0] <= limit <= inner[1]}
    return dict(sorted(found.items())[:MOST_CANDIDATES])


@lru_cache(maxsize=256)
def _choices(candidates: int, wanted: int) -> np.ndarray[Any, Any]:
    return np.array(list(combinations(range(candidates), wanted)), dtype=np.int64)


def _best(
    values: np.ndarray[Any, Any], candidates: dict[float, float], wanted: int, *, whole: bool
) -> tuple[float, ...] | None:
    """Return the limits that share the values out most evenly, no class empty."""
    if len(candidates) < wanted:
        return None
    limits = np.array(list(candidates))
    penalties = np.array(list(candidates.values()))
    chosen = _choices(len(limits), wanted)
    below = np.searchsorted(values, limits, side="left")[chosen]
    edges = np.hstack((np.zeros((len(chosen), 1)), below, np.full((len(chosen), 1), len(values))))
    sizes = np.diff(edges, axis=1)
    cost = ((sizes / len(values) - 1 / (wanted + 1)) ** 2).sum(axis=1)
    cost = cost + ROUNDNESS_WEIGHT * penalties[chosen].sum(axis=1)
    if wanted > 1 and not whole:
        ratios = limits[chosen[:, 1:]] / limits[chosen[:, :-1]]
        cost = cost + NARROW_COST * (ratios < NARROW).sum(axis=1)
    cost[(sizes == 0).any(axis=1)] = np.inf
    best = int(cost.argmin())
    return tuple(float(limit) for limit in limits[chosen[best]]) if cost[best] < np.inf else None


def classify(values: Sequence[float], *, whole: bool = False) -> Scale:
    """Choose round class limits for the known values of a map.

    The limits are of the form 1, 1.5, 2, 2.5, 3, 4, 5 or 7.5 times a power of ten (whole
    numbers up to 10 for counts). Of all choices without an empty class the one is taken whose
    classes are most equal in size, minus a small price for less round limits.

    Parameters
    ----------
    values
        Finite values, in any order; may be empty.
    whole
        Whether they are counts.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    if not len(ordered):
        return Scale(limits=(), whole=whole)
    candidates = _candidates(ordered, whole=whole)
    for wanted in range(CLASSES - 1, 0, -1):
        limits = _best(ordered, candidates, wanted, whole=whole)
        if limits:
            return Scale(limits=limits, whole=whole)
    return Scale(limits=(), whole=whole)
