"""Capacity beside shares: only where sites have one, the same figure in every place."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from geodata.analysis import capacity
from geodata.analysis import supply
from geodata.analysis.analyst import Analyst
from layers import scenes
from layers.gaps import page
from layers.gaps import scene
from layers.gaps import supplied
from layers.state import ViewState
from tests.layers.gaps import land

if TYPE_CHECKING:
    from geodata.analysis.supply import Site
    from geodata.catalogue import Catalogue
    from layers.gaps.scene import GapScene

A, B, C = land.KEYS[:3]


def seated(site: Site, seats: float | None) -> Site:
    values = {field.name: getattr(site, field.name) for field in fields(site)}
    return supply.Site(**values | {"capacity": seats})


def asked(*seats: float | None) -> GapScene:
    """Return a scene whose sites in A, B, C have these capacities."""
    centres = [land.centre(name, key) for name, key in zip("abc", (A, B, C), strict=True)]
    data = land.land(*centres)
    plain = supply.of_records(data).sites
    sites = tuple(seated(site, number) for site, number in zip(plain, seats, strict=True))
    demands = {"points": land.people({}, data)}
    analyst = Analyst(data, supplies={"rvz": supply.Supply(sites=sites)}, demands=demands)
    scene.install(data, analyst)
    return land.asked(data)


def test_without_capacities_nothing_is_shown(shipped: Catalogue) -> None:
    found = scenes.payload(ViewState(mode="gaps"), shipped)
    assert found["capacity"] is None
    assert supplied.COLUMN not in [column["id"] for column in found["table"]["columns"]]
    assert supplied.of(asked(None, None, None)) is None


def test_table_card_and_download_show_the_same() -> None:
    made = asked(12.0, 4.0, None)
    found = page.payload(made)
    columns = [column["id"] for column in found["table"]["columns"]]
    at = columns.index(supplied.COLUMN)
    answer = capacity.of(made.assessment)
    assert answer is not None
    rows = answer.rows("gemeinden")[supplied.COLUMN]
    for key, cells, card in zip(
        found["areas"]["keys"], found["table"]["rows"], found["cards"], strict=True
    ):
        shown, values = cells
        assert shown[at] == supplied.figure(rows[key], "de")
        if card:
            assert values[at] == pytest.approx(rows[key], abs=1e-4)
            assert dict(card)["Kap. je 1.000"] == shown[at]
    by_key = dict(zip(found["areas"]["keys"], found["table"]["rows"], strict=True))
    assert (by_key[A][0][at], by_key[B][0][at], by_key[C][0][at]) == ("12,00", "4,00", "0,00")
    assert found["table"]["total"][at] == "2,00"  # 16 for the 8,000 people of the country
    assert "2 Standorte haben eine Kapazität, zusammen 16." in found["capacity"]["text"]
    assert "2,00 auf 1.000" in found["capacity"]["text"]
    assert "Ohne bekannte Kapazität: 1." in found["capacity"]["text"]
    table = made.area_rows()
    names = [column.key for column in table.columns]
    key, value = names.index("key"), names.index(supplied.COLUMN)
    assert {row[key]: row[value] for row in table.rows}[A] == pytest.approx(12.0)
    assert len(found["table"]["total"]) == len(columns)
    assert all(len(total) == len(columns) for total in found["table"]["totals"].values())
