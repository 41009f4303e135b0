"""Where a Gemeinde lies on the ground, and in which Gemeinde a point lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

import pandas as pd
import shapely

from geodata import areas

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from geodata.catalogue import Catalogue


def of_gemeinden(catalogue: Catalogue) -> pd.DataFrame:
    """Return ``lat`` and ``lon`` (WGS84) of every Gemeinde's main settlement, index key.

    From the gazetteer; where that has no settlement, the Gemeinde's label point.
    """
    frame = catalogue.areas["gemeinden"][["lat", "lon"]].astype(float)
    listed = catalogue.gazetteer.places
    found = {p.key: (p.lat, p.lon) for p in listed if p.kind == "gemeinde"}
    if not found:
        return frame
    better = pd.DataFrame.from_dict(found, orient="index", columns=["lat", "lon"])
    return better.reindex(frame.index).combine_first(frame)


def of_gemeinde(key: str, catalogue: Catalogue) -> tuple[float, float]:
    """Return latitude and longitude of one Gemeinde's main settlement."""
    for place in catalogue.gazetteer.places:
        if place.key == key and place.kind == "gemeinde":
            return place.lat, place.lon
    row = catalogue.areas["gemeinden"].loc[key]
    return float(row["lat"]), float(row["lon"])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Territory:
    """The Gemeinden as areas, to find in which one a point lies."""

    keys: NDArray[np.object_]
    shapes: Any
    tree: Any

    def gemeinde(self, x: float, y: float) -> str:
        """Return the key of the Gemeinde at a point (EPSG:25832), empty outside the Land."""
        found = self.tree.query(shapely.Point(x, y), predicate="within")
        return str(self.keys[found[0]]) if len(found) else ""


@lru_cache(maxsize=2)
def territory(folder: Path) -> Territory:
    """Return the Gemeinden of a data folder; read once a process.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    frame = areas.geometry("gemeinden", folder)
    shapes = frame.geometry.to_numpy()
    return Territory(
        keys=frame.index.to_numpy(dtype=object), shapes=shapes, tree=shapely.STRtree(shapes)
    )
