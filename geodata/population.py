"""Where people live: estimates per Gemeinde and settlement, official totals per Kreis.

The estimates derive from the open_eGo load areas (ODbL 1.0) and lie in files of their own,
with their licence, under ``odbl/``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd

from geodata import crs
from geodata import errors
from geodata import folders

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

FOLDER: Final = "odbl"
GEMEINDEN: Final = "gemeinden_population.csv"
POINTS: Final = "population_points.csv.gz"
ERROR: Final = "population_error.json"
TOTAL: Final = 7_982_448
"""Inhabitants of Niedersachsen on 31.12.2018 (Destatis, GV-ISys)."""
DATE: Final = "2018-12-31"
OFFICIAL: Final = "official"
ESTIMATE: Final = "estimate"


def by_gemeinde(folder: Path = folders.DATA) -> pd.Series:
    """Return the estimated inhabitants per Gemeinde key; sums per Kreis are official."""
    path = folder / FOLDER / GEMEINDEN
    frame = folders.table(path, ("key", "inhabitants"), ("inhabitants",))
    return frame.set_index("key")["inhabitants"]


def filled(areas: pd.DataFrame, estimate: pd.Series) -> pd.DataFrame:
    """Return the frame with the inhabitants it lacks taken from the estimate.

    An area that neither has nor gets a figure has none living in it.
    """
    lacking = areas["inhabitants"].isna()
    values = estimate.reindex(areas.index).fillna(0)
    return areas.assign(
        inhabitants=areas["inhabitants"].where(~lacking, values),
        inhabitants_status=areas["inhabitants_status"].where(~lacking, ESTIMATE),
    )


def summed(areas: pd.DataFrame, units: pd.DataFrame, of: str) -> pd.DataFrame:
    """Return the frame with the inhabitants it lacks summed over the units of each area.

    Parameters
    ----------
    areas
        Index ``key``.
    units
        Gemeinden with inhabitants.
    of
        Their column that names the area.
    """
    estimated = (units["inhabitants_status"] == ESTIMATE).groupby(units[of]).any()
    out = filled(areas, units.groupby(of)["inhabitants"].sum())
    official = areas["inhabitants"].isna() & ~estimated.reindex(areas.index, fill_value=True)
    return out.assign(inhabitants_status=out["inhabitants_status"].mask(official, OFFICIAL))


def is_estimated(areas: pd.DataFrame) -> bool:
    """Tell whether inhabitants of some areas of a level are estimates."""
    return bool((areas["inhabitants_status"] == ESTIMATE).any())


def points(folder: Path = folders.DATA) -> gpd.GeoDataFrame:
    """Return the settlement points: ``gemeinde`` and ``inhabitants``, EPSG:25832."""
    path = folder / FOLDER / POINTS
    columns = ("x", "y", "gemeinde", "inhabitants")
    frame = folders.table(path, columns, ("x", "y", "inhabitants"))
    shapes = gpd.points_from_xy(frame.x, frame.y, crs=crs.METRIC)
    return gpd.GeoDataFrame(frame[["gemeinde", "inhabitants"]], geometry=shapes)


def error_statement(folder: Path = folders.DATA) -> dict[str, Any]:
    """Return what is known about the error of the estimates, as it stands beside them.

    Figures of municipalities are only in it where these are estimates.
    """
    path = folders.existing(folder / FOLDER / ERROR)
    try:
        statement: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise errors.DamagedFileError(path, "kein lesbares JSON", "no readable JSON") from fault
    return statement


def official_statement(date: str, total: int) -> dict[str, Any]:
    """Return what is known where the inhabitants of each municipality are official.

    Parameters
    ----------
    date
        ISO date of the inhabitants.
    total
        Inhabitants of the Land.
    """
    return {
        "what": "Einwohner je Gemeinde amtlich, ihre Verteilung auf Siedlungen geschätzt",
        "what_en": "Inhabitants per municipality official, their spread over settlements estimated",
        "date": date,
        "total": total,
        "exact": "Gemeinden, Samtgemeinden, Kreise, ÄrL, Land, Zukunftsregionen",
        "note": "Innerhalb einer Gemeinde wohnen die Menschen in der Schätzung dort, wo sie nach"
        " dem Zensus 2011 wohnten. Wie weit das abweicht, wurde nicht geprüft.",
        "note_en": "Within a municipality the estimate has people live where they lived by the"
        " census of 2011. How far this is off was not validated.",
    }
