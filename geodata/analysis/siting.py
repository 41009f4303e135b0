"""Where next: ranked proposals among all Gemeinden, with what speaks for each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from geodata import crs
from geodata.analysis import choice
from geodata.analysis import coverage
from geodata.analysis import overland
from geodata.analysis import spots
from geodata.analysis import travel
from geodata.analysis.choice import Cover
from geodata.analysis.supply import Site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from geodata.analysis.analyst import Analyst
    from geodata.analysis.assessment import Assessment
    from geodata.analysis.choice import Solution
    from geodata.analysis.overland import Ground
    from geodata.catalogue import Catalogue

METRES: Final = travel.METRES
FAR: Final = 240.0
"""Minutes or kilometres beyond which a way is not longer for the p-median."""
FUNDING: Final = ("zukunftsraeume", "rvz", "integration", "other_funding")
"""Datasets whose placed records are funding; fairs are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposed site.

    Parameters
    ----------
    gain
        Inhabitants newly served by it, given the proposals before it.
    reached
        All inhabitants within the limit of it.
    overlap
        Those of them who are served already, by today's sites or earlier proposals.
    landkreis, landkreis_name
        Where it lies.
    funding
        Ids of recorded funding within the limit's straight kilometres, nearest first.
    awards_eur
        Sum of their known awards (budgets and costs are not added).
    awards_unknown
        How many of them have no known award.
    saved
        People times minutes or km that it saves beyond the proposals before it; NaN if the
        choice was not made for short ways.
    """

    site: Site
    gain: int
    reached: int
    overlap: int
    landkreis: str
    landkreis_name: str
    funding: tuple[str, ...]
    awards_eur: float
    awards_unknown: int
    saved: float = math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Ranked proposals, and what the choice as a whole comes to.

    Parameters
    ----------
    served
        Inhabitants served with all of them.
    solution
        The choice behind it, with its bound.
    """

    proposals: tuple[Proposal, ...]
    served: int
    solution: Solution


def candidates(
    catalogue: Catalogue, *, within: Iterable[str] = (), largest: int | None = None
) -> tuple[Site, ...]:
    """Return inhabited Gemeinden as possible sites, at their main settlement.

    Parameters
    ----------
    within
        Keys of Landkreise or ÄrL to choose from; empty for the whole Land.
    largest
        Most inhabitants that a Gemeinde may have: supply centres are meant for the country,
        and the largest gain is always in the largest city.
    """
    units = catalogue.areas["gemeinden"]
    units = units[units["inhabitants"] > 0]
    if keys := set(within):
        units = units[units["kreis"].isin(keys) | units["aerl"].isin(keys)]
    if largest is not None:
        units = units[units["inhabitants"] <= largest]
    where = spots.of_gemeinden(catalogue).loc[units.index]
    metric = crs.points(where["lon"], where["lat"])
    rows = zip(units.index, units["name"], units["kreis"], metric, strict=True)
    return tuple(
        Site(
            id=str(key),
            name=str(name),
            x=float(x),
            y=float(y),
            state="candidate",
            gemeinde=str(key),
            landkreis=str(kreis),
        )
        for key, name, kreis, (x, y) in rows
    )


def propose(
    analyst: Analyst, found: Assessment, count: int, sites: Sequence[Site] | None = None
) -> Proposals:
    """Return the greedy answer for the next `count` sites, at once.

    Parameters
    ----------
    found
        The scenario to go on from: its candidates count as there, closed sites as closed.
    sites
        Where to choose from; all inhabited Gemeinden by default.
    """
    choosable = candidates(analyst.catalogue) if sites is None else tuple(sites)
    cover = cover_of(analyst, found, choosable)
    solution = choice.greedy_cover(cover, weights(found), count)
    return ranked(found, choosable, cover, solution, analyst.catalogue)


def cover_of(analyst: Analyst, found: Assessment, sites: Sequence[Site]) -> Cover:
    """Return which points each site would serve, kept by the analyst."""
    ground = None if found.method.id == "beeline" else analyst.overland(found.demand).ground
    parameters, norm = found.method.parameters, found.norm
    key = ("cover", found.demand.digest, ground is None, norm.limit, norm.unit, parameters,
           tuple(site.id for site in sites))  # fmt: skip
    return analyst.cover(key, lambda: covers(found, sites, ground))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Savings:
    """What sites would save, from main settlement to main settlement.

    Parameters
    ----------
    saved
        By site (row) and Gemeinde (column): people times minutes or kilometres, not negative.
    spent
        The same unit, all ways to today's nearest sites together.
    people
        All inhabitants.
    """

    saved: NDArray[np.float64]
    spent: float
    people: float

    def mean(self, saved: float = 0.0) -> float:
        """Return the mean way of an inhabitant after so much was saved."""
        return (self.spent - saved) / self.people if self.people else math.nan


def savings_of(analyst: Analyst, found: Assessment, sites: Sequence[Site]) -> Savings:
    """Return what each site would save, kept by the analyst."""
    after = tuple((site.id, site.x, site.y) for site in found.after.sites)
    key = ("savings", found.scenario.measure, found.norm.unit, found.method.parameters, after,
           tuple(site.id for site in sites))  # fmt: skip
    return analyst.cover(key, lambda: savings(analyst, found, sites))


def savings(analyst: Analyst, found: Assessment, sites: Sequence[Site]) -> Savings:
    """Return what each site would save each Gemeinde, for the p-median.

    Ways longer than :data:`FAR` count as that long, so that a first site saves something finite.
    """
    asked = replace(found.scenario, demand="gemeinden")
    today = analyst.assess(asked)
    source = analyst.source("beeline" if found.method.id == "beeline" else "minutes", today.demand)
    columns = source[0].columns(sites, today.demand, found.norm.unit).columns
    unit = found.norm.unit
    now = np.minimum(np.asarray(today.values(), dtype=float), FAR)
    then = np.asarray([today.method.values(one, unit) for one in columns], dtype=float)
    people = today.demand.people
    return Savings(
        saved=np.maximum(now - then, 0.0) * people,
        spent=float((now * people).sum()),
        people=float(people.sum()),
    )


def limit_km(found: Assessment) -> float:
    """Return the distance of the built-in measure that meets the norm's limit."""
    norm = found.norm
    return norm.limit if norm.unit == "km" else found.method.parameters.kilometres(norm.limit)


def covers(found: Assessment, sites: Sequence[Site], ground: Ground | None) -> Cover:
    """Return which demand points each site reaches within the limit.

    Parameters
    ----------
    ground
        For distances round the water; None for straight ones.
    """
    reach_m = limit_km(found) * METRES
    points = np.column_stack([found.demand.x, found.demand.y])
    spot = np.array([(site.x, site.y) for site in sites]).reshape(-1, 2)
    near = cKDTree(points).query_ball_point(spot, reach_m + 1.0, return_sorted=True)
    parts = []
    for site, listed in zip(sites, near, strict=True):
        chosen = np.asarray(listed, dtype=np.int64)
        metres = np.hypot(found.demand.x[chosen] - site.x, found.demand.y[chosen] - site.y)
        if ground is not None:
            way = overland.near(site.x, site.y, ground, chosen, reach_m)
            metres = np.maximum(metres, way)
        values = (metres / METRES).astype(np.float32)
        values = found.method.values(values, found.norm.unit)
        parts.append(chosen[coverage.within(values, found.norm.limit)].astype(np.int32))
    starts = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    joined = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
    return Cover(starts=starts, points=joined)


def weights(found: Assessment) -> NDArray[np.float64]:
    """Return the people of each point who are not served."""
    return np.where(found.served(), 0, found.demand.people).astype(float)


def ranked(
    found: Assessment,
    sites: Sequence[Site],
    cover: Cover,
    solution: Solution,
    catalogue: Catalogue,
    saved: NDArray[np.float64] | None = None,
) -> Proposals:
    """Return a choice as proposals: the one that adds most first.

    Parameters
    ----------
    saved
        For a choice of short ways (see :class:`Savings`): what saves most is first.
    """
    left = weights(found)
    have = np.zeros(0 if saved is None else saved.shape[1])
    rest = list(solution.chosen)
    names = catalogue.areas["landkreise"]["label"]
    nearby = Funding.of(catalogue)
    proposals = []

    def worth(one: int) -> float:
        if saved is None:
            return float(left[cover.of(one)].sum())
        return float(np.maximum(saved[one] - have, 0.0).sum())

    while rest:
        best = max(rest, key=lambda one: (worth(one), -one))
        rest.remove(best)
        shorter = math.nan
        if saved is not None:
            shorter = worth(best)
            have = np.maximum(have, saved[best])
        mine = cover.of(best)
        gain, reached = int(left[mine].sum()), int(found.demand.people[mine].sum())
        left[mine] = 0.0
        ids, awards, unknown = nearby.around(sites[best], limit_km(found))
        proposals.append(
            Proposal(
                site=sites[best],
                gain=gain,
                reached=reached,
                overlap=reached - gain,
                landkreis=sites[best].landkreis,
                landkreis_name=str(names.get(sites[best].landkreis, "")),
                funding=ids,
                awards_eur=awards,
                awards_unknown=unknown,
                saved=shorter,
            )
        )
    return Proposals(
        proposals=tuple(proposals),
        served=found.demand.total - int(left.sum()),
        solution=solution,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Funding:
    """Placed records of funding: a tree of their places, their ids and their amounts."""

    tree: cKDTree | None
    ids: tuple[str, ...]
    records: pd.DataFrame

    @classmethod
    def of(cls, catalogue: Catalogue) -> Funding:
        """Return the funding of a catalogue, metric."""
        rows = catalogue.records
        rows = rows[rows["dataset"].isin(FUNDING) & rows["counted"]]
        found = catalogue.places[catalogue.places["record"].isin(rows.index)]
        found = found[found["lat"].notna()]
        tree = cKDTree(crs.points(found["lon"], found["lat"])) if len(found) else None
        return cls(tree=tree, ids=tuple(found["record"]), records=rows)

    def around(self, site: Site, km: float) -> tuple[tuple[str, ...], float, int]:
        """Return ids, known awards in EUR and how many have none, within straight kilometres."""
        if self.tree is None:
            return (), 0.0, 0
        spot = (site.x, site.y)
        found = self.tree.query_ball_point(spot, km * METRES)
        far = np.hypot(*(self.tree.data[found] - spot).T) if found else []
        near = [self.ids[found[at]] for at in np.argsort(far, kind="stable")]
        ids = tuple(dict.fromkeys(near))
        rows = self.records.loc[list(ids)]
        known = rows["amount_eur"].notna() & (rows["amount_kind"] == "award")
        return (
            ids,
            float(rows["amount_eur"][known].sum()),
            int((~known & rows["money_bearing"]).sum()),
        )
