"""Stores of either kind, each with a copy of the shipped data that a test may change."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from geodata import folders
from geodata.stores import pushing
from geodata.stores.database import Database
from geodata.stores.folder import FolderStore
from geodata.stores.postgis import PostgisStore

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.stores.store import Store
    from tests.postgres import Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A store and how its data are changed."""

    store: Store
    data: Path
    database: Database | None

    def change(self, text: str) -> None:
        """Give a record another title, as the next data version."""
        path = self.data / "records/rvz.csv"
        fresh = path.with_suffix(".new")
        body = path.read_text(encoding="utf-8")
        assert TITLE in body
        fresh.write_text(body.replace(TITLE, text), encoding="utf-8")
        fresh.replace(path)
        if self.database is not None:
            pushing.push(self.database, self.data, "test")


TITLE = "RVZ Wurster Nordseeküste"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(folders.DATA, tmp_path / "data")


@pytest.fixture
def folder(data: Path) -> Case:
    return Case(store=FolderStore(data), data=data, database=None)


@pytest.fixture
def database(cluster: Cluster, pushed: str) -> Database:
    """Return a database with the shipped data, copied from the one that all tests share."""
    return Database(cluster.fresh("atlas_store", template=pushed.rpartition("/")[2]))


@pytest.fixture
def postgis(database: Database, data: Path, tmp_path: Path) -> Case:
    store = PostgisStore(database.address, tmp_path / "cache")
    return Case(store=store, data=data, database=database)


@pytest.fixture(params=["folder", "postgis"])
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.getfixturevalue(request.param)
    return found
