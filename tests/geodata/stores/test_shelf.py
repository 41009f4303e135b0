"""The shelf of a database: what one machine puts there another finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from geodata.stores import shelf as shelves
from geodata.stores.shelf import TableShelf
from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from geodata.stores.database import Database
    from tests.geodata.stores.conftest import Case


def test_a_folder_has_none(folder: Case) -> None:
    assert folder.store.shelf is None


def test_what_is_put_is_found_and_replaced(database: Database) -> None:
    one, two = TableShelf(database), TableShelf(type(database)(database.address))
    assert two.get("letters", "ABCDEF") is None
    one.put("letters", "ABCDEF", b"\x00first")
    one.put("letters", "ABCDEF", b"second")
    one.put("lists", "ABCDEF", b"another kind")
    assert two.get("letters", "ABCDEF") == b"second"
    assert (two.count("letters"), two.count("lists"), two.count("pictures")) == (1, 1, 0)


def test_only_what_is_old_is_swept(database: Database) -> None:
    shelf = TableShelf(database)
    shelf.put("letters", "old", b"1")
    shelf.put("letters", "new", b"1")
    shelf.put("lists", "old", b"1")
    with psycopg.connect(database.address, autocommit=True) as found:
        found.execute("UPDATE atlas.shelf SET put_at = now() - interval '2 h' WHERE name = 'old'")
    shelf.sweep("letters", 3600.0)
    assert shelf.get("letters", "old") is None
    assert shelf.get("letters", "new") == b"1"
    assert shelf.get("lists", "old") == b"1"


def test_tables_of_an_older_version_are_no_failure_for_what_can_be_local(
    database: Database,
) -> None:
    with psycopg.connect(database.address, autocommit=True) as found:
        found.execute("DROP TABLE atlas.shelf")
    shelf = TableShelf(database)
    with pytest.raises(StoreError):
        shelf.get("letters", "ABCDEF")
    shelves.offer(shelf, "lists", "a", b"1")
    assert shelves.fetch(shelf, "lists", "a") is None
    database.init()
    shelves.offer(shelf, "lists", "a", b"1")
    assert shelves.fetch(shelf, "lists", "a") == b"1"
