"""Indicators in the gaps: as need beside funding, and as the group of people that counts."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

import pandas as pd
import pytest

from geodata.indicators import Indicator
from layers import rowset
from layers.gaps import bivariate
from layers.gaps import headline
from layers.gaps import lists
from layers.gaps import method
from layers.gaps import need
from layers.gaps import page
from layers.gaps import scatter
from layers.gaps import scene
from layers.gaps import table
from tests.layers import toy
from tests.layers.gaps import land

if TYPE_CHECKING:
    from layers.gaps.scene import GapScene

VALUES = {"03001": 10.0, "03002": 30.0, "03003": 20.0}


def indicator(id_: str, unit: str, values: dict[str, float]) -> Indicator:
    tables = {"landkreise": pd.DataFrame({2020: values, 2022: values})}
    return Indicator(
        id=id_, title=f"Zahl {id_}", title_en="", unit=unit, topic="", source=f"Amt {id_}",
        tables=MappingProxyType(tables),
    )  # fmt: skip


def of(values: dict[str, float] = VALUES, **fields: Any) -> GapScene:
    money = [toy.record("m1", land.KEYS[0], 30_000.0), toy.record("m2", land.KEYS[6], 2_000.0)]
    made = land.land(land.centre("a", land.KEYS[0]), money=money)
    some = {
        "arzt": indicator("arzt", "je 1.000", values),
        "alt": indicator("alt", "% der Einwohner", values),
    }
    catalogue = replace(made, indicators=MappingProxyType(some))
    scene.install(catalogue, scene.analyst(made))
    scene.analyst(catalogue).catalogue = catalogue
    return land.asked(catalogue, **{"level": "landkreise", **fields})


def test_a_high_value_is_more_need_and_the_medians_divide() -> None:
    asked = of(metric="need", need="i-arzt")
    found = need.of(asked)
    assert found.axis is not None
    assert found.share == 20
    assert dict(found.rows["group"]) == {
        "03001": need.GROUPS.index("served-much"),
        "03002": need.GROUPS.index("need-little"),
        "03003": need.GROUPS.index("need-little"),
    }
    assert list(need.unfunded(found).index) == ["03002", "03003"]  # the neediest first


def test_a_low_value_may_be_more_need_instead() -> None:
    found = need.of(of(metric="need", need="-i-arzt"))
    assert dict(found.rows["group"]) == {
        "03001": need.GROUPS.index("need-much"),
        "03002": need.GROUPS.index("served-little"),
        "03003": need.GROUPS.index("need-little"),
    }
    assert found.share == 20
    made = bivariate.metric(of(metric="need", need="-i-arzt"), found)
    assert made["limits"]["falling"] is True
    assert made["axes"]["need"][1:] == ["über 20\u00a0je 1.000", "bis 20\u00a0je 1.000"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_words_name_indicator_year_and_source(lang: str) -> None:
    asked = of(metric="need", need="i-arzt", lang=lang, year="2021")
    found = need.of(asked)
    said = bivariate.metric(asked, found)
    assert "Zahl arzt, 2020" in said["subtitle"]
    assert "Zahl arzt, 2020" in said["view_title"]
    assert "Zahl arzt, 2020" in bivariate.headline(asked, found).sentence
    assert "Amt arzt" in scatter.build(asked, found).note
    assert "Amt arzt" in page.attributions(asked)["metric:need"]
    listed = lists.unfunded(asked, found)
    assert "Zahl arzt, 2020" in [title for _, title in listed["columns"]]
    assert rowset.of(asked, "need").column("i-arzt")[0] == 30


def test_an_area_without_a_value_is_in_no_group_and_told() -> None:
    asked = of({"03001": 10.0, "03002": 30.0}, metric="need", need="i-arzt")
    found = need.of(asked)
    assert "03003" not in found.rows.index
    said = bivariate.metric(asked, found)
    at = list(asked.rows.index).index("03003")
    assert said["classes"][at] == need.NONE
    assert said["texts"][at] == "keine Angabe"
    assert said["legend"][-1]["label"] == "keine Angabe"
    assert (
        rowset.areas(asked).column("i-arzt")[rowset.areas(asked).column("key").index("03003")]
        is None
    )


def test_what_is_not_there_is_told_and_nothing_breaks() -> None:
    unknown = of(metric="need", need="i-none")
    assert [p.code for p in unknown.problems] == ["need-unknown"]
    assert need.of(unknown).axis is None
    assert page.payload(unknown)["query"]["need"] == "i-none"
    elsewhere = of(metric="need", need="i-arzt", level="gemeinden")
    assert [p.code for p in elsewhere.problems] == ["need-nothing"]
    assert page.payload(elsewhere)["charts"]["need"]["empty"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_who_counts_is_said_everywhere(lang: str) -> None:
    asked = of(weight="i-alt", lang=lang)
    assert asked.totals.inhabitants == 300 + 900 + 400
    group = "Zahl alt, 2022"
    said = page.payload(asked)
    assert group in headline.of(asked).sentence
    assert group in headline.title(asked)
    assert group in said["metrics"]["gap"]["subtitle"]
    assert group in method.line(asked)
    assert group in said["charts"]["curve"]["note"]
    assert group in table.build(asked).note
    assert "Amt alt" in said["attribution"]["metric:gap"]
    rows = rowset.areas(asked)
    assert set(rows.column("weight")) == {group}
    assert set(rows.column("inhabitants_status")) == {"estimate"}
    assert "2018" in said["weight_note"]  # whose inhabitants the share was taken of


def test_unknown_groups_are_left_out_not_zero() -> None:
    asked = of({"03001": 10.0, "03003": 20.0}, weight="i-alt")
    assert asked.totals.inhabitants == 700
    said = page.payload(asked)
    at = list(asked.rows.index).index("03002")
    assert said["metrics"]["gap"]["texts"][at] == "keine Angabe oder unbewohnt"
    assert "1 Gebiet ohne Angabe" in said["weight_note"]
    row = rowset.areas(asked).column("key").index("03002")
    assert rowset.areas(asked).column("inhabitants")[row] is None
    assert rowset.areas(asked).column("inhabitants_unserved")[row] is None


def test_money_stays_per_inhabitant_whoever_counts() -> None:
    every, some = need.of(of()), need.of(of(weight="i-alt"))
    pd.testing.assert_series_equal(every.rows["money"], some.rows["money"])
