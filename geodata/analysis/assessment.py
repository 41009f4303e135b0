"""The answer to a scenario: rows by area, headline, curve, band and what is doubtful.

Everything a map, list, chart, sentence or export shows comes from here, so that they
cannot disagree. Rows are made when they are first asked for, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import TypeVar

import numpy as np
import pandas as pd

from geodata.analysis import coverage
from geodata.analysis import rows
from geodata.analysis import travel

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geodata.analysis.border import Border
    from geodata.analysis.coverage import Nearest
    from geodata.analysis.demand import Demand
    from geodata.analysis.scenario import Scenario
    from geodata.analysis.supply import Site
    from geodata.analysis.travel import Column
    from geodata.analysis.travel import Parameters
    from geodata.norms import Norm
    from geodata.norms import Unit
    from geodata.problems import Problem

    Flags = NDArray[np.bool_]
    Counts = NDArray[np.int64]

LAND: Final = "03"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Situation:
    """One state of the supply: its sites and, for each demand point, the nearest.

    Parameters
    ----------
    columns
        Figures of each site, in the base unit of the source.
    """

    sites: tuple[Site, ...]
    columns: tuple[Column, ...]
    nearest: Nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How it was measured: what a label beside every figure says.

    Parameters
    ----------
    base
        Unit of the source's figures; minutes follow from kilometres by the parameters.
    is_approximate
        To be labelled "Näherung".
    """

    id: str
    title: str
    title_en: str
    base: Unit
    is_approximate: bool
    parameters: Parameters

    def values(self, raw: Column, unit: Unit, detour: float | None = None) -> Column:
        """Return figures in the unit of a norm, with another detour factor if one is given."""
        with_it = self.parameters if detour is None else self.parameters.with_detour(detour)
        return travel.measured(raw, self.base, unit, with_it)

    def has_band(self, unit: Unit) -> bool:
        """Return whether the detour factor bears on the verdict."""
        return (self.base, unit) == ("km", "min")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The Land in figures; shares in per cent.

    Parameters
    ----------
    gain_low, gain_high
        The gain at the upper and the lower end of the detour factor, in order of size.
    """

    inhabitants: int
    served_before: int
    served: int
    gain_low: int
    gain_high: int

    @property
    def gain(self) -> int:
        """How many more are served than today; negative after a closure."""
        return self.served - self.served_before

    @property
    def unserved(self) -> int:
        """How many are not served."""
        return self.inhabitants - self.served

    @property
    def share(self) -> float:
        """Per cent served."""
        return self.served / self.inhabitants * coverage.WHOLE if self.inhabitants else np.nan

    @property
    def share_before(self) -> float:
        """Per cent served today."""
        return (
            self.served_before / self.inhabitants * coverage.WHOLE if self.inhabitants else np.nan
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Flips:
    """Areas whose verdict hangs on the detour factor, and the people who live in them."""

    keys: tuple[str, ...]
    inhabitants: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assessment:
    """What a scenario comes to; see :func:`geodata.analysis.rows.of` for the columns of rows.

    Parameters
    ----------
    before, after
        The supply today, and with candidates and without what is closed.
    problems
        What was wrong with the question or the data; the rest was computed.
    supply_title
        Name of the list of one's own that serves; empty for records.
    """

    scenario: Scenario
    norm: Norm
    method: Method
    demand: Demand
    before: Situation
    after: Situation
    border: Border
    areas: Mapping[str, pd.DataFrame]
    members: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...] = ()
    supply_title: str = ""
    kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def values(self, *, before: bool = False, detour: float | None = None) -> Column:
        """Return for each demand point the figure of its nearest site, in the norm's unit."""
        situation = self.before if before else self.after
        return self.method.values(situation.nearest.value, self.norm.unit, detour)

    def served(self, *, before: bool = False, detour: float | None = None) -> Flags:
        """Return which demand points are served."""
        return coverage.within(self.values(before=before, detour=detour), self.norm.limit)

    def rows(self, level: str) -> pd.DataFrame:
        """Return one row an area of a level, in the catalogue's order, index ``key``."""
        return self._once(level, lambda: rows.of(self, level))

    def order(self, *, before: bool = False) -> NDArray[np.intp]:
        """Return the demand points from the nearest to the farthest from a site."""
        name = "order_before" if before else "order"
        return self._once(name, lambda: np.argsort(self.values(before=before), kind="stable"))

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Return something of this answer, made when it is first asked for."""
        if name not in self.kept:
            self.kept[name] = make()
        found: T = self.kept[name]
        return found

    def affected(self, level: str) -> pd.DataFrame:
        """Return the areas where somebody is not served, by people affected, most first."""
        table = self.rows(level)
        some = table[table["inhabitants_unserved"] > 0]
        return some.sort_values("inhabitants_unserved", ascending=False, kind="stable")

    def changed(self, level: str) -> pd.DataFrame:
        """Return the areas where the number of people served changes, most first."""
        table = self.rows(level)
        some = table[table["change"] != 0]
        order = some["change"].abs().sort_values(ascending=False, kind="stable").index
        return some.loc[order]

    def flips(self, level: str) -> Flips:
        """Return the areas whose verdict differs within the band of the detour factor."""
        table = self.rows(level)
        some = table[table["uncertain"]]
        return Flips(keys=tuple(some.index), inhabitants=int(some["inhabitants"].sum()))

    def newly_passing(self, level: str) -> tuple[str, ...]:
        """Return the areas that pass now and do not today."""
        table = self.rows(level)
        new = (table["verdict"] == coverage.PASS) & (table["verdict_before"] == coverage.FAIL)
        return tuple(table.index[new])

    def headline(self) -> Headline:
        """Return the figures of the Land."""
        now = self._count(self.served())
        today = self._count(self.served(before=True))
        gains = [now - today]
        if self.method.has_band(self.norm.unit):
            gains += [
                self._count(self.served(detour=detour))
                - self._count(self.served(before=True, detour=detour))
                for detour in self.method.parameters.band
            ]
        return Headline(
            inhabitants=self.demand.total,
            served_before=today,
            served=now,
            gain_low=min(gains),
            gain_high=max(gains),
        )

    def _count(self, chosen: Flags) -> int:
        return int(self.demand.people[chosen].sum())

    def gains(self) -> Mapping[str, tuple[int, int]]:
        """Return for each candidate the people it adds to today's, and those it alone serves."""
        served = self.served(before=True)
        many = np.zeros(len(self.demand), dtype=np.int32)
        reached = {}
        for site, column in zip(self.after.sites, self.after.columns, strict=True):
            values = self.method.values(column, self.norm.unit)
            reached[site.id] = coverage.within(values, self.norm.limit)
            many += reached[site.id]
        return {
            site.id: (
                self._count(reached[site.id] & ~served),
                self._count(reached[site.id] & (many == 1)),
            )
            for site in self.after.sites
            if site.state == "candidate"
        }

    def curve(self, level: str = "land", key: str = LAND) -> pd.DataFrame:
        """Return the share of inhabitants within 0, 1, 2 ... minutes or kilometres.

        Returns
        -------
        curve
            Index ``limit`` in the norm's unit; per cent ``before``, ``after``, and ``low``
            and ``high``: after with the upper and the lower detour factor.
        """
        low, high = self.method.parameters.band
        banded = self.method.has_band(self.norm.unit)
        lines = {
            "before": self.values(before=True),
            "after": self.values(),
            "low": self.values(detour=high if banded else None),
            "high": self.values(detour=low if banded else None),
        }
        table = {name: rows.curve(self, values, level, key) for name, values in lines.items()}
        return pd.DataFrame(table).rename_axis("limit")

    def at_border(self) -> Mapping[str, int]:
        """Return the unserved people whom a site outside the Land might serve, by neighbour."""
        strip = rows.strip(self)
        counts = np.bincount(
            self.border.neighbour[strip], self.demand.people[strip], len(self.border.names)
        )
        named = zip(self.border.names, counts, strict=True)
        return {name: int(count) for name, count in named if count > 0}

    def unreachable(self) -> int:
        """Return the people whom no road joins with any site: ferry only."""
        return self._count(~np.isfinite(self.after.nearest.value)) if self.after.sites else 0
