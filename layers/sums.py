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


def grouped(entries: Iterable[Entry], key: Callable[[Entry], K]) -> dict[K, tuple[Entry, ...]]:
    """Return the records by a key, each group in its order."""
    groups: dict[K, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return {name: tuple(group) for name, group in groups.items()}


def by(entries: Iterable[Entry], key: Callable[[Entry], K]) -> dict[K, Figures]:
    """Sum records by a key."""
    return {name: total(group) for name, group in grouped(entries, key).items()}
