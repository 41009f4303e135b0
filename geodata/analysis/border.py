"""Honesty at the border: who might be served from outside the Land, where supply is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from geodata import errors
from geodata.analysis import travel
from geodata.analysis import waters

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from geodata.analysis.demand import Demand


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Border:
    """How far each demand point is from the land border, and who lives behind it.

    Parameters
    ----------
    km
        Straight kilometres to the nearest point of the land border (the coast is none).
    neighbour
        Position in `names` of the neighbour there.
    """

    km: NDArray[np.float32]
    neighbour: NDArray[np.int32]
    names: tuple[str, ...]

    def strip(
        self, site_km: NDArray[np.float32], limit_km: float, unserved: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Return the unserved points that a site just outside could serve.

        They are nearer to the border than to their nearest site, and within the limit of it.
        """
        return unserved & (self.km < site_km) & (self.km <= np.float32(limit_km))


def of(demand: Demand, folder: Path) -> Border:
    """Return the border distances of a demand; all infinite if the file is not there."""
    try:
        borders = waters.raw(folder)["borders"]
    except (errors.GeodataError, KeyError):
        borders = {}
    if not borders:
        return Border(
            km=np.full(len(demand), np.inf, dtype=np.float32),
            neighbour=np.zeros(len(demand), dtype=np.int32),
            names=("",),
        )
    names = tuple(borders)
    owner = np.repeat(np.arange(len(names)), [len(borders[name]) for name in names])
    tree = cKDTree(np.concatenate([np.asarray(borders[name], float) for name in names]))
    metres, found = tree.query(np.column_stack([demand.x, demand.y]))
    return Border(
        km=(metres / travel.METRES).astype(np.float32),
        neighbour=owner[found].astype(np.int32),
        names=names,
    )
