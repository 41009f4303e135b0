"""Charts: valid plotly figures that add up, gaps as gaps, nothing made up."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING
from typing import Any

import plotly.graph_objects as go
import pytest

from layers import figure
from layers import scene
from layers import spec
from layers import state
from layers.charts import areas
from layers.charts import per_inhabitant
from layers.charts import programmes
from layers.charts import years
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene

COLOUR = re.compile(r"var\(--[a-z0-9-]+\)|rgba\(0,0,0,0\)")


def texts(chart: figure.Chart, trace: int = -1) -> list[str]:
    return [text.replace("\u00a0", " ").strip() for text in chart.figure["data"][trace]["text"]]


def ticks(chart: figure.Chart) -> list[str]:
    return list(chart.figure["layout"]["yaxis"]["ticktext"])


def colours(value: Any, name: str = "") -> set[str]:
    """Return every colour of a figure."""
    if isinstance(value, dict):
        return set().union(*(colours(v, k) for k, v in value.items())) if value else set()
    if isinstance(value, list):
        return set().union(*(colours(v, name) for v in value)) if value else set()
    return {value} if isinstance(value, str) and "color" in name else set()


@pytest.mark.parametrize("level", state.LEVELS)
@pytest.mark.parametrize(
    "fields",
    [{}, {"kind": "budget"}, {"programme": ("rvz",)}, {"programme": ("jobmessen",)}],
    ids=str,
)
@pytest.mark.parametrize("chart", spec.charts())
def test_every_figure_is_one_of_plotly(
    chart: str, fields: dict[str, Any], level: str, shipped: Catalogue
) -> None:
    built = spec.charts()[chart].build(scene.build(ViewState(level=level, **fields), shipped))
    json.dumps(built.figure, allow_nan=False)
    go.Figure(built.figure)  # raises where plotly knows no such property
    assert all(COLOUR.fullmatch(colour) for colour in colours(built.figure))
    assert built.figure["layout"]["height"] >= figure.ROW
    assert built.title
    assert 0 < len(built.alt) <= 400
    assert len(built.figure["data"]) >= 1


@pytest.mark.parametrize("chart", ["years", "programmes"])
def test_patches_fit_the_traces(chart: str, of: Callable[..., Scene]) -> None:
    built = spec.charts()[chart].build(of())
    assert built.series is not None
    assert set(built.series) == {"", "03001", "03002"}
    for patches in built.series.values():
        assert len(patches) == len(built.figure["data"])
    for trace, patch in zip(built.figure["data"], built.series[""], strict=True):
        assert {name: trace[name] for name in patch} == patch


def test_areas_are_ranked_and_the_rest_is_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        toy.record(f"zr-{i}", f"0300{1 + i // 3}00{1 + i % 3}", 1000.0 * (i + 1)) for i in range(9)
    ]
    rows += [toy.record("zr-u", "03003002", None)]
    monkeypatch.setattr(areas, "TOP", 3)
    built = areas.build(scene.build(ViewState(level="gemeinden"), toy.catalogue(rows)))
    assert ticks(built) == ["Dorf 33", "Dorf 32", "Dorf 31", "6 übrige"]
    assert texts(built) == ["9.000 €", "8.000 € +1 k. A.", "7.000 €", "zusammen 21.000 €"]
    assert built.figure["data"][0]["customdata"] == ["03003003", "03003002", "03003001"]
    assert built.others["03002003"] == ["Dorf 23", [6000], "6.000\u00a0€"]
    assert "21.000" not in built.alt
    assert built.title == "Erfasste Bewilligungen nach Gemeinde"


def test_stacks_add_up_to_the_amount_of_the_area(shipped: Catalogue) -> None:
    found = scene.build(ViewState(), shipped)
    built = areas.build(found)
    bars = built.figure["data"][:-1]
    for at, key in enumerate(bars[0]["customdata"]):
        assert math.fsum(bar["x"][at] for bar in bars) == pytest.approx(
            found.rows["amount_eur"][key], abs=0.05
        )
    rest = found.rows["amount_eur"].sum() - sum(
        found.rows["amount_eur"][key] for key in bars[0]["customdata"]
    )
    others = sum(sum(values) for _, values, _ in built.others.values())
    assert others == pytest.approx(rest, abs=0.5)


def test_one_programme_is_split_by_kind_several_by_programme(of: Callable[..., Scene]) -> None:
    one = areas.build(of(programme=("zukunftsraeume",)))
    assert one.legend == (
        ("Personalstelle", "var(--s-a)"),
        ("Projekt", "var(--s-b)"),
    )
    several = areas.build(of())
    assert several.legend == (
        ("Zukunftsräume", "var(--p-zukunftsraeume)"),
        ("RVZ", "var(--p-rvz)"),
    )
    assert areas.build(of(programme=("rvz",))).legend == ()


def test_regions_are_not_summed_in_the_chart(shipped: Catalogue) -> None:
    built = areas.build(scene.build(ViewState(level="zukunftsregionen"), shipped))
    assert ticks(built)[-1] == "4 übrige"
    assert texts(built)[-1] == "einzeln in der Tabelle"
    assert "überschneiden" in built.note


def test_what_belongs_to_no_area_is_named(of: Callable[..., Scene]) -> None:
    note = areas.build(of()).note.replace("\u00a0", " ")
    assert note == "1 Eintrag (600 €) ist keinem Gebiet einzeln zuzuordnen."


def test_a_year_without_a_record_is_a_gap() -> None:
    rows = [
        toy.record("zr-1", "03001001", 2_500_000.0, year=2019),
        toy.record("zr-2", "03001001", None, year=2021),
        toy.record("zr-3", "03002001", 3_000.0, year=2022),
        toy.record("zr-4", "03002001", 40_000.0, year=None),
    ]
    built = years.build(scene.build(ViewState(), toy.catalogue(rows)))
    bar, over, gaps = built.figure["data"]
    assert bar["x"] == ["2019", "2020", "2021", "2022"]
    assert bar["y"] == [2_500_000, None, None, 3000]  # no bar of zero
    assert over["text"] == ["2,5", "", "", "<0,01"]
    assert gaps["text"] == ["", "k. A.", "o. B.", ""]
    assert built.note.replace("\u00a0", " ") == (
        "k. A. = für das Jahr ist nichts erfasst · o. B. = erfasst, Betrag unbekannt"
        " · 1 Eintrag ohne Jahr (40.000 €)"
    )
    assert built.notes["03001"].endswith("Betrag unbekannt")
    assert built.series is not None
    assert built.series["03002"][0]["y"] == [None, None, None, 3000]
    assert built.series["03001"][2]["text"] == ["", "k. A.", "o. B.", "k. A."]


def test_a_filter_of_years_does_not_squeeze_the_axis() -> None:
    rows = [toy.record("zr-1", "03001001", 9.0, year=2020)]
    view = ViewState(years=(2000, 2025))
    built = years.build(scene.build(view, toy.catalogue(rows)))
    assert built.figure["data"][0]["x"] == ["2019", "2020", "2021"]


def test_programmes_stand_beside_published_totals(of: Callable[..., Scene]) -> None:
    built = programmes.build(of())
    published, recorded, _ = built.figure["data"]
    assert ticks(built) == ["Zukunftsräume", "RVZ"]
    assert published["x"] == [33_000_000, None]
    assert recorded["x"] == [4600.5, 20_000]
    assert texts(built)[:2] == ["4.601 € von rd. 33 Mio. €", "20.000 €"]
    assert built.series is not None
    assert built.series["03001"][0] == {"x": []}  # totals are of the whole Land
    assert built.legend == (("vom Land veröffentlicht", "var(--mute)"),)


def test_a_filter_ends_the_comparison_with_published_totals(of: Callable[..., Scene]) -> None:
    built = programmes.build(of(aerl=("sued",)))
    assert built.figure["data"][0]["x"] == []
    assert "umfasst nicht alle" in built.note


def test_figures_per_head_say_on_what_they_rest(of: Callable[..., Scene]) -> None:
    exact = per_inhabitant.build(of())
    assert texts(exact) == ["8,00 €"]
    assert exact.note == "Einwohner am 31.12.2018."
    rough = per_inhabitant.build(of(level="gemeinden"))
    assert texts(rough) == ["ca. 24 €"]
    assert "geschätzter Einwohner" in rough.note


@pytest.mark.parametrize("chart", spec.charts())
def test_an_empty_chart_says_so(chart: str, of: Callable[..., Scene]) -> None:
    built = spec.charts()[chart].build(of(aerl=("nord",)))
    assert built.empty
    assert built.figure["layout"]["annotations"][0]["text"] == built.empty
    assert built.series is None


def test_long_labels_are_cut() -> None:
    label = figure.shortened("Samtgemeinde mit einem sehr langen Namen")
    assert label.endswith("…")
    assert len(label) <= 27
    assert figure.label_px([label]) == figure.LABEL_MAX
    assert figure.label_px([]) == figure.LABEL_MIN


def test_each_text_has_its_place_behind_its_bar() -> None:
    texts = ["6.942.291 € +3 k. A.", "4.642.375 € +15 k. A.", "1.000 €"]
    left = figure.label_px(["SüdOstNiedersachsen"])
    end = figure.room([6_942_291, 4_642_375, 1_000], texts, left)
    plot = figure.NARROW - left
    for value, text in zip([6_942_291, 4_642_375, 1_000], texts, strict=True):
        assert value / end * plot + len(text) * figure.TEXT_PX <= plot + 0.1
    assert figure.room([8.0, 4.0], ["8 €", "4 €"], left) == pytest.approx(8 * figure.ROOM)
