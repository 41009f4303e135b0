"""Features asked for by place, value, time and page: the same question to either store."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Protocol

import numpy as np
import pandas as pd
import shapely

from geodata import crs
from geodata import errors
from geodata.collections import collection as collections
from geodata.collections import frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geodata.catalogue import Catalogue
    from geodata.collections.collection import Collection

DEGREE_DECIMALS: Final = 6  # 0.1 m
ALWAYS: Final = ("0001-01-01", "9999-12-31")
Feature = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to one collection.

    Parameters
    ----------
    bbox
        West, south, east, north in degrees; only what meets it.
    where
        Columns and the text that their value has to have.
    ids
        Only these; empty asks for all.
    between
        First and last day, ISO; only what is undated or falls into it.
    sort
        Columns, each with whether it falls; then by id.
    limit, offset
        The page.
    tolerance_m
        How far a simplified border may be from the true one; 0 leaves it as it is.
        Each feature is simplified by itself: borders of neighbours may part by as much.
    geometry
        Whether geometry is wanted at all.
    """

    bbox: tuple[float, float, float, float] | None = None
    where: tuple[tuple[str, str], ...] = ()
    ids: tuple[str, ...] = ()
    between: tuple[str, str] = ALWAYS
    sort: tuple[tuple[str, bool], ...] = ()
    limit: int = 100
    offset: int = 0
    tolerance_m: float = 0.0
    geometry: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of an answer.

    Parameters
    ----------
    matched
        How many features answer the question on all pages together.
    features
        Those of this page, GeoJSON in degrees.
    """

    matched: int
    features: tuple[Feature, ...]


class Features(Protocol):
    """Who answers questions about the collections of one data version."""

    def query(self, id_: str, query: Query) -> Page:
        """Return a page of a collection.

        Raises
        ------
        UnknownKeyError
            There is no such collection or column.
        """


class MemoryFeatures:
    """Answers from a catalogue in memory; a collection is read when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._read: dict[str, tuple[Collection, gpd.GeoDataFrame]] = {}
        self._turn = Lock()

    def query(self, id_: str, query: Query) -> Page:
        """Return a page of a collection."""
        collection, rows = self._collection(id_)
        found = rows[_matches(rows, collection, query)]
        found = _sorted(found, collection, query)
        page = found.iloc[query.offset : query.offset + query.limit]
        names = [column.name for column in collection.columns]
        return Page(matched=len(found), features=tuple(_features(page, names, query)))

    def _collection(self, id_: str) -> tuple[Collection, gpd.GeoDataFrame]:
        with self._turn:
            if id_ not in self._read:
                found = collections.known(self.catalogue, id_)
                self._read[id_] = found, prepared(self.catalogue, found)
            return self._read[id_]


def prepared(catalogue: Catalogue, collection: Collection) -> gpd.GeoDataFrame:
    """Return a collection as features need it: degrees rounded to 0.1 m, days, order of rows."""
    rows = frames.frame(catalogue, collection).to_crs(crs.WGS84)
    rounded = rows.geometry.transform(lambda xy: np.round(xy, DEGREE_DECIMALS))
    days = [_days(row) for row in rows.drop(columns="geometry").to_dict("records")]
    out = rows.set_geometry(rounded)
    out["_begin"] = pd.Series([day[0] for day in days], index=out.index, dtype="object")
    out["_end"] = pd.Series([day[1] for day in days], index=out.index, dtype="object")
    return out


def _days(row: dict[Any, Any]) -> tuple[str, str]:
    """Return the first and last day of a row, ISO; always, if it is not dated."""
    year = row.get("year")
    text = row.get("date") or ("" if year is None or pd.isna(year) else str(int(year)))
    return days_of(text)


def days_of(text: str) -> tuple[str, str]:
    """Return the first and last day of a day, a month or a year, ISO; always, if it is none."""
    try:
        if len(text) == len("2026-01-31"):
            return (dt.date.fromisoformat(text).isoformat(),) * 2
        if len(text) == len("2026-01"):
            first = dt.date.fromisoformat(f"{text}-01")
            last = calendar.monthrange(first.year, first.month)[1]
            return first.isoformat(), first.replace(day=last).isoformat()
        first = dt.date.fromisoformat(f"{text}-01-01")
        return first.isoformat(), f"{text}-12-31"
    except ValueError:
        return ALWAYS


def plain(value: Any) -> Any:
    """Return a value as JSON has it; None if it is not known."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def written(value: Any) -> str | None:
    """Return a value as a question writes it: numbers without needless zeros, true, false."""
    value = plain(value)
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def _matches(rows: gpd.GeoDataFrame, collection: Collection, query: Query) -> np.ndarray:
    kept = np.ones(len(rows), dtype=bool)
    if query.ids:
        kept &= rows.index.isin(query.ids)
    for name, text in query.where:
        collection_column(collection, name)
        kept &= np.array([written(value) == text for value in rows[name]], dtype=bool)
    if query.between != ALWAYS:
        kept &= (
            (rows["_begin"] <= query.between[1]) & (rows["_end"] >= query.between[0])
        ).to_numpy()
    if query.bbox is not None:
        kept &= shapely.intersects(rows.geometry.to_numpy(), shapely.box(*query.bbox))
    return kept


def _sorted(rows: gpd.GeoDataFrame, collection: Collection, query: Query) -> gpd.GeoDataFrame:
    """Sort by the columns asked for; unknown values come last, equal ones keep the order."""
    out = rows
    for name, falls in reversed(query.sort):
        collection_column(collection, name)
        keys = out[name].map(plain)
        known = keys.notna()
        order = keys[known].argsort(kind="stable").to_numpy()
        at = np.flatnonzero(known.to_numpy())
        if falls:
            order = keys[known].rank(method="dense").mul(-1).argsort(kind="stable").to_numpy()
        out = out.iloc[np.concatenate((at[order], np.flatnonzero(~known.to_numpy())))]
    return out


def collection_column(collection: Collection, name: str) -> str:
    """Return the name of a column, or say that the collection has none of that name."""
    names = [column.name for column in collection.columns]
    if name not in names:
        raise errors.UnknownKeyError("Spalte", name[:40], ", ".join(names))
    return name


def _multi(shape: Any) -> Any:
    """Return a polygon as one of several parts: a collection has one type of geometry."""
    return shapely.multipolygons([shape]) if shape and shape.geom_type == "Polygon" else shape


def _features(page: gpd.GeoDataFrame, names: list[str], query: Query) -> Iterator[Feature]:
    shapes = page.geometry.to_numpy()
    if query.tolerance_m > 0 and len(page):
        metric = shapely.simplify(page.geometry.to_crs(crs.METRIC).to_numpy(), query.tolerance_m)
        turned = type(page.geometry)(metric, crs=crs.METRIC).to_crs(crs.WGS84)
        shapes = [
            _multi(shape) for shape in turned.transform(lambda xy: np.round(xy, DEGREE_DECIMALS))
        ]
    values = page[names].itertuples(index=False, name=None)
    for id_, shape, row in zip(page.index, shapes, values, strict=True):
        known = query.geometry and shape is not None and not shape.is_empty
        yield {
            "type": "Feature",
            "id": str(id_),
            "geometry": shapely.geometry.mapping(shape) if known else None,
            "properties": {name: plain(value) for name, value in zip(names, row, strict=True)},
        }
