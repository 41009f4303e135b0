"""The shipped catalogue, loaded once, and copies of the data that may be spoilt."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from geodata import catalogue
from geodata import folders

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue

SERVED = ("areas", "odbl", "records", "gazetteer.csv", "programmes.toml", "sources.toml")


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """Return the catalogue of the embedded data; tests do not change its frames."""
    return catalogue.load()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of what the catalogue reads."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in SERVED:
        source = folders.DATA / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("*.gz"))
        else:
            shutil.copy2(source, folder / name)
    return folder
