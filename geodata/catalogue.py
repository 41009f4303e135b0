"""The catalogue: everything the data room serves, loaded once, with what is wrong with it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final
from typing import TypeVar

import pandas as pd

from geodata import areas
from geodata import checks
from geodata import dataset
from geodata import folders
from geodata import ground as grounds
from geodata import indicators as surveys
from geodata import instruments
from geodata import programmes
from geodata import provenance
from geodata import records
from geodata import state as states
from geodata.errors import DamagedFileError
from geodata.errors import MissingFileError
from geodata.errors import UnknownKeyError
from geodata.gazetteer import Gazetteer
from geodata.ground import Ground
from geodata.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from geodata.gazetteer import Place
    from geodata.indicators import Indicator
    from geodata.programmes import Programme
    from geodata.provenance import Source
    from geodata.state import State

T = TypeVar("T")
VERSION_DIGITS: Final = 12
READ: Final = (
    "areas/*.csv",
    "indicators/*.csv",
    "odbl/*",
    "records/*.csv",
    "*.csv",
    "*.toml",
    "web/*",
    "analysis/*",
)
EMPTY: Final[Mapping[str, Place]] = MappingProxyType({})
MENDED: Final = "records/mended.csv"
NO_PROGRAMMES: Final[tuple[tuple[Programme, ...], tuple[Problem, ...]]] = ((), ())
NO_SOURCES: Final[tuple[Source, ...]] = ()
PLACES: Final = "records/places.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All data of one folder; a value: nothing in it changes after loading.

    Parameters
    ----------
    version
        Twelve digits that change with any file that is served.
    areas
        Attribute frames by level, index ``key``.
    records
        Programme records, index ``id``.
    places
        Where records are drawn: one row a place, a joint record has several. WGS84.
    instruments
        Strategies, cooperations, studies, central places, offices; index ``id``.
    mended
        What the build changed in the facts, row by row.
    problems
        What was wrong with the files; the rest is served.
    indicators
        Figures that the installation brought along, by id.
    state
        Of which days areas and inhabitants are.
    ground
        What lies under the records; the same object in versions that have the same.
    """

    version: str
    areas: Mapping[str, pd.DataFrame]
    records: pd.DataFrame
    places: pd.DataFrame
    instruments: pd.DataFrame
    mended: pd.DataFrame
    programmes: tuple[Programme, ...]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    gazetteer: Gazetteer
    folder: Path
    loaded_at: dt.datetime
    indicators: Mapping[str, Indicator] = field(default_factory=lambda: surveys.NONE)
    state: State = states.SHIPPED
    ground: Ground = field(default_factory=Ground)

    def area(self, level: str, key: str) -> pd.Series:
        """Return one area.

        Raises
        ------
        UnknownKeyError
        """
        if level not in self.areas:
            raise UnknownKeyError("Ebene", level, ", ".join(self.areas))
        frame = self.areas[level]
        if key not in frame.index:
            raise UnknownKeyError("Gebiet", key, f"{len(frame)} {level}")
        return frame.loc[key]

    def members(self, level: str) -> Mapping[str, tuple[str, ...]]:
        """Return the Kreise of each area of a level; regions share some of theirs."""
        if level not in self.areas:
            raise UnknownKeyError("Ebene", level, ", ".join(self.areas))
        column = self.areas[level]["members"]
        return MappingProxyType({str(k): tuple(v.split(";")) for k, v in column.items()})

    def programme(self, key: str) -> Programme:
        """Return one programme.

        Raises
        ------
        UnknownKeyError
        """
        for found in self.programmes:
            if found.id == key:
                return found
        raise UnknownKeyError("Programm", key, ", ".join(p.id for p in self.programmes))


def load(folder: Path | None = None, before: Catalogue | None = None) -> Catalogue:
    """Return the catalogue of a data folder; the embedded data by default.

    Parameters
    ----------
    folder
        Data folder.
    before
        A catalogue whose ground is taken over if its files are the same.

    Raises
    ------
    MissingFileError, DamagedFileError
        Area tables or their state cannot be read: without areas nothing can be shown. Every other
        fault is collected in ``problems`` and the rest is served.
    """
    folder = Path(folder) if folder is not None else folders.DATA
    # Before anything is read: of a folder that changes meanwhile the version is then not that
    # of its files, which its store notices
    sums = grounds.checksums(folder, READ)
    ground = _ground(folder, sums, before)
    frames, places = ground.areas, ground.gazetteer
    problems = list(ground.problems)
    rows, found = records.load(folder, frames, places)
    problems += found
    others, found = instruments.load(folder, frames, places)
    problems += found
    known, found = _kept(lambda: programmes.load(folder), NO_PROGRAMMES, problems)
    problems += found
    surveyed, found = surveys.load(folder)
    problems += found
    sources = _kept(lambda: provenance.load(folder), NO_SOURCES, problems)
    drawn, found = _table(folder / PLACES, dataset.PLACES, records.centres(places))
    problems += found
    mended, found = _table(folder / MENDED, dataset.MENDED)
    problems += found
    return Catalogue(
        version=_named(sums),
        areas=frames,
        records=rows,
        places=drawn[drawn["record"].isin(rows.index[rows["place_precision"] != "none"])],
        instruments=others,
        mended=mended,
        programmes=known,
        sources=provenance.dated(sources, dates(rows, others)),
        problems=tuple(problems),
        gazetteer=places,
        folder=folder,
        loaded_at=dt.datetime.now(tz=dt.UTC),
        indicators=surveyed,
        state=states.load(folder),
        ground=ground,
    )


def _ground(folder: Path, sums: Mapping[str, str], before: Catalogue | None) -> Ground:
    """Return the ground of a data folder: that of the catalogue before if nothing changed."""
    if before is not None and before.ground.lies_under(sums):
        return before.ground
    problems: list[Problem] = []
    return Ground(
        files=grounds.of(sums),
        areas=areas.load_frames(folder),
        gazetteer=_kept(lambda: Gazetteer.load(folder), Gazetteer.of(()), problems),
        problems=tuple(problems),
    )


def _kept(read: Callable[[], T], empty: T, problems: list[Problem]) -> T:
    """Return what was read; a missing or damaged file becomes a problem and an empty value."""
    try:
        return read()
    except (MissingFileError, DamagedFileError) as error:
        code = "file-missing" if isinstance(error, MissingFileError) else "file-damaged"
        problems.append(
            Problem(
                code=code,
                where=error.path.name,
                raw="",
                message=error.message,
                message_en=error.message_en,
                hint=error.hint,
                hint_en=error.hint_en,
            )
        )
        return empty


def _table(
    path: Path, columns: tuple[dataset.Column, ...], points: Mapping[str, Place] = EMPTY
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Return a side table as a frame, and what is wrong with it."""
    lines, findings = checks.read(path, columns)
    rows = [line.cells for line in lines]
    for row in rows:
        if points:
            records.fill(row, points)
    frame = records.frame(rows, columns, index=None)
    return frame, tuple(findings.problems)


def dates(rows: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Return the source dates (ISO) of all entries, index = dataset or kind of instrument.

    Where a source is not dated the date of the record stands for it.
    """
    own = rows["source_date"].where(rows["source_date"] != "", rows["date"])
    return pd.concat(
        [own.set_axis(rows["dataset"]), others["source_date"].set_axis(others["kind"])]
    )


def version(folder: Path) -> str:
    """Return twelve digits over the content of every file that is served."""
    return _named(grounds.checksums(folder, READ))


def _named(sums: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for path, checksum in sums.items():
        digest.update(path.encode())
        digest.update(bytes.fromhex(checksum))
    return digest.hexdigest()[:VERSION_DIGITS]
