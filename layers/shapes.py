"""Rows of a download with their geometry, in the coordinate system a format asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import areas as levels
from geodata import crs
from layers import memo
from layers import rowset

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.rowset import Header
    from layers.rowset import Own
    from layers.rowset import Rowset
    from layers.scene import Scene

DEGREE_DECIMALS = 6  # 0.1 m


@memo.per_catalogue
def _polygons(catalogue: Catalogue, level: str, epsg: int) -> gpd.GeoSeries:
    """Return the areas of a level by key, in WGS84 rounded to 0.1 m or in metres."""
    shapes = levels.geometry(level, catalogue.folder).geometry.to_crs(epsg)
    if epsg != crs.WGS84:
        return shapes
    return shapes.transform(lambda xy: np.round(xy, DEGREE_DECIMALS))


def _frame(found: Rowset, header: Header) -> pd.DataFrame:
    """Return the rows as a frame whose columns hold one kind of value each."""
    data = {}
    for column in found.columns:
        values = found.column(column.key)
        kind = {"integer": "Int64", "number": "Float64", "money": "Float64", "flag": "boolean"}
        data[column.head(header)] = pd.array(values, dtype=kind.get(column.kind, "object"))
    return pd.DataFrame(data)


def areas(scene: Scene | Own, header: Header, epsg: int) -> gpd.GeoDataFrame:
    """Return the areas of a scene with their figures and geometry."""
    found = rowset.areas(scene)
    shapes = _polygons(scene.catalogue, scene.level.id, epsg)
    geometry = [shapes.get(key) for key in found.column("key")]
    return gpd.GeoDataFrame(_frame(found, header), geometry=geometry, crs=epsg)


def records(scene: Scene | Own, header: Header, epsg: int) -> gpd.GeoDataFrame:
    """Return the records of a scene as points; those without a place have no geometry.

    A record of several places is a multipoint.
    """
    found = rowset.records(scene)
    places = scene.catalogue.places
    spots = places[places["lat"].notna()].groupby("record")[["lon", "lat"]]
    held = {str(id_): group.to_numpy(dtype=float) for id_, group in spots}
    geometry = []
    for id_, lat, lon in zip(
        found.column("id"), found.column("lat"), found.column("lon"), strict=True
    ):
        own = held.get(id_)
        if own is not None and len(own) > 1:
            geometry.append(shapely.multipoints(own))
        else:
            geometry.append(None if lat is None else shapely.Point(lon, lat))
    frame = gpd.GeoDataFrame(_frame(found, header), geometry=geometry, crs=crs.WGS84)
    return frame.to_crs(epsg)
