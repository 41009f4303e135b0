"""What can be seen from a point past line-shaped obstacles, exactly and many points at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SECTORS: Final = 2048
FULL: Final = 2 * np.pi


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edges:
    """Straight pieces of obstacles, from (ax, ay) to (bx, by), metres."""

    ax: Floats
    ay: Floats
    bx: Floats
    by: Floats

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ax)

    def near(self, x: float, y: float, reach_m: float) -> Edges:
        """Return the edges whose bounding box comes within a distance of a point."""
        keep = np.minimum(self.ax, self.bx) <= x + reach_m
        keep &= np.maximum(self.ax, self.bx) >= x - reach_m
        keep &= np.minimum(self.ay, self.by) <= y + reach_m
        keep &= np.maximum(self.ay, self.by) >= y - reach_m
        return Edges(ax=self.ax[keep], ay=self.ay[keep], bx=self.bx[keep], by=self.by[keep])


def repeated(first: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return ``first[i], first[i] + 1, ...`` with ``count[i]`` members, one after the other."""
    total = int(count.sum())
    starts = np.cumsum(count) - count
    return np.repeat(first - starts, count) + np.arange(total)


def seen(x: float, y: float, to_x: Floats, to_y: Floats, edges: Edges) -> Flags:
    """Return which targets are in sight of a point.

    The plane round the point is cut into sectors; each edge is listed in the sectors that
    it spans, and each target tested against the edges of its sector only. The test itself
    is exact: a target is hidden if an edge separates it from the point (touching counts).

    Parameters
    ----------
    x, y
        Where one looks from, metres; not on an edge.
    to_x, to_y
        Targets, metres.
    """
    out = np.ones(len(to_x), dtype=bool)
    if not len(edges) or not len(to_x):
        return out
    ax, ay, bx, by = edges.ax - x, edges.ay - y, edges.bx - x, edges.by - y
    starts, order = _sectors(ax, ay, bx, by)
    px, py = to_x - x, to_y - y
    sector = _sector(np.arctan2(py, px))
    count = starts[sector + 1] - starts[sector]
    edge = order[repeated(starts[sector], count)]
    target = np.repeat(np.arange(len(px)), count)
    ax, ay, bx, by, px, py = ax[edge], ay[edge], bx[edge], by[edge], px[target], py[target]
    dx, dy = bx - ax, by - ay
    here = ay * dx - ax * dy
    there = dx * (py - ay) - dy * (px - ax)
    spans = (px * ay - py * ax) * (px * by - py * bx) <= 0
    out[target[spans & (here * there >= 0)]] = False
    return out


def _sector(angle: Floats) -> NDArray[np.int64]:
    share = np.mod(angle, FULL) / FULL
    return np.minimum((share * SECTORS).astype(np.int64), SECTORS - 1)


def _sectors(
    ax: Floats, ay: Floats, bx: Floats, by: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each sector's list starts, and the lists of edges one after the other."""
    first, last = np.arctan2(ay, ax), np.arctan2(by, bx)
    turn = np.mod(last - first + np.pi, FULL) - np.pi
    begin = np.mod(np.where(turn >= 0, first, last), FULL) / FULL * SECTORS
    low = np.floor(begin - 1e-6).astype(np.int64)
    high = np.floor(begin + np.abs(turn) / FULL * SECTORS + 1e-6).astype(np.int64)
    count = high - low + 1
    sector = np.mod(repeated(low, count), SECTORS)
    order = np.argsort(sector, kind="stable")
    edge = np.repeat(np.arange(len(ax)), count)[order]
    return np.searchsorted(sector[order], np.arange(SECTORS + 1)), edge
