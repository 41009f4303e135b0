"""A collection as a frame: plain values in the order of its columns, geometry in metres."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata import areas
from geodata import crs

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.collections.collection import Collection

JOINT: Final = ";"
GEOMETRY: Final = "geometry"


def frame(catalogue: Catalogue, collection: Collection) -> gpd.GeoDataFrame:
    """Return all rows of a collection.

    Returns
    -------
    frame
        EPSG:25832, index ``id``; lists of keys joined by ``;``; what is not known is missing
        (None, NaN), never zero and never an empty text. Multi-part geometries, or none.
    """
    if collection.kind == "areas":
        rows, shapes = _areas(catalogue, collection)
    else:
        rows = _rows(catalogue, collection)
        shapes = _points(catalogue, rows) if collection.geometry else None
    rows = rows.assign(
        licence=collection.licence,
        attribution=collection.attribution,
        data_version=catalogue.version,
    )
    rows = rows[[column.name for column in collection.columns]]
    out = gpd.GeoDataFrame(_plain(rows), geometry=_series(rows, shapes), crs=crs.METRIC)
    out.index = out.index.astype("object").rename("id")
    return out


def _series(rows: pd.DataFrame, shapes: pd.Series | None) -> gpd.GeoSeries:
    held = {} if shapes is None else shapes.to_dict()
    array = gpd.array.from_shapely([held.get(id_) for id_ in rows.index], crs=crs.METRIC)
    return gpd.GeoSeries(array, index=rows.index)


def _areas(catalogue: Catalogue, collection: Collection) -> tuple[pd.DataFrame, pd.Series]:
    level = collection.of[0]
    rows = catalogue.areas[level].copy()
    shapes = areas.geometry(level, catalogue.folder).geometry
    multi = [shapely.multipolygons(shapely.get_parts(shape)) for shape in shapes]
    rows["key"] = rows.index
    rows["source_url"] = " ".join(dict.fromkeys(s.url for s in collection.sources if s.url))
    rows["source_date"] = " · ".join(
        dict.fromkeys(s.reference_date for s in collection.sources if s.reference_date)
    )
    return rows, pd.Series(multi, index=shapes.index, dtype="object")


def _rows(catalogue: Catalogue, collection: Collection) -> pd.DataFrame:
    if collection.kind == "records":
        held = catalogue.records
        return held[held["dataset"].isin(collection.of)].copy()
    held = catalogue.instruments
    return held[held["kind"].isin(collection.of)].copy()


def _points(catalogue: Catalogue, rows: pd.DataFrame) -> pd.Series:
    """Return where rows are drawn: a joint record has several points."""
    places = catalogue.places[catalogue.places["lat"].notna()]
    spots = {str(id_): group for id_, group in places.groupby("record")[["lon", "lat"]]}
    found = {}
    for id_, row in rows.iterrows():
        own = spots.get(str(id_))
        if own is not None and len(own) > 1:
            xy = crs.points(own["lon"], own["lat"])
        elif pd.notna(row["lat"]) and pd.notna(row["lon"]):
            xy = crs.points(row["lon"], row["lat"])
        else:
            continue
        found[id_] = shapely.multipoints(xy)
    return pd.Series(found, dtype="object")


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with lists joined and empty texts as missing."""
    out = rows.copy()
    for name in out.columns:
        column = out[name]
        if pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
            continue
        texts = [JOINT.join(v) if isinstance(v, tuple) else v for v in column]
        kept = [None if text is None or text == "" or text != text else text for text in texts]  # noqa: PLR0124  NaN is unequal to itself
        out[name] = pd.Series(kept, index=out.index, dtype="object")
    return out
