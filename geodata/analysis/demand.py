"""Demand: where people live, point by point, and to which areas each point belongs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import pandas as pd
import shapely

from geodata import crs
from geodata import errors
from geodata import population
from geodata.analysis import spots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geodata.analysis.weighting import Weight
    from geodata.catalogue import Catalogue

    Floats = NDArray[np.float64]

LEVELS: Final = ("land", "aerl", "landkreise", "gemeinden")
"""Levels into which every point falls exactly once, from large to small."""
LAND: Final = "03"
NO_STATEMENT: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Demand:
    """Inhabitants at points.

    Parameters
    ----------
    id
        ``points`` (settlements), ``gemeinden`` or the name of an import.
    title, title_en
        What the points are, for people.
    x, y
        EPSG:25832, metres.
    people
        Inhabitants of each point, whole numbers.
    keys
        For each of :data:`LEVELS` the keys of all its areas, in the catalogue's order.
    codes
        For each level the position in `keys` of the area that each point lies in.
    error
        What is known about the error of the figures (see
        :func:`geodata.population.error_statement`).
    digest
        Changes with the points and people; names them in caches.
    place
        Changes with the points alone: ways to them stay the same whoever counts.
    weight
        By what the inhabitants were weighed; None if all count.
    whole
        All inhabitants of each point, where only some of them count; else None.
    """

    id: str
    title: str
    title_en: str
    x: Floats
    y: Floats
    people: NDArray[np.int64]
    keys: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.int32]]
    error: Mapping[str, Any]
    digest: str
    place: str = ""
    weight: Weight | None = None
    whole: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.x)

    @property
    def total(self) -> int:
        """All inhabitants."""
        return int(self.people.sum())

    def gemeinde(self) -> NDArray[np.object_]:
        """Return the Gemeinde key of each point."""
        return self._named("gemeinden")

    def landkreis(self) -> NDArray[np.object_]:
        """Return the Kreis key of each point."""
        return self._named("landkreise")

    def aerl(self) -> NDArray[np.object_]:
        """Return the ÄrL key of each point."""
        return self._named("aerl")

    def _named(self, level: str) -> NDArray[np.object_]:
        return np.asarray(self.keys[level], dtype=object)[self.codes[level]]

    def everyone(self, level: str) -> NDArray[np.int64]:
        """Return all inhabitants of each area of a level, whoever of them counts."""
        people = self.people if self.whole is None else self.whole
        sums = np.bincount(self.codes[level], people, len(self.keys[level]))
        return np.asarray(np.round(sums), dtype=np.int64)

    def inhabitants(self, level: str) -> NDArray[np.int64]:
        """Return the inhabitants of each area of a level."""
        sums = np.bincount(self.codes[level], self.people, len(self.keys[level]))
        return np.asarray(np.round(sums), dtype=np.int64)


def of(table: pd.DataFrame, catalogue: Catalogue, **words: Any) -> Demand:
    """Return the demand of a table.

    Parameters
    ----------
    table
        Columns ``x``, ``y`` (EPSG:25832), ``gemeinde`` (key) and ``inhabitants``.
    words
        ``id``, ``title``, ``title_en`` and, if known, ``error``.

    Raises
    ------
    UnknownKeyError
        If a Gemeinde is none of the catalogue's.
    """
    units = catalogue.areas["gemeinden"]
    keys = {level: tuple(map(str, catalogue.areas[level].index)) for level in LEVELS}
    place = units.index.get_indexer(table["gemeinde"])
    if (place < 0).any():
        raise errors.UnknownKeyError("Gemeinde", str(table["gemeinde"].iloc[place.argmin()]))
    kreis = catalogue.areas["landkreise"].index.get_indexer(units["kreis"])
    aerl = catalogue.areas["aerl"].index.get_indexer(units["aerl"])
    codes = {
        "land": np.zeros(len(table), dtype=np.int32),
        "aerl": aerl[place].astype(np.int32),
        "landkreise": kreis[place].astype(np.int32),
        "gemeinden": place.astype(np.int32),
    }
    x, y = table["x"].to_numpy(dtype=float), table["y"].to_numpy(dtype=float)
    people = table["inhabitants"].to_numpy(dtype=np.int64)
    body = hashlib.sha256()
    for part in (x, y, people, codes["gemeinden"]):
        part.setflags(write=False)
        body.update(np.ascontiguousarray(part).tobytes())
    return Demand(
        x=x,
        y=y,
        people=people,
        keys=MappingProxyType(keys),
        codes=MappingProxyType(codes),
        digest=body.hexdigest()[:16],
        place=body.hexdigest()[:16],
        **{"error": NO_STATEMENT, **words},
    )


def of_points(catalogue: Catalogue) -> Demand:
    """Return the settlement points, whose sums per Kreis, or per Gemeinde, are official.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    points = population.points(catalogue.folder)
    xy = shapely.get_coordinates(points.geometry.to_numpy())
    table = pd.DataFrame(points.drop(columns="geometry")).assign(x=xy[:, 0], y=xy[:, 1])
    estimated = population.is_estimated(catalogue.areas["gemeinden"])
    unit, unit_en = ("Landkreis",) * 2 if estimated else ("Gemeinde", "municipality")
    return of(
        table,
        catalogue,
        id="points",
        title=f"Einwohner an Siedlungspunkten (Schätzung, je {unit} amtliche Summe)",
        title_en=f"Inhabitants at settlement points (estimate, official sum in each {unit_en})",
        error=_statement(catalogue),
    )


def of_gemeinden(catalogue: Catalogue) -> Demand:
    """Return one point a Gemeinde, at its main settlement; coarser, for a quick comparison."""
    units = catalogue.areas["gemeinden"]
    estimated = population.is_estimated(units)
    where = spots.of_gemeinden(catalogue)
    metric = crs.points(where["lon"], where["lat"])
    table = pd.DataFrame(
        {
            "x": metric[:, 0],
            "y": metric[:, 1],
            "gemeinde": units.index,
            "inhabitants": units["inhabitants"].to_numpy(),
        }
    )
    table = table[table["inhabitants"] > 0].reset_index(drop=True)
    return of(
        table,
        catalogue,
        id="gemeinden",
        title=f"Einwohner am Hauptort jeder Gemeinde ({'Schätzung' if estimated else 'amtlich'})",
        title_en="Inhabitants at the main settlement of each municipality"
        f" ({'estimate' if estimated else 'official'})",
        error=_statement(catalogue),
    )


def _statement(catalogue: Catalogue) -> Mapping[str, Any]:
    try:
        return MappingProxyType(population.error_statement(catalogue.folder))
    except errors.GeodataError:
        return NO_STATEMENT
