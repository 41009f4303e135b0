"""Proposals: what each adds is what the scenario with it shows; exact is never worse."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pytest

from geodata.analysis import siting
from geodata.analysis.job import Desk
from layers import gaps
from layers.gaps import scene as scenes
from layers.gaps import suggestions
from layers.state import ViewState
from tests.layers.gaps import land

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue


def test_gains_are_those_of_the_scenario(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", level="gemeinden")
    found = gaps.proposals(view, shipped, 3)
    assert len(found["rows"]) == 3
    gained = [row["gained"] for row in found["rows"]]
    assert gained == sorted(gained, reverse=True)
    keys = tuple(row["key"] for row in found["rows"])
    then = gaps.build(replace(view, candidates=keys), shipped)
    assert then.totals.gain == sum(gained) == found["gained"]
    people = shipped.areas["gemeinden"]["inhabitants"]
    assert all(people[key] <= suggestions.LARGEST for key in keys)
    for row in found["rows"]:
        assert row["text"]
        assert row["landkreis"]
        assert 51 < row["lat"] < 54.2
    assert "20.000 Einwohner" in found["text"].replace("\u00a0", " ")


def test_offices_restrict_where_is_chosen(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", aerl=("lueneburg",), lang="en")
    offices = shipped.areas["gemeinden"]["aerl"]
    found = gaps.proposals(view, shipped, 4)
    assert {offices[row["key"]] for row in found["rows"]} == {"lueneburg"}


def test_there_may_be_nothing_to_propose() -> None:
    data = land.land(*(land.centre(f"c{i}", key) for i, key in enumerate(land.KEYS)))
    view = land.asked(data).view
    found = gaps.proposals(view, data, 3)
    assert found["rows"] == []
    assert found["text"].startswith("Kein weiterer Standort")
    assert gaps.proposals(view, data, 0)["rows"] == []


def awaited(view: ViewState, data: Catalogue, asked: tuple[int, str], desk: Desk) -> dict[str, Any]:
    """Return the end of a search, however many processes ask for it."""
    now = gaps.search(view, data, *asked, desk)
    while now["state"] == "running":
        assert now["rows"], "the quick answer is shown while the search runs"
        time.sleep(0.1)
        now = gaps.searched(view, data, *asked, Desk(folder=desk.folder), now["name"])
    return now


@pytest.mark.parametrize("aim", gaps.AIMS)
def test_the_exact_answer_is_at_least_as_good(aim: str, shipped: Catalogue, tmp_path: Path) -> None:
    view = ViewState(mode="gaps", aerl=("lueneburg",))
    found = awaited(view, shipped, (3, aim), Desk(folder=tmp_path))
    assert found["state"] == "done"
    assert found["exact"]
    assert "nachgerechnet" in found["text"]
    assert 0.95 <= found["greedy_share"] <= 1.0001
    assert found["note"]
    quick = gaps.proposals(view, shipped, 3, aim)
    assert not quick["exact"]
    if aim == "cover":
        assert found["gained"] >= quick["gained"]
    else:
        assert "Mittlerer Weg" in found["text"]
        assert all("kürzer" in row["text"] for row in found["rows"])


def test_a_search_can_be_cancelled(shipped: Catalogue, tmp_path: Path) -> None:
    view, desk = ViewState(mode="gaps"), Desk(folder=tmp_path)
    begun = gaps.search(view, shipped, 12, "median", desk)
    assert begun["state"] == "running"
    desk.cancel(begun["name"])
    ended = gaps.searched(view, shipped, 12, "median", desk, begun["name"])
    assert ended["state"] == "cancelled"
    assert ended["rows"] == begun["rows"], "the quick proposals stand"


def test_a_search_is_refused_while_as_many_run_as_may(shipped: Catalogue, tmp_path: Path) -> None:
    view, desk = ViewState(mode="gaps"), Desk(folder=tmp_path, at_once=1)
    begun = gaps.search(view, shipped, 12, "median", desk)
    other = gaps.search(view, shipped, 3, "cover", desk)
    assert other["state"] == "busy"
    assert "1 genaue" in other["said"]
    assert other["rows"]
    desk.cancel(begun["name"])


def test_the_mean_way_is_that_of_the_scenario_with_all_of_them(shipped: Catalogue) -> None:
    """What is saved together is the difference of the two scenarios, by main settlement."""
    view = ViewState(mode="gaps", aerl=("weser-ems",))
    asked = suggestions.Asked.of(view, shipped, 4, "median")
    solution = asked.quick()
    assert asked.savings is not None
    keys = tuple(asked.sites[one].id for one in solution.chosen)
    ways = []
    for candidates in ((), keys):
        scenario = replace(
            scenes.scenario(replace(view, candidates=candidates)), demand="gemeinden"
        )
        found = scenes.analyst(shipped).assess(scenario)
        minutes = np.minimum(found.values(), siting.FAR)
        ways.append(float((minutes * found.demand.people).sum() / found.demand.people.sum()))
    assert asked.savings.mean() == pytest.approx(ways[0], rel=1e-6)
    assert asked.savings.mean(solution.value) == pytest.approx(ways[1], rel=1e-5)


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
