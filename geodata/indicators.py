"""Indicators: figures of areas by year that an installation brought along, with their sources."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final

import pandas as pd

from geodata import checks
from geodata.dataset import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.problems import Problem

LIST: Final = "indicators/list.csv"
VALUES: Final = "indicators/values.csv"
RULES: Final = Path(__file__).with_suffix(".toml")
COUNT, SHARE = "count", "share"
WRITTEN: Final = ((10.0, 2), (1000.0, 1))
"""Middle of the values below which they have so many decimals; none above."""
LEVELS: Final = ("landkreise", "gemeinden")
LISTED: Final = (
    Column(name="id", title="Kennung", title_en="Id", kind="key", required=True),
    Column(name="title", title="Indikator", title_en="Indicator", required=True),
    Column(name="title_en", title="Indikator (englisch)", title_en="Indicator (English)"),
    Column(name="unit", title="Einheit", title_en="Unit"),
    Column(name="topic", title="Thema", title_en="Topic"),
    Column(name="source", title="Quelle", title_en="Source", required=True),
)
VALUED: Final = (
    Column(name="indicator", title="Indikator", title_en="Indicator", kind="key", required=True),
    Column(name="key", title="Schlüssel", title_en="Key", kind="key", required=True),
    Column(name="year", title="Jahr", title_en="Year", kind="integer", required=True),
    Column(name="value", title="Wert", title_en="Value", kind="number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure of areas.

    Parameters
    ----------
    id
        Stable name of ``[a-z0-9-]``.
    title, title_en
        What people call it; the English one may be empty.
    unit
        As it stands behind a value: ``%``, ``Jahre``.
    topic
        Group in lists; may be empty.
    source
        Who published it, or where.
    tables
        Level to a frame: index key of the area, one column a year, NaN where unknown.
    """

    id: str
    title: str
    title_en: str
    unit: str
    topic: str
    source: str
    tables: Mapping[str, pd.DataFrame]

    def year(self, level: str, latest: int | None = None) -> int | None:
        """Return the newest year with values on a level, none after `latest`."""
        if level not in self.tables:
            return None
        years = [int(y) for y in self.tables[level].columns if latest is None or int(y) <= latest]
        return max(years, default=None)

    def years(self, level: str) -> tuple[int, ...]:
        """Return the years with values on a level, old to new."""
        return tuple(sorted(int(y) for y in self.tables[level])) if level in self.tables else ()

    @property
    def decimals(self) -> int:
        """Return with how many decimals all its values are written: no more than it has."""
        columns = [frame[year] for frame in self.tables.values() for year in frame]
        values = pd.concat(columns).dropna().abs() if columns else pd.Series(dtype="float64")
        size = float(values.median()) if len(values) else 0.0
        most = next((n for limit, n in WRITTEN if size < limit), 0)
        return next((n for n in range(most) if (values.round(n) == values).all()), most)

    @property
    def people(self) -> str:
        """Return ``count`` or ``share`` if it says how many inhabitants are meant; else empty."""
        return _people(self.unit, self.title)


@lru_cache(maxsize=512)
def _people(unit: str, title: str) -> str:
    """Return what the rules say of unit and title; a share of anything else is no demand."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    said = {"unit": unit.strip().casefold(), "title": title.strip().casefold()}
    for name, rule in rules.items():
        if all(re.fullmatch(form, said[part]) for part, form in rule.items()):
            return COUNT if name == COUNT else SHARE
    return ""


NONE: Final[Mapping[str, Indicator]] = MappingProxyType({})


def load(folder: Path) -> tuple[Mapping[str, Indicator], tuple[Problem, ...]]:
    """Return the indicators of a data folder by id, and what is wrong with their tables."""
    if not (folder / LIST).is_file():
        return NONE, ()
    listed, findings = checks.read(folder / LIST, LISTED)
    rows, more = checks.read(folder / VALUES, VALUED)
    frame = pd.DataFrame([row.cells for row in rows], columns=[c.name for c in VALUED])
    frame["value"] = pd.to_numeric(frame["value"]).astype("float64")
    by_id = dict(tuple(frame.groupby("indicator")))
    found = {}
    for line in listed:
        cells = line.cells
        own = by_id.get(cells["id"])
        levels = {} if own is None else _levels(own)
        found[cells["id"]] = Indicator(**cells, tables=MappingProxyType(levels))
    return MappingProxyType(found), (*findings.problems, *more.problems)


def level_of(key: str) -> str:
    """Return the level of an official key, empty if none has keys of this length."""
    return {5: "landkreise", 8: "gemeinden"}.get(len(key), "")


def _levels(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    known = frame[frame["value"].notna()].drop_duplicates(["key", "year"])
    groups = known.groupby(known["key"].map(level_of))
    return {
        str(level): part.pivot_table(index="key", columns="year", values="value")
        for level, part in groups
        if level
    }
