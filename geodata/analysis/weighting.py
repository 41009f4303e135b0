"""Weighted demand: how many of the inhabitants count, by an indicator of their area.

A figure of an area says nothing about where in it those people live. They are spread over the
settlement points in proportion to all inhabitants (the assumption that every answer states), so
that the sum of each area is the source's number, or its share of the inhabitants, to one person.
Areas without a value have no demand at all: they are left out, and told, never taken as zero.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from geodata import apportion
from geodata import indicators
from geodata.analysis import notices

if TYPE_CHECKING:
    from geodata.analysis.demand import Demand
    from geodata.catalogue import Catalogue
    from geodata.indicators import Indicator
    from geodata.problems import Problem

HUNDRED: Final = 100.0
LEVELS: Final = ("gemeinden", "landkreise")
"""The finer level with values is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """By what the inhabitants are weighed.

    Parameters
    ----------
    indicator
        The figure.
    year
        Of its values.
    level
        Of its values; below it the spread is an assumption.
    unknown
        Keys of the inhabited areas of that level without a usable value.
    """

    indicator: Indicator
    year: int
    level: str
    unknown: tuple[str, ...]

    @property
    def kind(self) -> str:
        """``count`` of people, or ``share`` of the inhabitants in per cent."""
        return self.indicator.people


def weighted(
    people: Demand, id_: str, latest: int | None, catalogue: Catalogue
) -> tuple[Demand, list[Problem]]:
    """Return the demand of those who count by an indicator, or all with the reason why.

    Parameters
    ----------
    people
        All inhabitants.
    id_
        Of the indicator.
    latest
        No year after this one is taken; None for the newest.
    """
    found = catalogue.indicators.get(id_)
    if found is None:
        return people, [notices.no_weight(id_)]
    if not found.people:
        return people, [notices.not_people(found.title, found.unit)]
    level = next((one for one in LEVELS if found.year(one, latest) is not None), "")
    if not level:
        return people, [notices.no_weight_year(found.title, str(latest))]
    year = found.year(level, latest)
    assert year is not None  # noqa: S101  chosen so that there is one
    counts, unknown = _counts(people, found, level, year)
    body = hashlib.sha256(people.digest.encode() + counts.tobytes()).hexdigest()[:16]
    weight = Weight(indicator=found, year=year, level=level, unknown=unknown)
    made = replace(people, people=counts, whole=people.people, weight=weight, digest=body)
    return made, []


def _counts(
    people: Demand, found: Indicator, level: str, year: int
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return whole people at each point, and which inhabited areas have no usable value."""
    keys, codes = people.keys[level], people.codes[level]
    values = found.tables[level][year].reindex(list(keys)).to_numpy(dtype=float)
    lives = people.inhabitants(level)
    share = found.people == indicators.SHARE
    usable = np.isfinite(values) & (values >= 0) & ((values <= HUNDRED) | (not share))
    counts = np.zeros(len(people), dtype=np.int64)
    for at in np.flatnonzero(usable & (lives > 0)):
        mine = codes == at
        total = round(lives[at] * values[at] / HUNDRED) if share else round(values[at])
        counts[mine] = apportion.largest_remainder(people.people[mine], total)
    counts.setflags(write=False)
    lacking = np.flatnonzero(~usable & (lives > 0))
    return counts, tuple(str(keys[at]) for at in lacking)
