"""Sums over records that never hide what is unknown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from layers.query import Entry

K = TypeVar("K")
E = TypeVar("E")


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

    amount_eur: float | None = None
    n: int = 0
    n_unknown: int = 0
    n_soft: int = 0


NOTHING = Figures()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lump:
    """What the records of one programme, kind and year add up to.

    Charts are made of lumps: their number depends on areas, programmes and years, not on how
    many records there are.
    """

    programme: str
    detail: str
    year: int | None
    figures: Figures

    @property
    def amount_eur(self) -> float | None:
        """Return the sum of the known amounts."""
        return self.figures.amount_eur


def lumps(entries: Iterable[Entry]) -> tuple[Lump, ...]:
    """Sum records by programme, kind and year, in the order of their first records."""
    groups = grouped(entries, lambda entry: (entry.programme, entry.detail, entry.year))
    return tuple(
        Lump(programme=programme, detail=detail, year=year, figures=total(group))
        for (programme, detail, year), group in groups.items()
    )


def together(parts: Iterable[Lump]) -> Figures:
    """Sum lumps."""
    found = [part.figures for part in parts]
    amounts = [one.amount_eur for one in found if one.amount_eur is not None]
    return Figures(
        amount_eur=math.fsum(amounts) if amounts else None,
        n=sum(one.n for one in found),
        n_unknown=sum(one.n_unknown for one in found),
        n_soft=sum(one.n_soft for one in found),
    )


def lumped(parts: Iterable[Lump], key: Callable[[Lump], K]) -> dict[K, Figures]:
    """Sum lumps by a key."""
    return {name: together(group) for name, group in grouped(parts, key).items()}


def total(entries: Iterable[Entry]) -> Figures:
    """Sum records; the sum does not depend on their order."""
    found = tuple(entries)
    amounts = [e.amount_eur for e in found if e.amount_eur is not None]
    return Figures(
        amount_eur=math.fsum(amounts) if amounts else None,
        n=len(found),
        n_unknown=sum(e.unknown for e in found),
        n_soft=sum(e.soft for e in found),
    )


def grouped(entries: Iterable[E], key: Callable[[E], K]) -> dict[K, tuple[E, ...]]:
    """Return records or lumps by a key, each group in its order."""
    groups: dict[K, list[E]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return {name: tuple(group) for name, group in groups.items()}


def by(entries: Iterable[Entry], key: Callable[[Entry], K]) -> dict[K, Figures]:
    """Sum records by a key."""
    return {name: total(group) for name, group in grouped(entries, key).items()}
