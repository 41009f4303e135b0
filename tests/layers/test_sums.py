"""Sums that never hide what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import query
from layers import sums

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue


def test_unknown_amounts_are_counted_not_added(country: Catalogue) -> None:
    entries = query.entries(country)
    found = sums.total(entries[id_] for id_ in ("zr-1", "zr-3", "rvz-1", "rvz-2"))
    assert found == sums.Figures(amount_eur=21000.5, n=4, n_unknown=2, n_soft=1)


def test_nothing_known_is_not_zero(country: Catalogue) -> None:
    found = sums.total([query.entries(country)["zr-3"]])
    assert found.amount_eur is None
    assert found.n == found.n_unknown == 1
    assert sums.total([]) == sums.NOTHING


def test_a_fair_lacks_no_amount(country: Catalogue) -> None:
    assert sums.total([query.entries(country)["jm-1"]]).n_unknown == 0


def test_groups_keep_the_order_of_records(country: Catalogue) -> None:
    entries = [e for e in query.entries(country).values() if not e.fair]
    groups = sums.grouped(entries, lambda entry: entry.programme)
    assert list(groups) == ["zukunftsraeume", "rvz", "zukunftsregionen"]
    assert sum(found.n for found in sums.by(entries, lambda e: e.year).values()) == len(entries)


def test_lumps_add_up_to_what_their_records_do(country: Catalogue) -> None:
    entries = [*query.entries(country).values()]
    made = sums.lumps(entries)
    assert sums.together(made) == sums.total(entries)
    assert sums.lumped(made, lambda lump: lump.year) == sums.by(entries, lambda entry: entry.year)
    assert len(sums.lumps([*entries, *entries])) == len(made)


def test_unknown_amounts_stay_unknown_in_lumps(country: Catalogue) -> None:
    found = sums.together(sums.lumps([query.entries(country)["zr-3"]]))
    assert found.amount_eur is None
    assert found.n == found.n_unknown == 1
