"""Scenarios: their steps, undo and redo, candidates that cannot be, and what is shared."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from geodata.analysis import supply
from geodata.analysis.scenario import Candidate
from geodata.analysis.scenario import History
from geodata.analysis.scenario import Scenario
from geodata.analysis.travel import Parameters
from geodata.intake import facilities
from geodata.intake.whereabouts import Ground

if TYPE_CHECKING:
    from geodata.analysis.analyst import Analyst
    from geodata.analysis.assessment import Assessment
    from geodata.catalogue import Catalogue

BEVENSEN = "03360002"
UELZEN = "03360025"
POINT = "53.0805~10.5856"


def figures(found: Assessment) -> pd.DataFrame:
    return pd.concat([found.rows(level) for level in ("land", "aerl", "landkreise", "gemeinden")])


def codes(found: Assessment) -> list[str]:
    return [problem.code for problem in found.problems]


def test_steps_make_new_scenarios() -> None:
    start = Scenario()
    one = start.add(UELZEN, "Plan A").add(POINT)
    assert start.candidates == ()
    assert one.candidates == (Candidate(key=UELZEN, name="Plan A"), Candidate(key=POINT))
    assert one.add(UELZEN) == one
    assert one.move(UELZEN, BEVENSEN).candidates[0] == Candidate(key=BEVENSEN, name="Plan A")
    assert one.move(UELZEN, POINT) == one
    assert one.remove(UELZEN).candidates == (Candidate(key=POINT),)
    assert one.remove(UELZEN).remove(POINT) == start
    shut = one.close("rvz-01").close("rvz-01")
    assert shut.closed == ("rvz-01",)
    assert shut.reopen("rvz-01") == one
    assert shut.baseline == start


STEPS = st.lists(
    st.one_of(
        st.sampled_from([UELZEN, BEVENSEN, POINT]).map(lambda key: ("add", key)),
        st.sampled_from([UELZEN, BEVENSEN, POINT]).map(lambda key: ("remove", key)),
        st.sampled_from(["rvz-01", "rvz-02"]).map(lambda key: ("close", key)),
        st.sampled_from(["rvz-01", "rvz-02"]).map(lambda key: ("reopen", key)),
    ),
    max_size=12,
)


@given(STEPS)
@settings(deadline=None)
def test_undo_goes_back_to_the_start_and_redo_to_the_end(steps: list[tuple[str, str]]) -> None:
    history = History()
    for name, key in steps:
        history = history.then(getattr(history.present, name)(key))
    end = history.present
    length = len(history.past)
    for _ in range(length):
        history = history.undo()
    assert history.present == Scenario()
    assert history.undo() == history
    for _ in range(length):
        history = history.redo()
    assert history.present == end
    assert history.redo() == history


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History().then(Scenario().add(UELZEN)).undo()
    assert history.future
    assert history.then(Scenario().add(POINT)).future == ()
    assert history.then(history.present) == history


def test_undo_gives_identical_numbers(analyst: Analyst) -> None:
    history = History()
    start = figures(analyst.assess(history.present))
    history = history.then(history.present.add(UELZEN))
    history = history.then(history.present.close("rvz-02"))
    changed = figures(analyst.assess(history.present))
    assert not changed.equals(start)
    back = analyst.assess(history.undo().undo().present)
    pd.testing.assert_frame_equal(figures(back), start)
    pd.testing.assert_frame_equal(figures(analyst.assess(history.undo().redo().present)), changed)


def test_a_candidate_changes_headline_rows_and_curve(analyst: Analyst) -> None:
    found = analyst.assess(Scenario().add(POINT, "Bad Bevensen"))
    head = found.headline()
    assert head.gain == pytest.approx(59_600, rel=0.05)  # the drawn picture's figure
    assert head.gain_low < head.gain < head.gain_high
    assert found.gains() == {POINT: (head.gain, head.gain)}
    changed = found.changed("landkreise")
    assert changed.index[0] == "03360"
    assert changed["change"].sum() == head.gain
    assert "03360002" not in found.demand.keys["landkreise"]
    assert len(found.newly_passing("gemeinden")) >= 5
    line = found.curve("landkreise", "03360")
    assert (line["after"] >= line["before"]).all()
    assert line.loc[20, "after"] > line.loc[20, "before"] + 50
    assert found.after.sites[-1].name == "Bad Bevensen"
    same = analyst.assess(Scenario())
    pd.testing.assert_series_equal(
        found.rows("gemeinden")["share_served_before"],
        same.rows("gemeinden")["share_served"],
        check_names=False,
    )


def test_closing_a_site_takes_its_people_away(analyst: Analyst) -> None:
    found = analyst.assess(Scenario().close("rvz-01"))
    head = found.headline()
    assert head.gain < 0
    assert head.gain_low <= head.gain <= head.gain_high
    assert found.changed("landkreise").index[0] == "03352"
    assert "rvz-01" not in [site.id for site in found.after.sites]
    assert "rvz-01" in [site.id for site in found.before.sites]


def test_states_are_a_choice(analyst: Analyst) -> None:
    counts = [
        len(analyst.assess(Scenario(states=states)).before.sites)
        for states in (("open",), ("open", "branch"), ("open", "branch", "planned"), supply.STATES)
    ]
    assert counts == [5, 7, 8, 13]
    studies = analyst.assess(Scenario(states=("study",)))
    assert "supply-unplaced" in codes(studies)  # three studies have no exact place
    assert "rvz-x01" not in [site.id for site in studies.before.sites]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("53.9~8.0", "site-in-water"),
        ("53.47~8.22", "site-in-water"),  # Jadebusen
        ("52.52~13.40", "site-outside"),  # Berlin
        ("53.08~8.80", "site-outside"),  # Bremen
        ("-89.0~170.0", "site-outside"),
        ("03999999", "candidate-unknown"),
        ("Uelzen", "candidate-unknown"),
        ("", "candidate-unknown"),
        ("53,08~10,5", "candidate-unknown"),
    ],
)
def test_a_site_that_cannot_be_is_left_out_and_named(key: str, code: str, analyst: Analyst) -> None:
    found = analyst.assess(Scenario().add(UELZEN).add(key))
    assert codes(found) == [code]
    problem = found.problems[0]
    assert problem.raw == key
    assert problem.hint
    assert problem.message_en
    alone = analyst.assess(Scenario().add(UELZEN))
    assert found.headline() == alone.headline()


def test_more_candidates_than_a_scenario_takes(analyst: Analyst, data: Catalogue) -> None:
    keys = list(data.areas["gemeinden"].index[:203])
    many = replace(Scenario(), candidates=tuple(Candidate(key=key) for key in keys))
    found = analyst.assess(many)
    assert "candidates-too-many" in codes(found)
    assert len(found.after.sites) == 7 + supply.MOST


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        (Scenario(norm="hunderte"), "norm-unknown"),
        (Scenario(norm="rettungsdienst"), "norm-not-computable"),
        (Scenario(layer="kliniken"), "supply-unknown"),
        (Scenario(demand="zensus"), "demand-unknown"),
        (Scenario(measure="teleport"), "measure-missing"),
        (Scenario(measure="router"), "measure-missing"),
        (Scenario().close("rvz-99"), "closed-unknown"),
        (Scenario(parameters=Parameters(detour=9.0)), "parameter-outside"),
        (Scenario(parameters=Parameters(speed_kmh=float("nan"))), "parameter-outside"),
    ],
)
def test_what_means_nothing_keeps_its_default(
    scenario: Scenario, code: str, analyst: Analyst
) -> None:
    found = analyst.assess(scenario)
    assert code in codes(found)
    assert found.headline().inhabitants == 7_982_448
    assert found.norm.limit == 20


def test_closing_everything_is_said(analyst: Analyst) -> None:
    scenario = Scenario(states=("planned",)).close("rvz-06")
    found = analyst.assess(scenario)
    assert "supply-empty" in codes(found)
    assert found.headline().served == 0


def test_any_point_layer_is_supply(analyst: Analyst) -> None:
    found = analyst.assess(Scenario(layer="jobmessen", norm="30km"))
    assert len(found.before.sites) > 15
    assert found.headline().served > 1_000_000


def test_a_list_of_ones_own_is_supply(data: Catalogue) -> None:
    body = (
        "Name;Breite;Länge;Kapazität\nPraxis;53,0805;10,5856;2,5\nBoot;53,9;8,0;\n"
        "Bremen;53,08;8,80;\nnirgends;;10,0;1\n"
    )
    read = facilities.read("praxen.csv", body.encode(), Ground.load(data.folder))
    found = supply.of_facilities(read.places, data, "praxen.csv")
    assert [site.name for site in found.sites] == ["Praxis", "Bremen"]
    assert [site.capacity for site in found.sites] == [2.5, None]
    assert [site.id for site in found.sites] == ["s2", "s4"]
    assert found.sites[1].gemeinde == ""
    assert {finding.row for finding in read.findings} >= {5}
    assert found.problems[-1].code == "supply-beyond"


def test_a_supply_that_is_not_here_is_told_and_the_usual_one_serves(analyst: Analyst) -> None:
    found = analyst.assess(Scenario(layer="list-000000000000", closed=("s2",)))
    assert found.headline() == analyst.assess(Scenario()).headline()
    assert found.scenario.layer == "rvz"
    assert [problem.code for problem in found.problems] == ["supply-unknown"]


def test_the_text_of_a_point_is_read_back(data: Catalogue) -> None:
    site = supply.candidate(supply.written(53.08049, 10.58561), data)
    assert isinstance(site, supply.Site)
    assert site.id == "53.0805~10.5856"
    assert site.latlon == pytest.approx((53.0805, 10.5856), abs=1e-5)
    assert site.landkreis == "03360"


def test_threads_share_one_analyst(analyst: Analyst) -> None:
    scenarios = [Scenario().add(key) for key in (UELZEN, BEVENSEN, POINT)] * 4
    want = [analyst.assess(one).headline() for one in scenarios]
    got: dict[int, object] = {}

    def ask(number: int) -> None:
        got[number] = analyst.assess(scenarios[number]).headline()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(scenarios))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [got[n] for n in range(len(scenarios))] == want
