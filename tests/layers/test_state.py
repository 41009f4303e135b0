"""Views have one spelling."""

from __future__ import annotations

import json

import pytest

from layers import state
from layers.state import LayerRef
from layers.state import ViewState


def test_lists_have_one_spelling() -> None:
    view = ViewState(
        programme=("rvz", "jobmessen", "rvz"), aerl=("sued", "nord"), area=("b", "a", "b")
    )
    assert view.programme == ("jobmessen", "rvz")
    assert view.aerl == ("nord", "sued")
    assert view.area == ("b", "a")  # areas keep the order in which they were chosen


def test_the_default_layers_written_out_are_the_default() -> None:
    for level in state.LEVELS:
        view = ViewState(level=level, layers=state.default_layers(level))
        assert view == ViewState(level=level)
        assert view.drawn()[0].id == level or level in state.BASE_LAYERS


def test_a_layer_is_drawn_once_where_it_was_named_first() -> None:
    layers = (LayerRef(id="rvz", opacity=50), LayerRef(id="aerl"), LayerRef(id="rvz"))
    assert ViewState(layers=layers).layers == (LayerRef(id="rvz", opacity=50), LayerRef(id="aerl"))


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [(52.00005, 4, 52.0001), (-0.00004, 4, 0.0), (53.03125, 4, 53.0313), (7.125, 2, 7.13)],
)
def test_positions_are_rounded_half_up(value: float, decimals: int, rounded: float) -> None:
    found = state.quantise(value, decimals)
    assert found == rounded
    assert str(found) != "-0.0"


def test_the_stored_value_is_json_and_comes_back() -> None:
    view = ViewState(
        level="aerl",
        programme=("rvz",),
        years=(2019, 2020),
        layers=(LayerRef(id="rvz", opacity=30),),
        area=("weser-ems",),
        map=(52.5, 9.1, 8.25),
        theme="dark",
    )
    stored = json.loads(json.dumps(state.to_store(view)))
    assert state.from_store(stored) == view
    assert set(stored) == set(ViewState.__dataclass_fields__)
