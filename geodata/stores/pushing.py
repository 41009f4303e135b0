"""Pushing: a data folder becomes a version of the database, whole or not at all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import shapely

from geodata import audit
from geodata import catalogue
from geodata import crs
from geodata import manifest
from geodata.collections import collection as collections
from geodata.collections import features
from geodata.errors import GeodataError
from geodata.errors import UnknownKeyError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from psycopg import Connection

    from geodata.catalogue import Catalogue
    from geodata.stores.database import Database

Row = tuple[int, str]
TURN: Final = 7_315_420  # advisory lock: one push at a time
FEATURE: Final = (
    "COPY atlas.feature (version, collection, number, id, properties, written,"
    " first_day, last_day, geom) FROM STDIN"
)
PRESENT: Final = (
    "INSERT INTO atlas.present (version) VALUES (%s)"
    " ON CONFLICT (one) DO UPDATE SET version = excluded.version, since = now()"
    " WHERE atlas.present.version <> excluded.version"
)


class RefusedDataError(GeodataError, ValueError):
    """Data that no server would start with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """One version of the database; `present` is the one that is served."""

    id: str
    pushed_at: dt.datetime
    pushed_by: str
    note: str
    present: bool


def push(database: Database, folder: Path, by: str, text: str = "", row: Row | None = None) -> str:
    """Make a data folder the present version; return its name.

    Servers go on with the version before until this is whole. A version that is there already
    is made present again and not changed.

    Parameters
    ----------
    row
        Number and text (JSON) of an entry of the log that appears with it.

    Raises
    ------
    RefusedDataError
        The areas do not nest.
    StoreError
        The database does not answer; it is as it was before.
    """
    loaded = catalogue.load(folder)
    found = [*audit.counts(loaded.areas, loaded.state), *audit.parents(loaded.areas)]
    if found:
        raise RefusedDataError(
            f"Die Gebiete in {folder} sind beschädigt: {found[0].line('de')}",
            f"The areas in {folder} are damaged: {found[0].line('en')}",
        )
    with database.connection(patient=True) as open_:
        open_.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
        new = open_.execute(
            "INSERT INTO atlas.version (id, pushed_by, note) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING RETURNING id",
            (loaded.version, by, text),
        ).fetchone()
        if new:
            _files(open_, folder, loaded.version)
            _features(open_, loaded)
        open_.execute(PRESENT, (loaded.version,))
        _logged(open_, row)
    return loaded.version


def note(database: Database, row: Row) -> None:
    """Write an entry of the log."""
    with database.connection() as open_:
        _logged(open_, row)


def _logged(open_: Connection[Any], row: Row | None) -> None:
    if row is not None:
        open_.execute("INSERT INTO atlas.log (number, entry) VALUES (%s, %s)", row)


def _files(open_: Connection[Any], folder: Path, version: str) -> None:
    for path in [*manifest.shipped(folder), manifest.NAME]:
        file = folder / path
        if not file.is_file():
            continue
        content = file.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        open_.execute(
            "INSERT INTO atlas.body VALUES (%s, %s) ON CONFLICT DO NOTHING", (sha256, content)
        )
        open_.execute("INSERT INTO atlas.file VALUES (%s, %s, %s)", (version, path, sha256))


def _features(open_: Connection[Any], loaded: Catalogue) -> None:
    with open_.cursor().copy(FEATURE) as target:
        for collection in collections.every(loaded):
            for row in _rows(loaded, collection):
                target.write_row((loaded.version, collection.id, *row))
    open_.execute("ANALYZE atlas.feature")


def _rows(loaded: Catalogue, collection: collections.Collection) -> Iterator[tuple[Any, ...]]:
    frame = features.prepared(loaded, collection)
    names = [column.name for column in collection.columns]
    values = frame[names].itertuples(index=False, name=None)
    days = zip(frame["_begin"], frame["_end"], strict=True)
    shapes = frame.geometry.to_numpy()
    for number, (id_, row, day, shape) in enumerate(
        zip(frame.index, values, days, shapes, strict=True)
    ):
        held = dict(zip(names, row, strict=True))
        plain = {name: features.plain(value) for name, value in held.items()}
        written = {name: features.written(value) for name, value in held.items()}
        placed = None if shape is None else shapely.to_wkb(_located(shape), True, include_srid=True)  # noqa: FBT003  hexadecimal
        yield (number, str(id_), json.dumps(plain), json.dumps(written), *day, placed)


def _located(shape: Any) -> Any:
    return shapely.set_srid(shape, crs.WGS84)


def versions(database: Database) -> tuple[Pushed, ...]:
    """Return the versions of the database, newest first."""
    with database.connection() as open_:
        rows = open_.execute(
            "SELECT id, pushed_at, pushed_by, note, p.version IS NOT NULL FROM atlas.version v"
            " LEFT JOIN atlas.present p ON p.version = v.id ORDER BY pushed_at DESC"
        ).fetchall()
    return tuple(
        Pushed(id=row[0], pushed_at=row[1], pushed_by=row[2], note=row[3], present=row[4])
        for row in rows
    )


def use(database: Database, version: str, row: Row | None = None) -> None:
    """Make a version of the database the present one, such as the one before a mistake.

    Parameters
    ----------
    row
        As for :func:`push`.

    Raises
    ------
    UnknownKeyError
    """
    known = [found.id for found in versions(database)]
    if version not in known:
        raise UnknownKeyError("Fassung", version[:40], ", ".join(known))
    with database.connection() as open_:
        open_.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
        open_.execute(PRESENT, (version,))
        _logged(open_, row)


def prune(database: Database, keep: int) -> tuple[str, ...]:
    """Delete all versions but the newest and the present one; return the deleted."""
    held = [found for found in versions(database) if not found.present]
    gone = tuple(found.id for found in held[max(keep - 1, 0) :])
    with database.connection(patient=True) as open_:
        open_.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
        open_.execute("DELETE FROM atlas.version WHERE id = ANY(%s)", (list(gone),))
        open_.execute("DELETE FROM atlas.body WHERE sha256 NOT IN (SELECT sha256 FROM atlas.file)")
    return gone
