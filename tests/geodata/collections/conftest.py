"""Who answers about the collections; every test of answers runs against each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata import catalogue as catalogues
from geodata.collections.features import MemoryFeatures
from geodata.stores.database import Database
from geodata.stores.features import PostgisFeatures

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.collections.features import Features
    from geodata.collections.features import Page
    from geodata.collections.features import Query


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return catalogues.load()


@pytest.fixture(scope="session")
def memory(shipped: Catalogue) -> Features:
    return MemoryFeatures(shipped)


@pytest.fixture(scope="session")
def postgis(shipped: Catalogue, pushed: str) -> Features:
    """Answers of the database alone: none may come from memory."""
    found = PostgisFeatures(Database(pushed), shipped)
    found.memory = Refusing(shipped)
    return found


class Refusing(MemoryFeatures):
    """Memory that must not be asked."""

    def query(self, id_: str, query: Query) -> Page:
        """Fail."""
        pytest.fail(f"asked memory for {id_}: {query}")


@pytest.fixture(params=["memory", "postgis"])
def features(request: pytest.FixtureRequest) -> Features:
    found: Features = request.getfixturevalue(request.param)
    return found
