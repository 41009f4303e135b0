"""A population surface: Census 2011 pattern of settlements, scaled to official Kreis totals.

A settlement area that crosses a border counts wholly for one Gemeinde in the source.
Remedy: its people may sit in any Gemeinde that a disc of its size touches (a tenth of the
weight on a disc of twice the radius, for the elongated ones); then proportional fitting:
a Gemeinde that GeoNames knows to be larger than its sum pulls people out of the areas it
shares with others, never the reverse, and every area keeps its Census number. Last, each
Kreis is scaled to its official total of 31.12.2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import apportion
from geodata import crs
from geodata import names
from geodata.build import packages
from geodata.build import settlements
from geodata.build import shortfall
from geodata.build import successors
from geodata.build import vg250

if TYPE_CHECKING:
    from geodata.build.boundaries import Boundaries
    from geodata.build.fetch import Shelf

FAR_M: Final = 15_000.0
AROUND: Final = ("01", "02", "04", "05", "06", "12", "13", "15", "16")
WIDE: Final = 2.0
WIDE_SHARE: Final = 0.10
WIDE_LEAST: Final = 200  # inhabitants from which an area gets the wide disc
KEEP: Final = 0.60  # share that stays in the Gemeinde of the area's own point, before the fit
ROUNDS: Final = 40
PULL: Final = 5.0  # most that one round may enlarge a Gemeinde
NOTHING: Final = 1e-6  # share below which a disc only grazes a Gemeinde
LEAST: Final = 0.5  # people below which a piece is dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Settlement points (x, y, gemeinde, inhabitants) and the sums per Gemeinde."""

    points: pd.DataFrame
    gemeinden: pd.DataFrame


def units(areas: Boundaries, shelf: Shelf, outline: Any) -> gpd.GeoDataFrame:
    """Return the Gemeinden of the Land and those close to it: ``key``, ``name``."""
    raw = vg250.frame(shelf.read(packages.BOUNDARIES, "gemeinden.geo.json"), AROUND)
    raw = raw[raw.gf == vg250.LAND]
    raw = raw[shapely.distance(raw.geometry.to_numpy(), outline) < FAR_M]
    raw = raw.assign(key=raw.ars.str[:5] + raw.ars.str[9:])
    own = areas.gemeinden.reset_index()
    both = [own[["key", "name", "geometry"]], raw[["key", "name", "geometry"]]]
    return gpd.GeoDataFrame(pd.concat(both, ignore_index=True), crs=crs.METRIC)


def namesakes(gemeinden: gpd.GeoDataFrame, found: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return GeoNames' largest settlement of each Gemeinde's own name inside it, index key."""
    german = found[(found.country == "DE") & (found.inhabitants > 0)]
    right = gemeinden[["key", "name", "geometry"]].rename(columns={"name": "unit"})
    joined = gpd.sjoin(german, right, predicate="within")
    same = [
        names.bare(a) == names.bare(b) for a, b in zip(joined["name"], joined.unit, strict=True)
    ]
    largest = joined[same].sort_values(["inhabitants", "id"]).drop_duplicates("key", keep="last")
    return largest.set_index("key")[["inhabitants", "geometry"]]


def pieces(discs: Any, places: Any, gemeinden: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return which disc lies with which share and centre in which Gemeinde."""
    tree = shapely.STRtree(gemeinden.geometry.to_numpy())
    disc, unit = tree.query(discs, predicate="intersects")
    cut = shapely.intersection(discs[disc], gemeinden.geometry.to_numpy()[unit])
    frame = pd.DataFrame({"area": places[disc], "unit": unit, "share": shapely.area(cut)})
    frame["share"] /= frame.groupby("area").share.transform("sum")
    centre = shapely.centroid(cut)
    return frame.assign(x=shapely.get_x(centre), y=shapely.get_y(centre))


def shares(areas: gpd.GeoDataFrame, gemeinden: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the share of each settlement area that each Gemeinde may have, summing to 1."""
    radius = areas.radius_m.to_numpy()
    points = areas.geometry.to_numpy()
    is_wide = areas.inhabitants.to_numpy() > WIDE_LEAST
    near = pieces(shapely.buffer(points, radius, quad_segs=8), np.arange(len(areas)), gemeinden)
    near["share"] *= np.where(is_wide[near.area], 1 - WIDE_SHARE, 1.0)
    where = np.flatnonzero(is_wide)
    wide = pieces(
        shapely.buffer(points[where], radius[where] * WIDE, quad_segs=8), where, gemeinden
    )
    wide = wide.assign(share=wide.share * WIDE_SHARE, x=np.nan, y=np.nan)
    both = pd.concat([near, wide]).groupby(["area", "unit"], as_index=False)
    out = both.agg(share=("share", "sum"), x=("x", "first"), y=("y", "first"))
    return at_home(out[out.share > NOTHING].reset_index(drop=True), areas, gemeinden)


def at_home(
    parts: pd.DataFrame, areas: gpd.GeoDataFrame, gemeinden: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return the shares with a fixed part kept in the Gemeinde of the area's own point."""
    number = {key: n for n, key in enumerate(gemeinden["key"])}
    own = areas.former.replace(successors.current()).map(number).to_numpy()
    mine = own[parts.area] == parts.unit.to_numpy()
    has = np.zeros(len(areas), dtype=bool)
    has[parts.area[mine]] = True
    kept = parts.share * (1 - KEEP) + KEEP * mine
    return parts.assign(share=np.where(has[parts.area], kept, parts.share))


def fitted(parts: pd.DataFrame, census: np.ndarray, known_sizes: np.ndarray) -> np.ndarray:
    """Return the people of each piece after the proportional fitting."""
    people: np.ndarray = parts.share.to_numpy() * census[parts.area]
    has = np.isfinite(known_sizes)
    target = np.where(has, known_sizes, 1.0)
    for _ in range(ROUNDS):
        total = np.bincount(parts.unit, weights=people, minlength=len(known_sizes))
        pull = np.where(has & (total > 0), target / np.maximum(total, 1e-9), 1.0)
        people = people * np.clip(pull, 1, PULL)[parts.unit]  # only deficits pull
        back = np.bincount(parts.area, weights=people, minlength=len(census))
        people = people * (census / np.maximum(back, 1e-12))[parts.area]
    return people


def located(
    parts: pd.DataFrame, areas: gpd.GeoDataFrame, gemeinden: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return the pieces with their points, each in its Gemeinde.

    The area's own point where it lies in the Gemeinde and the area is not split; else the
    middle of the piece; else the spot of the Gemeinde that is nearest to the area's point.
    """
    shapes = gemeinden.geometry.to_numpy()[parts.unit]
    own = areas.geometry.to_numpy()[parts.area]
    split = (parts.groupby("area").area.transform("size") > 1).to_numpy()
    x = np.where(split, parts.x, shapely.get_x(own))
    y = np.where(split, parts.y, shapely.get_y(own))
    for other_x, other_y in (
        (parts.x.to_numpy(), parts.y.to_numpy()),
        shapely.get_coordinates(shapely.get_point(shapely.shortest_line(shapes, own), 0)).T,
    ):
        out = ~shapely.contains_xy(shapes, x, y) | np.isnan(x)
        x, y = np.where(out, other_x, x), np.where(out, other_y, y)
    return parts.assign(x=np.round(x).astype(int), y=np.round(y).astype(int))


def whole_numbers(parts: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """Return whole people per piece: official per Kreis, and rounded within each Gemeinde.

    Parameters
    ----------
    parts
        Pieces with ``gemeinde`` and ``people``.
    totals
        Official inhabitants per Kreis key.
    """
    parts = parts.sort_values(["gemeinde", "x", "y"]).reset_index(drop=True)
    sums = parts.groupby("gemeinde").people.sum()
    size = pd.Series(0, index=sums.index)
    for kreis, group in sums.groupby(sums.index.str[:5]):
        size[group.index] = apportion.largest_remainder(group.to_numpy(), int(totals[kreis]))
    people = np.zeros(len(parts), dtype=np.int64)
    for key, rows in parts.groupby("gemeinde").indices.items():
        people[rows] = apportion.largest_remainder(parts.people.to_numpy()[rows], int(size[key]))
    out = parts.assign(inhabitants=people)[["x", "y", "gemeinde", "inhabitants"]]
    return out[out.inhabitants > 0].reset_index(drop=True)


def build(
    areas: Boundaries, found: gpd.GeoDataFrame, official: pd.DataFrame, shelf: Shelf
) -> Population:
    """Return the estimate for points and Gemeinden; Kreise sum to the official figures."""
    outline = shapely.simplify(areas.land.geometry.iloc[0], 500)
    gemeinden = units(areas, shelf, outline)
    homes = settlements.build(shelf, outline, FAR_M)
    parts = shares(homes, gemeinden)
    known = namesakes(gemeinden, found)
    sizes = known.inhabitants.reindex(gemeinden["key"]).to_numpy(dtype=float)
    people = fitted(parts, homes.inhabitants.to_numpy(), sizes)
    parts = parts.assign(people=people, gemeinde=gemeinden["key"].to_numpy()[parts.unit])
    parts = parts[parts.gemeinde.str.startswith("03") & (parts.people >= LEAST)]
    parts = located(parts.reset_index(drop=True), homes, gemeinden)
    parts = shortfall.raised(parts, official.inhabitants, known)
    points = whole_numbers(parts, official.inhabitants)
    sums = points.groupby("gemeinde").inhabitants.sum()
    sums = sums.reindex(areas.gemeinden.index, fill_value=0)
    return Population(points=points, gemeinden=sums.rename_axis("key").reset_index())
