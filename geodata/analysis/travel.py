"""How far it is from a site to where people live: one interface, several sources.

A source gives for one site a column with one figure a demand point, in its own base unit
(kilometres or minutes), infinite where there is no way by road. The built-in sources know
kilometres only; minutes follow by a formula whose three values are shown and can be set:

    minutes = km x detour / speed x 60 + start
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final
from typing import Protocol

import numpy as np

from geodata.analysis import overland

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.analysis.demand import Demand
    from geodata.analysis.overland import Ground
    from geodata.analysis.supply import Site
    from geodata.norms import Unit
    from geodata.problems import Problem

    Column = NDArray[np.float32]

METRES: Final = 1000.0
HOUR_MIN: Final = 60.0
BAND: Final = 0.1
"""How far the detour factor is uncertain either way (1.3 +- 0.1: Wang, Bette, Schreckenberg,
Guhr 2024, arXiv 2406.06490; 1.2 to 1.4: Obermayer 2005, BOKU Wien)."""
SLACK: Final = 1e-4
"""Minutes or kilometres that a figure may exceed a limit by rounding alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What the built-in approximation assumes.

    Parameters
    ----------
    detour
        Length of the road over the overland distance.
    speed_kmh
        Average speed by car, km/h: an assumption, not measured.
    start_min
        Minutes for starting and parking: an assumption, not measured.
    """

    detour: float = 1.3
    speed_kmh: float = 60.0
    start_min: float = 3.0

    def minutes(self, km: Column) -> Column:
        """Return estimated minutes of an overland distance."""
        factor = np.float32(self.detour / self.speed_kmh * HOUR_MIN)
        return km * factor + np.float32(self.start_min)

    def kilometres(self, minutes: float) -> float:
        """Return the overland distance that takes so many minutes; zero if none does."""
        rest = max(minutes - self.start_min, 0.0)
        return rest * self.speed_kmh / HOUR_MIN / self.detour

    def with_detour(self, detour: float) -> Parameters:
        """Return the parameters with another detour factor."""
        return replace(self, detour=detour)

    @property
    def band(self) -> tuple[float, float]:
        """Lowest and highest detour factor that are as likely."""
        return max(1.0, round(self.detour - BAND, 6)), round(self.detour + BAND, 6)


LIMITS: Final = {
    "detour": (1.0, 3.0),
    "speed_kmh": (5.0, 130.0),
    "start_min": (0.0, 30.0),
}
"""Smallest and largest value of each parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One column a site, aligned with the sites asked for, and what went wrong."""

    columns: tuple[Column, ...]
    problems: tuple[Problem, ...] = ()


class TravelSource(Protocol):
    """A source of travel times or distances."""

    @property
    def id(self) -> str:
        """The measure's name in the address."""

    @property
    def key(self) -> str:
        """What names the source's content in caches."""

    @property
    def title(self) -> str:
        """What it is, for people, German."""

    @property
    def title_en(self) -> str:
        """What it is, for people, English."""

    @property
    def is_approximate(self) -> bool:
        """Whether every figure is to be labelled "Näherung"."""

    def base(self, unit: Unit) -> Unit:
        """Return the unit of the columns that answer a norm in this unit."""

    def columns(self, sites: Sequence[Site], demand: Demand, unit: Unit) -> Columns:
        """Return the figures of sites in ``base(unit)``, infinite where there is no way."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beeline:
    """Straight lines in EPSG:25832 (0.04 % short at most); water is no obstacle."""

    id: str = "beeline"
    key: str = "beeline"
    title: str = "Luftlinie"
    title_en: str = "Beeline"
    is_approximate: bool = True

    def base(self, unit: Unit) -> Unit:
        """Return kilometres, whatever is asked for."""
        del unit
        return "km"

    def columns(self, sites: Sequence[Site], demand: Demand, unit: Unit) -> Columns:
        """Return straight distances in kilometres."""
        del unit
        return Columns(columns=tuple(straight(site, demand) for site in sites))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overland:
    """Distances that go round the water (see :mod:`geodata.analysis.overland`).

    Parameters
    ----------
    ground
        The demand's points, prepared.
    id
        ``minutes`` or ``overland``: the same distances under two names of the address.
    """

    ground: Ground
    id: str = "minutes"
    key: str = "overland"
    title: str = "Weg um das Wasser"
    title_en: str = "Way round the water"
    is_approximate: bool = True

    def base(self, unit: Unit) -> Unit:
        """Return kilometres, whatever is asked for."""
        del unit
        return "km"

    def columns(self, sites: Sequence[Site], demand: Demand, unit: Unit) -> Columns:
        """Return overland distances in kilometres, never below the straight ones."""
        del unit
        found = []
        for site in sites:
            way = overland.distances(site.x, site.y, self.ground) / np.float32(METRES)
            found.append(np.maximum(way, straight(site, demand)))
        return Columns(columns=tuple(found))


def straight(site: Site, demand: Demand) -> Column:
    """Return the straight distance in kilometres from a site to every demand point."""
    metres = np.hypot(demand.x - site.x, demand.y - site.y)
    return np.asarray(metres / METRES, dtype=np.float32)


def measured(column: Column, base: Unit, unit: Unit, parameters: Parameters) -> Column:
    """Return a column in the unit of a norm."""
    return parameters.minutes(column) if (base, unit) == ("km", "min") else column
