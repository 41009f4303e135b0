"""The analyst of the shipped data, warmed up once for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata import catalogue
from geodata.analysis.analyst import Analyst
from tests.geodata.analysis import made

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue


@pytest.fixture(scope="session")
def data() -> Catalogue:
    """Return the shipped catalogue."""
    return catalogue.load()


@pytest.fixture(scope="session")
def analyst(data: Catalogue) -> Analyst:
    """Return one analyst for all tests: it keeps what is expensive."""
    return Analyst(data)


@pytest.fixture
def island(tmp_path: Path) -> Catalogue:
    """Return the small made land, without any files."""
    return made.catalogue(tmp_path)
