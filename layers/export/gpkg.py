"""GeoPackage in EPSG:25832 for QGIS: areas with their figures, records, and how they are drawn."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pandas as pd
import pyogrio

from geodata import crs
from layers import attribution
from layers import rowset
from layers import shapes
from layers import words
from layers.qgis import qml
from layers.qgis import rules
from layers.qgis import styles
from layers.spec import ExportSpec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    import geopandas as gpd

    from layers.qgis.rules import Rule
    from layers.rowset import Header
    from layers.rowset import Own
    from layers.rowset import Rows
    from layers.rowset import Rowset
    from layers.scene import Scene


VERSION = "1.3"  # the newest that QGIS of Debian 12 reads without a warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of a file.

    Parameters
    ----------
    frame
        Its rows in metres (EPSG:25832).
    name
        Name of its table.
    geometry
        ``MultiPolygon``, ``MultiPoint``, or empty: a table without places.
    title, about
        What people read of it; `about` holds the lines to be named with it.
    rules
        How QGIS draws it.
    """

    frame: gpd.GeoDataFrame
    name: str
    geometry: str
    title: str
    about: str
    rules: Sequence[Rule]


def container(layers: Iterable[Layer]) -> bytes:
    """Return a file with these layers and their styles."""
    held = list(layers)
    with tempfile.TemporaryDirectory(prefix="zukunftsatlas-") as folder:
        path = Path(folder) / "zukunftsatlas.gpkg"
        for layer in held:
            _add(layer, path)
        drawn = {layer.name: qml.document(layer.rules) for layer in held if layer.rules}
        styles.add(path, drawn)
        return path.read_bytes()


def _add(layer: Layer, path: Path) -> None:
    told = {"IDENTIFIER": layer.title, "DESCRIPTION": layer.about}
    more: dict[str, Any] = {"layer": layer.name, "driver": "GPKG", "append": path.exists()}
    if not more["append"]:
        more["dataset_options"] = {"VERSION": VERSION}
    if not layer.geometry:
        rows = pd.DataFrame(layer.frame.drop(columns=layer.frame.geometry.name))
        pyogrio.write_dataframe(rows, path, layer_options=told, **more)
        return
    pyogrio.write_dataframe(
        layer.frame,
        path,
        geometry_type=layer.geometry,
        promote_to_multi=True,
        layer_options=told,
        **more,
    )


def write(scene: Scene | Own, rows: Rows = "areas", header: Header = "key") -> bytes:
    """Return one file with a layer of areas and one of records; the asked one comes first."""
    lang = scene.view.lang
    titles = {rows_: words.text(f"export.sheet_{rows_}", lang) for rows_ in ("areas", "records")}
    lines = attribution.lines(scene.catalogue, scene.level.id).values()
    named = " · ".join(dict.fromkeys(line for held in lines for line in held))
    areas = Layer(
        frame=shapes.areas(scene, header, crs.METRIC),
        name=scene.level.id,
        geometry="MultiPolygon",
        title=titles["areas"],
        about=named,
        rules=rules.areas(scene, _names(rowset.areas(scene), header)),
    )
    records = Layer(
        frame=shapes.records(scene, header, crs.METRIC),
        name="records",
        geometry="MultiPoint",
        title=titles["records"],
        about=named,
        rules=tuple(rules.records(_names(rowset.records(scene), header), lang)),
    )
    return container((areas, records) if rows == "areas" else (records, areas))


def _names(found: Rowset, header: Header) -> dict[str, str]:
    return {column.key: column.head(header) for column in found.columns}


EXPORT = ExportSpec(id="gpkg", order=40, media_type="application/geopackage+sqlite3", write=write)
