"""Sums by area on a made-up country: unknown never becomes zero, nothing is lost or doubled."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from geodata import records as record_frames
from geodata import summary

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

KREISE = {"k1": "a", "k2": "a", "k3": "b"}
REGIONS: dict[str, tuple[str, ...]] = {"r1": ("k1", "k2"), "r2": ("k2", "k3")}


class Country:
    """Three Kreise, two offices, two regions that share a Kreis, three Gemeinden."""

    def __init__(self) -> None:
        self.areas = {
            "land": pd.DataFrame(index=pd.Index(["03"], name="key")),
            "landkreise": pd.DataFrame({"aerl": KREISE}),
            "aerl": pd.DataFrame(index=pd.Index(["a", "b"], name="key")),
            "gemeinden": pd.DataFrame(index=pd.Index(["g1", "g2", "g3"], name="key")),
            "zukunftsregionen": pd.DataFrame(index=pd.Index(list(REGIONS), name="key")),
        }

    def members(self, level: str) -> dict[str, tuple[str, ...]]:
        assert level == "zukunftsregionen"
        return REGIONS


COUNTRY = cast("Catalogue", Country())


def record(**cells: Any) -> dict[str, Any]:
    kreise = cells.get("landkreise", ())
    return {
        "dataset": "toy",
        "counted": True,
        "money_bearing": True,
        "aerl": tuple(dict.fromkeys(KREISE[k] for k in kreise)),
        **cells,
    }


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return record_frames.frame([{"id": f"x{i}", **row} for i, row in enumerate(rows)])


TOY = frame(
    record(landkreise=("k1",), gemeinde="g1", amount_eur=10.1, year=2020, programme="p"),
    record(landkreise=("k1",), amount_eur=None, year=2021, programme="p"),
    record(landkreise=("k1", "k2"), amount_eur=5.0, programme="q"),
    record(landkreise=("k2", "k3"), amount_eur=7.0, region="r2", programme="q"),
    record(landkreise=(), amount_eur=1.0, programme="p"),
    record(landkreise=("k3",), amount_eur=99.0, counted=False, programme="p"),
    record(landkreise=("k3",), amount_eur=None, money_bearing=False, programme="f"),
)


def test_each_area_has_its_own_and_nowhere_the_rest() -> None:
    sums = summary.by_area(TOY, "landkreise", COUNTRY)
    assert list(sums.index) == ["k1", "k2", "k3", ""]
    assert sums["amount_eur"].to_list() == [10.1, 0.0, 0.0, 13.0]
    assert sums["n"].to_list() == [2, 0, 1, 3]
    assert sums["n_unknown"].to_list() == [1, 0, 0, 0]


def test_several_kreise_of_one_office_belong_to_the_office() -> None:
    sums = summary.by_area(TOY, "aerl", COUNTRY)
    assert sums.loc["a", "amount_eur"] == 15.1
    assert sums.loc["", "n"] == 2


def test_gemeinden_and_land() -> None:
    assert summary.by_area(TOY, "gemeinden", COUNTRY).loc["g1", "n"] == 1
    assert summary.by_area(TOY, "land", COUNTRY).loc["03", "amount_eur"] == 23.1


def test_a_named_region_beats_the_kreise_and_a_shared_kreis_doubles() -> None:
    pairs = summary.assign(TOY, "zukunftsregionen", COUNTRY)
    held = pairs.groupby("record")["key"].apply(list).to_dict()
    assert held["x0"] == ["r1"]
    assert held["x2"] == ["r1", "r2"]
    assert held["x3"] == ["r2"]
    assert held["x4"] == [""]


def test_an_area_that_is_not_of_the_level_counts_as_nowhere() -> None:
    odd = frame(record(landkreise=("k1",), gemeinde="g9", amount_eur=1.0))
    assert summary.assign(odd, "gemeinden", COUNTRY)["key"].to_list() == [""]


def test_groups_keep_records_without_year_and_know_their_unknowns() -> None:
    split = summary.by_area_and(TOY, "landkreise", COUNTRY, "year")
    k1 = split[split["key"] == "k1"].set_index("year")
    assert k1.loc[2020, "amount_eur"] == 10.1
    assert (k1.loc[2021, "n"], k1.loc[2021, "n_unknown"]) == (1, 1)
    assert split["n"].sum() == 6


def test_no_records_give_all_areas_with_nothing() -> None:
    sums = summary.by_area(TOY.iloc[:0], "landkreise", COUNTRY)
    assert sums["n"].to_list() == [0, 0, 0, 0]
    assert summary.by_area_and(TOY.iloc[:0], "aerl", COUNTRY, "programme").empty


ROWS = st.lists(
    st.builds(
        record,
        landkreise=st.lists(st.sampled_from(list(KREISE)), unique=True, max_size=3).map(tuple),
        gemeinde=st.sampled_from(["", "g1", "g2", "g9"]),
        region=st.sampled_from(["", "r1", "r2"]),
        amount_eur=st.one_of(st.none(), st.integers(0, 10**9).map(lambda c: c / 100)),
        counted=st.booleans(),
        money_bearing=st.booleans(),
        year=st.sampled_from([None, 2020, 2021]),
    ),
    max_size=12,
)


@pytest.mark.parametrize("level", ["land", "landkreise", "aerl", "gemeinden"])
@settings(max_examples=20, deadline=None)
@given(rows=ROWS)
def test_areas_and_nowhere_always_make_the_total(level: str, rows: list[dict[str, Any]]) -> None:
    counting = [row for row in rows if row["counted"]]
    known = [Decimal(str(r["amount_eur"])) for r in counting if r["amount_eur"] is not None]
    unknown = [r for r in counting if r["amount_eur"] is None and r["money_bearing"]]
    sums = summary.by_area(frame(*rows), level, COUNTRY)
    total = sum(Decimal(f"{value:.2f}") for value in sums["amount_eur"])
    assert total == sum(known, Decimal(0))
    assert int(sums["n"].sum()) == len(counting)
    assert int(sums["n_unknown"].sum()) == len(unknown)


@settings(max_examples=20, deadline=None)
@given(rows=ROWS)
def test_no_record_is_in_a_region_twice_or_nowhere_and_somewhere(
    rows: list[dict[str, Any]],
) -> None:
    pairs = summary.assign(frame(*rows), "zukunftsregionen", COUNTRY)
    assert not pairs.duplicated().any()
    for _, keys in pairs.groupby("record")["key"]:
        assert len(keys) == 1 or "" not in set(keys)
    assert set(pairs["record"]) == {f"x{i}" for i in range(len(rows))}
