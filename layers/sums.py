"""Sums over records that never hide what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable

COLUMNS = ("amount_eur", "n", "n_unknown", "n_soft")
SOFT = ("rounded", "lower_bound", "upper_bound")  # precisions that make a sum a rounded one


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a set of records adds up to.

    Parameters
    ----------
    amount_eur
        Sum of the known amounts in euros; None if no amount is known.
    n
        Records.
    n_unknown
        Records of which an amount is expected but not known.
    n_soft
        Records whose amount is rounded or a bound.
    """

    amount_eur: float | None
    n: int
    n_unknown: int
    n_soft: int = 0


def prepared(records: pd.DataFrame) -> pd.DataFrame:
    """Return the records with the marks that are summed: ``one``, ``unknown`` and ``soft``."""
    known = records["amount_eur"].notna()
    marks = {
        "one": np.ones(len(records), dtype=np.int64),
        "unknown": (records["money_bearing"].astype(bool) & ~known).astype(np.int64),
        "soft": (records["amount_precision"].isin(SOFT) & known).astype(np.int64),
    }
    return records.assign(**marks)


def by(records: pd.DataFrame, keys: str | list[str]) -> pd.DataFrame:
    """Sum prepared records by one or more columns.

    Parameters
    ----------
    records
        Result of `prepared`.
    keys
        Columns to group by; rows without a value in them are left out.

    Returns
    -------
    DataFrame indexed by the keys with ``amount_eur`` (NaN if no amount is known), ``n``,
    ``n_unknown`` and ``n_soft``.
    """
    grouped = records.groupby(keys, sort=False, observed=True)
    sums = grouped[["one", "unknown", "soft"]].sum()
    sums.columns = pd.Index(COLUMNS[1:])
    sums.insert(0, "amount_eur", grouped["amount_eur"].sum(min_count=1))
    return sums


def total(records: pd.DataFrame) -> Figures:
    """Sum all prepared records."""
    amounts = records["amount_eur"]
    return Figures(
        amount_eur=float(amounts.sum()) if amounts.notna().any() else None,
        n=int(records["one"].sum()),
        n_unknown=int(records["unknown"].sum()),
        n_soft=int(records["soft"].sum()),
    )


def row(sums: pd.DataFrame, key: Hashable) -> Figures:
    """Return one row of the result of `by`; nothing recorded if the key is not in it."""
    if key not in sums.index:
        return Figures(amount_eur=None, n=0, n_unknown=0)
    found = sums.loc[key]
    amount = float(found["amount_eur"])
    return Figures(
        amount_eur=None if np.isnan(amount) else amount,
        n=int(found["n"]),
        n_unknown=int(found["n_unknown"]),
        n_soft=int(found["n_soft"]),
    )
