"""Whole numbers out of fractions, with their sum kept: the method of the largest remainder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def largest_remainder(weights: Sequence[float] | np.ndarray, total: int) -> np.ndarray:
    """Split a whole number in proportion to weights (Hare-Niemeyer).

    Parameters
    ----------
    weights
        Not negative, at least one above zero unless `total` is zero.
    total
        What the parts sum to, not negative.

    Returns
    -------
    Whole numbers, each less than one away from its exact share. Equal remainders go
    to the earlier part, so the result depends on nothing but the input.
    """
    array = np.asarray(weights, dtype=float)
    if total < 0 or (array < 0).any() or not np.isfinite(array).all():
        raise ValueError("weights and total must be finite and not negative")
    if total == 0:
        return np.zeros(len(array), dtype=np.int64)
    if not len(array) or array.sum() <= 0:
        raise ValueError("nothing to give the total to")
    exact = array / array.sum() * total
    parts: np.ndarray = np.floor(exact).astype(np.int64)
    left = total - int(parts.sum())
    order = np.argsort(-(exact - parts), kind="stable")
    parts[order[:left]] += 1
    return parts
