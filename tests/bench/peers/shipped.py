"""The shipped data as the peers need them: areas with their figures, points, class breaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import shapely

from geodata import catalogue
from geodata import geobuf_read
from layers import points
from layers import scene
from layers import state

if TYPE_CHECKING:
    from collections.abc import Mapping

METRICS: Final = {
    "per_inhabitant": "Bewilligungen je Einwohner",
    "inhabitants": "Einwohner",
    "density": "Einwohner je km²",
}
COLOURS: Final = ("#e3eef2", "#b5d3dd", "#7fb2c3", "#4788a0", "#1d5c75")
NONE: Final = "#d8d8d8"
LAND: Final = ((51.28, 6.62), (53.95, 11.62))  # south-west and north-east, WGS84
LANG: Final = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area with its figures; None where nothing is known."""

    key: str
    name: str
    shape: Any
    figures: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """All that a page shows.

    Parameters
    ----------
    points
        As the atlas hands them to its own page: layer, lat, lon, title, where, line.
    layers
        Title of each layer of points.
    breaks
        Upper ends of the four lower classes of each metric.
    """

    areas: tuple[Area, ...]
    points: tuple[dict[str, Any], ...]
    layers: Mapping[str, str]
    breaks: Mapping[str, tuple[float, ...]]


def colour(value: float | None, breaks: tuple[float, ...]) -> str:
    """Return the colour of a value."""
    if value is None:
        return NONE
    return COLOURS[int(np.searchsorted(breaks, value, side="left"))]


def _figures(row: Any) -> dict[str, float | None]:
    values = {metric: float(getattr(row, metric)) for metric in METRICS}
    return {name: None if np.isnan(v) else round(v, 2) for name, v in values.items()}


def _breaks(areas: tuple[Area, ...], metric: str) -> tuple[float, ...]:
    known = [a.figures[metric] for a in areas if a.figures[metric] is not None]
    quantiles = np.quantile(np.array(known, dtype=float), [0.2, 0.4, 0.6, 0.8])
    return tuple(round(float(value), 2) for value in quantiles)


@cache
def land(level: str) -> Land:
    """Return the shipped data at a level, with the very borders that the atlas draws."""
    data = catalogue.load()
    rows = scene.build(state.ViewState(level=level), data).rows
    figures = {row.Index: (str(row.label), _figures(row)) for row in rows.itertuples()}
    body = (data.folder / "web" / f"{level}.pbf").read_bytes()
    areas = tuple(
        Area(key=p["key"], name=figures[p["key"]][0], shape=shape, figures=figures[p["key"]][1])
        for shape, p in geobuf_read.collection(body)
        if p["key"] in figures
    )
    drawn = points.placed(data, LANG)
    return Land(
        areas=areas,
        points=drawn,
        layers={p["layer"]: p["layer"].replace("_", " ").title() for p in drawn},
        breaks={metric: _breaks(areas, metric) for metric in METRICS},
    )


def geojson(found: Land) -> dict[str, Any]:
    """Return the areas as GeoJSON with their names and figures."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": area.key,
                "properties": {"key": area.key, "name": area.name, **area.figures},
                "geometry": shapely.geometry.mapping(area.shape),
            }
            for area in found.areas
        ],
    }
