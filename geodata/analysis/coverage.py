"""Who is served: nearest site of each point, shares by area, verdict, reach and curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from geodata.analysis import travel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.analysis.demand import Demand
    from geodata.analysis.travel import Column
    from geodata.norms import Norm

    Counts = NDArray[np.int64]
    Floats = NDArray[np.float64]

NONE: Final = -1
"""Index of the nearest site where there is none."""
HALF: Final = 50.0
WHOLE: Final = 100.0
PASS: Final = "pass"  # noqa: S105 - a verdict, no secret
FAIL: Final = "fail"
EMPTY: Final = "empty"
CURVE: Final = {"min": 90, "km": 90}
"""Last step of the curve, in whole minutes or kilometres."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearest:
    """For each demand point the figure of its nearest site, and which site that is.

    Parameters
    ----------
    value
        In the base unit of the travel source; infinite where no site can be reached.
    site
        Position among the sites, :data:`NONE` where none can be reached.
    """

    value: Column
    site: NDArray[np.int32]

    def plus(self, column: Column, position: int) -> Nearest:
        """Return the nearest with one more site: one comparison a point."""
        better = column < self.value
        return Nearest(
            value=np.where(better, column, self.value),
            site=np.where(better, np.int32(position), self.site),
        )


def nearest(columns: Sequence[Column], size: int) -> Nearest:
    """Return the nearest of several sites; of equal ones the earlier.

    Parameters
    ----------
    size
        Number of demand points, for the case of no site.
    """
    found = Nearest(
        value=np.full(size, np.inf, dtype=np.float32), site=np.full(size, NONE, dtype=np.int32)
    )
    for position, column in enumerate(columns):
        found = found.plus(column, position)
    return found


def within(values: Column, limit: float) -> NDArray[np.bool_]:
    """Return which figures are within a limit, rounding forgiven."""
    return np.asarray(values <= np.float32(limit + travel.SLACK))


def counted(demand: Demand, level: str, chosen: NDArray[np.bool_]) -> Counts:
    """Return the inhabitants at chosen points, for each area of a level."""
    weights = np.where(chosen, demand.people, 0)
    sums = np.bincount(demand.codes[level], weights, len(demand.keys[level]))
    return np.asarray(np.round(sums), dtype=np.int64)


def share(part: Counts, whole: Counts) -> Floats:
    """Return per cent, NaN where nobody lives."""
    out = np.full(len(whole), np.nan)
    np.divide(part * WHOLE, whole, out=out, where=whole > 0)
    return out


def verdicts(norm: Norm, served: Counts, inhabitants: Counts) -> list[str]:
    """Return for each area whether it passes: by share of inhabitants, never by averages."""
    said = np.where(norm.passes(served, inhabitants), PASS, FAIL)
    verdict: list[str] = np.where(inhabitants > 0, said, EMPTY).tolist()
    return verdict


def reach(
    values: Column, order: NDArray[np.intp], demand: Demand, level: str, percent: float
) -> Floats:
    """Return for each area the figure within which so many per cent of its inhabitants are.

    Parameters
    ----------
    order
        Positions of `values` from small to large.
    percent
        95 gives what the slowest of the best-served 95 % have; 50 the median.

    Returns
    -------
    reach
        Infinite where that share cannot be reached, NaN where nobody lives.
    """
    codes = demand.codes[level][order]
    by_area = np.argsort(codes.astype(np.int16), kind="stable")
    rows = order[by_area]
    size = len(demand.keys[level])
    total = np.cumsum(demand.people[rows])
    ends = np.searchsorted(codes[by_area], np.arange(size), side="right")
    starts = np.searchsorted(codes[by_area], np.arange(size), side="left")
    before = np.where(starts > 0, total[np.maximum(starts - 1, 0)], 0)
    lives = np.where(ends > starts, total[np.maximum(ends - 1, 0)] - before, 0)
    wanted = before + np.maximum(np.ceil(lives * percent / WHOLE - 1e-9), 1)
    at = np.minimum(np.searchsorted(total, wanted), np.maximum(ends - 1, 0))
    out = np.asarray(values, dtype=float)[rows[np.minimum(at, len(rows) - 1)]]
    return np.where(lives > 0, out, np.nan)


def curve(values: Column, demand: Demand, level: str, last: int) -> Counts:
    """Return the inhabitants within 0, 1, 2 ... `last` minutes or kilometres, a row an area."""
    size = len(demand.keys[level])
    step = np.ceil(np.minimum(values, last + 1) - np.float32(travel.SLACK))
    step = np.clip(step, 0, last + 1).astype(np.int64)
    cells = demand.codes[level] * (last + 2) + step
    sums = np.bincount(cells, demand.people, size * (last + 2)).reshape(size, last + 2)
    return np.asarray(np.round(sums[:, :-1].cumsum(axis=1)), dtype=np.int64)
