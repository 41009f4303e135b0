"""Which records a view is about: programme, kind of money, years and ÄrL as one selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers import memo

if TYPE_CHECKING:
    import pandas as pd

    from geodata.catalogue import Catalogue
    from layers.state import ViewState

FAIRS = "jobmessen"  # dataset of the job fairs; they are counted by a metric of their own
BUDGET = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The records of a view.

    Parameters
    ----------
    money
        Records of the kind of money that count; ``amount_eur`` is NaN where the amount of this
        kind is not known.
    fairs
        Job fairs of the years and the ÄrL, whatever the programme.
    undated
        How many records of `money` a filter of years leaves out because they have no year.
    """

    money: pd.DataFrame
    fairs: pd.DataFrame
    undated: int


@memo.per_catalogue
def _aerl_sets(catalogue: Catalogue) -> list[frozenset[str]]:
    return [frozenset(keys) for keys in catalogue.records["aerl"]]


def in_offices(view: ViewState, catalogue: Catalogue) -> np.ndarray:
    """Return which records belong, at least in part, to the ÄrL of the view."""
    wanted = frozenset(view.aerl)
    if not wanted:
        return np.ones(len(catalogue.records), dtype=bool)
    return np.array([bool(wanted & keys) for keys in _aerl_sets(catalogue)], dtype=bool)


def of_kind(records: pd.DataFrame, kind: str) -> np.ndarray:
    """Return which records are about a kind of money.

    Budgets are reserved money and never mixed with grants. Everything else counts as granted,
    with an unknown amount where only the cost, or nothing, is known.
    """
    budget = (records["amount_kind"] == BUDGET).to_numpy(dtype=bool)
    fairs = (records["dataset"] == FAIRS).to_numpy(dtype=bool)
    return budget if kind == BUDGET else ~budget & ~fairs


@memo.per_catalogue
def _money(catalogue: Catalogue, kind: str) -> pd.DataFrame:
    """Return all records of a kind of money that count, amounts of other kinds taken out."""
    records = catalogue.records
    chosen = records[of_kind(records, kind) & records["counted"].to_numpy(dtype=bool)].copy()
    chosen["amount_eur"] = chosen["amount_eur"].where(chosen["amount_kind"] == kind)
    return chosen


def everything(kind: str, catalogue: Catalogue) -> pd.DataFrame:
    """Return all records of a kind of money that count, of the whole Land and all years."""
    return _money(catalogue, kind)


def select(view: ViewState, catalogue: Catalogue) -> Selection:
    """Return the records of a view."""
    records = catalogue.records
    here = in_offices(view, catalogue)
    years = records["year"].to_numpy(dtype=float, na_value=np.nan)
    first, last = view.years or (-np.inf, np.inf)
    when = (years >= first) & (years <= last) if view.years else np.ones(len(records), dtype=bool)
    fair = (records["dataset"] == FAIRS).to_numpy() & records["counted"].to_numpy(dtype=bool)

    pool = _money(catalogue, view.kind)
    at = records.index.get_indexer(pool.index)
    wanted = here[at]
    if view.programme:
        wanted = wanted & pool["programme"].isin(view.programme).to_numpy()
    undated = int((wanted & np.isnan(years[at])).sum()) if view.years else 0
    return Selection(
        money=pool[wanted & when[at]], fairs=records[fair & here & when], undated=undated
    )
