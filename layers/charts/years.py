"""Known amounts by year; a year without a record is a gap, never a bar of zero."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pandas as pd

from layers import figure
from layers import numbers
from layers import palette
from layers import splits
from layers import sums
from layers import words
from layers.figure import Chart
from layers.spec import ChartSpec

if TYPE_CHECKING:
    from layers.scene import Scene
    from layers.splits import Split

HEIGHT = 150
FEW = 12  # years that fit with one decimal beside each other
ALL = ""  # key of the series of all areas
LEAST = 5_000  # euros; below, two decimals of a million would read 0,00


def _written(value: float, lang: str) -> str:
    """Write euros in millions, short: 4,8; 0,35; <0,01."""
    if value < LEAST:
        return words.text("chart.years.less", lang)
    return numbers.decimal(value / numbers.MILLION, lang, 1 if value >= numbers.MILLION else 2)


def _span(scene: Scene) -> list[int]:
    """Return the years of the axis: those of the filter, else from the first to the last."""
    dated = scene.records["year"].dropna()
    if scene.view.years:
        first, last = scene.view.years
        inner = dated if len(dated) else pd.Series([first, last])
        first, last = max(first, int(inner.min()) - 1), min(last, int(inner.max()) + 1)
        return list(range(first, last + 1))
    return list(range(int(dated.min()), int(dated.max()) + 1)) if len(dated) else []


def _labels(
    ends: list[float | None], recorded: set[int], span: list[int], lang: str
) -> tuple[list[str], list[str]]:
    """Return what stands over each year, and its colour."""
    texts, colours = [], []
    for year, end in zip(span, ends, strict=True):
        if end is not None:
            texts.append(_written(end, lang))
        else:
            key = "unknown" if year in recorded else "gap"
            texts.append(words.text(f"chart.years.{key}", lang))
        colours.append(palette.INK_3 if end is None else palette.INK)
    return texts, colours


def _patches(
    values: dict[tuple[str, int], float],
    recorded: set[int],
    split: Split,
    span: list[int],
    lang: str,
) -> list[dict[str, Any]]:
    """Return the values of every trace: a part each, then the texts over the columns."""
    stacks = [[values.get((part, year)) for year in span] for part, _, _ in split.parts]
    ends = []
    for column in zip(*stacks, strict=True):
        known = [value for value in column if value is not None]
        ends.append(round(sum(known), 2) if known else None)
    texts, colours = _labels(ends, recorded, span, lang)
    over = {"y": [end or 0 for end in ends], "text": texts, "textfont": {"color": colours}}
    return [{"y": stack} for stack in stacks] + [over]


def _note(undated: sums.Figures, patches: list[dict[str, Any]], lang: str) -> str:
    texts = patches[-1]["text"]
    said = []
    if words.text("chart.years.gap", lang) in texts:
        said.append(words.text("chart.years.note_gap", lang))
    if words.text("chart.years.unknown", lang) in texts:
        said.append(words.text("chart.years.note_unknown", lang))
    if undated.n and undated.amount_eur is not None:
        amount = numbers.money_short(undated.amount_eur, lang)
        said.append(words.count("chart.years.note_undated", undated.n, lang, amount=amount))
    elif undated.n:
        said.append(words.count("chart.years.note_undated_unknown", undated.n, lang))
    return " · ".join(said)


def _grouped(records: pd.DataFrame, column: str) -> dict[tuple[str, int], float]:
    known = records[records["amount_eur"].notna() & records["year"].notna()]
    found = known.groupby([column, "year"], observed=True)["amount_eur"].sum()
    return {(str(part), int(year)): round(float(value), 2) for (part, year), value in found.items()}


def _series(
    scene: Scene, split: Split, span: list[int]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """Return patches and notes for all areas together and for each area with a record."""
    lang = scene.view.lang
    groups: dict[str, pd.DataFrame] = {ALL: scene.records}
    inside = set(scene.rows.index[scene.rows["inside"]])
    groups |= {str(k): part for k, part in scene.placed.groupby("key") if k in inside}
    series, notes = {}, {}
    for key, records in groups.items():
        recorded = {int(year) for year in records["year"].dropna().unique()}
        patches = _patches(_grouped(records, split.column), recorded, split, span, lang)
        series[key] = patches
        notes[key] = _note(sums.total(records[records["year"].isna()]), patches, lang)
    return series, notes


def _figure(split: Split, patches: list[dict[str, Any]], span: list[int]) -> dict[str, Any]:
    years = [str(year) for year in span]
    base = {"x": years, "hoverinfo": "skip"}
    columns = [
        {
            "type": "bar",
            "name": name,
            "marker": {"color": colour, "line": {"width": 0}},
            "width": 0.66,
            **base,
            **patch,
        }
        for (_, name, colour), patch in zip(split.parts, patches, strict=False)
    ]
    size = figure.SMALL if len(span) <= FEW else figure.SMALL - 1
    over = {
        "type": "scatter",
        "mode": "text",
        "textposition": "top center",
        "cliponaxis": False,
        **base,
        **patches[-1],
    }
    over["textfont"] = {"size": size, **patches[-1]["textfont"]}
    shape = figure.layout(
        HEIGHT,
        barmode="stack",
        xaxis={
            "type": "category",
            "fixedrange": True,
            "showgrid": False,
            "ticks": "",
            "tickfont": {"size": size, "color": palette.INK_2},
            "linecolor": palette.INK_2,
            "linewidth": 1,
            "showline": True,
            "range": [-0.6, len(span) - 0.4],
        },
        yaxis=figure.hidden_axis(rangemode="tozero"),
    )
    shape["margin"] = {**shape["margin"], "t": 20, "b": 20}
    return {"data": [*columns, over], "layout": shape}


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang = scene.view.lang
    kind = words.text(f"kind.{scene.view.kind}", lang)
    head = words.text("chart.years.title", lang, kind=kind)
    split, span = splits.split(scene), _span(scene)
    dated = scene.records["amount_eur"].notna() & scene.records["year"].notna()
    if not dated.any():
        nothing = words.text("chart.years.empty", lang)
        return Chart(title=head, note="", figure=figure.empty(nothing), alt=nothing, empty=nothing)
    series, notes = _series(scene, split, span)
    values = [
        words.text("chart.years.alt_value", lang, year=year, value=text)
        for year, text in zip(span, series[ALL][-1]["text"], strict=True)
    ]
    return Chart(
        title=head,
        note=notes[ALL],
        figure=_figure(split, series[ALL], span),
        legend=split.legend,
        series=series,
        notes=notes,
        alt=words.text("chart.years.alt", lang, title=head, values=", ".join(values)),
    )


CHART = ChartSpec(id="years", order=20, build=build)
