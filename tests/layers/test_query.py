"""Filters choose records, and never mix kinds of money."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from layers import query
from layers.state import ViewState

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue


def ids(view: ViewState, country: Catalogue) -> list[str]:
    return [entry.id for entry in query.select(view, country).money]


AWARDS = ["zr-1", "zr-2", "zr-3", "zr-4", "zr-5", "rvz-1", "rvz-2"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, AWARDS),
        ({"kind": "budget"}, ["zrb-1", "zrb-2"]),
        ({"programme": ("rvz",)}, ["rvz-1", "rvz-2"]),
        ({"programme": ("jobmessen",)}, []),
        ({"years": (2020, 2020)}, ["zr-1", "zr-4", "zr-5"]),
        ({"aerl": ("nord",)}, []),
        ({"aerl": ("nord",), "kind": "budget"}, ["zrb-2"]),
        ({"aerl": ("nord", "sued"), "years": (2021, 2022)}, ["zr-2", "rvz-1", "rvz-2"]),
        ({"level": "gemeinden", "metric": "fairs", "theme": "dark"}, AWARDS),
    ],
)
def test_filters_choose_records(
    fields: dict[str, Any], expected: list[str], country: Catalogue
) -> None:
    assert ids(ViewState(**fields), country) == expected


def test_budgets_and_awards_never_meet(country: Catalogue) -> None:
    awards = set(ids(ViewState(), country))
    budgets = set(ids(ViewState(kind="budget"), country))
    assert awards.isdisjoint(budgets)


def test_what_does_not_count_is_never_selected(country: Catalogue) -> None:
    assert "zr-6" not in ids(ViewState(), country)
    assert not query.entries(country)["zr-6"].counted


def test_a_cost_is_not_an_award(country: Catalogue) -> None:
    entry = query.entries(country)["rvz-2"]
    assert entry.amount_eur is None
    assert entry.unknown


def test_fairs_follow_years_and_offices_but_no_programme(country: Catalogue) -> None:
    def fairs(**fields: Any) -> list[str]:
        return [e.id for e in query.select(ViewState(**fields), country).fairs]

    assert fairs(programme=("rvz",)) == ["jm-1", "jm-2"]
    assert fairs(years=(2024, 2024)) == ["jm-2"]
    assert fairs(aerl=("sued",)) == ["jm-1"]


def test_records_left_out_for_want_of_a_year_are_counted(country: Catalogue) -> None:
    assert query.select(ViewState(years=(2019, 2021)), country).undated == 1
    assert query.select(ViewState(), country).undated == 0
    assert query.select(ViewState(years=(2019, 2021), programme=("rvz",)), country).undated == 0
