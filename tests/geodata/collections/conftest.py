"""Who answers about the collections; every test of answers runs against each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata import catalogue as catalogues
from geodata.collections.features import MemoryFeatures

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.collections.features import Features


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return catalogues.load()


@pytest.fixture(scope="session")
def memory(shipped: Catalogue) -> Features:
    return MemoryFeatures(shipped)


@pytest.fixture(params=["memory"])
def features(request: pytest.FixtureRequest) -> Features:
    found: Features = request.getfixturevalue(request.param)
    return found
