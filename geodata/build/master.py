"""The master file: every level at full resolution in one GeoPackage, EPSG:25832."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd

from geodata.build import boundaries
from geodata.build import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

COLUMNS: Final = ("key", "name", "label", "title", "area_km2")


def layer(shapes: gpd.GeoDataFrame, table: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return geometry with the attributes that a reader in a GIS needs."""
    frame = table[list(COLUMNS)].merge(
        shapes[["geometry"]], left_on="key", right_index=True, validate="one_to_one"
    )
    return gpd.GeoDataFrame(frame, crs=shapes.crs)


def tidal(
    areas: boundaries.Boundaries, tables: Mapping[str, pd.DataFrame]
) -> dict[str, gpd.GeoDataFrame]:
    """Return the tidal waters per Gemeinde and per Kreis."""
    kreise = boundaries.dissolved(areas.tidal, areas.tidal.kreis)
    shapes = gpd.GeoDataFrame(
        {"geometry": list(kreise.values())}, index=list(kreise), crs=areas.tidal.crs
    )
    columns = ["key", "label", "geometry"]
    return {
        "landkreise_tidal": layer(shapes, tables["landkreise"])[columns],
        "gemeinden_tidal": layer(areas.tidal, tables["gemeinden"])[columns],
    }


def build(areas: boundaries.Boundaries, tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write the GeoPackage."""
    layers = {name: layer(frame, tables[name]) for name, frame in areas.levels().items()}
    write.gpkg({**layers, **tidal(areas, tables)}, path)
