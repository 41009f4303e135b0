"""Questions by place, value, time and page have the same answer in every store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import box
from shapely.geometry import shape

from geodata.collections import collection as collections
from geodata.collections.features import ALWAYS
from geodata.collections.features import Query
from geodata.collections.features import days_of
from geodata.errors import UnknownKeyError

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.collections.features import Features

HILDESHEIM = (9.8, 52.1, 10.1, 52.3)
BESIDE = (10.4, 52.9, 10.42, 52.92)  # within the bounds of a Gemeinde that it does not meet


def ids(features: Features, id_: str, query: Query) -> list[str]:
    return [feature["id"] for feature in features.query(id_, query).features]


def test_every_collection_answers_with_its_columns(features: Features, shipped: Catalogue) -> None:
    for found in collections.every(shipped):
        page = features.query(found.id, Query(limit=3))
        assert page.matched >= len(page.features) > 0
        for feature in page.features:
            assert list(feature["properties"]) == [column.name for column in found.columns]
            assert feature["geometry"] is None or feature["geometry"]["type"] == found.geometry
        json.dumps(page.features, allow_nan=False)


def test_every_row_says_where_it_comes_from(features: Features, shipped: Catalogue) -> None:
    for found in collections.every(shipped):
        for feature in features.query(found.id, Query(limit=1000, geometry=False)).features:
            held = feature["properties"]
            assert held["attribution"], feature["id"]
            assert held["licence"], feature["id"]
            assert held["source_url"] or found.kind == "instruments", feature["id"]
            assert held["data_version"] == shipped.version


def test_pages_hold_every_feature_once(features: Features) -> None:
    whole = ids(features, "gemeinden", Query(limit=2000, geometry=False))
    paged: list[str] = []
    for offset in range(0, 1000, 300):
        page = features.query("gemeinden", Query(limit=300, offset=offset, geometry=False))
        assert page.matched == 964
        paged += [feature["id"] for feature in page.features]
    assert paged == whole
    assert len(set(whole)) == 964


@pytest.mark.parametrize("sides", [HILDESHEIM, BESIDE])
def test_a_box_finds_what_meets_it_and_nothing_else(
    features: Features, sides: tuple[float, float, float, float]
) -> None:
    frame = box(*sides)
    everything = features.query("gemeinden", Query(limit=1000)).features
    meeting = {f["id"] for f in everything if shape(f["geometry"]).intersects(frame)}
    page = features.query("gemeinden", Query(bbox=sides, limit=1000))
    assert {feature["id"] for feature in page.features} == meeting
    assert page.matched == len(meeting)
    assert 0 < len(meeting) < 60


def test_a_box_over_the_sea_is_empty(features: Features) -> None:
    page = features.query("rvz", Query(bbox=(2.0, 55.0, 3.0, 56.0)))
    assert (page.matched, page.features) == (0, ())


def test_values_are_compared_as_they_are_written(features: Features) -> None:
    every = features.query("rvz", Query(limit=100)).features
    amounts = [f["properties"]["amount_eur"] for f in every if f["properties"]["amount_eur"]]
    chosen = max(amounts)
    page = features.query("rvz", Query(where=(("amount_eur", f"{chosen:.0f}"),)))
    assert {f["properties"]["amount_eur"] for f in page.features} == {chosen}
    counted = features.query("rvz", Query(where=(("counted", "true"),), limit=100))
    assert all(f["properties"]["counted"] is True for f in counted.features)
    assert 0 < counted.matched < len(every)


def test_several_values_all_hold(features: Features) -> None:
    where = (("kreis", "03254"), ("title", "Stadt"))
    page = features.query("gemeinden", Query(where=where, limit=100))
    assert page.matched > 1
    for feature in page.features:
        assert (feature["properties"]["kreis"], feature["properties"]["title"]) == (
            "03254",
            "Stadt",
        )


def test_one_column_cannot_have_two_values(features: Features) -> None:
    where = (("title", "Stadt"), ("title", "Gemeinde"))
    assert features.query("gemeinden", Query(where=where)).matched == 0


def test_days_find_what_falls_into_them_and_what_is_undated(features: Features) -> None:
    page = features.query("jobmessen", Query(between=("2024-03-01", "2024-12-31"), limit=100))
    dates = [f["properties"]["date"] for f in page.features if f["properties"]["date"]]
    assert dates
    for date in dates:
        first, last = days_of(date)
        assert first <= "2024-12-31", date
        assert last >= "2024-03-01", date
    everything = features.query("jobmessen", Query(limit=100)).features
    assert len(page.features) < len(everything)
    undated = [f for f in everything if not f["properties"]["date"] and not f["properties"]["year"]]
    assert {f["id"] for f in undated} <= {f["id"] for f in page.features}


def test_unknown_values_come_last_whichever_way_is_sorted(features: Features) -> None:
    for falls in (False, True):
        page = features.query("rvz", Query(sort=(("amount_eur", falls),), limit=100))
        values = [f["properties"]["amount_eur"] for f in page.features]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=falls)
        assert values[: len(known)] == known
        assert None in values


def test_texts_are_sorted_alike_in_every_store(features: Features) -> None:
    page = features.query("landkreise", Query(sort=(("label", False),), limit=100, geometry=False))
    labels = [feature["properties"]["label"] for feature in page.features]
    assert labels == sorted(labels)


def test_a_simplified_border_has_fewer_corners_and_stays_near(features: Features) -> None:
    fine = features.query("landkreise", Query(ids=("03254",))).features[0]
    rough = features.query("landkreise", Query(ids=("03254",), tolerance_m=500)).features[0]
    one, two = shape(fine["geometry"]), shape(rough["geometry"])
    assert len(json.dumps(rough)) < len(json.dumps(fine)) / 3
    assert two.hausdorff_distance(one) < 0.02  # degrees; 500 m are 0.007
    assert two.area == pytest.approx(one.area, rel=0.02)


def test_without_geometry_none_is_sent(features: Features) -> None:
    page = features.query("landkreise", Query(geometry=False, limit=3))
    assert [feature["geometry"] for feature in page.features] == [None] * 3


def test_a_record_of_several_places_has_several_points(features: Features) -> None:
    pages = [features.query(id_, Query(limit=200)) for id_ in ("zukunftsraeume", "integration")]
    parts = [len(f["geometry"]["coordinates"]) for p in pages for f in p.features if f["geometry"]]
    assert max(parts) > 1


def test_what_is_not_there_is_told(features: Features) -> None:
    with pytest.raises(UnknownKeyError, match="nirgends"):
        features.query("nirgends", Query())
    with pytest.raises(UnknownKeyError, match="farbe"):
        features.query("rvz", Query(where=(("farbe", "rot"),)))
    with pytest.raises(UnknownKeyError, match="farbe"):
        features.query("rvz", Query(sort=(("farbe", True),)))
    assert features.query("rvz", Query(ids=("x'; DROP SCHEMA atlas; --",))).matched == 0


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-05-03", ("2025-05-03", "2025-05-03")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2025-02-31", ALWAYS),
        ("gestern", ALWAYS),
        ("", ALWAYS),
    ],
)
def test_a_day_a_month_and_a_year_are_days(text: str, days: tuple[str, str]) -> None:
    assert days_of(text) == days
