"""Who is served, against brute force on a made land; what must hold for any sites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from geodata import errors
from geodata import norms
from geodata.analysis import coverage
from geodata.analysis import demand
from geodata.analysis import travel
from geodata.analysis.analyst import Analyst
from geodata.analysis.scenario import Scenario
from geodata.analysis.supply import Supply
from geodata.analysis.travel import Parameters
from tests.geodata.analysis import made

if TYPE_CHECKING:
    from geodata.analysis.assessment import Assessment
    from geodata.analysis.supply import Site
    from geodata.catalogue import Catalogue

DEMAND = made.people(made.catalogue(Path()))
CELL = st.tuples(st.integers(0, made.SIZE - 1), st.integers(0, made.SIZE - 1))


def asked(data: Catalogue, sites: list[Site], **values: object) -> Assessment:
    """Return the answer by straight lines on the made land."""
    analyst = Analyst(
        data, supplies={"made": Supply(sites=tuple(sites))}, demands={"made": made.people(data)}
    )
    fixed = {"layer": "made", "demand": "made", "measure": "beeline", "norm": "10km"}
    return analyst.assess(Scenario(**{**fixed, **values}))  # type: ignore[arg-type]


def brute(sites: list[Site], limit: float, *, minutes: bool) -> pd.DataFrame:
    """Return per Gemeinde who lives and who is served, point by point in plain Python."""
    rows: dict[str, list[int]] = {unit: [0, 0] for unit in made.UNITS}
    for x, y, unit, people in made.table().itertuples(index=False):
        best = min(
            (((x - site.x) ** 2 + (y - site.y) ** 2) ** 0.5 / 1000 for site in sites),
            default=float("inf"),
        )
        value = best * 1.3 / 60 * 60 + 3 if minutes else best
        rows[unit][0] += people
        rows[unit][1] += people if value <= limit + 1e-4 else 0
    return pd.DataFrame.from_dict(rows, orient="index", columns=["inhabitants", "served"])


@pytest.mark.parametrize("norm", ["10km", "12.5km@80", "9min@95", "20min@50"])
def test_shares_are_those_of_brute_force(norm: str, island: Catalogue) -> None:
    sites = [made.site("a", 3, 4), made.site("b", 20, 25), made.site("c", 28, 2)]
    found = asked(island, sites, norm=norm)
    known = norms.parse(norm)
    assert known is not None
    want = brute(sites, known.limit, minutes=known.unit == "min")
    rows = found.rows("gemeinden")
    assert rows["inhabitants"].tolist() == want["inhabitants"].tolist()
    assert rows["inhabitants_served"].tolist() == want["served"].tolist()
    shares = want["served"] / want["inhabitants"] * 100
    np.testing.assert_allclose(rows["share_served"], shares)
    passed = ["pass" if share >= known.share else "fail" for share in shares]
    assert rows["verdict"].tolist() == passed
    kreise = found.rows("landkreise")
    assert kreise["inhabitants_served"].tolist() == [
        want["served"][:2].sum(),
        want["served"][2:].sum(),
    ]
    assert found.headline().served == want["served"].sum()
    assert found.headline().inhabitants == want["inhabitants"].sum()


def hundred(served: int, whole: int = 1000) -> pd.DataFrame:
    """Return one Gemeinde with so many of its people near, the rest far, and another empty."""
    return pd.DataFrame(
        {
            "x": [made.WEST, made.WEST + 50_000, made.WEST],
            "y": made.SOUTH,
            "gemeinde": ["03101001", "03101001", "03101002"],
            "inhabitants": [served, whole - served, 0],
        }
    )


@pytest.mark.parametrize(("served", "verdict"), [(949, "fail"), (950, "pass"), (951, "pass")])
def test_the_verdict_turns_exactly_at_95_percent(
    served: int, verdict: str, island: Catalogue
) -> None:
    people = made.people(island, hundred(served))
    analyst = Analyst(
        island,
        supplies={"made": Supply(sites=(made.site("a", 0, 0),))},
        demands={"made": people},
    )
    scenario = Scenario(layer="made", demand="made", measure="beeline", norm="20min@95")
    rows = analyst.assess(scenario).rows("gemeinden")
    assert rows["verdict"].tolist()[:2] == [verdict, "empty"]
    assert np.isnan(rows["share_served"].iloc[1])
    assert rows["share_served"].iloc[0] == served / 10


def test_the_list_is_ordered_by_people_affected(island: Catalogue) -> None:
    found = asked(island, [made.site("a", 3, 4)], norm="8km")
    table = found.affected("gemeinden")
    assert table["inhabitants_unserved"].is_monotonic_decreasing
    assert (table["inhabitants_unserved"] > 0).all()
    assert table.index[-1] == "03101001"  # where the site is


def test_inhabitants_are_the_same_before_and_after(island: Catalogue) -> None:
    found = asked(island, [made.site("a", 3, 4)], candidates=())
    total = made.table()["inhabitants"].sum()
    for level in demand.LEVELS:
        rows = found.rows(level)
        assert rows["inhabitants"].sum() == total
        for tail in ("", "_before"):
            both = rows[f"inhabitants_served{tail}"] + rows[f"inhabitants_unserved{tail}"]
            assert (both == rows["inhabitants"]).all()


def test_regions_are_whole_kreise_and_may_overlap(island: Catalogue) -> None:
    found = asked(island, [made.site("a", 3, 4)], norm="12km@50")
    kreise, regions = found.rows("landkreise"), found.rows("zukunftsregionen")
    assert regions.loc["both", "inhabitants_served"] == kreise["inhabitants_served"].sum()
    same = ["inhabitants", "inhabitants_served", "share_served", "reach", "median", "nearest"]
    assert regions.loc["one", same].tolist() == kreise.loc["03101", same].tolist()
    whole = found.rows("land")
    assert regions.loc["both", same].tolist() == whole.loc["03", same].tolist()
    line = found.curve("zukunftsregionen", "both")
    pd.testing.assert_frame_equal(line, found.curve("land", "03"))


def test_reach_is_what_the_share_needs(island: Catalogue) -> None:
    found = asked(island, [made.site("a", 3, 4)], norm="12km@50")
    values = found.values()
    people = found.demand.people
    order = np.argsort(values, kind="stable")
    half = values[order][np.searchsorted(np.cumsum(people[order]), people.sum() / 2)]
    assert found.rows("land").loc["03", "median"] == pytest.approx(half)
    for level in ("gemeinden", "landkreise"):
        rows = found.rows(level)
        assert ((rows["reach"] <= 12 + 1e-3) == (rows["verdict"] == "pass")).all()


def test_the_curve_meets_the_headline(island: Catalogue) -> None:
    found = asked(island, [made.site("a", 3, 4)], norm="9min@95")
    line = found.curve()
    assert line["after"].is_monotonic_increasing
    assert line.loc[9, "after"] == pytest.approx(found.headline().share)
    assert (line["low"] <= line["after"]).all()
    assert (line["after"] <= line["high"]).all()


def test_the_band_marks_verdicts_that_flip(island: Catalogue) -> None:
    sites = [made.site("a", 7, 7)]
    reach = asked(island, sites, norm="60min@95").rows("gemeinden").loc["03101001", "reach"]
    norm = norms.formatted(round(reach, 2), "min", 95.0)
    found = asked(island, sites, norm=norm)
    rows = found.rows("gemeinden")
    low, high = (
        asked(island, sites, norm=norm, parameters=Parameters(detour=detour)).rows("gemeinden")
        for detour in (1.2, 1.4)
    )
    flips = low["verdict"] != high["verdict"]
    assert rows.index[flips].tolist() == ["03101001"]
    assert rows["uncertain"].tolist() == flips.tolist()
    assert found.flips("gemeinden").keys == ("03101001",)
    assert found.flips("gemeinden").inhabitants == rows["inhabitants"].iloc[0]
    assert (rows["share_low"] == high["share_served"]).all()
    assert (rows["share_high"] == low["share_served"]).all()
    kilometres = asked(island, sites, norm="11km@95")
    assert not kilometres.rows("gemeinden")["uncertain"].any()


def test_an_empty_supply_serves_nobody_and_says_so(island: Catalogue) -> None:
    found = asked(island, [])
    assert [problem.code for problem in found.problems] == ["supply-empty"]
    assert found.headline().served == 0
    assert (found.rows("landkreise")["nearest"] == "").all()
    assert found.unreachable() == 0


@given(st.lists(CELL, max_size=4), CELL, st.sampled_from([3, 8, 15, 30]))
@settings(max_examples=40, deadline=None)
def test_a_site_more_never_serves_fewer(
    cells: list[tuple[int, int]], cell: tuple[int, int], limit: int
) -> None:
    people = DEMAND
    source = travel.Beeline()
    sites = [made.site(f"s{n}", *one) for n, one in enumerate(cells)]
    columns = source.columns([*sites, made.site("new", *cell)], people, "km").columns
    before = coverage.nearest(columns[:-1], len(people))
    after = before.plus(columns[-1], len(sites))
    again = coverage.nearest(columns, len(people))
    np.testing.assert_array_equal(after.value, again.value)
    np.testing.assert_array_equal(after.site, again.site)
    for level in demand.LEVELS:
        one = coverage.counted(people, level, coverage.within(before.value, limit))
        two = coverage.counted(people, level, coverage.within(after.value, limit))
        assert (two >= one).all()


@given(st.lists(CELL, min_size=1, max_size=4), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=40, deadline=None)
def test_a_larger_limit_never_serves_fewer(
    cells: list[tuple[int, int]], one: int, two: int
) -> None:
    low, high = sorted((one, two))
    sites = [made.site(f"s{n}", *cell) for n, cell in enumerate(cells)]
    columns = travel.Beeline().columns(sites, DEMAND, "km").columns
    values = coverage.nearest(columns, len(DEMAND)).value
    few = coverage.counted(DEMAND, "gemeinden", coverage.within(values, low))
    many = coverage.counted(DEMAND, "gemeinden", coverage.within(values, high))
    assert (many >= few).all()


def test_demand_needs_known_gemeinden(island: Catalogue) -> None:
    with pytest.raises(errors.UnknownKeyError):
        made.people(island, made.table().assign(gemeinde="99"))


def test_demand_changes_its_digest_with_its_points(island: Catalogue) -> None:
    one = made.people(island)
    assert one.digest == made.people(island).digest
    assert one.digest != made.people(island, made.table(seed=1)).digest
    assert one.landkreis()[0] == "03101"
    assert one.aerl()[-1] == "south"


def test_shipped_demand(data: Catalogue) -> None:
    points, units = demand.of_points(data), demand.of_gemeinden(data)
    assert points.total == units.total == 7_982_448
    official = data.areas["landkreise"]["inhabitants"].to_numpy()
    np.testing.assert_array_equal(points.inhabitants("landkreise"), official)
    np.testing.assert_array_equal(units.inhabitants("landkreise"), official)
    assert points.error["wrong_gemeinde_percent"] == 1.8
    assert len(points) == 29_482
