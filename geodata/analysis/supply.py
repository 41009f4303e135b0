"""Supply: the sites that serve people, from records, candidates or a list of one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

import numpy as np
import shapely

from geodata import crs
from geodata.analysis import notices
from geodata.analysis import spots
from geodata.analysis import waters
from geodata.errors import GeodataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.catalogue import Catalogue
    from geodata.intake.facilities import Facility
    from geodata.problems import Problem

State = Literal["open", "branch", "planned", "study", "candidate"]
STATES: Final = ("open", "branch", "planned", "study")
USUAL: Final = ("open", "branch")
RVZ: Final = "rvz"
MOST: Final = 200
"""Candidates of one scenario; more are left out with a notice."""
KREIS_DIGITS: Final = 5
LATLON: Final = re.compile(r"(?P<lat>-?\d{1,2}(?:\.\d{1,6})?)~(?P<lon>-?\d{1,3}(?:\.\d{1,6})?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place that serves people.

    Parameters
    ----------
    id
        Record id, or the text of a candidate as it is in the address.
    x, y
        EPSG:25832, metres.
    capacity
        What it can do, in units of the supply (seats, doctors); None if not known.
    gemeinde, landkreis
        Keys; empty outside the Land.
    """

    id: str
    name: str
    x: float
    y: float
    state: State
    capacity: float | None = None
    gemeinde: str = ""
    landkreis: str = ""

    @property
    def latlon(self) -> tuple[float, float]:
        """Latitude and longitude, WGS84."""
        lon, lat = crs.degrees(self.x, self.y)[0]
        return round(float(lat), 5), round(float(lon), 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Sites with what was wrong with the rest.

    Parameters
    ----------
    title
        Name of a list of one's own; empty for records.
    """

    sites: tuple[Site, ...]
    problems: tuple[Problem, ...] = ()
    title: str = ""

    def __add__(self, other: Supply) -> Supply:
        """Return the sites of both; an id that occurs twice counts once."""
        known = {site.id for site in self.sites}
        more = tuple(site for site in other.sites if site.id not in known)
        return Supply(
            sites=self.sites + more, problems=self.problems + other.problems, title=self.title
        )


def of_records(catalogue: Catalogue, layer: str = RVZ, states: Iterable[str] = USUAL) -> Supply:
    """Return the placed records of a point layer as sites, one a place.

    Parameters
    ----------
    layer
        A dataset of records with points.
    states
        Only for ``rvz``: which of :data:`STATES` count. All records of other layers do.
    """
    rows = catalogue.records[catalogue.records["dataset"] == layer]
    chosen = set(states)
    if layer == RVZ:
        rows = rows[rows["kind_detail"].isin(chosen & set(STATES))]
    found = catalogue.places[catalogue.places["record"].isin(rows.index)]
    found = found[found["lat"].notna() & found["lon"].notna()]
    metric = crs.points(found["lon"], found["lat"])
    twice = found["record"].duplicated(keep=False)
    sites = []
    for place, (x, y), shared in zip(found.itertuples(), metric, twice, strict=True):
        row = rows.loc[place.record]
        sites.append(
            Site(
                id=f"{place.record}:{place.gemeinde}" if shared else str(place.record),
                name=f"{row['title']} ({place.name})" if shared else str(row["title"]),
                x=float(x),
                y=float(y),
                state=row["kind_detail"] if layer == RVZ else "open",
                gemeinde=str(place.gemeinde),
                landkreis=str(place.landkreis),
            )
        )
    lost = rows.index[~rows.index.isin(found["record"])]
    problems = [notices.unplaced(layer, len(lost))] if len(lost) else []
    return Supply(sites=tuple(sites), problems=tuple(problems))


def of_candidates(
    candidates: Iterable[str], catalogue: Catalogue, names: Iterable[str] = ()
) -> Supply:
    """Return assumed sites, each a Gemeinde key or ``lat~lon`` (WGS84).

    What is no such text, lies in the water or outside the Land is left out with a
    problem; so is what exceeds :data:`MOST`.
    """
    listed = list(dict.fromkeys(candidates))
    labels = dict(zip(listed, names, strict=False))
    problems = [notices.too_many(len(listed), MOST)] if len(listed) > MOST else []
    sites = []
    for text in listed[:MOST]:
        try:
            found = candidate(text, catalogue)
        except GeodataError as error:
            found = notices.unreadable(text, error)
        if isinstance(found, Site):
            label = labels.get(text) or found.name
            sites.append(_renamed(found, label))
        else:
            problems.append(found)
    return Supply(sites=tuple(sites), problems=tuple(problems))


def _renamed(site: Site, name: str) -> Site:
    values = {slot: getattr(site, slot) for slot in Site.__slots__}
    return Site(**{**values, "name": name})


def candidate(text: str, catalogue: Catalogue) -> Site | Problem:
    """Return the assumed site that a text means, or what is wrong with it."""
    units = catalogue.areas["gemeinden"]
    if text in units.index:
        lat, lon = spots.of_gemeinde(text, catalogue)
        x, y = crs.points(lon, lat)[0]
        return Site(
            id=text,
            name=str(units.loc[text, "name"]),
            x=float(x),
            y=float(y),
            state="candidate",
            gemeinde=text,
            landkreis=str(units.loc[text, "kreis"]),
        )
    found = LATLON.fullmatch(text)
    if found is None:
        return notices.no_candidate(text)
    lat, lon = float(found["lat"]), float(found["lon"])
    x, y = map(float, crs.points(lon, lat)[0])
    if not (np.isfinite(x) and np.isfinite(y)):
        return notices.outside(text)
    key = spots.territory(catalogue.folder).gemeinde(x, y)
    water = waters.load(catalogue.folder)
    if shapely.contains_xy(water.shape, x, y):
        return notices.in_water(text)
    if not key:
        return notices.outside(text)
    name = f"Punkt in {units.loc[key, 'name']}"
    return Site(id=text, name=name, x=x, y=y, state="candidate", gemeinde=key, landkreis=key[:5])


def written(lat: float, lon: float) -> str:
    """Return the text of a candidate at a point: four decimals, about ten metres."""
    return f"{lat:.4f}~{lon:.4f}"


def of_facilities(places: Iterable[Facility], catalogue: Catalogue, title: str = "") -> Supply:
    """Return the sites of a checked list of named places, told apart by their rows.

    Parameters
    ----------
    places
        From :func:`geodata.intake.facilities.read`. One in the water is left out with a problem;
        one outside the Land stays: people near the border may use it.
    title
        Name of the list.
    """
    listed = tuple(places)
    metric = crs.points([one.lon for one in listed], [one.lat for one in listed])
    wet = shapely.contains_xy(waters.load(catalogue.folder).shape, metric[:, 0], metric[:, 1])
    land = spots.territory(catalogue.folder)
    sites, problems, beyond = [], [], 0
    for one, (x, y), in_water in zip(listed, metric, wet, strict=True):
        if in_water:
            problems.append(notices.in_water(one.name, f"{title}, Zeile {one.row}"))
            continue
        key = one.gemeinde or land.gemeinde(float(x), float(y))
        beyond += not key
        sites.append(
            Site(
                id=f"s{one.row}",
                name=one.name,
                x=float(x),
                y=float(y),
                state="open",
                capacity=one.capacity,
                gemeinde=key,
                landkreis=key[:KREIS_DIGITS],
            )
        )
    if beyond:
        problems.append(notices.beyond(beyond, title))
    return Supply(sites=tuple(sites), problems=tuple(problems), title=title)
