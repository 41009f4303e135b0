"""A small land made for tests: a grid of inhabitants in four Gemeinden, two Kreise, two ÄrL."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata import dataset
from geodata import records
from geodata.analysis import demand
from geodata.analysis.supply import Site
from geodata.catalogue import Catalogue
from geodata.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.analysis.demand import Demand

STEP = 1000.0
SIZE = 30
WEST, SOUTH = 500_000.0, 5_800_000.0
UNITS = ("03101001", "03101002", "03102001", "03102002")


def gemeinde(column: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Return the Gemeinde of cells: the four quarters of the land."""
    quarter = (column >= SIZE // 2) * 2 + (row >= SIZE // 2)
    return np.array([UNITS[one] for one in quarter], dtype=object)


def table(seed: int = 0) -> pd.DataFrame:
    """Return the grid with 0 to 50 inhabitants a point."""
    column, row = (part.ravel() for part in np.meshgrid(np.arange(SIZE), np.arange(SIZE)))
    people = np.random.default_rng(seed).integers(0, 51, SIZE * SIZE)
    return pd.DataFrame(
        {
            "x": WEST + column * STEP,
            "y": SOUTH + row * STEP,
            "gemeinde": gemeinde(column, row),
            "inhabitants": people,
        }
    )


def frame(keys: Sequence[str], **columns: Sequence[object]) -> pd.DataFrame:
    """Return the attribute frame of a level."""
    rows = {
        "name": list(keys), "label": list(keys), "short": list(keys), "aerl": "", "kreis": "",
        "samtgemeinde": "", "inhabitants": 1, "inhabitants_status": "official",
        "lat": 52.3, "lon": 9.0, "members": "",
    }  # fmt: skip
    return pd.DataFrame({**rows, **columns}, index=pd.Index(keys, name="key"))


def catalogue(folder: Path) -> Catalogue:
    """Return a catalogue of the made land without records."""
    areas = {
        "land": frame(["03"]),
        "aerl": frame(["north", "south"]),
        "landkreise": frame(
            ["03101", "03102"], aerl=["north", "south"], members=["03101", "03102"]
        ),
        "gemeinden": frame(
            UNITS, kreis=["03101", "03101", "03102", "03102"],
            aerl=["north", "north", "south", "south"],
        ),
        "zukunftsregionen": frame(["both", "one"], members=["03101;03102", "03101"]),
    }  # fmt: skip
    return Catalogue(
        version="made",
        areas=MappingProxyType(areas),
        records=records.frame([]),
        places=records.frame([], dataset.PLACES, index=None),
        instruments=pd.DataFrame({"kind": [], "gemeinde": []}),
        mended=pd.DataFrame(),
        programmes=(),
        sources=(),
        problems=(),
        gazetteer=Gazetteer.of(()),
        folder=folder,
        loaded_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


def people(data: Catalogue, rows: pd.DataFrame | None = None) -> Demand:
    """Return the demand of the made land."""
    return demand.of(
        table() if rows is None else rows, data, id="made", title="Gitter", title_en="Grid"
    )


def site(name: str, column: float, row: float, **values: object) -> Site:
    """Return a site at a cell of the grid."""
    fixed = {"id": name, "name": name, "state": "open", **values}
    return Site(x=WEST + column * STEP, y=SOUTH + row * STEP, **fixed)  # type: ignore[arg-type]
