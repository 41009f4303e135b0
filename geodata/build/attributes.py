"""The attribute tables of the area levels: one row an area, no geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata import crs
from geodata import geometry
from geodata.build import naming

if TYPE_CHECKING:
    from geodata.build.boundaries import Boundaries

COLUMNS: Final = (
    "key", "name", "label", "short", "title", "aerl", "kreis", "samtgemeinde",
    "inhabitants", "inhabitants_status", "area_km2", "area_status",
    "lat", "lon", "bounds", "members",
)  # fmt: skip
OFFICIAL: Final = "official"
COMPUTED: Final = "computed"


def placed(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return label point and bounds (west;south;east;north) in degrees, index ``key``."""
    points = gpd.GeoSeries(
        [geometry.label_point(g) for g in frame.geometry], index=frame.index, crs=crs.METRIC
    ).to_crs(crs.WGS84)
    box = frame.geometry.to_crs(crs.WGS84).bounds.round(5)
    edges = zip(box.minx, box.miny, box.maxx, box.maxy, strict=True)
    return pd.DataFrame(
        {
            "lat": points.y.round(5),
            "lon": points.x.round(5),
            "bounds": [";".join(f"{v:.5f}" for v in edge) for edge in edges],
        }
    )


def computed_km2(areas: Boundaries) -> pd.Series:
    """Return the area of each Gemeinde in km², tidal waters included, equal-area."""
    land = crs.area_km2(areas.gemeinden)
    return (land + crs.area_km2(areas.tidal).reindex(land.index, fill_value=0)).round(2)


def table(names: pd.DataFrame, places: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """Return one level's table with every column, empty text where it has none."""
    frame = names.join(places).assign(**columns)
    for column in COLUMNS:
        if column not in frame and column != "key":
            frame[column] = ""
    return frame.reset_index(names="key")[list(COLUMNS)]


def landkreise(areas: Boundaries, official: pd.DataFrame) -> pd.DataFrame:
    """Return the table of the 45 Kreise with official area and inhabitants."""
    frame = areas.landkreise
    return table(
        naming.kreise(frame),
        placed(frame),
        title=frame["title"],
        aerl=frame["aerl"],
        kreis=frame.index,
        inhabitants=official.inhabitants,
        inhabitants_status=OFFICIAL,
        area_km2=official.area_km2,
        area_status=OFFICIAL,
        members=frame.index,
    )


def groups(frame: gpd.GeoDataFrame, kreise: pd.DataFrame, title: str, prefix: str) -> pd.DataFrame:
    """Return the table of areas made of whole Kreise: sums of their official figures."""
    by_key = kreise.set_index("key")
    members = [m.split(";") for m in frame["members"]]
    label = [name if name.startswith(title) else prefix + name for name in frame["name"]]
    names = frame[["name"]].assign(label=label, short=frame["name"])
    return table(
        names,
        placed(frame),
        title=title,
        aerl=[";".join(dict.fromkeys(by_key.aerl.loc[m])) for m in members],
        inhabitants=[int(by_key.inhabitants.loc[m].sum()) for m in members],
        inhabitants_status=OFFICIAL,
        area_km2=[round(float(by_key.area_km2.loc[m].sum()), 2) for m in members],
        area_status=OFFICIAL,
        members=frame["members"],
    )


def figures(areas: Boundaries, by_key: pd.DataFrame) -> pd.DataFrame:
    """Return the official figures of the Gemeinden that have them: the eight kreisfreie Städte.

    They are a Kreis of their own.
    """
    frame = areas.gemeinden
    city = frame["title"] == naming.CITY
    out = pd.DataFrame(
        {
            "inhabitants": frame["kreis"].map(by_key.inhabitants).astype("Int64"),
            "area_km2": frame["kreis"].map(by_key.area_km2),
        }
    )
    return out[city].reindex(frame.index)


def gemeinden(
    areas: Boundaries, kreise: pd.DataFrame, units: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the table of the Gemeinden.

    Parameters
    ----------
    units
        Official ``inhabitants`` and ``area_km2`` by key, empty where there are none: then
        inhabitants come from the ODbL folder at load, areas are computed.
    """
    frame = areas.gemeinden
    by_key = kreise.set_index("key")
    known = figures(areas, by_key) if units is None else units.reindex(frame.index)
    counted, measured = known["inhabitants"].notna(), known["area_km2"].notna()
    return table(
        naming.gemeinden(frame, by_key.label),
        placed(frame),
        title=frame["title"],
        aerl=frame["kreis"].map(by_key.aerl),
        kreis=frame["kreis"],
        samtgemeinde=frame["samtgemeinde"],
        inhabitants=known["inhabitants"].astype("Int64"),
        inhabitants_status=counted.map({True: OFFICIAL, False: ""}),
        area_km2=computed_km2(areas).where(~measured, known["area_km2"]),
        area_status=measured.map({True: OFFICIAL, False: COMPUTED}),
        members=frame["kreis"],
    )


def samtgemeinden(areas: Boundaries, units: pd.DataFrame, kreise: pd.DataFrame) -> pd.DataFrame:
    """Return the table of the Samtgemeinden."""
    frame = areas.samtgemeinden
    inside = units[units.samtgemeinde != ""].groupby("samtgemeinde")
    label = "Samtgemeinde " + frame["name"]
    official = inside.area_status.agg(lambda of: set(of) == {OFFICIAL})
    names = frame[["name"]].assign(label=label, short=frame["name"].map(naming.bare))
    return table(
        names,
        placed(frame),
        title="Samtgemeinde",
        aerl=frame["kreis"].map(kreise.set_index("key").aerl),
        kreis=frame["kreis"],
        samtgemeinde=frame.index,
        area_km2=inside.area_km2.sum().round(2),
        area_status=official.map({True: OFFICIAL, False: COMPUTED}),
        members=frame["kreis"],
    )


def build(
    areas: Boundaries, official: pd.DataFrame, known: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """Return level to attribute table.

    Parameters
    ----------
    official
        ``area_km2`` and ``inhabitants`` of the Kreise.
    known
        The same of the Gemeinden; see :func:`gemeinden`.
    """
    kreise = landkreise(areas, official)
    units = gemeinden(areas, kreise, known)
    land = areas.land.assign(members=";".join(kreise["key"]))
    regions = groups(areas.zukunftsregionen, kreise, "Zukunftsregion", "Zukunftsregion ")
    return {
        "land": groups(land, kreise, "Land", "Land "),
        "aerl": groups(areas.aerl, kreise, "Amt für regionale Landesentwicklung", "ÄrL "),
        "landkreise": kreise,
        "samtgemeinden": samtgemeinden(areas, units, kreise),
        "gemeinden": units,
        "zukunftsregionen": regions,
    }
