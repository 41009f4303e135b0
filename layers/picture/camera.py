"""Where the map looks: Web Mercator in pixels, with the rounding of the screen's map."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

TILE = 256
EARTH_M = 40_075_016.69  # length of the equator in Web Mercator, metres
MAX_LATITUDE = 85.0511287798  # where the map of Web Mercator is a square
LAND = ((51.28, 6.62), (53.95, 11.62))  # south-west and north-east of what is drawn first, WGS84
SCREEN = (1164, 1024)  # px of the map on a screen of 1920 × 1080, to which a zoom refers
KM = (1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 500)


def world(lonlat: Any) -> np.ndarray:
    """Project degrees (EPSG:4326, longitude first) to Web Mercator, 0 to 1 from the north-west."""
    degrees = np.asarray(lonlat, dtype=float)
    lat = np.clip(degrees[..., 1], -MAX_LATITUDE, MAX_LATITUDE)
    sine = np.sin(np.radians(lat))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return np.stack([degrees[..., 0] / 360 + 0.5, y], axis=-1)


@dataclass(frozen=True)  # no slots: the origin is kept
class Camera:
    """A view of the map.

    Parameters
    ----------
    lat, lon
        Centre, WGS84.
    zoom
        Zoom as in tiles of 256 pixels.
    width, height
        Size of the map, pixels.
    """

    lat: float
    lon: float
    zoom: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels of the whole world."""
        return float(TILE * 2**self.zoom)

    @cached_property
    def origin(self) -> np.ndarray:
        """Pixels of the upper left corner, rounded half up."""
        centre = world((self.lon, self.lat)) * self.scale
        return np.asarray(np.floor(centre - np.array([self.width, self.height]) / 2 + 0.5))

    @cached_property
    def corner(self) -> tuple[float, float]:
        """The same as two numbers."""
        return float(self.origin[0]), float(self.origin[1])

    def pixels(self, worldxy: Any) -> np.ndarray:
        """Return pixels within the map of points of `world`, exact."""
        return np.asarray(np.asarray(worldxy) * self.scale - self.origin)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the pixel of a place, a whole number as on the screen."""
        sine = math.sin(math.radians(max(min(lat, MAX_LATITUDE), -MAX_LATITUDE)))
        x = (lon / 360 + 0.5) * self.scale
        y = (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * self.scale
        left, top = self.corner
        return math.floor(x + 0.5) - left, math.floor(y + 0.5) - top

    @property
    def metres(self) -> float:
        """Metres of the ground on a pixel in the middle of the map."""
        return EARTH_M * math.cos(math.radians(self.lat)) / self.scale

    def bar(self, most: float) -> tuple[int, float]:
        """Return the longest round scale bar of at most so many pixels: kilometres, pixels."""
        fitting = [km for km in KM if km * 1000 / self.metres <= most]
        km = fitting[-1] if fitting else KM[0]
        return km, km * 1000 / self.metres

    def seen(self, pad: float = 0.3) -> tuple[float, float, float, float]:
        """Return south, west, north, east of the picture, widened by a share of itself."""
        corners = np.array([[0, 0], [self.width, self.height]])
        (west, top), (east, bottom) = (corners + self.origin) / self.scale
        lons, lats = (np.array([west, east]) - 0.5) * 360, _latitude(np.array([bottom, top]))
        dlon, dlat = (lons[1] - lons[0]) * pad, (lats[1] - lats[0]) * pad
        return (
            float(lats[0] - dlat),
            float(lons[0] - dlon),
            float(lats[1] + dlat),
            float(lons[1] + dlon),
        )


def _latitude(y: np.ndarray) -> np.ndarray:
    return np.asarray(np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * y)))))


def fitted(width: float, height: float, padding: float) -> Camera:
    """Return the camera that shows the whole Land as large as it can be.

    Parameters
    ----------
    width, height
        Size of the map, pixels.
    padding
        Pixels that stay free on each side.
    """
    (south, west), (north, east) = LAND
    corners = world([(west, north), (east, south)])
    spans = corners[1] - corners[0]
    room = np.maximum(np.array([width, height]) - 2 * padding, 1)
    zoom = math.log2(float((room / spans).min()) / TILE)
    x, y = corners.mean(axis=0)
    lat, lon = float(_latitude(np.array([y]))[0]), (float(x) - 0.5) * 360
    return Camera(lat=lat, lon=lon, zoom=zoom, width=width, height=height)


def chosen(place: tuple[float, float, float], width: float, height: float) -> Camera:
    """Return the camera of a view's position.

    The zoom of a view is that of a screen's map; a larger or smaller picture shows the same
    piece of the world larger or smaller.
    """
    lat, lon, zoom = place
    share = min(width / SCREEN[0], height / SCREEN[1])
    return Camera(lat=lat, lon=lon, zoom=zoom + math.log2(share), width=width, height=height)
