"""Classes for values that may lie anywhere, below zero or close together: even round steps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from layers.scale import CLASSES
from layers.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
OUTLIERS = (0.05, 0.95)


def classify(values: Sequence[float] | np.ndarray[Any, Any]) -> Scale:
    """Return up to five classes whose limits are neighbours in steps of 1, 2, 2.5 or 5.

    Of the round steps the one is taken whose classes are most equal in size.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    if not len(ordered) or ordered[0] == ordered[-1]:
        return Scale(limits=())
    low, high = np.quantile(ordered, OUTLIERS)
    width = float(high - low) or float(ordered[-1] - ordered[0])
    power = 10.0 ** math.floor(math.log10(width / CLASSES))
    best: tuple[float, tuple[float, ...]] = (math.inf, ())
    for factor in (0.5, *STEPS):
        for limits in _runs(ordered, factor * power):
            best = min(best, (_cost(ordered, limits), limits))
    return Scale(limits=best[1])


def _runs(ordered: np.ndarray[Any, Any], step: float) -> list[tuple[float, ...]]:
    """Return neighbouring multiples of a step that lie within the values."""
    first = math.floor(ordered[0] / step) + 1
    last = math.ceil(ordered[-1] / step) - 1
    inside = [round(n * step, 10) for n in range(first, min(last, first + 60) + 1)]
    wanted = min(CLASSES - 1, len(inside))
    return (
        [tuple(inside[n : n + wanted]) for n in range(len(inside) - wanted + 1)] if wanted else []
    )


def _cost(ordered: np.ndarray[Any, Any], limits: tuple[float, ...]) -> float:
    """Return how unequal classes are; fewer than five cost, empty ones are out of question."""
    edges = np.searchsorted(ordered, limits, side="left")
    sizes = np.diff(np.concatenate(([0], edges, [len(ordered)])))
    if (sizes == 0).any():
        return math.inf
    shares = sizes / len(ordered)
    return float(((shares - 1 / len(shares)) ** 2).sum() + (CLASSES - len(shares)) * 0.1)
