"""Choosing sites: greedy and exact answers to "which p sites serve most", as plain arrays.

Maximal covering location problem: Church and ReVelle 1974, "The maximal covering location
problem", Papers in Regional Science 32(1). p-median: ReVelle and Swain 1970, "Central
facilities location", Geographical Analysis 2(1). Solved by HiGHS through scipy.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np
from scipy import optimize
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.integer]
    Floats = NDArray[np.float64]

TIME_LIMIT_S: Final = 60.0
OPTIMAL: Final = 0
GAP: Final = 1e-4
"""Relative gap at which an answer counts as exact."""
HALF: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cover:
    """Which points each candidate serves: those of ``j`` are ``points[starts[j]:starts[j+1]]``."""

    starts: Ints
    points: Ints

    def __len__(self) -> int:
        """Return the number of candidates."""
        return len(self.starts) - 1

    def of(self, candidate: int) -> Ints:
        """Return the points that one candidate serves."""
        return self.points[self.starts[candidate] : self.starts[candidate + 1]]

    def sums(self, weights: Floats) -> Floats:
        """Return the weight that each candidate serves."""
        running = np.concatenate([[0.0], np.cumsum(weights[self.points])])
        return np.asarray(running[self.starts[1:]] - running[self.starts[:-1]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Chosen candidates and what is known about how good they are.

    Parameters
    ----------
    chosen
        Positions of the candidates; greedy in order of choice, exact by position.
    value
        People served, or person-kilometres saved.
    bound
        No choice can have more than this; equal to `value` if it is the best.
    is_exact
        Whether the solver proved it.
    seconds
        What it took.
    """

    chosen: tuple[int, ...]
    value: float
    bound: float
    is_exact: bool
    seconds: float

    @property
    def gap(self) -> float:
        """How far the value may be below the best, as a share of the bound."""
        return (self.bound - self.value) / self.bound if self.bound > 0 else 0.0


def greedy_cover(cover: Cover, weights: Floats, count: int) -> Solution:
    """Return the candidates that add most, one after the other; of equal ones the earlier.

    At least 63 % (1 - 1/e) of the best is guaranteed; usually it is within a few per cent.
    The bound is the data's own: what is served with any choice is at most what is served now and
    the largest further gains together, because gains only ever shrink (Nemhauser, Wolsey and
    Fisher 1978, "An analysis of approximations for maximizing submodular set functions", I).
    """
    begun = time.perf_counter()
    left = np.asarray(weights, dtype=float).copy()
    whole = float(left.sum())
    chosen: list[int] = []
    bound = float(np.sum(weights[np.unique(cover.points)]))
    most = min(count, len(cover))
    for _ in range(most + 1):
        gains = np.round(cover.sums(left), 6)
        bound = min(bound, whole - float(left.sum()) + _largest(gains, most))
        best = int(gains.argmax()) if len(gains) else 0
        if len(chosen) == most or gains[best] <= 0:
            break
        chosen.append(best)
        left[cover.of(best)] = 0.0
    value = whole - float(left.sum())
    return Solution(
        chosen=tuple(chosen),
        value=value,
        bound=max(value, bound),
        is_exact=False,
        seconds=time.perf_counter() - begun,
    )


def _largest(gains: Floats, count: int) -> float:
    """Return the sum of the largest gains."""
    return float(np.sort(gains)[::-1][:count].sum())


def grouped(cover: Cover, weights: Floats) -> tuple[Cover, Floats]:
    """Return the same problem with the points that the same candidates serve made one."""
    candidate = np.repeat(np.arange(len(cover)), np.diff(cover.starts))
    keep = weights[cover.points] > 0
    size = len(weights)
    mix = np.random.default_rng(0).integers(1, 2**63 - 1, size=len(cover), dtype=np.uint64)
    mark = np.zeros(size, dtype=np.uint64)
    np.add.at(mark, cover.points[keep], mix[candidate[keep]])
    names, group = np.unique(mark, return_inverse=True)
    merged = np.bincount(group, np.where(mark > 0, weights, 0.0), len(names)).astype(float)
    pairs = np.unique(np.column_stack([candidate[keep], group[cover.points[keep]]]), axis=0)
    starts = np.searchsorted(pairs[:, 0], np.arange(len(cover) + 1))
    return Cover(starts=starts, points=pairs[:, 1]), merged


def exact_cover(
    cover: Cover, weights: Floats, count: int, seconds: float = TIME_LIMIT_S
) -> Solution:
    """Return the candidates that together serve most, or the best found in time.

    max sum(w z), z_i <= sum of y_j over the candidates that serve i, sum(y) <= p, y binary.
    """
    begun = time.perf_counter()
    few, merged = grouped(cover, weights)
    sites, points = len(few), len(merged)
    candidate = np.repeat(np.arange(sites), np.diff(few.starts))
    served = sparse.coo_array(
        (-np.ones(len(candidate)), (few.points, candidate)), shape=(points, sites)
    )
    rows = sparse.hstack([served, sparse.eye_array(points)], format="csr")
    total = sparse.csr_array(np.r_[np.ones(sites), np.zeros(points)][None])
    found = optimize.milp(
        np.r_[np.zeros(sites), -merged],
        integrality=np.r_[np.ones(sites), np.zeros(points)],
        bounds=optimize.Bounds(0, 1),
        constraints=[
            optimize.LinearConstraint(rows, -np.inf, 0),
            optimize.LinearConstraint(total, 0, count),
        ],
        options={"time_limit": seconds, "mip_rel_gap": GAP},
    )
    fallback = greedy_cover(cover, weights, count)
    return _better(found, sites, fallback, _served(cover, weights), begun)


def _served(cover: Cover, weights: Floats) -> _Value:
    return _Value(cover=cover, weights=weights)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Value:
    """Counts what a choice is worth, from the problem itself and not from the solver."""

    cover: Cover | None = None
    weights: Floats | None = None
    saved: Floats | None = None

    def of(self, chosen: tuple[int, ...]) -> float:
        if self.saved is not None:
            best = self.saved[list(chosen)].max(axis=0) if chosen else np.zeros(1)
            return float(best.sum())
        assert self.cover is not None  # noqa: S101 - one of the two is given
        assert self.weights is not None  # noqa: S101
        parts = [self.cover.of(one) for one in chosen]
        union = np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)
        return float(self.weights[union].sum())


def _better(
    found: optimize.OptimizeResult, sites: int, fallback: Solution, value: _Value, begun: float
) -> Solution:
    """Return the solver's answer, or the greedy one where the solver has none or a worse one."""
    bound = getattr(found, "mip_dual_bound", None)
    upper = -float(bound) if bound is not None and np.isfinite(bound) else fallback.bound
    chosen = fallback.chosen
    if found.x is not None:
        mine = tuple(int(one) for one in np.flatnonzero(found.x[:sites] > HALF))
        if value.of(mine) >= fallback.value:
            chosen = mine
    reached = value.of(chosen)
    return Solution(
        chosen=chosen,
        value=reached,
        bound=max(upper, reached),
        is_exact=found.status == OPTIMAL,
        seconds=time.perf_counter() - begun,
    )


def greedy_median(saved: Floats, count: int) -> Solution:
    """Return the candidates that save most, one after the other.

    Parameters
    ----------
    saved
        What each candidate (row) saves each point (column) against today, not negative:
        people times minutes or kilometres.
    """
    begun = time.perf_counter()
    have = np.zeros(saved.shape[1])
    chosen: list[int] = []
    bound = float(saved.max(axis=0, initial=0.0).sum())
    most = min(count, len(saved))
    for _ in range(most + 1):
        gains = np.maximum(saved - have, 0.0).sum(axis=1)
        bound = min(bound, float(have.sum()) + _largest(gains, most))
        best = int(gains.argmax()) if len(gains) else 0
        if len(chosen) == most or gains[best] <= 0:
            break
        chosen.append(best)
        have = np.maximum(have, saved[best])
    value = float(have.sum())
    return Solution(
        chosen=tuple(chosen),
        value=value,
        bound=max(value, bound),
        is_exact=False,
        seconds=time.perf_counter() - begun,
    )


def exact_median(saved: Floats, count: int, seconds: float = TIME_LIMIT_S) -> Solution:
    """Return the candidates that together save most, or the best found in time.

    max sum(s_ji x_ji), sum over j of x_ji <= 1, x_ji <= y_j, sum(y) <= p, y binary; only
    pairs that save anything are variables. Heavy beyond some hundred candidates.
    """
    begun = time.perf_counter()
    sites, points = saved.shape
    site, point = np.nonzero(saved > 0)
    pairs = len(site)
    at = np.arange(pairs)
    ones = np.ones(pairs)
    once = sparse.coo_array((ones, (point, sites + at)), shape=(points, sites + pairs))
    linked = sparse.coo_array(
        (np.r_[ones, -ones], (np.r_[at, at], np.r_[sites + at, site])),
        shape=(pairs, sites + pairs),
    )
    total = sparse.csr_array(np.r_[np.ones(sites), np.zeros(pairs)][None])
    found = optimize.milp(
        np.r_[np.zeros(sites), -saved[site, point]],
        integrality=np.r_[np.ones(sites), np.zeros(pairs)],
        bounds=optimize.Bounds(0, 1),
        constraints=[
            optimize.LinearConstraint(once.tocsr(), -np.inf, 1),
            optimize.LinearConstraint(linked.tocsr(), -np.inf, 0),
            optimize.LinearConstraint(total, 0, count),
        ],
        options={"time_limit": seconds, "mip_rel_gap": GAP},
    )
    fallback = greedy_median(saved, count)
    return _better(found, sites, fallback, _Value(saved=saved), begun)
