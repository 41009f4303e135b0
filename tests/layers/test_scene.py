"""Scenes: sums by area, none counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pytest

from geodata import summary
from layers import scene
from layers import sums
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene


def column(found: Scene, name: str) -> dict[str, Any]:
    values = found.rows[name]
    return {k: None if isinstance(v, float) and np.isnan(v) else v for k, v in values.items()}


def test_rows_hold_sums_and_what_they_lack(of: Callable[..., Scene]) -> None:
    found = of()
    assert column(found, "amount_eur") == {"03001": 24000.5, "03002": None, "03003": None}
    assert column(found, "n") == {"03001": 4, "03002": 2, "03003": 0}
    assert column(found, "n_unknown") == {"03001": 1, "03002": 2, "03003": 0}
    assert column(found, "fairs") == {"03001": 0, "03002": 1, "03003": 1}
    assert found.nowhere == sums.Figures(amount_eur=600.0, n=1)
    assert found.total == sums.Figures(amount_eur=24600.5, n=7, n_unknown=3, n_soft=1)


@pytest.mark.parametrize("level", ["landkreise", "aerl", "gemeinden"])
@pytest.mark.parametrize("kind", ["award", "budget"])
def test_rows_and_nowhere_add_up_to_the_total(
    level: str, kind: str, of: Callable[..., Scene]
) -> None:
    found = of(level=level, kind=kind)
    assert found.rows["n"].sum() + found.nowhere.n == found.total.n
    known = found.rows["amount_eur"].sum() + (found.nowhere.amount_eur or 0)
    assert known == pytest.approx(found.total.amount_eur or 0)


def test_overlapping_regions_count_a_record_once_in_the_total(of: Callable[..., Scene]) -> None:
    found = of(level="zukunftsregionen")
    assert found.overlapping
    assert column(found, "n") == {"west": 7, "ost": 3}  # those of 03002 lie in both
    assert found.total.n == 7
    budgets = of(level="zukunftsregionen", kind="budget")
    assert column(budgets, "amount_eur") == {"west": 5000.0, "ost": 7000.0}


def test_a_budget_belongs_to_its_region_and_to_no_kreis(of: Callable[..., Scene]) -> None:
    found = of(kind="budget")
    assert found.rows["n"].sum() == 0
    assert found.nowhere == sums.Figures(amount_eur=12000.0, n=2)


def test_the_filter_of_offices_leaves_other_areas_empty(of: Callable[..., Scene]) -> None:
    found = of(aerl=("nord",))
    assert column(found, "inside") == {"03001": False, "03002": False, "03003": True}
    assert found.total.n == 0
    assert found.filtered
    assert set(of(level="zukunftsregionen", aerl=("nord",)).rows["inside"]) == {True, False}


def test_no_figure_per_head_on_few_people() -> None:
    areas = dict(toy.areas())
    frame = areas["gemeinden"].copy()
    frame.loc["03001001", "inhabitants"] = 9
    catalogue = toy.catalogue(areas=areas | {"gemeinden": frame})
    row = scene.build(ViewState(level="gemeinden"), catalogue).rows.loc["03001001"]
    assert row["amount_eur"] > 0
    assert np.isnan(row["per_inhabitant"])


def test_per_inhabitant_and_density(of: Callable[..., Scene]) -> None:
    row = of().rows.loc["03001"]
    assert row["per_inhabitant"] == pytest.approx(24000.5 / 3000)
    assert row["density"] == pytest.approx(100)


def test_metric_area_layers_and_theme_do_not_change_the_scene(of: Callable[..., Scene]) -> None:
    one = of()
    two = of(metric="fairs", area=("03001",), theme="dark", map=(52.0, 9.0, 8.0))
    assert one.rows.equals(two.rows)
    assert one.records == two.records


@pytest.mark.parametrize("level", ["landkreise", "aerl", "gemeinden", "zukunftsregionen"])
def test_the_rooms_agree_on_sums(level: str, shipped: Catalogue) -> None:
    """The data room adds the same records by area, in its own way."""
    for kind in ("award", "budget"):
        found = scene.build(ViewState(level=level, kind=kind), shipped)
        records = shipped.records.loc[[entry.id for entry in found.records]]
        theirs = summary.by_area(records, level, shipped)
        rows = found.rows
        assert (theirs.loc[rows.index, "n"] == rows["n"]).all()
        assert (theirs.loc[rows.index, "n_unknown"] == rows["n_unknown"]).all()
        assert np.allclose(theirs.loc[rows.index, "amount_eur"], rows["amount_eur"].fillna(0))
        assert theirs.loc["", "n"] == found.nowhere.n
