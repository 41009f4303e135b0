"""Funding and need: groups at the medians, nothing recorded is not zero, lists say so."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pandas as pd
import pytest

from layers import moneyscale
from layers.gaps import bivariate
from layers.gaps import lists
from layers.gaps import need
from layers.gaps import scatter
from layers.gaps import scene
from layers.state import ViewState
from tests.layers import toy
from tests.layers.gaps import land

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.gaps.scene import GapScene

A, B, C, D, E, F = land.KEYS[:6]
TIERS = ((A, "Mittelzentrum"), (B, "Mittelzentrum"), (C, "Oberzentrum"), (D, "Mittelzentrum"))


def money() -> list[dict[str, Any]]:
    """Return grants: A and B much, C little, D unknown, E and F nothing; one fair each year."""
    fair = {
        "dataset": "jobmessen", "programme": "jobmessen", "money_bearing": False,
        "amount_kind": "", "kind_detail": "Jobmesse",
    }  # fmt: skip
    return [
        toy.record("zr-1", A, 5000.0),
        toy.record("zr-2", B, 9000.0),
        toy.record("zr-3", C, 1000.0),
        toy.record("zr-4", D, None),
        toy.record("zr-5", E, 700.0, amount_kind="cost"),
        toy.record("jm-1", "03001001", None, **fair, date="2023-05-02", year=2023),
        toy.record("jm-2", "03002001", None, **fair, date="2024-05", year=2024),
        toy.record("jm-3", "03003001", None, **fair, date="", year=None),
    ]


@pytest.fixture(name="asked")
def _asked() -> GapScene:
    """Return a scene where all of A is served and half of B."""
    centres = (land.centre("a", A), land.centre("b", B))
    data = land.land(*centres, outside={B: 500}, money=money(), tiers=TIERS)
    return land.asked(data, programme=("zukunftsraeume",))


def test_areas_are_divided_at_the_medians(asked: GapScene) -> None:
    found = need.of(asked)
    assert (found.money, found.share) == (5.0, 100.0)
    groups = {key: int(group) for key, group in found.rows["group"].items()}
    assert groups[A] == groups[B] == 0  # little need, money at or above the median
    assert groups[C] == need.NEEDY  # much need, little money
    assert groups[D] == groups[E] == need.UNKNOWN  # recorded, amount of an award unknown
    assert groups[F] == need.NEEDY  # much need, nothing recorded
    assert toy.EMPTY not in groups


def test_the_list_has_exactly_the_areas_of_its_group(asked: GapScene) -> None:
    found = need.of(asked)
    listed = lists.unfunded(asked, found)
    keys = [row["key"] for row in listed["rows"]]
    metric = bivariate.metric(asked, found)
    classes = dict(zip(asked.rows.index, metric["classes"], strict=True))
    assert set(keys) == {key for key, group in classes.items() if group == need.NEEDY}
    assert listed["total"] == len(keys)
    by_key = {row["key"]: row["cells"] for row in listed["rows"]}
    assert by_key[F][-1] == "k. A."
    assert by_key[C][-1].replace("\u00a0", " ") == "ca. 1,0 €"
    assert "bedeutet nicht 0 €" in listed["note"]


def test_the_scatter_shows_every_inhabited_area_once(asked: GapScene) -> None:
    found = need.of(asked)
    made = scatter.build(asked, found)
    points = [
        (key, x, trace["marker"]["symbol"])
        for trace in made.figure["data"]
        for (key, _), x in zip(trace["customdata"], trace["x"], strict=True)
    ]
    assert sorted(key for key, _, _ in points) == sorted(found.rows.index)
    for key, x, symbol in points:
        assert (symbol == "circle-open") == (key not in (A, B, C))
        assert (x < 0) == (symbol == "circle-open")  # the strip is left of zero
    assert len(made.legend) == 4
    assert "das bedeutet nicht 0 €" in made.note


def test_where_all_are_served_there_is_no_need() -> None:
    data = land.land(*(land.centre(f"c{i}", key) for i, key in enumerate(land.KEYS)), money=money())
    found = need.of(land.asked(data))
    assert found.share == 0
    assert set(found.rows["group"]) <= {0, 1, need.UNKNOWN}


def test_nothing_known_leaves_one_side() -> None:
    asked = land.asked(land.land(land.centre("a", A)))
    found = need.of(asked)
    assert found.money is None
    assert dict(found.rows["group"]) == {A: need.UNKNOWN} | dict.fromkeys(
        land.KEYS[1:-1], need.NEEDY
    )
    assert len(scatter.build(asked, found).figure["layout"]["shapes"]) == 1


def test_the_axis_of_money_keeps_its_strip_apart() -> None:
    for known in ([0.5, 1.0, 3.0], [0.5, 1.0, 500.0], [2.0], [0.0, 0.0]):
        axis = moneyscale.scale(pd.Series(known))
        lowest = min(known)
        assert all(amount < lowest or lowest == 0 > amount for amount in axis.spread(50)), known
        assert all(tick >= axis.value(axis.low + axis.strip) for tick in axis.ticks())


def test_central_places_without_a_project(asked: GapScene) -> None:
    assert lists.centres(asked) == ()  # A, B and D have one, C is an Oberzentrum
    data = land.land(land.centre("a", A), money=money()[:1], tiers=TIERS)
    found = land.asked(data)
    assert [row.key for row in lists.centres(found)] == [B, D]
    assert all(row.remark for row in lists.centres(found))  # below 10,000 inhabitants
    assert "September 2025" in lists.note(found, "centres")
    keys = [row.key for row in lists.municipalities(found)]
    assert keys == [key for key in land.KEYS if key not in (A, toy.EMPTY)]
    narrowed = land.asked(data, aerl=("nord",))
    assert [row.key for row in lists.municipalities(narrowed)] == ["03003001", "03003002"]


def test_landkreise_without_a_recorded_fair(asked: GapScene) -> None:
    assert lists.since(asked) == "2023"
    rows = lists.without_fair(asked)
    assert [row.key for row in rows] == ["03003"]
    assert rows[0].remark == "Messe ohne Datum erfasst"
    later = land.asked(asked.catalogue, years=(2024, 2025))
    assert [row.key for row in lists.without_fair(later)] == ["03001", "03003"]
    assert "nicht vollständig" in lists.note(asked, "fairs")
    assert lists.title(later, "fairs") == "Landkreise ohne erfasste Jobmesse seit 2024"


def test_lists_of_the_shipped_data(shipped: Catalogue) -> None:
    found = scene.build(ViewState(mode="gaps"), shipped)
    made = {one["id"]: one for one in lists.build(found, need.of(found))}
    assert list(made) == ["need", "centres", "municipalities", "fairs"]
    records = shipped.records[shipped.records["dataset"] == "zukunftsraeume"]
    keys = {row["key"] for row in made["centres"]["rows"]}
    assert keys
    assert not keys & set(records["gemeinde"])
    assert "84 von über 170" in made["centres"]["note"].replace("\u00a0", " ")
    assert made["centres"]["source_url"].startswith("https://www.stk.niedersachsen.de/")
    fairs = shipped.records[shipped.records["dataset"] == "jobmessen"]
    dated = fairs[fairs["year"].notna()]
    held = {key for keys in dated["landkreise"] for key in keys}
    expected = set(shipped.areas["landkreise"].index) - held
    assert {row["key"] for row in made["fairs"]["rows"]} == expected
    for one in made.values():
        assert all(len(row["cells"]) == len(one["columns"]) for row in one["rows"])
        assert len(one["rows"]) == min(one["total"], lists.MOST)
