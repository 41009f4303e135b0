"""The shipped waters: known figures of the coast, islands, bridges and opposite banks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from geodata import crs
from geodata import errors
from geodata.analysis import coverage
from geodata.analysis import overland
from geodata.analysis import waters
from geodata.analysis.scenario import Scenario
from geodata.build import waters as built

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.analysis.analyst import Analyst

FERRY_ONLY = {
    "03452002": "Baltrum", "03452013": "Juist", "03452020": "Norderney", "03455021": "Wangerooge",
    "03457002": "Borkum", "03462007": "Langeoog", "03462014": "Spiekeroog",
}  # fmt: skip
RAW = waters.raw()


def shares(analyst: Analyst, measure: str, norm: str) -> dict[str, float]:
    found = analyst.assess(Scenario(measure=measure, norm=norm))
    return dict(found.rows("landkreise")["share_served"])


def km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Return the overland distance in kilometres between two pairs of lat, lon."""
    (ax, ay), (bx, by) = crs.points([one[1], two[1]], [one[0], two[0]])
    land = overland.ground(np.array([bx]), np.array([by]), waters.load())
    return float(overland.distances(ax, ay, land)[0]) / 1000


def test_wilhelmshaven_is_not_near_nordenham(analyst: Analyst) -> None:
    assert shares(analyst, "beeline", "30km")["03405"] == pytest.approx(96, abs=1)
    assert shares(analyst, "overland", "30km")["03405"] == 0


def test_cuxhaven_round_the_weser(analyst: Analyst) -> None:
    assert shares(analyst, "beeline", "15km")["03352"] == pytest.approx(52.8, abs=1)
    assert shares(analyst, "overland", "15km")["03352"] == pytest.approx(36.8, abs=1.5)


def test_only_the_islands_have_no_road(analyst: Analyst) -> None:
    found = analyst.assess(Scenario())
    rows = found.rows("gemeinden")
    lost = rows[rows["inhabitants_unreachable"] > 0]
    assert dict(lost["name"]) == FERRY_ONLY
    assert (lost["inhabitants_unreachable"] == lost["inhabitants"]).all()
    assert found.unreachable() == lost["inhabitants"].sum() == 17_238
    assert np.isinf(lost["reach"]).all()


def test_overland_is_the_straight_line_where_no_water_lies_between(analyst: Analyst) -> None:
    by_air = analyst.assess(Scenario(measure="beeline")).values()
    by_land = analyst.assess(Scenario(measure="minutes")).values()
    some = np.isfinite(by_land)
    assert (by_land[some] >= by_air[some] - 1e-3).all()
    inland = analyst.assess(Scenario()).demand.codes["aerl"] == 0  # Braunschweig
    near = inland & (by_air < 60)
    np.testing.assert_allclose(by_land[near], by_air[near], rtol=1e-3)


@pytest.mark.parametrize(
    ("one", "two", "straight", "least", "most"),
    [
        ((53.466, 8.480), (53.540, 8.585), 10.8, 13, 30),  # Nordenham - Bremerhaven: by the tunnel
        ((53.516, 8.106), (53.535, 8.330), 15.0, 35, 65),  # Wilhelmshaven - Butjadingen: the Jade
        ((53.283, 10.921), (53.296, 10.738), 12.3, 25, 60),  # Amt Neuhaus - Bleckede: no bridge
        ((53.365, 7.205), (53.316, 7.274), 7.1, 20, 45),  # Emden - Ditzum: only a ferry
        ((53.672, 9.340), (53.789, 9.424), 14.1, 80, 130),  # Stade - Glückstadt: over Hamburg
        ((53.372, 10.556), (53.359, 10.560), 1.5, 1.4, 3.0),  # Lauenburg - Hohnstorf: the bridge
    ],
)
def test_known_ways(
    one: tuple[float, float], two: tuple[float, float], straight: float, least: float, most: float
) -> None:
    (ax, ay), (bx, by) = crs.points([one[1], two[1]], [one[0], two[0]])
    assert np.hypot(ax - bx, ay - by) / 1000 == pytest.approx(straight, rel=0.1)
    assert least <= km(one, two) <= most


@pytest.mark.parametrize("link", RAW["links"], ids=lambda link: link["id"])
def test_the_ends_of_a_link_lie_on_opposite_banks(link: dict[str, list[list[int]]]) -> None:
    """Open, they are close; with the gap filled again, the way is long."""
    (ax, ay), (bx, by) = link["ends"]
    way = shapely.LineString([(ax, ay), (bx, by)])
    water = waters.load()
    goal_x, goal_y = np.array([bx], dtype=float), np.array([by], dtype=float)
    assert not shapely.contains_xy(water.shape, [ax, bx], [ay, by]).any()
    open_way = overland.distances(ax, ay, overland.ground(goal_x, goal_y, water))[0]
    assert open_way < way.length * 1.3 + 500
    sides = [
        shapely.intersection(water.shape, shapely.buffer(way, side * 3000, single_sided=True))
        for side in (1, -1)
    ]
    plug = shapely.buffer(shapely.shortest_line(*sides), 20)
    closed = waters.of(shapely.union(water.shape, plug))
    closed_way = overland.distances(ax, ay, overland.ground(goal_x, goal_y, closed))[0]
    assert closed_way > 4 * open_way


def test_a_link_that_crosses_nothing_stops_the_build() -> None:
    river = built.metric([(9.0, 53.0), (9.0, 53.2)])
    row = {"name": "Brücke", "ends": [[8.99, 53.1], [9.01, 53.1]]}
    assert shapely.area(built.gap(row, river)) > 0
    with pytest.raises(errors.BuildError, match="verschiedenen Ufern"):
        built.gap({**row, "ends": [[9.01, 53.1], [9.02, 53.1]]}, river)
    twice = shapely.union_all([river, built.metric([(9.005, 53.0), (9.005, 53.2)])])
    with pytest.raises(errors.BuildError) as caught:
        built.gap(row, twice)
    assert "opposite banks" in caught.value.message_en


def test_the_land_border_leaves_out_the_coast(analyst: Analyst) -> None:
    found = analyst.assess(Scenario(norm="30min@95"))
    at_border = found.at_border()
    assert {"Bremen", "Hamburg", "Niederlande", "Nordrhein-Westfalen"} <= set(at_border)
    assert "Nordsee" not in at_border
    table = found.rows("gemeinden")
    assert table["inhabitants_border"].sum() == sum(at_border.values())
    assert (table["inhabitants_border"] <= table["inhabitants_unserved"]).all()
    assert table.loc["03462014", "inhabitants_border"] == 0  # Spiekeroog


def test_spoilt_waters_are_said(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFileError):
        waters.raw(tmp_path)
    path = tmp_path / waters.FILE
    path.parent.mkdir()
    path.write_text('{"obstacles": [[[[0, 0], [1, 1]]]]}', encoding="utf-8")
    with pytest.raises(errors.DamagedFileError):
        waters.raw(tmp_path)


def test_the_limit_is_met_by_rounding_alone() -> None:
    values = np.array([19.99995, 20.0, 20.00005, 20.01], dtype=np.float32)
    assert coverage.within(values, 20.0).tolist() == [True, True, True, False]
