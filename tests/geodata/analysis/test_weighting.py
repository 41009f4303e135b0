"""Demand weighed by an indicator: sums are the source's, unknown is no zero, ways stay the same."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.analysis import weighting
from geodata.analysis.analyst import Analyst
from geodata.analysis.scenario import Scenario
from geodata.indicators import Indicator
from tests.layers import toy
from tests.layers.gaps import land

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

ASKED = Scenario(norm="5km@95", measure="beeline", weight="old")


def country(unit: str, values: dict[str, float], level: str = "landkreise") -> Catalogue:
    made = land.land(land.centre("a", land.KEYS[0]), outside={land.KEYS[3]: 301})
    table = pd.DataFrame({2020: values, 2022: values})
    old = Indicator(
        id="old", title="Ab 65", title_en="", unit=unit, topic="", source="LSN",
        tables=MappingProxyType({level: table}),
    )  # fmt: skip
    return replace(made, indicators=MappingProxyType({"old": old}))


def analyst(catalogue: Catalogue) -> Analyst:
    return Analyst(catalogue, demands={"points": land.people({land.KEYS[3]: 301}, catalogue)})


def test_a_share_of_the_inhabitants_is_spread_over_the_points() -> None:
    catalogue = country("% der Einwohner", {"03001": 25.0, "03002": 33.3, "03003": 10.0})
    found = analyst(catalogue).assess(ASKED)
    assert found.demand.weight is not None
    assert (found.demand.weight.year, found.demand.weight.level) == (2022, "landkreise")
    assert list(found.demand.inhabitants("landkreise")) == [750, 999, 200]
    assert list(found.demand.everyone("landkreise")) == [3000, 3000, 2000]
    assert not found.problems
    every = analyst(catalogue).assess(replace(ASKED, weight=""))
    assert every.rows("landkreise")["share_served"].to_list() == pytest.approx(
        found.rows("landkreise")["share_served"].to_list(), abs=0.2
    )
    assert found.demand.place == every.demand.digest != found.demand.digest


def test_a_number_of_people_is_kept_to_one_person() -> None:
    catalogue = country("Personen", {"03001": 701.0, "03003": 5.0})
    found = analyst(catalogue).assess(replace(ASKED, weight_year=2021))
    assert found.demand.weight is not None
    assert found.demand.weight.year == 2020
    assert list(found.demand.inhabitants("landkreise")) == [701, 0, 5]
    assert found.demand.weight.unknown == ("03002",)  # left out and told, not zero


def test_a_value_that_cannot_be_a_share_is_unknown() -> None:
    catalogue = country("%  der Einwohner".replace("  ", " "), {"03001": 130.0, "03002": -1.0})
    weight = analyst(catalogue).assess(ASKED).demand.weight
    assert weight is not None
    assert weight.unknown == toy.KREISE


@pytest.mark.parametrize(
    ("unit", "asked", "code"),
    [
        ("je 10.000 Einwohner", {}, "weight-no-people"),
        ("Personen", {"weight": "other"}, "weight-unknown"),
        ("Personen", {"weight_year": 2019}, "weight-year"),
    ],
)
def test_what_cannot_weigh_is_told_and_all_count(
    unit: str, asked: dict[str, object], code: str
) -> None:
    found = analyst(country(unit, {"03001": 5.0})).assess(replace(ASKED, **asked))  # type: ignore[arg-type]
    assert [problem.code for problem in found.problems] == [code]
    assert found.demand.weight is None
    assert found.demand.total == 8000


@pytest.mark.parametrize(
    ("unit", "title", "people"),
    [
        ("Personen", "Ab 65", "count"), ("% der Bevölkerung", "Ab 65", "share"),
        ("%", "Anteil Einwohner ab 65 Jahren", "share"), ("% of inhabitants", "65+", "share"),
        ("%", "Arbeitslosenquote", ""), ("Einwohner je km²", "Dichte", ""),
        ("je 1.000 Einwohner", "Ärzte", ""), ("%", "Anteil Langzeitarbeitslose", ""),
        ("%", "Bevölkerungsanteil in Mittelzentren", ""),
    ],
)  # fmt: skip
def test_rules_tell_what_counts_people(unit: str, title: str, people: str) -> None:
    table = pd.DataFrame({2020: {"03001": 1.0}})
    made = Indicator(
        id="x", title=title, title_en="", unit=unit, topic="", source="",
        tables=MappingProxyType({"landkreise": table}),
    )  # fmt: skip
    assert made.people == people


def test_the_finer_level_is_taken() -> None:
    values = dict.fromkeys(land.KEYS[:-1], 10.0)
    catalogue = country("% der Einwohner", values, "gemeinden")
    found, problems = weighting.weighted(land.people({}, catalogue), "old", None, catalogue)
    assert not problems
    assert found.weight is not None
    assert found.weight.level == "gemeinden"
    assert found.total == 800
