"""Features answered by the database: filtered, simplified, sorted and paged there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from psycopg import sql

from geodata import crs
from geodata.collections import collection as collections
from geodata.collections.features import ALWAYS
from geodata.collections.features import DEGREE_DECIMALS
from geodata.collections.features import MemoryFeatures
from geodata.collections.features import Page
from geodata.collections.features import collection_column
from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.collections.collection import Collection
    from geodata.collections.features import Feature
    from geodata.collections.features import Query
    from geodata.stores.database import Database

NUMBERS: Final = ("integer", "number", "money")
AS_JSON: Final = f"ST_AsGeoJSON({{}}, {DEGREE_DECIMALS})"
SIMPLER: Final = (
    "ST_Multi(ST_Transform(ST_SimplifyPreserveTopology("
    f"ST_Transform(geom, {crs.METRIC}), %(tolerance)s), {crs.WGS84}))"
)


class PostgisFeatures:
    """Answers about one data version from the database, or from memory while it is silent.

    Parameters
    ----------
    database
        Where the version was pushed to.
    catalogue
        The same version in memory.
    """

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self.database = database
        self.catalogue = catalogue
        self.memory = MemoryFeatures(catalogue)
        self._known = {found.id: found for found in collections.every(catalogue)}

    def query(self, id_: str, query: Query) -> Page:
        """Return a page of a collection; the same whoever answers."""
        collection = self._known.get(id_) or collections.known(self.catalogue, id_)
        parts = {"version": self.catalogue.version, "collection": id_} | _values(query)
        where, order = _where(collection, query), _order(collection, query)
        shape = _shape(query)
        try:
            with self.database.connection() as found:
                held = found.execute(HELD, parts).fetchone()
                count = found.execute(COUNT + where, parts).fetchone()
                page = SELECT.format(shape=shape) + where + order + LIMIT
                rows = found.execute(page, parts).fetchall()
        except StoreError:
            return self.memory.query(id_, query)
        if not held or count is None:  # taken out of the database, but still served here
            return self.memory.query(id_, query)
        features = tuple(_feature(row, collection) for row in rows)
        return Page(matched=int(count[0]), features=features)


HELD: Final = sql.SQL("SELECT 1 FROM atlas.version WHERE id = %(version)s")
COUNT: Final = sql.SQL("SELECT count(*) FROM atlas.feature ")
SELECT: Final = sql.SQL("SELECT id, properties, {shape} FROM atlas.feature ")
LIMIT: Final = sql.SQL(" LIMIT %(limit)s OFFSET %(offset)s")


def _values(query: Query) -> dict[str, Any]:
    """Return the values of a question; they never become part of the statement's text."""
    box = query.bbox or (0.0, 0.0, 0.0, 0.0)
    return {
        "ids": list(query.ids),
        **{f"where{at}": json.dumps(dict([pair])) for at, pair in enumerate(query.where)},
        "begin": query.between[0],
        "end": query.between[1],
        "west": box[0],
        "south": box[1],
        "east": box[2],
        "north": box[3],
        "tolerance": query.tolerance_m,
        "limit": query.limit,
        "offset": query.offset,
    }


def _where(collection: Collection, query: Query) -> sql.Composed:
    found: list[sql.Composable] = [sql.SQL("version = %(version)s AND collection = %(collection)s")]
    for at, (name, _) in enumerate(query.where):
        collection_column(collection, name)
        found.append(sql.SQL("written @> {}::jsonb").format(sql.Placeholder(f"where{at}")))
    if query.ids:
        found.append(sql.SQL("id = ANY(%(ids)s)"))
    if query.between != ALWAYS:
        found.append(sql.SQL("first_day <= %(end)s::date AND last_day >= %(begin)s::date"))
    if query.bbox is not None:
        frame = f"ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, {crs.WGS84})"
        found.append(sql.SQL(f"ST_Intersects(geom, {frame})"))
    return sql.SQL("WHERE ") + sql.SQL(" AND ").join(found)


def _order(collection: Collection, query: Query) -> sql.Composed:
    kinds = {column.name: column.kind for column in collection.columns}
    found: list[sql.Composable] = []
    for name, falls in query.sort:
        value = sql.SQL("(properties ->> {})").format(
            sql.Literal(collection_column(collection, name))
        )
        kind = sql.SQL("::numeric") if kinds[name] in NUMBERS else sql.SQL(' COLLATE "C"')
        way = sql.SQL(" DESC NULLS LAST" if falls else " ASC NULLS LAST")
        found.append(value + kind + way)
    found.append(sql.SQL("number"))
    return sql.SQL(" ORDER BY ") + sql.SQL(", ").join(found)


def _shape(query: Query) -> sql.SQL:
    if not query.geometry:
        return sql.SQL("NULL")
    return sql.SQL(AS_JSON.format(SIMPLER if query.tolerance_m > 0 else "geom"))


def _feature(row: tuple[Any, ...], collection: Collection) -> Feature:
    id_, held, shape = row
    return {
        "type": "Feature",
        "id": id_,
        "geometry": None if shape is None else json.loads(shape),
        "properties": {column.name: held[column.name] for column in collection.columns},
    }
