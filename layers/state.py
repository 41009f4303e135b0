"""The view state: one frozen value that says what the screen shows, with one spelling each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

VERSION = 1
MODES = ("explore", "gaps", "press", "programmes", "sources")
LEVELS = ("landkreise", "aerl", "gemeinden", "zukunftsregionen")
KINDS = ("award", "budget")
THEMES = ("light", "dark", "contrast")
LANGS = ("de", "en")
FIRST_YEAR, LAST_YEAR = 1990, 2100

# Drawing order of the layers that are on when nobody chose any, first = lowest
BASE_LAYERS = ("landkreise", "aerl", "surroundings", "jobmessen", "zukunftsraeume", "rvz")
# Ways to measure the way to a site, and states of sites that may be counted as supply
MEASURES = ("overland", "beeline", "minutes", "matrix", "router")
SITES = ("open", "branch", "planned", "study")
# Detour factor, speed in km/h and minutes at the start of the built-in estimate, with decimals
TRAVEL = (1.3, 60.0, 3.0)
TRAVEL_DECIMALS = (2, 0, 1)
NORM = "gba-hausarzt"
METRIC = "money_per_inhabitant"
# What the map of the mode gaps can show besides the way to a site, and the groups of that map:
# much or little need, much or little recorded money
GAP_METRICS = ("need",)
GROUPS = ("need-little", "need-much", "served-little", "served-much")
SUPPLY = "rvz"
TODAY = "today"

# What a picture for the press may show, in drawing order, and what it shows unless told otherwise.
# Besides: nothing but title and sources, or the map alone (with names)
PARTS = ("legend", "chart", "labels", "scale", "headline", "table")
USUAL_PARTS = ("legend", "chart", "labels", "scale", "headline")
NO_PARTS, CLEAN = "none", "clean"
STAMPS = ("draft", "embargo")
SUBJECTS = ("explore", "gaps")
PICTURES = ("png", "svg", "pdf")
# Fields that are one text each, in the store as they are: of indicators, and of a picture
CHOSEN = ("year", "need", "weight")
TEXTS = ("of", "format", "size", "title", "subtitle", "chart", "stamp", "until", "embed")
MOST_COLUMNS = 8

# Decimals of latitude, longitude and zoom in an address: 4 decimals of a degree are 11 m
MAP_DECIMALS = (4, 4, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRef:
    """One drawn layer.

    Parameters
    ----------
    id
        Id of a layer of the registry.
    opacity
        0 to 100, percent.
    """

    id: str
    opacity: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The ids an address may name; everything else in it becomes a notice.

    Parameters
    ----------
    metrics, programmes, aerl, layers
        Ids of the registries and of the catalogue.
    areas
        Keys of the areas of every level.
    indicators
        Those of the metrics that came with the data.
    """

    metrics: frozenset[str]
    programmes: frozenset[str]
    aerl: frozenset[str]
    layers: frozenset[str]
    areas: frozenset[str]
    indicators: frozenset[str] = frozenset()


def default_layers(level: str) -> tuple[LayerRef, ...]:
    """Return the layers drawn for a level when the view names none; the level's own is lowest."""
    own = () if level in BASE_LAYERS else (level,)
    return tuple(LayerRef(id=layer) for layer in (*own, *BASE_LAYERS))


def quantise(value: float, decimals: int) -> float:
    """Round half up like JavaScript's ``Math.round``, so that both sides write the same digits."""
    scale = 10**decimals
    return float(math.floor(value * scale + 0.5) / scale) + 0.0  # + 0.0: no negative zero


def _parts(values: Iterable[str]) -> tuple[str, ...]:
    """Return the parts of a picture in their one spelling; the map alone may bear names only."""
    asked = set(values)
    if CLEAN in asked:
        return (CLEAN, "labels") if "labels" in asked else (CLEAN,)
    return tuple(part for part in PARTS if part in asked) or (NO_PARTS,)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """Everything the address says; equal views are equal values.

    Construction brings a view into its one spelling: lists without doubles (programmes and
    ÄrL sorted, areas in the order they were chosen), the position rounded, and the layers of
    the level's default written as None.

    Parameters
    ----------
    version
        Version of the address scheme.
    mode, level, metric, kind, theme, lang
        Ids; see the constants of this module.
    year
        Year of indicators: the newest with values, none after it; empty = the last of `years`.
    columns
        Indicators beside the other columns of the table.
    programme
        Programmes shown; empty = all.
    years
        First and last year shown; None = all, records without a year included.
    aerl
        Keys of the offices whose area is shown; empty = the whole Land.
    layers
        Drawn layers, lowest first; None = the default of the level.
    area
        Keys of the selected areas.
    map
        Latitude and longitude (WGS84, degrees) of the centre, and zoom; None = the whole Land.
    norm
        Id of the register, or a free norm such as ``20min@95`` (mode gaps, like all that follow).
    measure
        How the way to a site is measured.
    supply
        What serves people: a layer of points, or the name of a list of one's own.
    sites
        States of supply centres that count as supply.
    candidates
        Sites added on trial: keys of Gemeinden, or ``lat~lon``.
    closed
        Ids of sites left out on trial.
    travel
        Detour factor, speed in km/h and minutes at the start, of the built-in estimate.
    versus
        The scenario to compare with: ``today``, or candidates, and closed sites with a ``-``
        before them; empty for none.
    name
        What the planner calls the scenario.
    group
        Selected group of need and funding (of `GROUPS`); empty = none.
    need
        Indicator that stands for need instead of the way to a site; with a ``-`` before it a low
        value means more need; empty for the way.
    weight
        Indicator that says how many of the inhabitants count; empty for all.
    since
        ISO date, may be partial, from which job fairs count for the list of districts without
        one; empty = the first year of the filter or of the records.
    of, format
        What a picture for the press is of, and its kind of file (mode press, like all that follow;
        what they may be is told by `layers.picture.options`).
    size, title, subtitle, show, chart, stamp, until
        Options of the picture.
    embed
        ``on`` = the view without controls, for the frame of another page.
    """

    version: int = VERSION
    mode: str = "explore"
    level: str = "landkreise"
    metric: str = METRIC
    year: str = ""
    columns: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    kind: str = "award"
    years: tuple[int, int] | None = None
    aerl: tuple[str, ...] = ()
    layers: tuple[LayerRef, ...] | None = None
    area: tuple[str, ...] = ()
    map: tuple[float, float, float] | None = None
    norm: str = NORM
    measure: str = "overland"
    supply: str = SUPPLY
    sites: tuple[str, ...] = ("branch", "open")
    candidates: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    travel: tuple[float, float, float] = TRAVEL
    versus: tuple[str, ...] = ()
    name: str = ""
    group: str = ""
    need: str = ""
    weight: str = ""
    since: str = ""
    of: str = "explore"
    format: str = "png"
    size: str = "hd"
    title: str = ""
    subtitle: str = ""
    show: tuple[str, ...] = USUAL_PARTS
    chart: str = ""
    stamp: str = ""
    until: str = ""
    embed: str = "off"
    theme: str = "light"
    lang: str = "de"

    def __post_init__(self) -> None:
        put = object.__setattr__  # the one place where a frozen view is brought into shape
        put(self, "programme", tuple(sorted(set(self.programme))))
        put(self, "aerl", tuple(sorted(set(self.aerl))))
        put(self, "area", _once(self.area))
        put(self, "columns", _once(self.columns)[:MOST_COLUMNS])
        if self.subject != "gaps" and self.metric in GAP_METRICS:
            put(self, "metric", METRIC)
        put(self, "sites", tuple(sorted(set(self.sites))))
        put(self, "candidates", _once(self.candidates))
        put(self, "closed", tuple(sorted(set(self.closed))))
        put(self, "show", _parts(self.show))
        put(self, "versus", _once(self.versus))
        put(self, "travel", tuple(map(quantise, self.travel, TRAVEL_DECIMALS)))
        if self.layers is not None:
            first = {ref.id: ref for ref in reversed(self.layers)}
            layers = tuple(first[id_] for id_ in _once(ref.id for ref in self.layers))
            put(self, "layers", None if layers == default_layers(self.level) else layers)
        if self.map is not None:
            rounded = tuple(map(quantise, self.map, MAP_DECIMALS))
            put(self, "map", rounded)

    @property
    def subject(self) -> str:
        """Mode whose map is shown: a picture for the press is of another mode's map."""
        return self.of if self.mode == "press" else self.mode

    def drawn(self) -> tuple[LayerRef, ...]:
        """Return the drawn layers, lowest first."""
        return default_layers(self.level) if self.layers is None else self.layers


def to_store(view: ViewState) -> dict[str, Any]:
    """Return the view as the JSON value the browser keeps; the keys are the field names."""
    layers = view.layers
    return {
        "version": view.version,
        "mode": view.mode,
        "level": view.level,
        "metric": view.metric,
        "programme": list(view.programme),
        "kind": view.kind,
        "years": None if view.years is None else list(view.years),
        "aerl": list(view.aerl),
        "layers": None if layers is None else [{"id": r.id, "opacity": r.opacity} for r in layers],
        "area": list(view.area),
        "columns": list(view.columns),
        "map": None if view.map is None else list(view.map),
        "norm": view.norm,
        "measure": view.measure,
        "supply": view.supply,
        "sites": list(view.sites),
        "candidates": list(view.candidates),
        "closed": list(view.closed),
        "travel": list(view.travel),
        "versus": list(view.versus),
        "name": view.name,
        "group": view.group,
        "since": view.since,
        "show": list(view.show),
        **{name: getattr(view, name) for name in (*CHOSEN, *TEXTS)},
        "theme": view.theme,
        "lang": view.lang,
    }


def from_store(value: Mapping[str, Any]) -> ViewState:
    """Return the view of a JSON value written by `to_store`.

    The value is trusted in shape, not in content: `view.from_query(view.to_query(...))`
    checks the ids where it comes from a stranger.
    """
    layers = value["layers"]
    return ViewState(
        version=value["version"],
        mode=value["mode"],
        level=value["level"],
        metric=value["metric"],
        programme=tuple(value["programme"]),
        kind=value["kind"],
        years=None if value["years"] is None else (value["years"][0], value["years"][1]),
        aerl=tuple(value["aerl"]),
        layers=None if layers is None else tuple(LayerRef(**layer) for layer in layers),
        area=tuple(value["area"]),
        columns=tuple(value["columns"]),
        map=None if value["map"] is None else (*value["map"],),
        norm=value["norm"],
        measure=value["measure"],
        supply=value["supply"],
        sites=tuple(value["sites"]),
        candidates=tuple(value["candidates"]),
        closed=tuple(value["closed"]),
        travel=(value["travel"][0], value["travel"][1], value["travel"][2]),
        versus=tuple(value["versus"]),
        name=value["name"],
        group=value["group"],
        since=value["since"],
        show=tuple(value["show"]),
        **{name: value[name] for name in (*CHOSEN, *TEXTS)},
        theme=value["theme"],
        lang=value["lang"],
    )
