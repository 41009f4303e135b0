"""Downloads of whole layers: a collection in every table format, or all of them in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import crs
from geodata.collections import collection as collections
from geodata.collections import features
from geodata.collections import frames
from layers import rowset
from layers import words
from layers.export import csv
from layers.export import geojson
from layers.export import gpkg
from layers.export import xlsx
from layers.qgis import rules
from layers.rowset import Column
from layers.rowset import Rowset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.catalogue import Catalogue
    from geodata.collections.collection import Collection
    from layers.qgis.rules import Rule
    from layers.rowset import Header

FORMATS = {
    "csv": csv.EXPORT.media_type,
    "xlsx": xlsx.EXPORT.media_type,
    "geojson": geojson.EXPORT.media_type,
    "gpkg": gpkg.EXPORT.media_type,
}
EVERYTHING = "zukunftsatlas"  # all layers, as gpkg


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: language of titles and of the CSV, and what stands above columns."""

    lang: str = "de"
    header: Header = "key"


def write(catalogue: Catalogue, id_: str, kind: str, asked: Asked) -> bytes:
    """Return a collection as a file.

    Parameters
    ----------
    catalogue
        The data.
    id_
        Id of the collection.
    kind
        One of `FORMATS`.
    asked
        How it is written.

    Raises
    ------
    UnknownKeyError
        There is no such collection.
    """
    found = collections.known(catalogue, id_)
    frame = frames.frame(catalogue, found)
    if kind == "gpkg":
        return gpkg.container([_layer(frame, found, asked)])
    if kind == "geojson":
        return geojson.collection(_degrees(frame, found, asked), found.id, catalogue.version)
    rows = _rows(frame, found, asked.lang)
    if kind == "csv":
        return csv.table(rows, asked.header, asked.lang)
    return xlsx.book(rows, asked.header, _told(catalogue, found, asked.lang))


def everything(catalogue: Catalogue, asked: Asked) -> bytes:
    """Return all collections in one GeoPackage, each with its style."""
    held = ((found, frames.frame(catalogue, found)) for found in collections.every(catalogue))
    return gpkg.container(_layer(frame, found, asked) for found, frame in held)


def columns(found: Collection, lang: str) -> tuple[Column, ...]:
    """Return the columns of a collection, the id of the feature first."""
    english = lang == "en"
    own = (
        Column(
            key=column.name,
            title=column.title_en if english else column.title,
            kind=rowset.KINDS.get(column.kind, "text"),
        )
        for column in found.columns
    )
    return (Column(key="id", title=words.text("data.id", lang)), *own)


def _rows(frame: gpd.GeoDataFrame, found: Collection, lang: str) -> Rowset:
    names = [column.name for column in found.columns]
    held = frame[names].itertuples(index=False, name=None)
    rows = tuple(
        (str(id_), *(features.plain(value) for value in row))
        for id_, row in zip(frame.index, held, strict=True)
    )
    return Rowset(columns=columns(found, lang), rows=rows)


def _titled(frame: gpd.GeoDataFrame, found: Collection, asked: Asked) -> gpd.GeoDataFrame:
    """Return the rows with one kind of value a column, under the names that were asked for."""
    rows = _rows(frame, found, asked.lang)
    kinds = {"integer": "Int64", "number": "Float64", "money": "Float64", "flag": "boolean"}
    held = {
        column.head(asked.header): pd.array(
            rows.column(column.key), dtype=kinds.get(column.kind, "object")
        )
        for column in rows.columns
    }
    return gpd.GeoDataFrame(pd.DataFrame(held), geometry=list(frame.geometry), crs=frame.crs)


def _degrees(frame: gpd.GeoDataFrame, found: Collection, asked: Asked) -> gpd.GeoDataFrame:
    out = _titled(frame, found, asked).to_crs(crs.WGS84)
    rounded = out.geometry.transform(lambda xy: np.round(xy, features.DEGREE_DECIMALS))
    return out.set_geometry(rounded)


def _layer(frame: gpd.GeoDataFrame, found: Collection, asked: Asked) -> gpkg.Layer:
    title, about = found.says(asked.lang)
    return gpkg.Layer(
        frame=_titled(frame, found, asked),
        name=found.id,
        geometry=found.geometry,
        title=title,
        about=f"{about} {found.attribution}".strip(),
        rules=tuple(_rules(frame, found, asked)),
    )


def _rules(frame: gpd.GeoDataFrame, found: Collection, asked: Asked) -> Sequence[Rule]:
    if not found.geometry:
        return ()
    names = {column.key: column.head(asked.header) for column in columns(found, asked.lang)}
    if found.kind == "areas":
        return rules.inhabitants(frame["inhabitants"], names["inhabitants"], asked.lang)
    kind = names.get("kind_detail", names["id"])
    return tuple(rules.points(found.of[0], kind, asked.lang))


def _told(catalogue: Catalogue, found: Collection, lang: str) -> xlsx.Told:
    title, about = found.says(lang)
    return xlsx.Told(
        sheet=words.text("data.sheet", lang),
        about=[
            (title, about),
            (words.text("export.note_version", lang), catalogue.version),
        ],
        sources=found.sources,
        lang=lang,
    )
