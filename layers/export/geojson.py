"""GeoJSON in WGS84 (RFC 7946): areas as polygons, records as points."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import shapely

from geodata import crs
from layers import numbers
from layers import shapes
from layers.spec import ExportSpec

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.rowset import Header
    from layers.rowset import Own
    from layers.rowset import Rows
    from layers.scene import Scene


def _feature(row: Any, names: list[str], geometry: Any) -> dict[str, Any]:
    shape = None if geometry is None else json.loads(shapely.to_geojson(geometry))
    values = {name: numbers.plain(value) for name, value in zip(names, row, strict=True)}
    return {"type": "Feature", "geometry": shape, "properties": values}


def write(scene: Scene | Own, rows: Rows = "areas", header: Header = "key") -> bytes:
    """Return the areas or records of a scene as a feature collection."""
    make = shapes.areas if rows == "areas" else shapes.records
    frame = make(scene, header, crs.WGS84)
    return collection(frame, f"zukunftsatlas_{rows}", scene.catalogue.version)


def collection(frame: gpd.GeoDataFrame, name: str, version: str) -> bytes:
    """Return rows in degrees as a feature collection."""
    names = [name for name in frame.columns if name != "geometry"]
    features = [
        _feature(row, names, geometry)
        for row, geometry in zip(
            frame[names].itertuples(index=False, name=None), frame.geometry, strict=True
        )
    ]
    made = {
        "type": "FeatureCollection",
        "name": name,
        "data_version": version,
        "features": features,
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


EXPORT = ExportSpec(id="geojson", order=30, media_type="application/geo+json", write=write)
