"""The scene: a view filled with data, of which map, charts, table, text and exports are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata import areas
from geodata import summary
from layers import memo
from layers import numbers
from layers import query
from layers import sums

if TYPE_CHECKING:
    from geodata.areas import AreaLevel
    from geodata.catalogue import Catalogue
    from layers.state import ViewState

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
        The records of the view, each once, with the marks of `sums.prepared`.
    placed
        The same records with the ``key`` of their area; in overlapping levels a record may
        stand at several keys.
    fairs
        The fairs of the view.
    nowhere
        Sum of the records that belong to no single area.
    total
        Sum of all records, each once.
    undated
        Records that a filter of years leaves out because they have no year.
    """

    view: ViewState
    catalogue: Catalogue
    level: AreaLevel
    rows: pd.DataFrame
    records: pd.DataFrame
    placed: pd.DataFrame
    fairs: pd.DataFrame
    nowhere: sums.Figures
    total: sums.Figures
    undated: int

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
        present = set(self.records["programme"])
        return tuple(p.id for p in self.catalogue.programmes if p.id in present)


@memo.per_catalogue
def assigned(catalogue: Catalogue, level: str) -> pd.DataFrame:
    """Return ``record`` and ``key`` of all records on a level, once computed."""
    pairs = summary.assign(catalogue.records, level, catalogue)
    return pd.DataFrame({"record": pairs.iloc[:, 0].to_numpy(), "key": pairs.iloc[:, 1].to_numpy()})


def _placed(records: pd.DataFrame, catalogue: Catalogue, level: str) -> pd.DataFrame:
    """Return the records with the key of their area, or of each of their areas."""
    pairs = assigned(catalogue, level)
    pairs = pairs[pairs["record"].isin(records.index)]
    return records.loc[pairs["record"]].assign(key=pairs["key"].to_numpy())


def _inside(frame: pd.DataFrame, offices: tuple[str, ...]) -> np.ndarray:
    if not offices:
        return np.ones(len(frame), dtype=bool)
    wanted = set(offices)
    return np.array([bool(wanted & set(keys.split(";"))) for keys in frame["aerl"]], dtype=bool)


def _rows(frame: pd.DataFrame, placed: pd.DataFrame, fairs: pd.Series[int]) -> pd.DataFrame:
    found = sums.by(placed, "key").reindex(frame.index)
    counts = found[["n", "n_unknown", "n_soft"]].fillna(0).astype(np.int64)
    people = frame["inhabitants"].where(frame["inhabitants"] >= numbers.SMALL_GROUP)
    return frame.assign(
        amount_eur=found["amount_eur"],
        n=counts["n"],
        n_unknown=counts["n_unknown"],
        n_soft=counts["n_soft"],
        fairs=fairs.reindex(frame.index).fillna(0).astype(np.int64),
        per_inhabitant=found["amount_eur"] / people,
        density=frame["inhabitants"] / frame["area_km2"],
    )


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
    records = sums.prepared(selection.money)
    placed = _placed(records, catalogue, view.level)
    fairs = _placed(selection.fairs, catalogue, view.level)["key"].value_counts()
    frame = catalogue.areas[view.level]
    frame = frame.assign(inside=_inside(frame, view.aerl))
    return Scene(
        view=view,
        catalogue=catalogue,
        level=areas.LEVELS[view.level],
        rows=_rows(frame, placed, fairs),
        records=records,
        placed=placed,
        fairs=selection.fairs,
        nowhere=sums.row(sums.by(placed, "key"), NOWHERE),
        total=sums.total(records),
        undated=selection.undated,
    )
