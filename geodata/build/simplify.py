"""The browser's geometry: one coverage simplified together, rounded, then dissolved upwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd
import numpy as np

from geodata import crs
from geodata import errors
from geodata import geometry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.build.boundaries import Boundaries

TOLERANCE_M: Final = 100.0
DECIMALS: Final = 4  # of a degree: at most 6 m off, a tenth of the tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Simplified areas in EPSG:4326: a series of geometries by level, and the Länder around."""

    levels: Mapping[str, gpd.GeoSeries]
    neighbours: gpd.GeoSeries


def degrees(series: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return geometries in EPSG:4326, rounded, without points that rounding doubled."""
    wgs84 = series.to_crs(crs.WGS84)
    shapes = geometry.rounded(wgs84.to_numpy(), 10.0**-DECIMALS)
    shapes = geometry.without_doubles(shapes)
    return gpd.GeoSeries(shapes, index=series.index, crs=crs.WGS84)


def build(areas: Boundaries) -> Web:
    """Simplify Gemeinden and neighbouring Länder in one go; every level nests exactly.

    Raises
    ------
    BuildError
        If the result has gaps, overlaps, or invalid or empty polygons.
    """
    both = [areas.gemeinden.geometry, areas.neighbours.geometry]
    everything = gpd.GeoSeries(
        geometry.simplified(np.concatenate([s.to_numpy() for s in both]), TOLERANCE_M),
        index=both[0].index.append(both[1].index),
        crs=crs.METRIC,
    )
    web = degrees(everything)
    if faults := geometry.coverage_faults(web):
        raise errors.BuildError(f"Vereinfachte Grenzen: {'; '.join(faults)}.")
    units = web.loc[areas.gemeinden.index]
    kreise = dissolve(units, areas.gemeinden.kreis)
    levels = {
        "gemeinden": units,
        "landkreise": kreise,
        "aerl": dissolve(kreise, areas.landkreise.aerl),
        "zukunftsregionen": gpd.GeoSeries(
            [geometry.union(kreise.loc[m.split(";")]) for m in areas.zukunftsregionen.members],
            index=areas.zukunftsregionen.index,
            crs=crs.WGS84,
        ),
    }
    levels["land"] = gpd.GeoSeries([geometry.union(kreise)], index=["03"], crs=crs.WGS84)
    return Web(levels=levels, neighbours=web.loc[areas.neighbours.index])


def dissolve(series: gpd.GeoSeries, by: object) -> gpd.GeoSeries:
    """Return the unions of the geometries by group, in the order of the group keys."""
    groups = {k: geometry.union(g) for k, g in series.groupby(by)}
    return gpd.GeoSeries(groups, crs=series.crs)
