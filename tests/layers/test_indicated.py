"""What a view shows of indicators: charts, columns, year, and how little of it is sent."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodata import catalogue as data
from geodata.indicators import Indicator
from layers import indicated
from layers import indicatorcolumns
from layers import payload
from layers import rowset
from layers import scene
from layers import scenes
from layers import spec
from layers import state

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

SALDO, SHARE = "i-saldo", "i-share"
YEARS = (2015, 2018, 2022)


def indicator(id_: str, unit: str, table: pd.DataFrame) -> Indicator:
    return Indicator(
        id=id_, title=id_.title(), title_en="", unit=unit, topic="", source=f"Source of {id_}",
        tables=MappingProxyType({"landkreise": table}),
    )  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    loaded = data.load()
    keys = loaded.areas["landkreise"].index
    saldo = pd.DataFrame({year: np.linspace(-9.5, 12.5, 45) for year in YEARS}, index=keys)
    saldo.loc[keys[3], 2018] = np.nan
    share = pd.DataFrame({2021: np.linspace(17, 28, 45)}, index=keys).drop(index=keys[0])
    some = {
        "saldo": indicator("saldo", "je 1.000 Einwohner", saldo),
        "share": indicator("share", "%", share),
    }
    return replace(loaded, indicators=MappingProxyType(some))


def of(catalogue: Catalogue, **fields: Any) -> scene.Scene:
    return scene.build(state.ViewState(**{"metric": SALDO, **fields}), catalogue)


@pytest.mark.parametrize("level", state.LEVELS)
@pytest.mark.parametrize("metric", [SALDO, SHARE, "money"])
@pytest.mark.parametrize("lang", state.LANGS)
def test_every_chart_of_an_indicator_says_something(
    catalogue: Catalogue, level: str, metric: str, lang: str
) -> None:
    shown = of(catalogue, level=level, metric=metric, lang=lang)
    for chart in spec.indicator_charts().values():
        made = chart.build(shown)
        assert made.title
        assert made.alt
        assert made.empty or made.figure["data"]
        payload.dumps(payload.as_chart(made))
        if level != "landkreise" or metric == "money":
            assert made.empty


def test_bars_are_sorted_and_linked_and_begin_at_zero(catalogue: Catalogue) -> None:
    made = spec.indicator_charts()["indicator_areas"].build(of(catalogue))
    bars, texts = made.figure["data"]
    known = [value for value in bars["x"] if value is not None]
    assert known == sorted(known, reverse=True)
    assert len(known) == 15
    keys = list(catalogue.areas["landkreise"].index)
    assert bars["customdata"][0] == keys[-1]
    assert bars["customdata"][-1] == keys[0]
    assert made.figure["layout"]["meta"]["row"] == 10
    low, high = made.figure["layout"]["xaxis"]["range"]
    assert low < known[-1] < 0 < known[0] < high
    assert texts["text"][-1].strip() == "\N{MINUS SIGN}9,5"
    assert "je 1.000 Einwohner" in made.note
    assert "Source of saldo" in made.note


def test_a_course_leaves_unknown_years_out_and_marks_the_year(catalogue: Catalogue) -> None:
    made = spec.indicator_charts()["indicator_years"].build(of(catalogue, year="2018"))
    key = catalogue.areas["landkreise"].index[3]
    assert made.series is not None
    assert made.series[key][5]["x"] == [2015, 2022]
    assert made.figure["layout"]["shapes"][0]["x0"] == 2018
    alone = spec.indicator_charts()["indicator_years"].build(of(catalogue, metric=SHARE))
    assert "2021" in alone.empty


def test_areas_without_money_stand_apart_from_zero(catalogue: Catalogue) -> None:
    made = spec.indicator_charts()["indicator_money"].build(of(catalogue))
    known, other = made.figure["data"]
    assert len(known["x"]) + len(other["x"]) == 45
    assert other["marker"]["symbol"] == "circle-open"
    assert max(other["x"]) < min(known["x"])


def test_the_year_is_the_chosen_one_before_that_of_the_filter(catalogue: Catalogue) -> None:
    for fields, year in (
        ({}, 2022), ({"years": (2010, 2019)}, 2018), ({"year": "2016"}, 2015),
        ({"year": "2018", "years": (2010, 2015)}, 2018),
    ):  # fmt: skip
        metric = indicated.part(of(catalogue, **fields))["metrics"][SALDO]
        assert metric["subtitle"] == f"je 1.000 Einwohner, {year}"


def test_columns_name_year_and_source_and_never_write_zero(catalogue: Catalogue) -> None:
    shown = of(catalogue, columns=(SHARE,), year="2015")
    found = indicatorcolumns.payload(shown)
    assert found is not None
    assert [c["title"] for c in found["columns"]] == [
        "Saldo (je 1.000 Einwohner), 2015", "Share (%), 2021",
    ]  # fmt: skip
    assert found["columns"][1]["texts"][0] == "k. A."
    assert found["columns"][1]["values"][0] is None
    assert "Source of share" in found["note"]
    rows = rowset.areas(shown)
    assert rows.column(SHARE)[0] is None
    assert rows.column(f"{SHARE}-year")[:2] == [None, 2021]
    assert rows.column(SALDO)[44] == found["columns"][0]["values"][44] == 12.5


def test_only_what_is_shown_is_sent(catalogue: Catalogue) -> None:
    view = state.ViewState(metric=SALDO, columns=(SHARE,))
    whole, part = scenes.payload(view, catalogue), scenes.part(view, catalogue)
    assert {id_ for id_ in whole["metrics"] if id_.startswith("i-")} == {SALDO}
    assert part["query"] == whole["query"]
    assert part["metrics"][SALDO] == whole["metrics"][SALDO]
    assert part["indicated"] == whole["indicated"]
    assert part["charts"].items() <= whole["charts"].items()
    assert part["attribution"].items() <= whole["attribution"].items()
    assert "areas" not in part
    plain = scenes.payload(state.ViewState(), catalogue)
    assert not [name for name in plain["attribution"] if name.startswith("metric:i-")]
    assert plain["indicated"] is None
