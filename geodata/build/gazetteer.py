"""The gazetteer: every place name of the Land with its point, Gemeinde and Kreis.

The point of a Gemeinde, best first: the settlement of its name (GeoNames); its most
populous settlement area (open_eGo, ODbL: kept apart in ``odbl/``); its label point.
Never the centroid: six Gemeinden have theirs outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata import crs
from geodata import names
from geodata.build import naming
from geodata.build import places
from geodata.build import tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from geodata.build.boundaries import Boundaries

COLUMNS: Final = (
    "name", "kind", "key", "kreis", "kreis_name", "gemeinde", "lat", "lon", "precision", "source",
)  # fmt: skip
KINDS: Final = (
    "landkreis", "kreisfreie_stadt", "gemeinde", "samtgemeinde", "former", "ortsteil",
    "gemeindefrei",
)  # fmt: skip
GEONAMES: Final = "geonames"
INSIDE: Final = "inside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the rows are made of: areas, attribute tables, settlements by Gemeinde."""

    areas: Boundaries
    tables: Mapping[str, pd.DataFrame]
    settlements: Mapping[str, gpd.GeoDataFrame]

    def same_name(self, gemeinde: str, name: str) -> Any | None:
        """Return the point of the most populous settlement of that name, if there is one."""
        have = self.settlements.get(gemeinde)
        if have is None:
            return None
        same = have[[names.bare(n) == names.bare(name) for n in have["name"]]]
        if same.empty:
            return None
        return same.geometry.loc[same.inhabitants.idxmax()]

    def largest(self, gemeinden: Iterable[str]) -> Any | None:
        """Return the point of the most populous settlement of several Gemeinden."""
        have = [self.settlements[k] for k in gemeinden if k in self.settlements]
        if not have:
            return None
        every = pd.concat(have, ignore_index=True)
        return every.geometry.loc[every.inhabitants.idxmax()]


def row(kind: str, name: str, key: str, point: Any, source: str) -> dict[str, Any]:
    """Return one entry; the point is metric still."""
    precision = {
        "landkreis": "landkreis",
        "kreisfreie_stadt": "landkreis",
        "samtgemeinde": "samtgemeinde",
        "ortsteil": "place",
    }
    return {
        "name": name,
        "kind": kind,
        "key": key,
        "kreis": key[:5],
        "gemeinde": key if kind in {"gemeinde", "gemeindefrei", "former", "ortsteil"} else "",
        "precision": precision.get(kind, "municipality"),
        "source": source,
        "geometry": point,
    }


def gemeinden(ground: Ground) -> Iterator[dict[str, Any]]:
    """Yield the Gemeinden and gemeindefreie Gebiete."""
    for unit in ground.areas.gemeinden.itertuples():
        point = ground.same_name(unit.Index, unit.name)
        source = GEONAMES
        if point is None or not shapely.contains(unit.geometry, point):
            point, source = label(ground, "gemeinden", unit.Index), INSIDE
        kind = "gemeindefrei" if unit.title == "Gemeindefreies Gebiet" else "gemeinde"
        yield row(kind, unit.name, unit.Index, point, source)


def label(ground: Ground, level: str, key: str) -> Any:
    """Return the label point of an area, metric."""
    at = ground.tables[level].set_index("key").loc[key]
    point = gpd.GeoSeries([shapely.Point(at.lon, at.lat)], crs=crs.WGS84)
    return point.to_crs(crs.METRIC).iloc[0]


def samtgemeinden(ground: Ground, units: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the Samtgemeinden: the member of the same name, else the largest settlement."""
    members = ground.areas.gemeinden
    for area in ground.areas.samtgemeinden.itertuples():
        own = members[members.samtgemeinde == area.Index]
        same = [k for k, n in own["name"].items() if names.bare(n) == names.bare(area.name)]
        point = units[same[0]] if same else ground.largest(own.index)
        source = GEONAMES
        if point is None:
            point, source = label(ground, "samtgemeinden", area.Index), INSIDE
        yield row("samtgemeinde", area.name, area.Index, point, source)


def kreise(ground: Ground) -> Iterator[dict[str, Any]]:
    """Yield the Landkreise and kreisfreie Städte at their label points."""
    for area in ground.areas.landkreise.itertuples():
        kind = "kreisfreie_stadt" if area.title == naming.CITY else "landkreis"
        yield row(kind, area.name, area.Index, label(ground, "landkreise", area.Index), INSIDE)


def former(
    ground: Ground, units: Mapping[str, Any], changes: Iterable[tables.Change]
) -> Iterator[dict[str, Any]]:
    """Yield former Gemeinden whose name is no longer that of a Gemeinde."""
    for change in changes:
        if names.bare(change.former_name) != names.bare(change.name):
            point = ground.same_name(change.key, change.former_name)
            source = GEONAMES if point is not None else INSIDE
            point = units[change.key] if point is None else point
            yield row("former", change.former_name, change.key, point, source)


def settlements(ground: Ground, taken: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the settlements that are not the Gemeinde's namesake."""
    for key, frame in ground.settlements.items():
        for place in frame.itertuples():
            if (key, names.bare(place.name)) not in taken:
                yield row("ortsteil", place.name, key, place.geometry, GEONAMES)


def build(
    areas: Boundaries,
    frames: Mapping[str, pd.DataFrame],
    found: gpd.GeoDataFrame,
    changes: Iterable[tables.Change],
) -> pd.DataFrame:
    """Return the gazetteer, ordered by kind, key and name.

    Parameters
    ----------
    areas, frames
        The areas and their attribute tables.
    found
        GeoNames' places, EPSG:25832.
    changes
        Former Gemeinden.
    """
    local = places.inside(found, areas.gemeinden)
    ground = Ground(
        areas=areas, tables=frames, settlements={str(k): f for k, f in local.groupby("gemeinde")}
    )
    rows = list(gemeinden(ground))
    points = {r["key"]: r["geometry"] for r in rows}
    rows += samtgemeinden(ground, points)
    rows += kreise(ground)
    rows += former(ground, points, changes)
    taken = {(r["key"], names.bare(r["name"])) for r in rows if r["gemeinde"]}
    rows += settlements(ground, taken)
    frame = gpd.GeoDataFrame(rows, crs=crs.METRIC).drop_duplicates(["kind", "name", "key"])
    degrees = frame.geometry.to_crs(crs.WGS84)
    frame["lat"], frame["lon"] = degrees.y.round(5), degrees.x.round(5)
    labels = frames["landkreise"].set_index("key")["label"]
    frame["kreis_name"] = frame["kreis"].map(labels)
    frame["_kind"] = frame["kind"].map(KINDS.index)
    frame = frame.sort_values(["_kind", "key", "name"])
    return pd.DataFrame(frame[list(COLUMNS)]).reset_index(drop=True)
