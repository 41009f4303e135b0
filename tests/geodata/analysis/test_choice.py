"""Choosing sites: against every possible choice on small problems, and on the shipped data."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from geodata.analysis import choice
from geodata.analysis import job
from geodata.analysis import siting
from geodata.analysis import worker
from geodata.analysis.scenario import Scenario

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.analysis.analyst import Analyst
    from geodata.catalogue import Catalogue


def made_cover(seed: int, sites: int = 9, points: int = 40) -> tuple[choice.Cover, np.ndarray]:
    random = np.random.default_rng(seed)
    sets = [np.flatnonzero(random.random(points) < 0.2) for _ in range(sites)]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in sets])])
    weights = random.integers(0, 100, points).astype(float)
    return choice.Cover(starts=starts, points=np.concatenate(sets)), weights


def best_cover(cover: choice.Cover, weights: np.ndarray, count: int) -> float:
    """Return the best of all choices, by trying each."""
    return max(
        float(weights[np.unique(np.concatenate([cover.of(one) for one in chosen]))].sum())
        for chosen in itertools.combinations(range(len(cover)), count)
    )


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [1, 3])
def test_covering_is_exact_and_greedy_close(seed: int, count: int) -> None:
    cover, weights = made_cover(seed)
    best = best_cover(cover, weights, count)
    exact = choice.exact_cover(cover, weights, count)
    greedy = choice.greedy_cover(cover, weights, count)
    assert exact.value == best
    assert exact.is_exact
    assert exact.gap <= choice.GAP
    assert (1 - 1 / np.e) * best <= greedy.value <= best <= greedy.bound + 1e-6
    assert not greedy.is_exact
    if count == 1:
        assert greedy.value == best


@pytest.mark.parametrize("seed", range(3))
def test_median_is_exact(seed: int) -> None:
    saved = np.maximum(np.random.default_rng(seed).normal(0, 10, (8, 30)), 0)
    best = max(
        saved[list(chosen)].max(axis=0).sum() for chosen in itertools.combinations(range(8), 3)
    )
    exact = choice.exact_median(saved, 3)
    greedy = choice.greedy_median(saved, 3)
    assert exact.value == pytest.approx(best)
    assert exact.is_exact
    assert greedy.value <= best * (1 + 1e-9) <= greedy.bound * (1 + 1e-9)


@given(st.integers(0, 1000), st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_one_site_more_never_serves_fewer(seed: int, count: int) -> None:
    cover, weights = made_cover(seed)
    one = choice.greedy_cover(cover, weights, count)
    two = choice.greedy_cover(cover, weights, count + 1)
    assert two.value >= one.value
    assert two.chosen[: len(one.chosen)] == one.chosen


def test_grouping_keeps_the_problem() -> None:
    cover, weights = made_cover(3)
    few, merged = choice.grouped(cover, weights)
    assert merged.sum() == weights[np.unique(cover.points)].sum()
    np.testing.assert_allclose(few.sums(merged), cover.sums(weights))


def test_nothing_to_gain_is_no_proposal() -> None:
    cover, weights = made_cover(1)
    assert choice.greedy_cover(cover, weights * 0, 3).chosen == ()
    assert choice.greedy_median(np.zeros((3, 4)), 2).chosen == ()
    assert choice.exact_cover(cover, weights * 0, 3).value == 0


def waited(desk: job.Desk, name: str) -> job.Progress:
    """Look after a choice until it is over."""
    now = desk.progress(name)
    while now is not None and now.state == "running":
        time.sleep(0.05)
        now = desk.progress(name)
    assert now is not None
    return now


def hard() -> job.Question:
    """Return a choice that takes far longer than any test waits."""
    return job.Question.median(np.random.default_rng(0).random((90, 600)), 30, 60.0)


def test_any_process_can_look_after_a_choice(tmp_path: Path) -> None:
    cover, weights = made_cover(2)
    question = job.Question.cover(cover, weights, 3, 30.0)
    name = job.Desk(folder=tmp_path).start(question)
    other = job.Desk(folder=tmp_path)
    first = other.progress(name)
    assert first is not None
    assert first.quick.value == question.quick.value > 0
    done = waited(other, name)
    assert (done.state, done.share) == ("done", 1.0)
    assert done.answer is not None
    assert done.answer.value == best_cover(cover, weights, 3)
    other.cancel(name)
    assert waited(other, name).state == "done"
    assert other.start(question) == name, "the same question is not solved twice"
    assert waited(other, name) == done


def test_a_cancelled_choice_ends_and_frees_its_place(tmp_path: Path) -> None:
    desk = job.Desk(folder=tmp_path, at_once=1)
    name = desk.start(hard())
    with pytest.raises(job.BusyError):
        desk.start(job.Question.median(np.ones((4, 4)), 1, 60.0))
    desk.cancel(name)
    ended = waited(desk, name)
    assert (ended.state, ended.answer) == ("cancelled", None)
    until = time.monotonic() + 20
    while (tmp_path / name / worker.PROBLEM).exists():
        assert time.monotonic() < until, "its process goes on"
        time.sleep(0.05)
    assert waited(desk, desk.start(job.Question.median(np.ones((4, 4)), 1, 60.0))).state == "done"


def test_a_choice_nobody_waits_for_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(worker, "clock", lambda: now[0])
    worker.waited(tmp_path)
    assert worker.is_wanted(tmp_path, 1000.0, 60)
    assert not worker.is_wanted(tmp_path, 1000.0 - 70, 60), "it took too long"
    assert not worker.is_wanted(tmp_path / "gone", 1000.0, 60)
    now[0] += worker.PATIENCE_S + 1
    assert not worker.is_wanted(tmp_path, 1000.0, 60)


def test_a_clock_that_is_set_ends_no_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = job.Desk(folder=tmp_path)
    name = desk.start(hard())
    day = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: day)
    now = desk.progress(name)
    assert now is not None
    assert now.state == "running"
    assert now.elapsed_s < 30
    desk.cancel(name)


def test_a_choice_from_before_the_machine_was_restarted_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = job.Desk(folder=tmp_path)
    name = desk.start(hard())
    desk_clock = worker.clock()
    monkeypatch.setattr(worker, "clock", lambda: desk_clock - 3600)
    now = desk.progress(name)
    assert now is not None
    assert now.state == "failed"
    monkeypatch.undo()
    desk.cancel(name)


def test_a_choice_that_cannot_be_solved_has_failed(tmp_path: Path) -> None:
    desk = job.Desk(folder=tmp_path)
    broken = job.Question(quick=hard().quick, arrays={"count": np.array(1)}, seconds=30.0)
    assert waited(desk, desk.start(broken)).state == "failed"


@pytest.mark.parametrize("name", ["", "../../etc", "0" * 31, "a/b", "0" * 32])
def test_names_that_are_none_are_unknown(name: str, tmp_path: Path) -> None:
    desk = job.Desk(folder=tmp_path)
    assert desk.progress(name) is None
    desk.cancel(name)


def test_covers_are_those_of_whole_columns(analyst: Analyst, data: Catalogue) -> None:
    """The quick search near a site finds exactly the points that its column has."""
    found = analyst.assess(Scenario())
    keys = ("03405000", "03461007", "03352061", "03355049", "03355009", "03457012", "03241001")
    sites = [site for site in siting.candidates(data) if site.id in keys]
    cover = siting.cover_of(analyst, found, sites)
    columns = analyst.overland(found.demand).columns(sites, found.demand, "min").columns
    for number, column in enumerate(columns):
        values = found.method.values(column, "min")
        np.testing.assert_array_equal(
            np.sort(cover.of(number)), np.flatnonzero(values <= 20 + 1e-4)
        )


def test_greedy_is_within_five_percent_of_exact_on_the_shipped_data(
    analyst: Analyst, data: Catalogue
) -> None:
    found = analyst.assess(Scenario())
    sites = siting.candidates(data, within=("lueneburg",), largest=20_000)
    assert 150 < len(sites) < 420
    cover, weights = siting.cover_of(analyst, found, sites), siting.weights(found)
    greedy = choice.greedy_cover(cover, weights, 6)
    exact = choice.exact_cover(cover, weights, 6)
    assert exact.is_exact
    assert 0.95 * exact.value <= greedy.value <= exact.value


def test_proposals_say_why(analyst: Analyst, data: Catalogue) -> None:
    found = analyst.assess(Scenario())
    made = siting.propose(analyst, found, 5)
    gains = [one.gain for one in made.proposals]
    assert gains == sorted(gains, reverse=True)
    assert made.served == found.headline().served + sum(gains)
    assert made.proposals[0].site.name == "Hannover"
    for one in made.proposals:
        assert one.reached == one.gain + one.overlap
        assert one.landkreis_name == data.areas["landkreise"].loc[one.landkreis, "label"]
        assert set(one.funding) <= set(data.records.index)
    scenario = Scenario()
    for one in made.proposals:
        scenario = scenario.add(one.site.id)
    assert analyst.assess(scenario).headline().served == made.served


def test_proposals_for_the_country(analyst: Analyst, data: Catalogue) -> None:
    sites = siting.candidates(data, within=("03360", "03354"), largest=20_000)
    assert {site.landkreis for site in sites} == {"03360", "03354"}
    assert "03360025" not in {site.id for site in sites}  # Uelzen is larger
    made = siting.propose(analyst, analyst.assess(Scenario(measure="beeline")), 2, sites)
    assert len(made.proposals) == 2


def test_savings_are_finite_and_not_negative(analyst: Analyst, data: Catalogue) -> None:
    found = analyst.assess(Scenario())
    sites = siting.candidates(data, within=("03360",))
    saved = siting.savings(analyst, found, sites).saved
    assert saved.shape == (len(sites), 958)
    assert np.isfinite(saved).all()
    assert (saved >= 0).all()
    assert choice.greedy_median(saved, 1).value == saved.sum(axis=1).max()
