"""How much of the supply's capacity falls to each inhabitant: floating catchments.

Enhanced two-step floating catchment area (E2SFCA): Luo and Qi 2009, "An enhanced two-step
floating catchment area (E2SFCA) method for measuring spatial accessibility to primary care
physicians", Health & Place 15(4). Computed by PySAL's ``access``. Each site's capacity is
divided among the people in its reach, the near ones weighted more; each person has the sum
of what the sites in reach offer. Shown beside plain shares, never instead of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np
import pandas as pd
from access import fca
from access import weights

from geodata.analysis import coverage
from geodata.analysis import notices
from geodata.analysis import rows
from geodata.analysis import travel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geodata.analysis.assessment import Assessment
    from geodata.problems import Problem

    Floats = NDArray[np.float64]

THIRDS: Final[Mapping[float, float]] = {1 / 3: 1.0, 2 / 3: 0.68, 1.0: 0.22}
"""Weight of people up to a third, two thirds and the whole of the limit (Luo and Qi 2009)."""
PER: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Capacity:
    """What falls to whom.

    Parameters
    ----------
    per_point
        Capacity per inhabitant at each demand point; zero where no site is in reach.
    total
        Capacity of all sites that have one.
    problems
        Sites without a known capacity: they are left out, not counted as zero.
    """

    found: Assessment
    per_point: Floats
    total: float
    problems: tuple[Problem, ...]

    def rows(self, level: str) -> pd.DataFrame:
        """Return ``capacity_per_1000`` for each area, the mean over its inhabitants."""
        everyone = np.ones(len(self.found.demand), dtype=bool)
        lives = rows.people(self.found, level, everyone)
        weight = self.per_point * self.found.demand.people
        base = rows.KREISE if level == rows.REGIONS else level
        codes = self.found.demand.codes[base]
        sums = np.bincount(codes, weight, len(self.found.demand.keys[base]))
        if level == rows.REGIONS:
            sums = rows.membership(self.found) @ sums
        mean = np.full(len(lives), np.nan)
        np.divide(sums * PER, lives, out=mean, where=lives > 0)
        index = self.found.areas[level].index
        return pd.DataFrame({"capacity_per_1000": mean}, index=index).rename_axis("key")


def of(found: Assessment) -> Capacity | None:
    """Return the capacity that falls to each inhabitant; None if no site has one."""
    sites = found.after.sites
    known = [at for at, site in enumerate(sites) if site.capacity is not None]
    if not known:
        return None
    lacking = len(sites) - len(known)
    ways = _ways(found, known)
    limit = found.norm.limit
    steps = {share * limit + travel.SLACK: weight for share, weight in THIRDS.items()}
    people = pd.DataFrame({"demand": found.demand.people.astype(float)})
    people.index.name = "geoid"
    supply = pd.DataFrame({"supply": [float(sites[at].capacity or 0) for at in known]}, index=known)
    per_point = np.zeros(len(found.demand))
    if len(ways):
        reached = people.loc[ways["origin"].unique()]
        shares = fca.two_stage_fca(
            demand_df=reached,
            supply_df=supply,
            cost_df=ways,
            demand_index=True,
            demand_name="demand",
            supply_name="supply",
            weight_fn=weights.step_fn(steps),
        )
        per_point[shares.index] = np.nan_to_num(shares.to_numpy(), nan=0.0, posinf=0.0)
    problems = (_without(lacking),) if lacking else ()
    return Capacity(
        found=found,
        per_point=per_point,
        total=float(supply["supply"].sum()),
        problems=problems,
    )


def _ways(found: Assessment, known: list[int]) -> pd.DataFrame:
    """Return all pairs within the limit: origin (point), dest (site), cost."""
    parts = []
    for at in known:
        values = found.method.values(found.after.columns[at], found.norm.unit)
        near = np.flatnonzero(coverage.within(values, found.norm.limit) & (found.demand.people > 0))
        cost = values[near].astype(float)
        parts.append(pd.DataFrame({"origin": near, "dest": at, "cost": cost}))
    return pd.concat(parts, ignore_index=True)


def _without(count: int) -> Problem:
    words = (
        f"Ohne bekannte Kapazität: {count}. Diese Standorte fehlen in der Kapazitätsrechnung.",
        f"Without known capacity: {count}. These sites are left out of the capacity.",
    )
    return notices.of("capacity-unknown", "capacity", str(count), words, "notice")
