"""Succession: which Gemeinde took over one that is gone, by the successor table or by area."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final

import pandas as pd
import shapely

from geodata.build import tables
from geodata.refresh import faults

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    import geopandas as gpd

    from geodata.refresh.faults import Fault
    from geodata.refresh.present import Present

TABLE: Final = "table"
AREA: Final = "area"
CERTAIN: Final = 0.95
"""Share of a gone Gemeinde's area that lies in its heir if the table does not name one."""
PLAUSIBLE: Final = 0.5
"""Share that has to lie in the heir which the table names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What became of the Gemeinden that are gone.

    Parameters
    ----------
    heirs
        Gone key to the key that took it over.
    how
        Gone key to ``table`` or ``area``.
    share
        Gone key to the share of its area that lies in its heir.
    changes
        The successor table with these changes.
    """

    heirs: Mapping[str, str]
    how: Mapping[str, str]
    share: Mapping[str, float]
    changes: tuple[tables.Change, ...]

    def key(self, key: str) -> str:
        """Return today's key."""
        return self.heirs.get(key, key)

    def merged(self) -> dict[str, list[str]]:
        """Return key to the gone keys it took over."""
        out: dict[str, list[str]] = {}
        for old, new in self.heirs.items():
            out.setdefault(new, []).append(old)
        return out


def followed(key: str, heirs: Mapping[str, str], known: Iterable[str]) -> str:
    """Return the present key at the end of a chain of successors, empty if there is none."""
    seen = set()
    while key not in known and key in heirs and key not in seen:
        seen.add(key)
        key = heirs[key]
    return key if key in known else ""


def of(
    present: Present,
    units: gpd.GeoDataFrame,
    told: Iterable[tables.Change],
    since: Mapping[str, str],
) -> Succession:
    """Return what became of the Gemeinden that are not among `units`.

    Parameters
    ----------
    told
        Changes that were given beside the delivery.
    since
        Key to the ISO date from which it is valid.

    Raises
    ------
    RefusedBoundariesError
        If an heir is missing, or is not where the Gemeinde was.
    """
    told = list(told)
    table = {c.former_key: c.key for c in (*present.changes, *told)}
    known = set(units.index)
    before = present.units
    heirs: dict[str, str] = {}
    how: dict[str, str] = {}
    share: dict[str, float] = {}
    wrong: list[Fault] = []
    for key in before.index.difference(units.index):
        shape, name = before.geometry[key], before["name"][key]
        parts = shapely.area(shapely.intersection(units.geometry.to_numpy(), shape)) / shape.area
        overlap = pd.Series(parts, index=units.index)
        heir = followed(key, table, known)
        how[key] = TABLE if heir else AREA
        heir = heir or str(overlap.idxmax())
        share[key] = float(overlap[heir])
        if share[key] < (PLAUSIBLE if how[key] == TABLE else CERTAIN):
            wrong.append(_unclear(key, name, heir, share[key], told=how[key] == TABLE))
        heirs[key] = heir
    faults.refuse(wrong)
    changes = {c.former_key: c for c in (*present.changes, *told)}
    for key, heir in heirs.items():
        if key not in changes:
            changes[key] = _change(key, heir, before, units, list(heirs.values()), since)
    done = [c for c in changes.values() if followed(c.key, table | heirs, known)]
    return Succession(
        heirs=MappingProxyType(heirs),
        how=MappingProxyType(how),
        share=MappingProxyType(share),
        changes=tuple(_named(c, table | heirs, known, units, before) for c in done),
    )


def _change(
    key: str,
    heir: str,
    before: gpd.GeoDataFrame,
    units: gpd.GeoDataFrame,
    heirs: list[str],
    since: Mapping[str, str],
) -> tables.Change:
    """Return the row of a change that the delivery itself shows."""
    alone = heirs.count(heir) == 1 and heir not in before.index
    kind = "renumbered" if alone else "merger"
    name = str(before["name"][key])
    return tables.Change(since.get(heir, ""), kind, key, name, heir, str(units["name"][heir]))


def _named(
    change: tables.Change,
    heirs: Mapping[str, str],
    known: set[str],
    units: gpd.GeoDataFrame,
    before: gpd.GeoDataFrame,
) -> tables.Change:
    """Let a row point to the present key, with both names filled in."""
    key = followed(change.key, heirs, known)
    former = change.former_name or str(before["name"].get(change.former_key, ""))
    return change._replace(key=key, name=str(units["name"][key]), former_name=former)


def _unclear(key: str, name: str, heir: str, share: float, *, told: bool) -> Fault:
    """Return the fault of a Gemeinde without a clear heir."""
    if told:
        return (
            f"{key} {name} liegt nur zu {share:.0%} in {heir}, das die Nachfolgetabelle nennt",
            f"only {share:.0%} of {key} {name} lie in {heir}, which the successor table names",
        )
    return (
        (
            f"{key} {name} fehlt und hat keinen eindeutigen Nachfolger"
            f" (am ehesten {heir}, {share:.0%} der Fläche); mit --successors angeben"
        ),
        (
            f"{key} {name} is missing and has no clear successor"
            f" (most likely {heir}, {share:.0%} of its area); give it by --successors"
        ),
    )
