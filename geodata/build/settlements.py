"""Settlement areas with their Census inhabitants: open_eGo load areas out of PyPI reegis."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import crs
from geodata.build import packages

if TYPE_CHECKING:
    from geodata.build.fetch import Shelf

FILE: Final = "reegis/data/static/oedb.demand.ego_dp_loadarea_v0.2.10_WGS84_170721.csv"
COLUMNS: Final = ("id", "area_ha", "ags_0", "zensus_sum", "st_astext")


def build(shelf: Shelf, outline: Any, reach_m: float) -> gpd.GeoDataFrame:
    """Return the inhabited settlement areas in and near the Land, as points, EPSG:25832.

    Parameters
    ----------
    outline
        The Land, metric.
    reach_m
        How far over the border areas still matter.

    Returns
    -------
    Columns ``former`` (Gemeinde key of 2016), ``inhabitants`` (Census 2011) and
    ``radius_m`` of a disc of the area's size.
    """
    raw = pd.read_csv(
        io.BytesIO(shelf.read(packages.SETTLEMENTS, FILE)),
        dtype={"ags_0": str},
        usecols=list(COLUMNS),
    )
    raw = raw[raw.zensus_sum > 0].sort_values("id")
    frame = gpd.GeoDataFrame(
        {
            "former": raw.ags_0.to_numpy(),
            "inhabitants": raw.zensus_sum.astype(float).to_numpy(),
            "radius_m": np.maximum(np.sqrt(raw.area_ha.to_numpy() * 1e4 / np.pi), 5),
        },
        geometry=shapely.from_wkt(raw.st_astext.to_numpy()),
        crs=crs.WGS84,
    )
    west, south, east, north = shapely.bounds(shapely.buffer(outline, reach_m))
    frame = crs.to_metric(frame).cx[west:east, south:north]
    near = shapely.distance(frame.geometry.to_numpy(), outline) < reach_m
    return frame[near].reset_index(drop=True)
