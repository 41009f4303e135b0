"""Capacity: nothing is lost or made, a site alone gives what it has, unknown is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geodata.analysis import capacity
from geodata.analysis.analyst import Analyst
from geodata.analysis.scenario import Scenario
from geodata.analysis.supply import Supply
from tests.geodata.analysis import made

if TYPE_CHECKING:
    from geodata.analysis.assessment import Assessment
    from geodata.analysis.supply import Site
    from geodata.catalogue import Catalogue


def asked(data: Catalogue, *sites: Site) -> Assessment:
    analyst = Analyst(
        data, supplies={"made": Supply(sites=sites)}, demands={"made": made.people(data)}
    )
    return analyst.assess(Scenario(layer="made", demand="made", measure="beeline", norm="12km"))


def brute(found: Assessment) -> np.ndarray:
    """Return capacity per inhabitant by the published formula, pair by pair."""
    weights = {12 / 3: 1.0, 24 / 3: 0.68, 12.0: 0.22}
    out = np.zeros(len(found.demand))
    for site, column in zip(found.after.sites, found.after.columns, strict=True):
        if site.capacity is None:
            continue
        weight = np.array(
            [next((w for far, w in weights.items() if km <= far + 1e-4), 0.0) for km in column]
        )
        out += weight * site.capacity / (weight * found.demand.people).sum()
    return out


def test_it_is_the_published_formula(island: Catalogue) -> None:
    found = asked(island, made.site("a", 3, 4, capacity=5.0), made.site("b", 12, 9, capacity=2.0))
    result = capacity.of(found)
    assert result is not None
    lives = found.demand.people > 0
    np.testing.assert_allclose(result.per_point[lives], brute(found)[lives], rtol=1e-6)
    assert (result.per_point * found.demand.people).sum() == pytest.approx(7.0)
    assert result.total == 7.0
    for level in ("land", "aerl", "landkreise", "gemeinden"):
        rows = result.rows(level)["capacity_per_1000"]
        lives_there = found.rows(level)["inhabitants"]
        assert (rows * lives_there / 1000).sum() == pytest.approx(7.0)
    whole = result.rows("land")["capacity_per_1000"].iloc[0]
    assert result.rows("zukunftsregionen").loc["both", "capacity_per_1000"] == pytest.approx(whole)


def test_an_unknown_capacity_is_left_out_and_said(island: Catalogue) -> None:
    found = asked(island, made.site("a", 3, 4, capacity=5.0), made.site("b", 12, 9))
    result = capacity.of(found)
    assert result is not None
    assert result.total == 5.0
    assert [problem.code for problem in result.problems] == ["capacity-unknown"]


def test_without_any_capacity_there_is_none(island: Catalogue) -> None:
    assert capacity.of(asked(island, made.site("a", 3, 4))) is None


def test_a_site_that_nobody_reaches_gives_nothing(island: Catalogue) -> None:
    result = capacity.of(asked(island, made.site("a", 500, 500, capacity=5.0)))
    assert result is not None
    assert not result.per_point.any()
