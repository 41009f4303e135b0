"""The scatter of funding and need: money per inhabitant to the right, need upwards."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from layers import figure
from layers import moneyscale
from layers import numbers
from layers import palette
from layers import valueaxis
from layers import words
from layers.figure import Chart
from layers.gaps import figures
from layers.gaps import need

if TYPE_CHECKING:
    import pandas as pd

    from layers.gaps.need import Need
    from layers.gaps.scene import GapScene
    from layers.moneyscale import Scale

HEIGHT: Final = 260
MARGIN: Final = {"l": 44, "r": 12, "t": 8, "b": 40}
SMALLEST_PX: Final = 6.0
LARGEST_PX: Final = 22.0
COLUMNS: Final = ("short", "group", "money", "share", "inhabitants_unserved")


def _marker(part: pd.DataFrame, colour: str, largest: int, *, is_open: bool) -> dict[str, Any]:
    people = part["inhabitants_unserved"].to_numpy(dtype=float)
    size = np.sqrt(people / largest) * LARGEST_PX if largest else people
    return {
        "size": np.maximum(size, SMALLEST_PX).round(1).tolist(),
        "color": colour,
        "symbol": "circle-open" if is_open else "circle",
        "line": {"width": 2 if is_open else 1, "color": colour if is_open else "var(--line-2)"},
    }


def _hover(found: Need, lang: str, *, is_open: bool) -> str:
    """Return what a point says: name, need, money."""
    which = "unknown" if is_open else "known"
    if found.axis is None:
        return words.text(f"gaps.need.hover_{which}", lang)
    unit = found.axis.metric.indicator.unit
    said = words.text(f"indicator.hover_{which}", lang)
    return said.replace("@unit", f"\N{NO-BREAK SPACE}{unit}" if unit else "")


def _traces(scene: GapScene, found: Need, axis: Scale) -> list[dict[str, Any]]:
    """Return a trace a group; areas without a known amount are open and stand in the strip."""
    lang, rows = scene.lang, found.rows[list(COLUMNS)]
    if found.axis is not None:  # the need of everybody there, not of those who are far away
        rows = rows.assign(inhabitants_unserved=found.rows["inhabitants"])
    largest = int(rows["inhabitants_unserved"].max()) if len(rows) else 0
    colours = dict(enumerate(need.COLOURS)) | {need.UNKNOWN: palette.INK_3}
    unknown = rows.index[rows["money"].isna()]
    places = dict(zip(unknown, axis.spread(len(unknown)), strict=True))
    traces = []
    for group, colour in colours.items():
        mine = rows[rows["group"] == group]
        for is_open in (False, True):
            part = mine[mine["money"].isna() == is_open]
            if part.empty:
                continue
            hover = _hover(found, lang, is_open=is_open)
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": need.title(group, lang),
                    "meta": need.GROUPS[group] if group >= 0 else "",
                    "x": [places[key] for key in part.index]
                    if is_open
                    else part["money"].round(4).tolist(),
                    "y": part["share"].round(2).tolist(),
                    "customdata": [
                        list(pair) for pair in zip(part.index, part["short"], strict=True)
                    ],
                    "marker": _marker(part, colour, largest, is_open=is_open),
                    "hovertemplate": f"{hover}<extra></extra>",
                    "cliponaxis": False,
                }
            )
    return traces


def _axis(**extra: Any) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickfont": {"size": figure.SMALL, "color": palette.INK_2},
        "fixedrange": True,
        "zeroline": False,
        **extra,
    }


def _money_axis(scene: GapScene, axis: Scale) -> dict[str, Any]:
    lang = scene.lang
    ticks = axis.ticks()
    return _axis(
        type=axis.kind,
        range=[round(axis.low, 4), round(axis.high, 4)],
        tickvals=[round(axis.middle, 6), *ticks],
        tickangle=0,
        ticktext=[words.text("common.absent", lang), *(figures.number(t, lang) for t in ticks)],
        title={
            "text": words.text(f"gaps.need.axis_{scene.view.kind}", lang),
            "font": {"size": figure.SMALL, "color": palette.INK_2},
            "standoff": 4,
        },
        showgrid=False,
        linecolor=palette.INK_2,
        showline=True,
    )


def _need_axis(found: Need, lang: str) -> dict[str, Any]:
    if found.axis is not None and len(found.rows):
        low, high = valueaxis.span([float(v) for v in found.rows["share"]])
        marks = valueaxis.ticks(low, high)
        return _axis(
            range=[high, low] if found.axis.falling else [low, high],
            tickvals=list(marks),
            ticktext=valueaxis.texts(marks, lang),
            gridcolor="var(--line)",
        )
    ticks = [0, 25, 50, 75, 100]
    return _axis(
        range=[-4, 106],
        tickvals=ticks,
        ticktext=[numbers.percent(tick / 100, lang) for tick in ticks],
        gridcolor="var(--line)",
    )


def _medians(found: Need) -> list[dict[str, Any]]:
    """Return the lines at the medians, between the groups."""
    dotted = {"color": palette.INK_3, "width": 1, "dash": "dot"}
    line = {"type": "line", "line": dotted, "layer": "below"}
    level = {"xref": "paper", "x0": 0, "x1": 1, "y0": found.share, "y1": found.share}
    upright = {"yref": "paper", "y0": 0, "y1": 1, "x0": found.money, "x1": found.money}
    return [line | level] + ([] if found.money is None else [line | upright])


def _figure(scene: GapScene, found: Need) -> dict[str, Any]:
    axis = moneyscale.scale(found.rows["money"].dropna())
    shape = figure.layout(
        HEIGHT,
        xaxis=_money_axis(scene, axis),
        yaxis=_need_axis(found, scene.lang),
        shapes=_medians(found),
        separators="." if scene.lang == "en" else ",.",
    )
    if found.axis is not None:
        unit = f" {found.axis.metric.indicator.unit}".rstrip()
        shape["meta"] = {"unit": unit, "y": found.axis.title(scene.lang)}
    shape["margin"] = dict(MARGIN)
    return {"data": _traces(scene, found, axis), "layout": shape}


def _note(scene: GapScene, found: Need) -> str:
    lang, rows = scene.lang, found.rows
    parts = [f"{need.medians(scene, found)}."]
    if found.axis is not None:
        parts.append(found.axis.source(lang))
        lacking = len(scene.inside) - len(rows)
        parts += [words.count("indicator.lacking", lacking, lang)] if lacking else []
    nothing = int((rows["n"] == 0).sum())
    unknown = int((rows["group"] == need.UNKNOWN).sum())
    if nothing:
        parts.append(words.count("gaps.need.nothing", nothing, lang))
    if unknown:
        parts.append(words.count("gaps.need.no_amount", unknown, lang))
    return " ".join(parts)


def build(scene: GapScene, found: Need) -> Chart:
    """Return the chart of a scene."""
    lang = scene.lang
    head = words.text("gaps.need.title", lang)
    if found.rows.empty:
        why = "gaps.needed.empty" if found.axis else "gaps.curve.empty"
        return figure.nothing(head, words.text(why, lang))
    listed = int((found.rows["group"] == need.NEEDY).sum())
    return Chart(
        title=head,
        note=_note(scene, found),
        figure=_figure(scene, found),
        legend=tuple((need.title(at, lang), colour) for at, colour in enumerate(need.COLOURS)),
        alt=words.text("gaps.need.alt", lang, title=head, n=listed, all=len(found.rows)),
    )
