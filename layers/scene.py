"""The scene: a view filled with data, of which map, charts, table, text and exports are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata import areas
from geodata import summary
from layers import memo
from layers import numbers
from layers import query
from layers import sums

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    import pandas as pd

    from geodata.areas import AreaLevel
    from geodata.catalogue import Catalogue
    from layers.query import Entry
    from layers.state import ViewState
    from layers.sums import Figures
    from layers.sums import Lump

NOWHERE = ""  # key of records that belong to no single area of the level
OVERLAPPING = "zukunftsregionen"
ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """Everything a renderer needs; two renderers of one scene cannot disagree.

    Parameters
    ----------
    view
        The view that is shown.
    catalogue
        The data it is made of.
    level
        The level of the view.
    rows
        One row an area of the level, index ``key``: the catalogue's columns and ``inside``
        (of the ÄrL of the view), ``amount_eur`` (euros, NaN = no known amount), ``n``,
        ``n_unknown``, ``n_soft``, ``fairs``, ``per_inhabitant`` (euros), ``density`` (people
        per km²).
    records
        The records of the view, each once.
    placed
        The same records by the key of their area, ``""`` for those of no single area; in
        overlapping levels a record may stand at several keys.
    fairs
        The fairs of the view.
    nowhere
        Sum of the records that belong to no single area.
    total
        Sum of all records, each once.
    undated
        Records that a filter of years leaves out because they have no year.
    lumps
        The records summed by programme, kind and year.
    local_lumps
        The same for each area inside the filter, without the unplaced.
    """

    view: ViewState
    catalogue: Catalogue
    level: AreaLevel
    rows: pd.DataFrame
    records: tuple[Entry, ...]
    placed: Mapping[str, tuple[Entry, ...]]
    fairs: tuple[Entry, ...]
    nowhere: Figures
    total: Figures
    undated: int
    lumps: tuple[Lump, ...]
    local_lumps: Mapping[str, tuple[Lump, ...]]

    @property
    def overlapping(self) -> bool:
        """Whether areas overlap, so that rows must never be added up."""
        return self.level.id == OVERLAPPING

    @property
    def estimated(self) -> bool:
        """Whether the inhabitants of the level are estimates."""
        return bool((self.rows["inhabitants_status"] == ESTIMATE).any())

    @property
    def filtered(self) -> bool:
        """Whether the view shows less than the whole Land and all years."""
        return bool(self.view.aerl) or self.view.years is not None

    @property
    def programmes(self) -> tuple[str, ...]:
        """Programmes of which the view has records, in the order of the catalogue."""
        present = {lump.programme for lump in self.lumps}
        return tuple(p.id for p in self.catalogue.programmes if p.id in present)


@memo.per_catalogue
def assigned(catalogue: Catalogue, level: str) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the areas of every record on a level, once computed."""
    found: dict[str, list[str]] = {}
    pairs = summary.assign(catalogue.records, level, catalogue)
    for record, key in zip(pairs["record"], pairs["key"], strict=True):
        found.setdefault(str(record), []).append(str(key))
    return {record: tuple(keys) for record, keys in found.items()}


def by_area(
    entries: Sequence[Entry], catalogue: Catalogue, level: str
) -> Mapping[str, tuple[Entry, ...]]:
    """Return records by the key of their area, or of each of their areas."""
    keys = assigned(catalogue, level)
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in keys.get(entry.id, (NOWHERE,)):
            found.setdefault(key, []).append(entry)
    return {key: tuple(group) for key, group in found.items()}


@memo.per_ground
def _ground(catalogue: Catalogue, level: str) -> pd.DataFrame:
    """Return the areas of a level with what does not depend on a view."""
    frame = catalogue.areas[level]
    return frame.assign(density=frame["inhabitants"] / frame["area_km2"])


def _rows(
    frame: pd.DataFrame,
    inside: np.ndarray,
    placed: Mapping[str, tuple[Entry, ...]],
    fairs: Mapping[str, tuple[Entry, ...]],
) -> pd.DataFrame:
    found = [sums.total(placed[key]) if key in placed else sums.NOTHING for key in frame.index]
    amounts = np.array([np.nan if f.amount_eur is None else f.amount_eur for f in found])
    people = frame["inhabitants"].to_numpy(dtype=float)
    people = np.where(people >= numbers.SMALL_GROUP, people, np.nan)
    return frame.assign(
        inside=inside,
        amount_eur=amounts,
        n=np.array([f.n for f in found], dtype=np.int64),
        n_unknown=np.array([f.n_unknown for f in found], dtype=np.int64),
        n_soft=np.array([f.n_soft for f in found], dtype=np.int64),
        fairs=np.array([len(fairs.get(key, ())) for key in frame.index], dtype=np.int64),
        per_inhabitant=amounts / people,
    )


def _inside(frame: pd.DataFrame, offices: tuple[str, ...]) -> np.ndarray:
    if not offices:
        return np.ones(len(frame), dtype=bool)
    wanted = set(offices)
    return np.array([bool(wanted & set(keys.split(";"))) for keys in frame["aerl"]], dtype=bool)


def build(view: ViewState, catalogue: Catalogue) -> Scene:
    """Fill a view with data.

    Parameters
    ----------
    view
        What to show; its metric, areas, layers, map and theme do not change the scene.
    catalogue
        The data.
    """
    selection = query.select(view, catalogue)
    placed = by_area(selection.money, catalogue, view.level)
    fairs = by_area(selection.fairs, catalogue, view.level)
    frame = _ground(catalogue, view.level)
    inside = _inside(frame, view.aerl)
    return Scene(
        view=view,
        catalogue=catalogue,
        level=areas.LEVELS[view.level],
        rows=_rows(frame, inside, placed, fairs),
        records=selection.money,
        placed=placed,
        fairs=selection.fairs,
        nowhere=sums.total(placed.get(NOWHERE, ())),
        total=sums.total(selection.money),
        undated=selection.undated,
        lumps=sums.lumps(selection.money),
        local_lumps={key: sums.lumps(placed[key]) for key in frame.index[inside] if key in placed},
    )
