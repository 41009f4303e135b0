"""Indicators of an installation are metrics: values by year, classes, words, source, download."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import catalogue as data
from geodata.indicators import Indicator
from layers import attribution
from layers import evenscale
from layers import indicated
from layers import indicators
from layers import payload
from layers import rowset
from layers import scene
from layers import state

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

ID = "i-alter"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    loaded = data.load()
    keys = loaded.areas["landkreise"].index
    table = pd.DataFrame({2021: np.linspace(40, 47, 45), 2022: np.linspace(41, 48, 45)}, index=keys)
    table = table.drop(index=keys[0])
    one = Indicator(
        id="alter", title="Durchschnittsalter", title_en="Mean age", unit="Jahre", topic="",
        source="LSN-Online", tables=MappingProxyType({"landkreise": table}),
    )  # fmt: skip
    return replace(loaded, indicators=MappingProxyType({"alter": one}))


def shown(catalogue: Catalogue, **fields: object) -> tuple[scene.Scene, dict[str, object]]:
    made = scene.build(state.ViewState(metric=ID, **fields), catalogue)  # type: ignore[arg-type]
    metric = indicated.part(made)["metrics"][ID]
    payload.dumps(metric)
    return made, metric


def test_the_newest_year_colours_the_areas(catalogue: Catalogue) -> None:
    made, metric = shown(catalogue)
    assert metric["title"] == "Durchschnittsalter"
    assert metric["subtitle"] == "Jahre, 2022"
    assert metric["headline"]["figure"] == "41,2–48,0\u00a0Jahre"  # type: ignore[index]
    assert metric["classes"][0] == -1  # type: ignore[index]
    assert metric["texts"][0] == "k. A."  # type: ignore[index]
    assert metric["texts"][44] == "48,0\u00a0Jahre"  # type: ignore[index]
    labels = [entry["label"] for entry in metric["legend"]]  # type: ignore[attr-defined]
    assert len(labels) == 6
    assert labels[-1] == "keine Angabe"
    assert attribution.lines(catalogue, "landkreise")[f"metric:{ID}"] == ["LSN-Online"]
    assert ID in indicators.metrics(made.catalogue)


def test_the_last_year_of_the_view_chooses_the_year(catalogue: Catalogue) -> None:
    _, before = shown(catalogue, years=(2019, 2021))
    assert before["subtitle"] == "Jahre, 2021"
    _, none = shown(catalogue, years=(2015, 2016))
    assert none["subtitle"] == "Jahre"
    assert set(none["classes"]) == {-1}  # type: ignore[call-overload]
    assert none["headline"]["figure"] == "k. A."  # type: ignore[index]


def test_other_levels_and_languages_have_no_made_up_values(catalogue: Catalogue) -> None:
    for level in ("gemeinden", "aerl", "zukunftsregionen"):
        _, metric = shown(catalogue, level=level, lang="en")
        assert metric["title"] == "Mean age"
        assert set(metric["classes"]) == {-1}  # type: ignore[call-overload]


def test_the_download_has_value_year_and_source(catalogue: Catalogue) -> None:
    made, _ = shown(catalogue)
    found = rowset.areas(made)
    assert found.column(ID)[44] == 48
    assert found.column(ID)[0] is None
    assert found.column(f"{ID}-year")[44] == 2022
    assert found.column(f"{ID}-source")[44] == "LSN-Online"
    plain = scene.build(state.ViewState(), catalogue)
    assert ID not in [column.key for column in rowset.areas(plain).columns]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_even_classes_hold_all_values(values: list[float]) -> None:
    made = evenscale.classify(values)
    assert len(made.limits) <= 4
    assert list(made.limits) == sorted(set(made.limits))
    steps = made.steps_of(np.asarray(values))
    assert set(steps) <= set(made.steps)


def test_close_values_are_told_apart() -> None:
    made = evenscale.classify(np.linspace(40.6, 47.9, 45))
    assert made.limits == (42.0, 43.0, 44.0, 45.0) or len(made.limits) == 4
    assert evenscale.classify([-3.0, -1.0, 0.0, 2.0, 4.0]).limits
    assert evenscale.classify([5.0, 5.0]).limits == ()
