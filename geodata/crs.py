"""Coordinate reference systems: which one for what, and checks that a frame has it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import pyproj

from geodata import errors

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

WGS84: Final = 4326
"""Degrees, for browsers and GeoJSON. Never compute lengths or areas in it."""
METRIC: Final = 25832
"""ETRS89 / UTM 32N, the Land's own system: lengths in metres (0.04 % short)."""
EQUAL_AREA: Final = 3035
"""ETRS89 / LAEA Europe: areas in square metres."""


def to_metric(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame in EPSG:25832, where lengths are metres."""
    return frame.to_crs(METRIC)


def to_wgs84(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame in EPSG:4326, longitude before latitude."""
    return frame.to_crs(WGS84)


def area_km2(frame: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the areas in km², computed in the equal-area system EPSG:3035."""
    return frame.geometry.to_crs(EQUAL_AREA).area / 1e6


def require_crs(frame: gpd.GeoDataFrame, code: int) -> gpd.GeoDataFrame:
    """Return the frame unchanged, or say that its system is not EPSG:`code`."""
    if frame.crs is None or frame.crs.to_epsg() != code:
        have = "keins" if frame.crs is None else str(frame.crs.to_epsg())
        raise errors.GeodataError(
            f"Koordinatensystem EPSG:{code} erwartet, gefunden: {have}.",
            f"Expected CRS EPSG:{code}, found: {have}.",
        )
    return frame


def points(lon: Any, lat: Any) -> NDArray[np.float64]:
    """Return degrees as x and y in EPSG:25832, one row a point."""
    return _turned(WGS84, METRIC, lon, lat)


def degrees(x: Any, y: Any) -> NDArray[np.float64]:
    """Return metres of EPSG:25832 as longitude and latitude, one row a point."""
    return _turned(METRIC, WGS84, x, y)


def _turned(old: int, new: int, one: Any, two: Any) -> NDArray[np.float64]:
    first, second = (np.atleast_1d(np.asarray(values, dtype=float)) for values in (one, two))
    return np.column_stack(_transformer(old, new).transform(first, second))


@lru_cache(maxsize=4)
def _transformer(old: int, new: int) -> Any:
    """Return a transformer, longitude first; threads may share it since pyproj 3.1."""
    return pyproj.Transformer.from_crs(old, new, always_xy=True)
