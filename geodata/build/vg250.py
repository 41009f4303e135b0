"""Reader for BKG's "Verwaltungsgebiete 1:250 000" (VG250), old and new attribute names.

GF (Geofaktor): 4 land, 2 water that belongs to a Kreis (tidal), 1 sea of the Land alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata import crs
from geodata import geometry

if TYPE_CHECKING:
    from collections.abc import Iterator

LAND: Final = 4
TIDAL: Final = 2
# target column: the names it has had, newest first
NAMES: Final = {
    "ars": ("ARS", "RS"),
    "name": ("GEN",),
    "title": ("BEZ",),
    "gf": ("GF",),
}


def flattened(node: Any) -> Iterator[dict[str, Any]]:
    """Yield the features of nested lists and collections, as the npm package has them."""
    if isinstance(node, list):
        for part in node:
            yield from flattened(part)
    elif node["type"] == "FeatureCollection":
        yield from flattened(node["features"])
    else:
        yield node


def column(row: dict[str, Any], names: tuple[str, ...]) -> Any:
    """Return the first of several attribute names, in either case of letters."""
    for name in names:
        for spelling in (name, name.lower()):
            if spelling in row:
                return row[spelling]
    return None


def frame(raw: bytes, prefix: str | tuple[str, ...] = "") -> gpd.GeoDataFrame:
    """Return the features whose regional key starts with `prefix`, repaired, EPSG:25832.

    Parameters
    ----------
    raw
        GeoJSON in EPSG:4326, nested or plain, with VG250's attributes.
    prefix
        Start of the regional key: ``03`` for Niedersachsen, empty for all, or several.
    """
    rows = []
    shapes = []
    for part in flattened(json.loads(raw)):
        row = {k: column(part["properties"], names) for k, names in NAMES.items()}
        if str(row["ars"]).startswith(prefix):
            rows.append(row)
            shapes.append(json.dumps(part["geometry"]))
    out = gpd.GeoDataFrame(
        pd.DataFrame(rows), geometry=geometry.repair(shapely.from_geojson(shapes)), crs=crs.WGS84
    )
    return crs.to_metric(out)
