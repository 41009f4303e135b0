"""The chosen indicator beside recorded money: each area a point, no claim of cause and effect."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import figure
from layers import indicators
from layers import moneyscale
from layers import numbers
from layers import palette
from layers import valueaxis
from layers import words
from layers.figure import Chart
from layers.indicatorcharts import ranks
from layers.spec import ChartSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.indicators import IndicatorSpec
    from layers.scene import Scene

HEIGHT = 250
MARGIN = {"l": 46, "r": 12, "t": 8, "b": 40}
FEWEST = 5  # areas with both figures; fewer are no picture of anything
SIZE = {False: 9.0, True: 7.0}  # px, of known and of unknown amounts


def _rows(scene: Scene, metric: IndicatorSpec) -> pd.DataFrame:
    """Return the areas with a value: ``value``, ``money`` (NaN = no known amount), ``short``."""
    rows = scene.rows.assign(value=metric.values(scene).round(6))
    rows = rows[rows["inside"] & rows["value"].notna()]
    return rows[["short", "value"]].assign(money=rows["per_inhabitant"].astype("float64"))


def _trace(part: pd.DataFrame, xs: list[float], name: str, *, is_open: bool) -> dict[str, Any]:
    colour = palette.INK_3 if is_open else palette.FIRST
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": xs,
        "y": [float(value) for value in part["value"]],
        "customdata": [list(pair) for pair in zip(part.index, part["short"], strict=True)],
        "marker": {
            "size": [SIZE[is_open]] * len(part),
            "color": colour,
            "symbol": "circle-open" if is_open else "circle",
            "line": {"width": 1.5 if is_open else 1,
                     "color": colour if is_open else "var(--surface)"},
        },
        "cliponaxis": False,
    }  # fmt: skip


def _axes(scene: Scene, metric: IndicatorSpec, axis: moneyscale.Scale, rows: pd.DataFrame) -> Any:
    lang = scene.view.lang
    small = {"size": figure.SMALL, "color": palette.INK_2}
    usual = {"tickmode": "array", "tickfont": small, "fixedrange": True, "zeroline": False}
    low, high = valueaxis.span([float(rows["value"].min()), float(rows["value"].max())])
    ticks, money = valueaxis.ticks(low, high), axis.ticks()
    title = words.text(f"gaps.need.axis_{scene.view.kind}", lang)
    across = usual | {
        "type": axis.kind,
        "range": [round(axis.low, 4), round(axis.high, 4)],
        "tickvals": [round(axis.middle, 6), *money],
        "tickangle": 0,
        "ticktext": [
            words.text("common.absent", lang),
            *(numbers.decimal(tick, lang, 2, 0) for tick in money),
        ],
        "title": {"text": title, "font": small, "standoff": 4},
        "showgrid": False,
        "linecolor": palette.INK_2,
        "showline": True,
    }
    up = usual | {
        "range": [low, high],
        "tickvals": list(ticks),
        "ticktext": valueaxis.texts(ticks, lang),
        "gridcolor": "var(--line)",
    }
    meta = {"unit": f" {metric.indicator.unit}".rstrip(), "y": metric.title(lang, "")}
    return {"xaxis": across, "yaxis": up, "meta": meta}


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang, metric = scene.view.lang, indicators.shown(scene)
    if metric is None:
        return ranks.nothing(CHART.id, scene)
    head, rows = ranks.heading(CHART.id, scene, metric), _rows(scene, metric)
    known, other = rows[rows["money"].notna()], rows[rows["money"].isna()]
    if len(known) < FEWEST:
        return figure.nothing(head, words.text("indicator.few_both", lang, n=len(known)))
    axis = moneyscale.scale(known["money"])
    xs = ([round(float(v), 4) for v in known["money"]], axis.spread(len(other)))
    unit = f"\u00a0{metric.indicator.unit}".rstrip()
    traces = []
    for part, places, is_open in ((known, xs[0], False), (other, xs[1], True)):
        if len(part):
            word = "unknown" if is_open else "known"
            name = words.text(f"indicator.money_{word}", lang)
            hover = words.text(f"indicator.hover_{word}", lang).replace("@unit", unit)
            made = _trace(part, places, name, is_open=is_open)
            traces.append(made | {"hovertemplate": f"{hover}<extra></extra>"})
    separators = "." if lang == "en" else ",."
    shape = figure.layout(HEIGHT, separators=separators, **_axes(scene, metric, axis, rows))
    shape["margin"] = dict(MARGIN)
    note = words.text("indicator.beside_note", lang, title=metric.title(lang, ""))
    if len(other):
        note = f"{note} {words.count('indicator.beside_open', len(other), lang)}"
    alt = words.text("chart.indicator_money.alt", lang, title=head, n=len(known), open=len(other))
    return Chart(title=head, note=note, figure={"data": traces, "layout": shape}, alt=alt)


CHART = ChartSpec(id="indicator_money", order=30, build=build)
