"""Which records a view is about: programme, kind of money, years and ÄrL as one selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import memo
from layers import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from layers.state import ViewState

FAIRS = "jobmessen"  # dataset of the job fairs; they are counted by a metric of their own
BUDGET = "budget"
SOFT = ("rounded", "lower_bound", "upper_bound")  # precisions that make a sum a rounded one


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What sums, charts and filters need of a record.

    Parameters
    ----------
    id, dataset, programme, detail
        Id, dataset, programme and ``kind_detail`` of the record.
    year
        Year, None if unknown.
    aerl
        Offices to whose area it belongs.
    kind
        ``budget`` for reserved money, ``award`` for all other records.
    amount_eur
        Amount of its kind in euros, None if unknown. A cost is not an award.
    unknown
        Whether an amount is expected but not known.
    soft
        Whether the amount is rounded or a bound.
    counted
        Whether it counts in sums.
    source_date
        Newest date of its sources, ISO, may be partial or empty.
    """

    id: str
    dataset: str
    programme: str
    detail: str
    year: int | None
    aerl: frozenset[str]
    kind: str
    amount_eur: float | None
    unknown: bool
    soft: bool
    counted: bool
    source_date: str

    @property
    def fair(self) -> bool:
        """Whether it is a job fair, which is about no money at all."""
        return self.dataset == FAIRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The records of a view.

    Parameters
    ----------
    money
        Records of the kind of money that count.
    fairs
        Job fairs of the years and the ÄrL, whatever the programme.
    undated
        How many records of `money` a filter of years leaves out because they have no year.
    """

    money: tuple[Entry, ...]
    fairs: tuple[Entry, ...]
    undated: int


@memo.per_catalogue
def entries(catalogue: Catalogue) -> Mapping[str, Entry]:
    """Return the entries of all records by id, in the order of the catalogue."""
    found = {}
    for row in catalogue.records.itertuples():
        kind = BUDGET if row.amount_kind == BUDGET else "award"
        amount = numbers.plain(row.amount_eur) if row.amount_kind == kind else None
        year = numbers.plain(row.year)
        found[str(row.Index)] = Entry(
            id=str(row.Index),
            dataset=str(row.dataset),
            programme=str(row.programme),
            detail=str(row.kind_detail),
            year=None if year is None else int(year),
            aerl=frozenset(row.aerl),
            kind=kind,
            amount_eur=amount,
            unknown=bool(row.money_bearing) and amount is None,
            soft=amount is not None and row.amount_precision in SOFT,
            counted=bool(row.counted),
            source_date=str(row.source_date),
        )
    return found


def here(entry: Entry, view: ViewState) -> bool:
    """Tell whether a record belongs, at least in part, to the offices of the view."""
    return not view.aerl or not entry.aerl.isdisjoint(view.aerl)


def when(entry: Entry, view: ViewState) -> bool:
    """Tell whether a record lies in the years of the view; without a filter all do."""
    if view.years is None:
        return True
    return entry.year is not None and view.years[0] <= entry.year <= view.years[1]


def what(entry: Entry, view: ViewState) -> bool:
    """Tell whether a record is of a programme of the view."""
    return not view.programme or entry.programme in view.programme


def select(view: ViewState, catalogue: Catalogue) -> Selection:
    """Return the records of a view."""
    local = [e for e in entries(catalogue).values() if e.counted and here(e, view)]
    pool = [e for e in local if not e.fair and e.kind == view.kind and what(e, view)]
    return Selection(
        money=tuple(e for e in pool if when(e, view)),
        fairs=tuple(e for e in local if e.fair and when(e, view)),
        undated=sum(e.year is None for e in pool) if view.years else 0,
    )
