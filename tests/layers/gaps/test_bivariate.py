"""The map of two questions: groups, counts and words of one scene, the same in every place."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pytest

from geodata.analysis import need as crossed
from layers import scenes
from layers import state
from layers import view
from layers.gaps import bivariate
from layers.gaps import need
from layers.gaps import page
from layers.picture import stylesheet
from layers.state import ViewState
from tests.layers import test_palette
from tests.layers import toy
from tests.layers.gaps import land
from tests.layers.gaps import test_need

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

CELL_APART = 0.12  # in OKLab; programmes need 0.08


@pytest.mark.parametrize("level", ["landkreise", "aerl", "gemeinden"])
@pytest.mark.parametrize("offices", [(), ("lueneburg",)])
def test_cells_totals_and_download_are_the_classes_of_the_map(
    level: str, offices: tuple[str, ...], shipped: Catalogue
) -> None:
    asked = ViewState(mode="gaps", metric="need", level=level, aerl=offices)
    found = scenes.payload(asked, shipped)
    metric, keys = found["metrics"]["need"], found["areas"]["keys"]
    column = [c["id"] for c in found["table"]["columns"]].index("inhabitants_unserved")
    for cell in metric["cells"]:
        mine = [at for at, step in enumerate(metric["classes"]) if step == cell["class"]]
        assert metric["groups"][cell["class"]] == cell["group"]
        assert len(mine) == cell["count"]
        people = sum(found["table"]["rows"][at][1][column] for at in mine)
        chosen = scenes.of(
            ViewState(mode="gaps", level=level, aerl=offices, group=cell["group"]), shipped
        )
        rows = chosen.area_rows()  # type: ignore[union-attr]
        names = [c.key for c in rows.columns]
        assert {row[names.index("key")] for row in rows.rows} == {keys[at] for at in mine}
        total = sum(row[names.index("inhabitants_unserved")] for row in rows.rows)
        assert total == people
        shown = found["table"]["totals"][cell["group"]]
        assert len(shown) == len(found["table"]["columns"])
    needy = next(c for c in metric["cells"] if c["group"] == "need-little")
    listed = next(one for one in found["lists"] if one["id"] == "need")
    assert needy["count"] == listed["total"]


def test_the_headline_counts_people_and_says_what_nothing_means() -> None:
    centres = (land.centre("a", land.KEYS[0]), land.centre("b", land.KEYS[1]))
    data = land.land(*centres, money=test_need.money())
    asked = land.asked(data, programme=("zukunftsraeume",), metric="need")
    found = need.of(asked)
    said = bivariate.headline(asked, found)
    assert said.figure.replace("\u00a0", " ") == "ca. 4.000"  # C, F, and two without records
    assert "bedeutet nicht 0" in said.sentence
    assert "kein rechtlicher Mangel" in said.sentence
    (row,) = page.payload(asked)["completeness"]  # what is recorded stands beside what is published
    assert row["count_text"].startswith("5 von")


def test_where_all_are_served_no_area_is_in_need() -> None:
    centres = [land.centre(f"c{at}", key) for at, key in enumerate(land.KEYS)]
    asked = land.asked(land.land(*centres, money=test_need.money()), metric="need")
    said = bivariate.headline(asked, need.of(asked))
    assert said.figure == "0"
    assert said.sentence.startswith("0 In keinem Gebiet")


def test_the_share_from_which_need_is_higher_is_never_rounded_up() -> None:
    rows = need.of(land.asked(land.land(land.centre("a", land.KEYS[0])))).rows
    limits = crossed.Thresholds(need=99.96, money=1.0)
    assert need.share_text(need.Need(rows=rows, limits=limits), "de") == "99,9\u00a0%"


def test_the_choice_belongs_to_the_mode_gaps() -> None:
    known = state.Known(
        metrics=frozenset({"money", "need"}),
        programmes=frozenset(),
        aerl=frozenset(),
        layers=frozenset(),
        areas=frozenset(),
    )
    found, problems = view.from_query("mode=gaps&metric=need&group=need-much&since=2024", known)
    assert (found.metric, found.group, found.since) == ("need", "need-much", "2024")
    assert problems == ()
    assert view.to_query(found) == "mode=gaps&metric=need&group=need-much&since=2024"
    found, problems = view.from_query("metric=need", known)
    assert found.metric == state.METRIC
    assert [p.where for p in problems] == ["metric"]
    for query in ("since=gestern", "since=2024-13", "since=2024-1-1", "group=alle"):
        found, problems = view.from_query(f"mode=gaps&{query}", known)
        assert (found.since, found.group, len(problems)) == ("", "", 1), query


@pytest.mark.parametrize("sight", test_palette.SIGHT)
@pytest.mark.parametrize("theme", state.THEMES)
def test_the_four_colours_stay_apart_for_every_eye(theme: str, sight: str) -> None:
    tokens = stylesheet.tokens(theme)
    seen: dict[str, Any] = {
        name: test_palette.lab(
            test_palette.linear(tokens[name]) @ np.transpose(test_palette.SIGHT[sight])
        )
        for name in ("--n0", "--n1", "--n2", "--n3")
    }
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= CELL_APART, (one, other)


def test_nobody_lives_in_the_empty_one() -> None:
    asked = land.asked(land.land(land.centre("a", land.KEYS[0])), metric="need")
    metric = bivariate.metric(asked, need.of(asked))
    at = list(asked.rows.index).index(toy.EMPTY)
    assert metric["classes"][at] == need.NONE
    assert metric["texts"][at] == "unbewohnt"
