"""Area levels: which there are, their attribute frames, and their geometry on demand."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final

import pyogrio

from geodata import crs
from geodata import errors
from geodata import folders
from geodata import population

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

COLUMNS: Final = (
    "key", "name", "label", "short", "title", "aerl", "kreis", "samtgemeinde",
    "inhabitants", "inhabitants_status", "area_km2", "area_status",
    "lat", "lon", "bounds", "members",
)  # fmt: skip
NUMBERS: Final = ("inhabitants", "area_km2", "lat", "lon")
MASTER: Final = "areas.gpkg"
TERRITORY: Final = "2021-11-01"
"""Date of the latest change of areas that the data have (Langelsheim); all keys equal those of
Destatis GV100AD of 30.11.2023."""
PENDING: Final = (
    "Der zum 01.11.2026 geplante Zusammenschluss von Balje, Freiburg (Elbe), Krummendeich,"
    " Oederquart und Wischhafen zur Gemeinde Nordkehdingen ist nicht enthalten:"
    " Gesetz und amtlicher Schlüssel lagen nicht vor."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLevel:
    """One level of areas.

    Parameters
    ----------
    id
        Name in addresses, files and layers.
    title, title_en
        Plural, as the screen says it.
    parent
        The level into which this one nests, None at the top and for overlapping regions.
    order
        Place in lists, from large to small.
    rows
        How many areas the level has.
    """

    id: str
    title: str
    title_en: str
    parent: str | None
    order: int
    rows: int


LEVELS: Final[Mapping[str, AreaLevel]] = MappingProxyType(
    {
        level.id: level
        for level in (
            AreaLevel(id="land", title="Land", title_en="State", parent=None, order=0, rows=1),
            AreaLevel(
                id="aerl",
                title="Ämter für regionale Landesentwicklung",
                title_en="Regional development offices",
                parent="land",
                order=1,
                rows=4,
            ),
            AreaLevel(
                id="zukunftsregionen",
                title="Zukunftsregionen",
                title_en="Future regions",
                parent=None,
                order=2,
                rows=14,
            ),
            AreaLevel(
                id="landkreise",
                title="Landkreise und kreisfreie Städte",
                title_en="Districts and independent cities",
                parent="aerl",
                order=3,
                rows=45,
            ),
            AreaLevel(
                id="samtgemeinden",
                title="Samtgemeinden",
                title_en="Joint municipalities",
                parent="landkreise",
                order=4,
                rows=114,
            ),
            AreaLevel(
                id="gemeinden",
                title="Gemeinden",
                title_en="Municipalities",
                parent="landkreise",
                order=5,
                rows=964,
            ),
        )
    }
)


def known(level: str) -> AreaLevel:
    """Return a level, or say that there is none of that name."""
    if level not in LEVELS:
        raise errors.UnknownKeyError("Ebene", level, ", ".join(LEVELS))
    return LEVELS[level]


def frame(level: str, folder: Path = folders.DATA) -> pd.DataFrame:
    """Return one level's attribute table as shipped, index ``key``, without estimates."""
    path = folder / "areas" / f"{known(level).id}.csv"
    out = folders.table(path, COLUMNS, NUMBERS).set_index("key")
    if not out.index.is_unique:
        double = out.index[out.index.duplicated()][0]
        raise errors.DamagedFileError(
            path, f"Schlüssel doppelt: {double}", f"key occurs twice: {double}"
        )
    return out


def load_frames(folder: Path = folders.DATA) -> Mapping[str, pd.DataFrame]:
    """Return level to attribute frame (index ``key``), inhabitants of all areas filled in.

    Kreise and what is made of them have official inhabitants; Gemeinden and Samtgemeinden, where
    they have none of their own, estimates that sum to them exactly (see
    :mod:`geodata.population`).
    """
    frames = {level: frame(level, folder) for level in LEVELS}
    estimate = population.by_gemeinde(folder)
    units = population.filled(frames["gemeinden"], estimate)
    frames["gemeinden"] = units
    frames["samtgemeinden"] = population.summed(
        frames["samtgemeinden"], units[units.samtgemeinde != ""], "samtgemeinde"
    )
    for level, table in frames.items():
        frames[level] = table.astype({"inhabitants": "int64"})
    return MappingProxyType(frames)


def geometry(level: str, folder: Path = folders.DATA, *, tidal: bool = False) -> gpd.GeoDataFrame:
    """Return one level's geometry at full resolution, EPSG:25832, index ``key``.

    Parameters
    ----------
    level
        One of :data:`LEVELS`.
    tidal
        The tidal waters that belong to the areas, instead of their land
        (only ``landkreise`` and ``gemeinden`` have them).
    """
    path = folders.existing(folder / MASTER)
    layer = known(level).id + ("_tidal" if tidal else "")
    try:
        out = pyogrio.read_dataframe(path, layer=layer)
    except (ValueError, RuntimeError) as fault:
        raise errors.DamagedFileError(
            path, f"Ebene '{layer}' nicht lesbar", f"layer '{layer}' not readable"
        ) from fault
    return crs.require_crs(out.set_index("key"), crs.METRIC)
