"""The gap scene on made ground: verdicts, sums, what a step changes, and what cannot be."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from layers.gaps import scene
from tests.layers import toy
from tests.layers.gaps import land

if TYPE_CHECKING:
    from layers.gaps.scene import GapScene

FIRST, SECOND, LAST = land.KEYS[0], land.KEYS[1], land.KEYS[-2]


def served(found: GapScene) -> dict[str, int]:
    return {str(key): int(n) for key, n in found.rows["inhabitants_served"].items()}


def test_everybody_near_a_centre_is_served_and_nobody_else() -> None:
    found = land.asked(land.land(land.centre("a", FIRST)))
    assert served(found) == {key: 1000 if key == FIRST else 0 for key in land.KEYS}
    assert (found.totals.inhabitants, found.totals.unserved) == (8000, 7000)
    assert found.totals.share == pytest.approx(12.5)
    assert (found.totals.inhabited, found.totals.passing) == (8, 1)
    assert not found.what_if


@pytest.mark.parametrize(
    ("outside", "verdict", "step"), [(50, "pass", 0), (51, "fail", 1), (1000, "fail", 1)]
)
def test_the_verdict_turns_between_94_9_and_95_percent(
    outside: int, verdict: str, step: int
) -> None:
    found = land.asked(land.land(land.centre("a", FIRST), outside={FIRST: outside}))
    row = found.rows.loc[FIRST]
    assert (row["share_served"], row["verdict"]) == (pytest.approx(100 - outside / 10), verdict)
    assert row["step"] == step


def test_classes_follow_the_way_of_the_norms_share() -> None:
    """5 km: up to 10, 15, 22.5 km and above; Gemeinden are 20 km apart."""
    found = land.asked(land.land(land.centre("a", FIRST)))
    assert list(found.rows["step"]) == [0, 3, 4, 4, 4, 4, 4, 4, -1]
    assert found.rows.loc[toy.EMPTY, "verdict"] == "empty"


def test_a_candidate_moves_rows_totals_and_verdicts_alike() -> None:
    data = land.land(land.centre("a", FIRST))
    today, then = land.asked(data), land.asked(data, candidates=(LAST,))
    assert then.what_if
    assert then.letters == {LAST: "A"}
    assert served(then) == served(today) | {LAST: 1000}
    assert then.totals.unserved_before == today.totals.unserved
    assert (then.totals.gain, then.totals.passing, then.totals.passing_before) == (1000, 2, 1)
    assert then.gained == (LAST,)
    assert list(then.rows["step_before"]) == list(today.rows["step"])
    assert then.rows["inhabitants"].sum() == today.rows["inhabitants"].sum()


def test_before_is_after_without_a_scenario() -> None:
    found = land.asked(land.land(land.centre("a", FIRST)))
    for name in ("inhabitants_served", "inhabitants_unserved", "verdict", "step", "reach"):
        assert found.rows[name].equals(found.rows[f"{name}_before"]), name
    assert found.totals.gain == found.totals.gain_low == found.totals.gain_high == 0


def test_closing_and_undoing_restore_the_same_numbers() -> None:
    data = land.land(land.centre("a", FIRST), land.centre("b", SECOND))
    today, closed = land.asked(data), land.asked(data, closed=("b",))
    assert (closed.totals.gain, closed.totals.unserved) == (-1000, 7000)
    assert closed.gained == ()
    again = land.asked(data, candidates=(), closed=())
    assert dataclasses.asdict(again.totals) == dataclasses.asdict(today.totals)
    assert again.rows.equals(today.rows)


def test_states_of_sites_are_a_choice() -> None:
    data = land.land(land.centre("a", FIRST), land.centre("b", SECOND, "planned"))
    assert land.asked(data).totals.unserved == 7000
    assert land.asked(data, sites=("open", "planned")).totals.unserved == 6000


@pytest.mark.parametrize("level", scene.LEVELS)
def test_levels_add_up_to_the_same_total(level: str) -> None:
    data = land.land(land.centre("a", FIRST), outside={FIRST: 300})
    found = land.asked(data, level=level, candidates=(LAST,))
    assert found.rows["inhabitants_unserved"].sum() == found.totals.unserved == 6300
    assert found.rows["inhabitants_unserved_before"].sum() == found.totals.unserved_before
    headline = found.assessment.headline()
    assert (headline.unserved, headline.gain) == (found.totals.unserved, found.totals.gain)
    gains = (headline.gain_low, headline.gain_high)
    assert gains == (found.totals.gain_low, found.totals.gain_high)


def test_offices_narrow_the_totals_and_not_the_sites() -> None:
    data = land.land(land.centre("a", FIRST))
    found = land.asked(data, aerl=("nord",), candidates=(LAST, FIRST))
    assert found.totals.inhabitants == 2000
    assert (found.totals.unserved_before, found.totals.unserved) == (2000, 1000)
    assert list(found.rows["inside"]) == [False] * 6 + [True] * 3
    assert found.gained == (LAST,)
    assert (found.totals.unserved_low, found.totals.unserved_high) == (1000, 1000)


def test_minutes_have_a_range_and_doubtful_verdicts() -> None:
    """9 km take 14.7 min, at detour 1.2 and 1.4 13.8 and 15.6: 15 min are in doubt."""
    data = land.land(land.centre("a", FIRST), outside={FIRST: 100})
    found = land.asked(data, norm="15min@95")
    assert found.rows.loc[FIRST, "uncertain"]
    assert list(found.rows.index[found.rows["uncertain"]]) == [FIRST]
    totals = found.totals
    assert (totals.unserved_low, totals.unserved, totals.unserved_high) == (7000, 7000, 7100)


def test_regions_are_not_computed_and_that_is_said() -> None:
    found = land.asked(land.land(land.centre("a", FIRST)), level="zukunftsregionen")
    assert found.level.id == "landkreise"
    assert [problem.code for problem in found.problems] == ["gaps-level"]
    assert found.problems[0].message_en


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"norm": "nichts"}, "norm-unknown"),
        ({"norm": "rettungsdienst"}, "norm-not-computable"),
        ({"candidates": ("03999999",)}, "candidate-unknown"),
        ({"closed": ("gibtsnicht",)}, "closed-unknown"),
        ({"sites": ()}, "supply-empty"),
        ({"measure": "matrix"}, "measure-missing"),
    ],
)
def test_a_bad_part_is_a_notice_and_the_rest_is_answered(
    fields: dict[str, object], code: str
) -> None:
    found = land.asked(land.land(land.centre("a", FIRST)), **fields)
    assert code in [problem.code for problem in found.problems]
    assert found.totals.inhabitants == 8000


def test_letters_go_on_after_z() -> None:
    assert [scene.letter(at) for at in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_an_answer_of_a_stand_in_is_not_kept() -> None:
    data = land.land(land.centre("a", FIRST))
    good, bad = (land.asked(data, measure=m).assessment for m in ("beeline", "router"))
    assert land.asked(data).assessment is good
    assert land.asked(data, measure="router").assessment is not bad
