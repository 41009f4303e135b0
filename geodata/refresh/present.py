"""Present: the areas that are valid now, against which a delivery is held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Final

import pandas as pd

from geodata import areas
from geodata import catalogue
from geodata import folders
from geodata import state as states
from geodata.build import tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

    from geodata.state import State

SUCCESSORS: Final = "successors.csv"


@dataclass(frozen=True, kw_only=True)
class Present:
    """The state of a data folder.

    Parameters
    ----------
    folder
        The data folder.
    version
        Its data version.
    """

    folder: Path
    version: str
    state: State

    @classmethod
    def load(cls, folder: Path) -> Present:
        """Read a data folder."""
        return cls(folder=folder, version=catalogue.version(folder), state=states.load(folder))

    @cached_property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """Attribute tables by level, with inhabitants."""
        return areas.load_frames(self.folder)

    @cached_property
    def units(self) -> gpd.GeoDataFrame:
        """The Gemeinden, land only."""
        return areas.geometry("gemeinden", self.folder)

    @cached_property
    def tidal(self) -> gpd.GeoDataFrame:
        """The tidal waters of Gemeinden."""
        return areas.geometry("gemeinden", self.folder, tidal=True)

    @cached_property
    def changes(self) -> list[tables.Change]:
        """The successor table."""
        return read_changes(self.folder / SUCCESSORS)

    def kreise(self) -> pd.DataFrame:
        """Return name and title of the Kreise as a delivery has them: Oldenburg (Oldb).

        The gazetteer keeps these names; those of the tables say what tells two of them apart.
        """
        entries = folders.table(self.folder / "gazetteer.csv", ("key", "kind", "name"))
        own = entries[entries["kind"].isin(("landkreis", "kreisfreie_stadt"))].set_index("key")
        return pd.DataFrame(
            {"name": own["name"], "title": self.frames["landkreise"]["title"].reindex(own.index)}
        )


def read_changes(path: Path) -> list[tables.Change]:
    """Return the rows of a successor table.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    frame = folders.table(path, ("former_key", "key"))
    for name in tables.Change._fields:
        if name not in frame:
            frame[name] = ""
    return [
        tables.Change(*row) for row in frame[list(tables.Change._fields)].itertuples(index=False)
    ]
