"""How much of a programme is recorded: the records held against the published totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from geodata.programmes import Programme
    from geodata.programmes import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Records beside one published total.

    Parameters
    ----------
    recorded
        Number of the records meant, or the sum of their known amounts in EUR.
    unknown
        Records among them whose amount is expected but not known.
    share
        Recorded over published, None without a published value. A share of a bound is a
        bound itself; more than 1 is possible.
    """

    programme: str
    total: Total
    recorded: float
    unknown: int
    share: float | None


def of(programme: Programme, records: pd.DataFrame) -> tuple[Completeness, ...]:
    """Return what is recorded for each total of a programme that records can be held against."""
    listed = records["dataset"].isin(programme.datasets)
    own = records[listed & (records["programme"] == programme.id)]
    return tuple(_beside(programme, total, own) for total in programme.totals if total.completeness)


def _beside(programme: Programme, total: Total, own: pd.DataFrame) -> Completeness:
    """Named kinds are taken whole (a branch is no centre, but a branch), else what counts."""
    meant = own[own["kind_detail"].isin(total.kinds)] if total.kinds else own[own["counted"]]
    if total.years:
        meant = meant[meant["year"].isin(total.years)]
    amount = meant["amount_eur"]
    recorded = float(amount.sum()) if total.completeness == "amount" else float(len(meant))
    return Completeness(
        programme=programme.id,
        total=total,
        recorded=recorded,
        unknown=int((meant["money_bearing"] & amount.isna()).sum()),
        share=recorded / total.value if total.value else None,
    )
