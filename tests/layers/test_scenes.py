"""What the page gets of a view: the same whether it was asked for before or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from layers import gaps
from layers import indicated
from layers import scenes
from layers.state import LayerRef
from layers.state import ViewState
from tests.support import ROOT

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

OWN: tuple[dict[str, Any], ...] = (
    {"metric": "projects"},
    {"area": ("03454",)},
    {"layers": (LayerRef(id="rvz"),)},
    {"theme": "dark"},
)


@pytest.mark.parametrize("level", ["landkreise", "gemeinden"])
@pytest.mark.parametrize("own", OWN)
def test_what_the_browser_adds_by_itself_changes_nothing_that_is_sent(
    shipped: Catalogue, level: Any, own: dict[str, Any]
) -> None:
    view = ViewState(level=level, programme=("zukunftsraeume",), lang="en")
    made = indicated.whole(replace(view, **own), shipped)
    assert scenes.payload(replace(view, **own), shipped) == made
    assert scenes.payload(view, shipped) == made


@pytest.mark.parametrize(
    "own", [{"area": ("03454",)}, {"theme": "dark"}, {"map": (52.6, 9.1, 9.0)}]
)
def test_gaps_are_the_same_whatever_is_selected(shipped: Catalogue, own: dict[str, Any]) -> None:
    view = ViewState(mode="gaps", candidates=("03360002",), **own)
    assert scenes.payload(view, shipped) == gaps.payload(gaps.build(view, shipped))


def test_a_list_of_ones_own_is_looked_at_each_time(
    shipped: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(gaps, "build", lambda view, _data: view)
    monkeypatch.setattr(gaps, "payload", lambda view: {"n": made.append(view.supply)})  # type: ignore[func-returns-value]
    for supply in ("list-0123456789ab", "list-0123456789ab", "places", "places"):
        scenes.payload(ViewState(mode="gaps", supply=supply), shipped)
    assert made == ["list-0123456789ab", "list-0123456789ab", "places"]


def test_views_are_not_mixed_up(shipped: Catalogue) -> None:
    for view in (ViewState(), ViewState(kind="budget"), ViewState(years=(2021, 2023))):
        query = scenes.payload(view, shipped)["query"]
        assert query["kind"] == view.kind
        assert query["years"] == (list(view.years) if view.years else None)


def test_the_browser_asks_anew_for_the_same_parts() -> None:
    script = (ROOT / "assets/js/atlas_view.js").read_text(encoding="utf-8")
    assert f"const {{ {', '.join(scenes.ASKED)} }} = view;" in script
