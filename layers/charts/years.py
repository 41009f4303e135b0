"""Known amounts by year; a year without a record is a gap, never a bar of zero."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import figure
from layers import numbers
from layers import palette
from layers import splits
from layers import sums
from layers import words
from layers.figure import Chart
from layers.spec import ChartSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.scene import Scene
    from layers.splits import Split
    from layers.sums import Lump

HEIGHT = 150
SLOTS = 7  # columns a chart has room for at least, so that few years are not broad blocks
FEW = 12  # years that fit with one decimal beside each other
ALL = ""  # key of the series of all areas
LEAST = 5_000  # euros; below, two decimals of a million would read 0,00


def _written(value: float, lang: str) -> str:
    """Write euros in millions, short: 4,8; 0,35; <0,01."""
    if value < LEAST:
        return words.text("chart.years.less", lang)
    return numbers.decimal(value / numbers.MILLION, lang, 1 if value >= numbers.MILLION else 2)


def _span(scene: Scene) -> list[int]:
    """Return the years of the axis: from the first to the last with a record.

    A filter of years widens the axis by at most one empty year on each side, so that a gap at
    the edge is seen and a wide filter does not squeeze the columns.
    """
    dated = [lump.year for lump in scene.lumps if lump.year is not None]
    if not dated:
        return []
    first, last = min(dated), max(dated)
    if scene.view.years:
        first, last = max(scene.view.years[0], first - 1), min(scene.view.years[1], last + 1)
    return list(range(first, last + 1))


def _stack(lumps: Sequence[Lump], span: list[int]) -> list[float | None]:
    """Return the known amount of each year, None in years without one; [] if there is none."""
    found = sums.lumped(lumps, lambda lump: lump.year)
    values = [(found.get(year) or sums.NOTHING).amount_eur for year in span]
    if all(value is None for value in values):
        return []
    return [None if value is None else numbers.compact(value) for value in values]


def _patches(
    lumps: Sequence[Lump], split: Split, span: list[int], lang: str
) -> list[dict[str, Any]]:
    """Return the values of every trace: a part each, texts over columns, marks of gaps."""
    parts = sums.grouped(lumps, split.of)
    stacks = [_stack(parts.get(part, ()), span) for part, _, _ in split.parts]
    found = sums.lumped(lumps, lambda lump: lump.year)
    over, gaps, ends = [], [], []
    for year in span:
        amount = (found.get(year) or sums.NOTHING).amount_eur
        missing = "unknown" if year in found else "gap"
        ends.append(0 if amount is None else numbers.compact(amount))
        over.append("" if amount is None else _written(amount, lang))
        gaps.append(words.text(f"chart.years.{missing}", lang) if amount is None else "")
    return [{"y": stack} for stack in stacks] + [{"y": ends, "text": over}, {"text": gaps}]


def _note(lumps: Sequence[Lump], patches: list[dict[str, Any]], lang: str) -> str:
    marks = patches[-1]["text"]
    said = [
        words.text(f"chart.years.note_{key}", lang)
        for key in ("gap", "unknown")
        if words.text(f"chart.years.{key}", lang) in marks
    ]
    undated = sums.together(lump for lump in lumps if lump.year is None)
    if undated.n and undated.amount_eur is not None:
        amount = numbers.money_short(undated.amount_eur, lang)
        said.append(words.count("chart.years.note_undated", undated.n, lang, amount=amount))
    elif undated.n:
        said.append(words.count("chart.years.note_undated_unknown", undated.n, lang))
    return " · ".join(said)


def _series(
    scene: Scene, split: Split, span: list[int]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """Return patches and notes for all areas together and for each area with a record."""
    lang = scene.view.lang
    groups = {ALL: scene.lumps, **scene.local_lumps}
    series = {key: _patches(group, split, span, lang) for key, group in groups.items()}
    notes = {key: _note(group, series[key], lang) for key, group in groups.items()}
    return series, {k: note for k, note in notes.items() if k == ALL or note != notes[ALL]}


def _texts(years: list[str], patch: dict[str, Any], colour: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "textposition": "top center",
        "textfont": {"size": size, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "x": years,
        **patch,
    }


def _figure(split: Split, patches: list[dict[str, Any]], span: list[int]) -> dict[str, Any]:
    years = [str(year) for year in span]
    columns = [
        {
            "type": "bar",
            "name": name,
            "marker": {"color": colour, "line": {"width": 0}},
            "width": 0.66,
            "hoverinfo": "skip",
            "x": years,
            **patch,
        }
        for (_, name, colour), patch in zip(split.parts, patches, strict=False)
    ]
    size = figure.SMALL if len(span) <= FEW else figure.SMALL - 1
    over = _texts(years, patches[-2], palette.INK, size)
    gaps = _texts(years, {"y": [0] * len(years), **patches[-1]}, palette.INK_3, size)
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
            "range": [-0.6, max(len(span), SLOTS) - 0.4],
        },
        yaxis=figure.hidden_axis(rangemode="tozero"),
    )
    shape["margin"] = {**shape["margin"], "t": 20, "b": 20}
    return {"data": [*columns, over, gaps], "layout": shape}


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang = scene.view.lang
    kind = words.text(f"kind.{scene.view.kind}", lang)
    head = words.text("chart.years.title", lang, kind=kind)
    split, span = splits.split(scene), _span(scene)
    if all(lump.amount_eur is None or lump.year is None for lump in scene.lumps):
        return figure.nothing(head, words.text("chart.years.empty", lang))
    series, notes = _series(scene, split, span)
    texts = [patch["text"] for patch in series[ALL][-2:]]
    values = [
        words.text("chart.years.alt_value", lang, year=year, value=text)
        for year, text in zip(span, map(str.__add__, *texts), strict=True)
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
