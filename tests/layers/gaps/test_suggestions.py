"""Proposals: what each adds is what the scenario with it shows; exact is never worse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from layers import gaps
from layers.gaps import suggestions
from layers.state import ViewState
from tests.layers.gaps import land

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue


def test_gains_are_those_of_the_scenario(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", level="gemeinden")
    found = gaps.proposals(view, shipped, 3)
    assert len(found["greedy"]) == 3
    gained = [row["gained"] for row in found["greedy"]]
    assert gained == sorted(gained, reverse=True)
    keys = tuple(row["key"] for row in found["greedy"])
    then = gaps.build(replace(view, candidates=keys), shipped)
    assert then.totals.gain == sum(gained) == found["gained"]
    people = shipped.areas["gemeinden"]["inhabitants"]
    assert all(people[key] <= suggestions.LARGEST for key in keys)
    for row in found["greedy"]:
        assert row["text"]
        assert row["landkreis"]
        assert 51 < row["lat"] < 54.2
    assert "20.000 Einwohner" in found["text"].replace("\u00a0", " ")


def test_offices_restrict_where_is_chosen(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", aerl=("lueneburg",), lang="en")
    offices = shipped.areas["gemeinden"]["aerl"]
    found = gaps.proposals(view, shipped, 4)
    assert {offices[row["key"]] for row in found["greedy"]} == {"lueneburg"}


def test_there_may_be_nothing_to_propose() -> None:
    data = land.land(*(land.centre(f"c{i}", key) for i, key in enumerate(land.KEYS)))
    view = land.asked(data).view
    found = gaps.proposals(view, data, 3)
    assert found["greedy"] == []
    assert found["text"].startswith("Kein weiterer Standort")
    assert gaps.proposals(view, data, 0)["greedy"] == []


def test_the_exact_answer_is_at_least_as_good(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps")
    search = gaps.search(view, shipped, 3, seconds=60)
    assert search.progress()["text"]
    assert search.job.wait() is not None
    found = search.result()
    assert found is not None
    quick = gaps.proposals(view, shipped, 3)
    assert found["gained"] >= quick["gained"] * 0.9999
    assert 0.95 <= found["greedy_share"] <= 1.0001
    assert found["exact"]
    assert "nachgerechnet" in found["text"]
    assert search.progress()["state"] == "done"


def test_a_search_can_be_cancelled(shipped: Catalogue) -> None:
    search = gaps.search(ViewState(mode="gaps", norm="40min@95"), shipped, 10, seconds=60)
    search.cancel()
    assert search.progress()["state"] in ("cancelled", "done")
    if search.progress()["state"] == "cancelled":
        assert search.result() is None


@pytest.mark.parametrize("lang", ["de", "en"])
def test_options_name_norms_states_and_limits(lang: str, shipped: Catalogue) -> None:
    found = gaps.options(shipped, lang, measures=("router",))
    assert found["default"] in [norm["id"] for norm in found["norms"]]
    assert all(norm["words"] and norm["source"] and norm["url"] for norm in found["norms"])
    assert [norm["id"] for norm in found["norms"] if not norm["computable"]] == ["rettungsdienst"]
    assert {one["id"]: one["count"] for one in found["sites"]} == {
        "open": 5, "branch": 2, "planned": 1, "study": 8,
    }  # fmt: skip
    there = {one["id"]: one["available"] for one in found["measures"]}
    assert there == {"overland": True, "beeline": True, "matrix": False, "router": True}
    for one in found["parameters"]:
        assert one["min"] <= one["value"] <= one["max"]
        assert one["title"]
