"""Recorded beside published, only where both cover the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import programmes
from layers import scene
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene


def test_recorded_stands_beside_published(country: Catalogue) -> None:
    (row,) = programmes.completeness(country, "zukunftsraeume", "award", "de")
    assert row.count_text.replace("\u00a0", " ") == "5 von über 170 Projekten"
    assert row.count_share == round(5 / 170, 3)
    assert row.money_text.replace("\u00a0", " ") == "4.601 € von rd. 33 Mio. €"
    assert row.note == "2 ohne Betrag"


def test_totals_of_other_money_are_not_compared(country: Catalogue) -> None:
    assert programmes.completeness(country, "zukunftsraeume", "budget", "de") == ()
    assert programmes.completeness(country, "rvz", "award", "de") == ()
    assert programmes.completeness(country, "unbekannt", "award", "de") == ()


def test_a_total_of_one_year_is_compared_with_that_year_only() -> None:
    total = toy.total("t", "count", 10, "Projekte", years=(2020,))
    known = (toy.programme("zukunftsraeume", "Zukunftsräume", ("award",), total),)
    country = toy.catalogue(programmes=known)

    def found(**fields: object) -> object:
        built = scene.build(ViewState(**fields), country)  # type: ignore[arg-type]
        return programmes.published(built, "zukunftsraeume", "count")

    assert found() is None
    assert found(years=(2020, 2020)) is total
    assert found(years=(2019, 2020)) is None
    (row,) = programmes.completeness(country, "zukunftsraeume", "award", "de")
    assert row.title == "Zukunftsräume (2020)"


def test_a_total_of_one_kind_covers_records_of_that_kind_only(of: Callable[..., Scene]) -> None:
    assert programmes.published(of(), "zukunftsraeume", "count") is not None
    assert programmes.published(of(aerl=("sued",)), "zukunftsraeume", "count") is None
    assert programmes.published(of(years=(2020, 2021)), "zukunftsraeume", "count") is None


def test_units_are_in_the_dative_after_von(country: Catalogue) -> None:
    for unit, dative in (("Projekte", "Projekten"), ("Messen", "Messen"), ("Budgets", "Budgets")):
        assert programmes.unit(toy.total("t", "count", 1, unit), "de") == dative
    assert programmes.unit(toy.total("t", "count", 1, "Projekte"), "en") == "projects"
    assert programmes.short("unbekannt", country, "de") == "unbekannt"
