"""Workbench: the state before and the rows of a file, on disk, so that memory stays bounded."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING
from typing import Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.intake.subjects import Subject

NATURAL: Final = ("title", "applicant", "place_text", "year")
SCHEMA: Final = """
create table old (
    id text primary key, natural blob, row text, seen integer default 0
) without rowid;
create index old_natural on old (natural);
create table new (id text primary key, line integer, row text) without rowid;
create table once (hash blob primary key, line integer) without rowid;
create table place (id text primary key, rows text, written integer default 0);
"""
DIGEST_BYTES: Final = 12


class Workbench:
    """Looks rows up by id and by what they say.

    Parameters
    ----------
    folder
        Where its file lies; removed with it.
    """

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "state.sqlite", isolation_level=None)
        for setting in ("journal_mode=off", "synchronous=off", "cache_size=-65536"):
            self._base.execute(f"pragma {setting}")
        self._base.executescript(SCHEMA)
        self._base.execute("begin")

    def close(self) -> None:
        """Close its file."""
        self._base.close()

    def remember(self, path: Path, subject: Subject) -> int:
        """Take in the table before the change; return its rows."""
        if not path.is_file():
            return 0
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = (
                (row["id"], natural(row), json.dumps(row, ensure_ascii=False))
                for row in csv.DictReader(handle)
                if row.get("id")
            )
            self._base.executemany(
                "insert or ignore into old (id, natural, row) values (?, ?, ?)", rows
            )
        del subject
        return int(self._base.execute("select count(*) from old").fetchone()[0])

    def before(self, id_: str) -> dict[str, str] | None:
        """Return a row of the table before, by its id."""
        found = self._base.execute("select row from old where id = ?", (id_,)).fetchone()
        return json.loads(found[0]) if found else None

    def same_as(self, values: Mapping[str, str]) -> str:
        """Return the id of the one row before that says the same, empty if there is none."""
        query = "select id from old where natural = ? and seen = 0 limit 2"
        found = self._base.execute(query, (natural(values),)).fetchall()
        return str(found[0][0]) if len(found) == 1 else ""

    def enter(self, id_: str, line: int, row: str = "") -> int:
        """Note an id of the file; return the line on which it stood already, or 0."""
        query = "insert or ignore into new (id, line, row) values (?, ?, ?)"
        if self._base.execute(query, (id_, line, row)).rowcount == 1:
            self._base.execute("update old set seen = 1 where id = ?", (id_,))
            return 0
        return int(self._base.execute("select line from new where id = ?", (id_,)).fetchone()[0])

    def once(self, parts: tuple[str, ...], line: int) -> int:
        """Note what must be said only once; return the line on which it was said, or 0."""
        own = digest(parts)
        query = "insert or ignore into once (hash, line) values (?, ?)"
        if self._base.execute(query, (own, line)).rowcount == 1:
            return 0
        return int(self._base.execute("select line from once where hash = ?", (own,)).fetchone()[0])

    def entered(self, id_: str) -> dict[str, str] | None:
        """Return a row of the file by its id."""
        found = self._base.execute("select row from new where id = ?", (id_,)).fetchone()
        return json.loads(found[0]) if found else None

    def fresh(self) -> Iterator[dict[str, str]]:
        """Yield the rows of the file that were not in the table before, in their order."""
        query = "select row from new where id not in (select id from old) order by line"
        for (row,) in self._base.execute(query):
            yield json.loads(row)

    def was(self, id_: str) -> bool:
        """Tell whether a row was in the table before."""
        query = "select 1 from old where id = ?"
        return self._base.execute(query, (id_,)).fetchone() is not None

    def gone(self) -> Iterator[dict[str, str]]:
        """Yield the rows before that the file does not have."""
        for (row,) in self._base.execute("select row from old where seen = 0 order by id"):
            yield json.loads(row)

    def settle(self, id_: str, rows: list[list[str]]) -> None:
        """Note the places of a record, where they are new or other than before."""
        query = "insert or replace into place (id, rows) values (?, ?)"
        self._base.execute(query, (id_, json.dumps(rows, ensure_ascii=False)))

    def places(self, id_: str) -> list[list[str]] | None:
        """Return the noted places of a record once, then an empty list; None if none are noted."""
        query = "select rows, written from place where id = ?"
        found = self._base.execute(query, (id_,)).fetchone()
        if found is None:
            return None
        self._base.execute("update place set written = 1 where id = ?", (id_,))
        return [] if found[1] else json.loads(found[0])

    def further_places(self) -> Iterator[list[str]]:
        """Yield the noted places that were not asked for."""
        for (rows,) in self._base.execute(
            "select rows from place where written = 0 order by rowid"
        ):
            yield from json.loads(rows)

    def here(self, id_: str) -> bool:
        """Tell whether a row is in the file."""
        query = "select 1 from new where id = ?"
        return self._base.execute(query, (id_,)).fetchone() is not None


def digest(parts: tuple[str, ...]) -> bytes:
    """Return a short hash of texts."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=DIGEST_BYTES).digest()


def natural(values: Mapping[str, str]) -> bytes:
    """Return a short hash of what a row is about, whatever its amount."""
    return digest(tuple(" ".join(values.get(name, "").casefold().split()) for name in NATURAL))
