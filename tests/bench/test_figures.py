"""Medians, spreads, ratios, verdicts: what a reader of the report relies on."""

from __future__ import annotations

import pytest

from tests.bench import figures
from tests.bench import goals
from tests.bench import report
from tests.bench.figures import Goal
from tests.bench.rounds import Samples


def test_a_figure_is_median_and_quartiles_of_what_was_measured() -> None:
    found = figures.figure([4.0, None, 1.0, 3.0, 2.0, 5.0])
    assert found is not None
    assert (found.median, found.low, found.high, found.n) == (3.0, 2.0, 4.0, 5)
    assert figures.figure([None]) is None
    assert figures.figure([]) is None


def test_shares_lie_between_neighbours() -> None:
    assert figures.share([10.0, 20.0], 0.95) == pytest.approx(19.5)
    assert figures.share([7.0], 0.95) == 7.0


def test_a_ratio_is_taken_round_by_round() -> None:
    found = figures.ratio([10.0, 100.0, None, 30.0], [5.0, 50.0, 1.0, None])
    assert found is not None
    assert (found.median, found.n) == (2.0, 2)  # the slow second round does not count double
    assert figures.ratio([1.0], [0.0]) is None


@pytest.mark.parametrize(
    ("goal", "value", "own", "verdict"),
    [
        (Goal(measure="x", limit=1.2, against="plain"), 1.2, 300, "met"),
        (Goal(measure="x", limit=1.2, against="plain"), 1.21, 300, "missed"),
        (Goal(measure="x", limit=1.3, against="plain", or_limit=33.4), 2.0, 30, "met"),
        (Goal(measure="x", limit=1.3, against="plain", or_limit=33.4), 2.0, 34, "missed"),
        (Goal(measure="x", limit=8, against="dash", least=True), 7.9, 100, "missed"),
        (Goal(measure="x", limit=8, against="dash", least=True), 8.0, 100, "met"),
        (Goal(measure="x", limit=0), 0.0, 0, "met"),
        (Goal(measure="x", limit=1), None, None, "unknown"),
    ],
)
def test_verdicts(goal: Goal, value: float | None, own: float | None, verdict: str) -> None:
    assert figures.judge(goal, value, own) == verdict


def test_every_goal_is_about_a_measure_of_the_report() -> None:
    assert [goal.measure for goal in goals.GOALS if goal.measure not in report.TITLES] == []


def test_the_report_tells_what_is_missed_and_what_was_not_measured() -> None:
    samples = Samples()
    for page, times in (("atlas", (30.0, 40.0)), ("plain", (10.0, 10.0)), ("dash", (90.0, 90.0))):
        for time in times:
            samples.add(page, {"many_recolour_ms": time * 2, "ready_ms": time})
    samples.troubles.append("folium: did not answer")
    machine = {"date": "", "commit": "", "cores": 2, "processor": "", "load": [0.1, 0, 0]}
    about = {"machine": machine, "runs": 2, "seconds": 1.0, "load_after": [0.1, 0, 0]}
    lines = report.markdown(about, samples).splitlines()
    live = next(line for line in lines if line.startswith("| live map: areas and points"))
    assert "≤ 2 × plain" in live
    assert "3.5 (3.25–3.75)" in live
    assert "**missed**" in live
    assert not any(line.startswith("| first picture") for line in lines)
    assert lines[-1] == "- folium: did not answer"
