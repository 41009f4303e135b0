"""The chosen indicator over the years: the middle of the areas, their span, and one area."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import figure
from layers import indicators
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

HEIGHT = 190
MARGIN = {"l": 46, "r": 12, "t": 8, "b": 24}
FEWEST = 2  # years that are a course
LABELLED = 8  # years that have room below the axis
AREA, BAND = "var(--ink)", "var(--line)"
ALL = ""


def _table(scene: Scene, metric: IndicatorSpec) -> pd.DataFrame:
    """Return the values of the areas inside the filter, a column a year, old to new."""
    years = list(metric.indicator.years(scene.view.level))
    inside = scene.rows.index[scene.rows["inside"]]
    table = metric.indicator.tables[scene.view.level][years].reindex(inside)
    return table.dropna(axis="columns", how="all").round(6)


def _marks(name: str, colour: str, size: int, hint: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "meta": "years",
        "marker": {"size": size, "color": colour, "symbol": "circle",
                   "line": {"width": 1, "color": "var(--surface)"}},
        "hovertemplate": f"%{{text}}<br>{hint}<extra></extra>",
        "cliponaxis": False,
    }  # fmt: skip


def _line(name: str, colour: str, width: float, **extra: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
        **extra,
    }


def _points(values: pd.Series[float], metric: IndicatorSpec, lang: str) -> dict[str, Any]:
    """Return places and words of the years with a value; the others are left out, not zero."""
    there = values.dropna()
    texts = [f"{year}: {metric.write(float(v), lang, estimate=False)}" for year, v in there.items()]
    return {"x": [int(y) for y in there.index], "y": [float(v) for v in there], "text": texts}


def _place(points: dict[str, Any]) -> dict[str, Any]:
    return {"x": points["x"], "y": points["y"]}


def _series(
    table: pd.DataFrame, metric: IndicatorSpec, lang: str
) -> dict[str, list[dict[str, Any]]]:
    """Return one patch a trace for no area and for each one."""
    rest: list[dict[str, Any]] = [{}, {}, {}, {}]
    empty: dict[str, Any] = {"x": [], "y": [], "text": []}
    found = {ALL: [*rest, _place(empty), empty]}
    for key, row in table.iterrows():
        points = _points(row, metric, lang)
        if points["x"]:
            found[str(key)] = [*rest, _place(points), points]
    return found


def _shape(scene: Scene, metric: IndicatorSpec, table: pd.DataFrame) -> dict[str, Any]:
    """Return the layout: years below, round values on the left, a line at the year shown."""
    years = [int(year) for year in table.columns]
    low, high = valueaxis.span([float(table.min().min()), float(table.max().max())])
    ticks = valueaxis.ticks(low, high)
    every = -(-len(years) // LABELLED)
    labelled = years[::-1][::every][::-1]
    small = {"size": figure.SMALL, "color": palette.INK_2}
    axis = {"tickmode": "array", "tickfont": small, "fixedrange": True, "zeroline": False}
    now = indicators.year(metric.indicator, scene.view)
    dotted = {"color": palette.INK_3, "width": 1, "dash": "dot"}
    upright = {"type": "line", "layer": "below", "yref": "paper", "y0": 0, "y1": 1, "line": dotted}
    shape = figure.layout(
        HEIGHT,
        xaxis=axis
        | {
            "range": [years[0] - 0.5, years[-1] + 0.5],
            "tickvals": labelled,
            "ticktext": [str(year) for year in labelled],
            "showgrid": False,
            "linecolor": palette.INK_2,
            "showline": True,
        },
        yaxis=axis
        | {
            "range": [low, high],
            "tickvals": list(ticks),
            "ticktext": valueaxis.texts(ticks, scene.view.lang),
            "gridcolor": "var(--line)",
        },
        shapes=[upright | {"x0": now, "x1": now}] if now in years else [],
        meta={"unit": f" {metric.indicator.unit}".rstrip(), "rows": "years"},
    )
    shape["margin"] = dict(MARGIN)
    return shape


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang, metric = scene.view.lang, indicators.shown(scene)
    if metric is None or scene.view.level not in metric.indicator.tables:
        return ranks.nothing(CHART.id, scene, "chosen" if metric is None else "level")
    head, table = ranks.heading(CHART.id, scene, metric), _table(scene, metric)
    if len(table.columns) < FEWEST:
        years = ", ".join(str(year) for year in table.columns) or "–"
        return figure.nothing(head, words.text("indicator.one_year", lang, year=years))
    names = {part: words.text(f"indicator.{part}", lang) for part in ("middle", "span", "lowest")}
    middle = _points(table.median(), metric, lang)
    low, high = (_place(_points(found, metric, lang)) for found in (table.min(), table.max()))
    series, hint = _series(table, metric, lang), words.text("indicator.course_hint", lang)
    return Chart(
        title=head,
        note=words.text("indicator.course_note", lang),
        figure={
            "data": [
                _line(names["lowest"], BAND, 0, showlegend=False, **low),
                _line(names["span"], BAND, 0, fill="tonexty", fillcolor=BAND, **high),
                _line(names["middle"], palette.FIRST, 2.5, **_place(middle)),
                _marks(names["middle"], palette.FIRST, 7, hint) | middle,
                _line(words.text("indicator.area", lang), AREA, 2.5, **series[ALL][4]),
                _marks(words.text("indicator.area", lang), AREA, 8, hint) | series[ALL][5],
            ],
            "layout": _shape(scene, metric, table),
        },
        legend=((names["middle"], palette.FIRST), (names["span"], BAND)),
        series=series,
        alt=words.text(
            "chart.indicator_years.alt",
            lang,
            title=head,
            first=middle["text"][0],
            last=middle["text"][-1],
        ),
    )  # fmt: skip


CHART = ChartSpec(id="indicator_years", order=20, build=build)
