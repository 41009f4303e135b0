"""Answers scenarios: keeps what is expensive, by content, for all threads of a process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import TypeVar

from geodata import errors
from geodata import norms
from geodata.analysis import border
from geodata.analysis import coverage
from geodata.analysis import demand
from geodata.analysis import notices
from geodata.analysis import overland
from geodata.analysis import rows
from geodata.analysis import scenario as scenarios
from geodata.analysis import supply
from geodata.analysis import travel
from geodata.analysis import waters
from geodata.analysis import weighting
from geodata.analysis.assessment import Assessment
from geodata.analysis.assessment import Method
from geodata.analysis.assessment import Situation
from geodata.analysis.router import Router
from geodata.analysis.supply import Supply
from geodata.analysis.travel import Columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Hashable
    from collections.abc import Mapping

    from geodata.analysis.demand import Demand
    from geodata.analysis.scenario import Scenario
    from geodata.analysis.supply import Site
    from geodata.analysis.travel import TravelSource
    from geodata.catalogue import Catalogue
    from geodata.norms import Norm
    from geodata.norms import Unit
    from geodata.problems import Problem

T = TypeVar("T")
COLUMNS_KEPT: Final = 256
OTHERS_KEPT: Final = 32
COVERS_KEPT: Final = 6


class Kept:
    """The latest values by key; safe for threads, a value may be made twice but never torn.

    Parameters
    ----------
    most
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made now if it is not there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                found: T = self._values[key]
                return found
        made = make()
        self.put(key, made)
        return made

    def peek(self, key: Hashable) -> Any:
        """Return the value of a key or None."""
        with self._lock:
            return self._values.get(key)

    def put(self, key: Hashable, value: object) -> None:
        """Keep a value, and let go of the one not used for longest."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)


class Analyst:
    """Answers scenarios about one catalogue.

    Parameters
    ----------
    catalogue
        The data.
    supplies
        Lists of one's own by name: a scenario's ``layer`` may name them.
    sources
        Further travel sources by measure: ``matrix``, ``router``.
    demands
        Further demands by id.
    router
        Address of a routing engine (``ATLAS_ROUTER``); empty for none.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        supplies: Mapping[str, Supply] | None = None,
        sources: Mapping[str, TravelSource] | None = None,
        demands: Mapping[str, Demand] | None = None,
        router: str = "",
    ) -> None:
        self.catalogue = catalogue
        self.supplies: Mapping[str, Supply] = {} if supplies is None else supplies
        self.sources = dict(sources or {})
        if router:
            self.sources["router"] = Router(address=router, roads=self._roads)
        self._demands = Kept(OTHERS_KEPT)
        for name, one in (demands or {}).items():
            self._demands.put(name, (one, ()))
        self._others = Kept(OTHERS_KEPT)
        self._columns = Kept(COLUMNS_KEPT)
        self._covers = Kept(COVERS_KEPT)

    def warm(self) -> None:
        """Prepare what the first question needs: about two seconds once a process."""
        self.assess(scenarios.Scenario())

    def assess(self, asked: Scenario) -> Assessment:
        """Return the answer to a scenario; never raises on what a user may have typed."""
        asked, found = self.known(asked)
        norm, more = self.norm(asked)
        found += more
        people, more = self.counted(asked)
        found += more
        parameters, more = checked(asked.parameters)
        found += more
        source, more = self.source(asked.measure, people)
        found += more
        today, after, more = self.sites(asked)
        found += more
        columns, source, more = self.columns((*today, *after), people, source, norm.unit)
        found += more
        kept = replace(asked, parameters=parameters)
        return Assessment(
            scenario=kept,
            norm=norm,
            method=Method(
                id=source.id,
                title=source.title,
                title_en=source.title_en,
                base=source.base(norm.unit),
                is_approximate=source.is_approximate,
                parameters=parameters,
            ),
            demand=people,
            before=situation(today, columns, people),
            after=situation(after, columns, people),
            border=self._others.get(
                ("border", people.place), lambda: border.of(people, self.catalogue.folder)
            ),
            areas=self.catalogue.areas,
            members=self.catalogue.members(rows.REGIONS),
            problems=tuple(dict.fromkeys(found)),
            supply_title=self.supply(asked).title,
        )

    def cover(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what candidates serve, by its key, made now if it is not there."""
        return self._covers.get(key, make)

    def known(self, asked: Scenario) -> tuple[Scenario, list[Problem]]:
        """Return the scenario with a supply that is there, or the usual one with the reason."""
        datasets = self.catalogue.records["dataset"]
        if asked.layer in self.supplies or (datasets == asked.layer).any():
            return asked, []
        return replace(asked, layer=supply.RVZ, closed=()), [notices.no_list(asked.layer)]

    def norm(self, asked: Scenario) -> tuple[Norm, list[Problem]]:
        """Return the norm of a scenario, or the default with the reason why."""
        register = norms.load()
        if not asked.norm:
            return register.default, []
        norm = register.find(asked.norm)
        if norm is None:
            words = (
                "Diese Norm gibt es nicht; es gilt die Vorgabe.",
                "There is no such norm; the default is used.",
            )
            return register.default, [notices.unknown("norm", asked.norm, *words)]
        if not norm.computable:
            return register.default, [notices.not_computable(norm.id, norm.note, norm.note_en)]
        return norm, []

    def counted(self, asked: Scenario) -> tuple[Demand, list[Problem]]:
        """Return the demand of a scenario: all inhabitants, or those who count."""
        people, found = self.demand(asked.demand)
        if not asked.weight:
            return people, found
        made, more = self._others.get(
            ("weight", people.digest, asked.weight, asked.weight_year),
            lambda: weighting.weighted(people, asked.weight, asked.weight_year, self.catalogue),
        )
        return made, [*found, *more]

    def demand(self, name: str) -> tuple[Demand, list[Problem]]:
        """Return the demand of a name; the Gemeinden if the settlement points are not there."""
        made: tuple[Demand, tuple[Problem, ...]] = self._demands.get(
            name, lambda: self._demand(name)
        )
        return made[0], list(made[1])

    def _demand(self, name: str) -> tuple[Demand, tuple[Problem, ...]]:
        if name == "gemeinden":
            return demand.of_gemeinden(self.catalogue), ()
        found: list[Problem] = []
        if name != "points":
            words = ("Diese Einwohnerdaten gibt es nicht.", "There is no such population.")
            found.append(notices.unknown("demand", name, *words))
        try:
            return demand.of_points(self.catalogue), tuple(found)
        except errors.GeodataError as error:
            words = (error.message, error.message_en)
            found.append(notices.of("demand-missing", "demand", name, words))
            return demand.of_gemeinden(self.catalogue), tuple(found)

    def source(self, measure: str, people: Demand) -> tuple[TravelSource, list[Problem]]:
        """Return the travel source of a measure, or the built-in one with the reason why."""
        if measure in self.sources:
            return self.sources[measure], []
        if measure == "beeline":
            return travel.Beeline(), []
        found = []
        if measure not in ("minutes", "overland"):
            words = (
                f"Die Quelle „{measure}“ ist hier nicht eingerichtet.",
                f"The source '{measure}' is not set up here.",
            )
            found.append(notices.fallback("measure-missing", measure, *words))
        try:
            return self.overland(people, "overland" if measure == "overland" else "minutes"), found
        except errors.GeodataError as error:
            words = (error.message, error.message_en)
            found.append(notices.of("waters-missing", "measure", measure, words))
            return travel.Beeline(), found

    def _roads(self, people: Demand) -> TravelSource:
        return self.source("minutes", people)[0]

    def overland(self, people: Demand, measure: str = "minutes") -> travel.Overland:
        """Return the built-in source that goes round the water.

        Raises
        ------
        MissingFileError, DamagedFileError
        """
        folder = self.catalogue.folder
        ground = self._others.get(
            ("ground", people.place),
            lambda: overland.ground(people.x, people.y, waters.load(folder)),
        )
        return travel.Overland(ground=ground, id=measure)

    def sites(self, asked: Scenario) -> tuple[tuple[Site, ...], tuple[Site, ...], list[Problem]]:
        """Return today's sites, those of the scenario, and what was wrong."""
        today = self.supply(asked)
        known = {site.id for site in today.sites}
        open_ones = tuple(site for site in today.sites if site.id not in asked.closed)
        assumed = supply.of_candidates(
            [one.key for one in asked.candidates],
            self.catalogue,
            [one.name for one in asked.candidates],
        )
        found = [*today.problems, *assumed.problems]
        for lost in asked.closed:
            if lost not in known:
                words = (
                    "Diesen Standort gibt es in der Auswahl nicht; er ist schon zu.",
                    "There is no such site in the selection; it is closed already.",
                )
                found.append(notices.unknown("closed", lost, *words))
        after = (Supply(sites=open_ones) + assumed).sites
        if not after:
            found.append(notices.no_supply())
        return today.sites, after, found

    def supply(self, asked: Scenario) -> Supply:
        """Return today's sites of a scenario."""
        if asked.layer in self.supplies:
            return self.supplies[asked.layer]
        return self._others.get(
            ("supply", asked.layer, asked.states),
            lambda: supply.of_records(self.catalogue, asked.layer, asked.states),
        )

    def columns(
        self, sites: tuple[Site, ...], people: Demand, source: TravelSource, unit: Unit
    ) -> tuple[Mapping[Site, travel.Column], TravelSource, list[Problem]]:
        """Return a column for each site, from what is kept or made now.

        If the source fails, the built-in one stands in for all sites: figures of two
        sources are never mixed.
        """
        wanted = list(dict.fromkeys(sites))
        keys = {site: (source.key, source.base(unit), people.place, site.x, site.y, site.id)
                for site in wanted}  # fmt: skip
        have = {site: self._columns.peek(keys[site]) for site in wanted}
        lacking = [site for site in wanted if have[site] is None]
        made = source.columns(lacking, people, unit) if lacking else Columns(columns=())
        if len(made.columns) < len(lacking):
            builtin, more = self.source("minutes", people)
            columns, used, others = self.columns(sites, people, builtin, unit)
            return columns, used, [*made.problems, *more, *others]
        for site, column in zip(lacking, made.columns, strict=True):
            column.setflags(write=False)
            have[site] = column
            self._columns.put(keys[site], column)
        return have, source, list(made.problems)


def situation(
    sites: tuple[Site, ...], columns: Mapping[Site, travel.Column], people: Demand
) -> Situation:
    """Return the nearest of these sites for each point."""
    mine = tuple(columns[site] for site in sites)
    return Situation(sites=sites, columns=mine, nearest=coverage.nearest(mine, len(people)))


def checked(parameters: travel.Parameters) -> tuple[travel.Parameters, list[Problem]]:
    """Return the parameters inside their limits, and what had to be brought there."""
    found = []
    values = {}
    for name, (low, high) in travel.LIMITS.items():
        value = float(getattr(parameters, name))
        values[name] = min(max(value, low), high) if value == value else low  # noqa: PLR0124
        if values[name] != value:
            words = (
                f"Außerhalb von {low:g} bis {high:g}; gerechnet wird mit {values[name]:g}.",
                f"Outside {low:g} to {high:g}; {values[name]:g} is used.",
            )
            found.append(notices.of("parameter-outside", name, f"{value:g}", words))
    return travel.Parameters(**values), found
