"""GeoPackage in EPSG:25832: the areas with their figures and the records, for QGIS."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio

from geodata import crs
from layers import shapes
from layers.spec import ExportSpec

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.rowset import Header
    from layers.rowset import Own
    from layers.rowset import Rows
    from layers.scene import Scene


def _add(frame: gpd.GeoDataFrame, path: Path, layer: str, kind: str) -> None:
    pyogrio.write_dataframe(
        frame,
        path,
        layer=layer,
        driver="GPKG",
        append=path.exists(),
        geometry_type=kind,
        promote_to_multi=True,
    )


def write(scene: Scene | Own, rows: Rows = "areas", header: Header = "key") -> bytes:
    """Return one file with a layer of areas and one of records; the asked one comes first."""
    layers = [
        (shapes.areas(scene, header, crs.METRIC), scene.level.id, "MultiPolygon"),
        (shapes.records(scene, header, crs.METRIC), "records", "MultiPoint"),
    ]
    with tempfile.TemporaryDirectory(prefix="zukunftsatlas-") as folder:
        path = Path(folder) / "zukunftsatlas.gpkg"
        for frame, layer, kind in layers if rows == "areas" else reversed(layers):
            _add(frame, path, layer, kind)
        return path.read_bytes()


EXPORT = ExportSpec(id="gpkg", order=40, media_type="application/geopackage+sqlite3", write=write)
