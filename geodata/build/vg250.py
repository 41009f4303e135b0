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
    "ars": ("ARS", "RS", "Regionalschlüssel_ARS", "SDV_ARS"),
    "ags": ("AGS", "Gemeindeschlüssel_AGS", "AGS_0", "GEMEINDESCHLUESSEL", "SCHLUESSEL"),
    "name": ("GEN", "Geografischername_GEN", "GEMEINDE", "GEMEINDENAME", "NAME"),
    "title": ("BEZ", "Bezeichnung", "BEZEICHNUNG"),
    "gf": ("GF", "Geofaktor_GF"),
    "inhabitants": ("EWZ", "Einwohnerzahl_EWZ"),
    "area_km2": ("KFL", "Katasterfläche_KFL"),
    "valid_from": ("WSK", "Wirksamkeit_WSK"),
}
NUMBERS: Final = ("gf", "inhabitants", "area_km2")
KEY_DIGITS: Final = 8
BUILT: Final = ("ars", "name", "title", "gf")


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


def columns(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the attributes of a delivery under our names, those that it has.

    A delivery with municipality keys (AGS) alone has no keys of Samtgemeinden: ``ars`` is then
    the AGS itself.
    """
    by_name = {str(name).lower(): name for name in raw.columns}
    out = pd.DataFrame(index=raw.index)
    for target, names in NAMES.items():
        found = next((by_name[n.lower()] for n in names if n.lower() in by_name), None)
        if found is None:
            continue
        if target in NUMBERS:
            out[target] = pd.to_numeric(raw[found], errors="coerce")
        else:
            out[target] = raw[found].map(lambda v: "" if pd.isna(v) else str(v).strip())
    for target in ("ars", "ags"):
        if target in out:
            out[target] = out[target].str.replace(r"\.0$|\s", "", regex=True)
    if "ars" not in out and "ags" in out:
        out["ars"] = out["ags"].str.zfill(KEY_DIGITS).str[:KEY_DIGITS]
    return out


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
        row = {k: column(part["properties"], NAMES[k]) for k in BUILT}
        if str(row["ars"]).startswith(prefix):
            rows.append(row)
            shapes.append(json.dumps(part["geometry"]))
    out = gpd.GeoDataFrame(
        pd.DataFrame(rows), geometry=geometry.repair(shapely.from_geojson(shapes)), crs=crs.WGS84
    )
    return crs.to_metric(out)
