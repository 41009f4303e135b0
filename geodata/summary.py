"""Sums over records by area: pure functions in which unknown never becomes zero."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue

NOWHERE: Final = ""
CENTS: Final = 100  # amounts are added in whole cents: the same total whatever the order
OVERLAPPING: Final = ("zukunftsregionen",)
"""Levels whose areas share Kreise: a record may belong to two, so they are never summed."""
COLUMN_OF: Final[Mapping[str, str]] = {"landkreise": "landkreise", "aerl": "aerl"}


def assign(records: pd.DataFrame, level: str, catalogue: Catalogue) -> pd.DataFrame:
    """Return to which areas of a level each record belongs.

    On Landkreise, ÄrL and Gemeinden a record belongs to the one area it lies in; a record of
    several areas (a regional budget, a joint project) belongs to none of them alone and
    has the key ``""``. On Zukunftsregionen it belongs to its region if it names one, else to
    every region of its Kreis: then it occurs twice.

    Returns
    -------
    pairs
        Columns ``record`` (id) and ``key`` (area or ``""``), in the order of the records.
    """
    if level == "land":
        keys = pd.Series("03", index=records.index)
    elif level in ("gemeinden", "samtgemeinden"):
        keys = records["gemeinde" if level == "gemeinden" else "samtgemeinde"]
    elif level in OVERLAPPING:
        return _by_region(records, catalogue)
    else:
        only = [held[0] if len(held) == 1 else NOWHERE for held in records[COLUMN_OF[level]]]
        keys = pd.Series(only, index=records.index, dtype="object")
    known = keys.isin(catalogue.areas[level].index)
    return _pairs(keys.where(known, NOWHERE))


def _pairs(keys: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"record": keys.index, "key": keys.to_numpy(dtype=object)}).astype("str")


def _by_region(records: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return records and regions: the named one, else all regions of its Kreise."""
    regions: dict[str, list[str]] = {}
    for region, kreise in catalogue.members("zukunftsregionen").items():
        for kreis in kreise:
            regions.setdefault(kreis, []).append(region)
    named = records["region"].isin(catalogue.areas["zukunftsregionen"].index)
    lists = [
        [region] if is_named else list(dict.fromkeys(r for k in held for r in regions.get(k, [])))
        for region, is_named, held in zip(
            records["region"], named, records["landkreise"], strict=True
        )
    ]
    return _pairs(pd.Series(lists, index=records.index, dtype=object).explode().fillna(NOWHERE))


def by_area(records: pd.DataFrame, level: str, catalogue: Catalogue) -> pd.DataFrame:
    """Return what the counting records add up to in every area of a level.

    Parameters
    ----------
    records
        Records of one kind of money: awards and budgets are never added together.

    Returns
    -------
    sums
        Index: all areas of the level in their order, then ``""`` for records of no single
        area. ``amount_eur`` sums the known amounts (0.0 where there is none: read it with
        ``n_unknown``), ``n`` counts records, ``n_unknown`` those whose amount is expected
        but not known.
    """
    whole = _grouped(records, level, catalogue, [])
    order = [*catalogue.areas[level].index, NOWHERE]
    sums = whole.set_index("key").reindex(order)
    filled = sums.fillna({"amount_eur": 0.0, "n": 0, "n_unknown": 0})
    return filled.astype({"amount_eur": "float64", "n": "int64", "n_unknown": "int64"})


def by_area_and(
    records: pd.DataFrame, level: str, catalogue: Catalogue, column: str
) -> pd.DataFrame:
    """Return the sums of areas by a column of the records, as a long frame.

    Parameters
    ----------
    column
        ``programme``, ``year`` or ``kind_detail``; records with an empty cell form a group
        of their own.
    """
    return _grouped(records, level, catalogue, [column])


def _grouped(
    records: pd.DataFrame, level: str, catalogue: Catalogue, columns: list[str]
) -> pd.DataFrame:
    """Return one group by of the counting records: key, columns, amount_eur, n, n_unknown."""
    counting = records[records["counted"]]
    pairs = assign(counting, level, catalogue)
    amount = counting["amount_eur"]
    values = pd.DataFrame(
        {
            "amount_eur": (amount.fillna(0.0) * CENTS).round().astype("int64"),
            "n": 1,
            "n_unknown": (counting["money_bearing"] & amount.isna()).astype("int64"),
            **{column: counting[column] for column in columns},
        }
    )
    joined = values.loc[pairs["record"]].assign(key=pairs["key"].to_numpy())
    grouped = joined.groupby(["key", *columns], sort=True, dropna=False, observed=True)
    sums = grouped.sum().reset_index()
    return sums.assign(amount_eur=sums["amount_eur"] / CENTS)
