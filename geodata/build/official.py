"""Official figures per Kreis: Destatis, Gemeindeverzeichnis-Informationssystem, 31.12.2018."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Final

import pandas as pd

from geodata import errors
from geodata.build import packages

if TYPE_CHECKING:
    from geodata.build.fetch import Shelf

INHABITANTS: Final = 7_982_448


def build(shelf: Shelf) -> pd.DataFrame:
    """Return area_km2 and inhabitants of the 45 Kreise, index ``key``."""
    raw = pd.DataFrame(json.loads(shelf.read(packages.OFFICIAL, "data/districts.json")))
    frame = pd.DataFrame(
        {
            "area_km2": raw["area_km2"].astype(float).to_numpy(),
            "inhabitants": raw["population"].astype(int).to_numpy(),
        },
        index=raw["AGS"].astype(str).str.zfill(5).rename("key"),
    )
    frame = frame[frame.index.str.startswith("03")].sort_index()
    if (total := int(frame.inhabitants.sum())) != INHABITANTS:
        raise errors.BuildError(f"Einwohner {total} statt {INHABITANTS}.")
    return frame
