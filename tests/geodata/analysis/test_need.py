"""Need beside funding: quadrants, the list without funding, central places, fairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geodata import summary
from geodata.analysis import need
from geodata.analysis.scenario import Scenario

if TYPE_CHECKING:
    from geodata.analysis.analyst import Analyst
    from geodata.catalogue import Catalogue


def crossed(analyst: Analyst, level: str, **values: object) -> need.Cross:
    data = analyst.catalogue
    records = need.programmes(data.records, ("zukunftsraeume",), "award")
    found = analyst.assess(Scenario())
    return need.cross(found, level, records, data, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", ["aerl", "landkreise", "gemeinden", "zukunftsregionen"])
def test_every_area_is_in_exactly_one_quadrant(level: str, analyst: Analyst) -> None:
    found = crossed(analyst, level)
    listed = [key for one in (*need.QUADRANTS, need.UNCLEAR, need.EMPTY) for key in found.of(one)]
    assert sorted(listed) == sorted(found.rows.index)


def test_quadrants_follow_from_the_stated_thresholds(analyst: Analyst) -> None:
    found = crossed(analyst, "landkreise")
    limits = found.thresholds
    assert limits.are_medians
    rows = found.rows
    assert limits.money == rows["money_per_inhabitant"].median()
    assert limits.need == rows["share_unserved"].median()
    for row in rows.itertuples():
        needy = row.share_unserved >= limits.need
        much = row.money_per_inhabitant >= limits.money
        want = ("need-" if needy else "served-") + ("much" if much else "little")
        assert row.quadrant == (want if row.money != need.UNKNOWN else need.UNCLEAR)
    own = need.Thresholds(need=0, money=0, are_medians=False)
    assert set(crossed(analyst, "landkreise", thresholds=own).rows["quadrant"]) <= {
        need.NEED_MUCH, need.NEED_LITTLE, need.UNCLEAR,
    }  # fmt: skip


def test_nothing_recorded_is_not_zero(analyst: Analyst) -> None:
    rows = crossed(analyst, "landkreise").rows
    none = rows[rows["money"] == need.NONE]
    assert len(none) > 5
    assert none["amount_eur"].isna().all()
    assert none["money_per_inhabitant"].isna().all()
    known = rows[rows["money"] == need.KNOWN]
    assert (known["amount_eur"] > 0).all()
    records = need.programmes(analyst.catalogue.records, ("zukunftsraeume",), "award")
    sums = summary.by_area(records, "landkreise", analyst.catalogue)
    np.testing.assert_allclose(known["amount_eur"], sums.loc[known.index, "amount_eur"])


def test_need_without_funding_lists_most_people_first(analyst: Analyst) -> None:
    found = crossed(analyst, "landkreise")
    table = found.without_funding()
    assert table["inhabitants_unserved"].is_monotonic_decreasing
    assert set(table.index) == set(found.of(need.NEED_LITTLE))


def test_unincorporated_areas_without_people_are_empty(analyst: Analyst) -> None:
    found = crossed(analyst, "gemeinden")
    assert (found.rows.loc[list(found.of(need.EMPTY)), "inhabitants"] == 0).all()


def test_kinds_of_money_stay_apart(data: Catalogue) -> None:
    for kind in ("award", "budget"):
        rows = need.programmes(data.records, (), kind)
        assert set(rows["amount_kind"]) == {kind}


def test_central_places(data: Catalogue) -> None:
    places = need.central_places(data)
    assert len(places) == 95
    assert places.loc["03241001", "tier"] == "Oberzentrum"
    assert not places["may_apply"][places["tier"] == "Oberzentrum"].any()
    assert places["may_apply"][places["tier"] == "Mittelzentrum"].all()
    new = places[places["is_newly_eligible"]]
    assert (new["inhabitants"] < 10_000).all()
    assert (places["has_project"] == (places["n"] > 0)).all()
    assert 20 < places["has_project"].sum() < 60
    assert "September 2025" in need.ELIGIBILITY
    assert "not recorded" in need.ELIGIBILITY_EN


def test_projects_of_a_samtgemeinde_are_those_of_its_members(data: Catalogue) -> None:
    units = need.municipalities(data)
    records = data.records[data.records["programme"] == "zukunftsraeume"]
    joint = records["samtgemeinde"][(records["gemeinde"] == "") & (records["samtgemeinde"] != "")]
    assert len(joint)
    members = data.areas["gemeinden"]
    key = members.index[members["samtgemeinde"] == joint.iloc[0]][0]
    assert units.loc[key, "n_samtgemeinde"] >= 1
    assert units.loc[key, "has_project"]
    assert not units["has_project"].all()


def test_fairs_since_a_date(data: Catalogue) -> None:
    all_time = need.without_fair(data, "2000-01-01")
    later = need.without_fair(data, "2024-01-01")
    never = need.without_fair(data, "2999-01-01")
    assert len(all_time) == 45
    assert not never["has_fair"].any()
    assert (later["n"] <= all_time["n"]).all()
    assert later.loc["03155", "latest"] == "2023"
    assert not later.loc["03155", "has_fair"]
    assert need.without_fair(data, "2023-06-01").loc["03155", "has_fair"]  # some day of 2023
