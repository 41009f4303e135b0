"""The scatter of funding and need: money per inhabitant to the right, need upwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from layers import figure
from layers import numbers
from layers import palette
from layers import words
from layers.figure import Chart
from layers.gaps import figures
from layers.gaps import need

if TYPE_CHECKING:
    import pandas as pd

    from layers.gaps.need import Need
    from layers.gaps.scene import GapScene

HEIGHT: Final = 260
MARGIN: Final = {"l": 44, "r": 12, "t": 8, "b": 40}
STRIP: Final = 0.12
"""Width of the strip of areas without a known amount, as a share of the axis."""
GOLDEN: Final = 0.618034
"""Steps of this part of a whole spread evenly, however many there are."""
INSET: Final = 0.15
"""Edges of the strip that stay free, as a share of its width."""
LOG_FROM: Final = 12.0
"""Ratio of highest to median amount from which the axis is logarithmic."""
SMALLEST_PX: Final = 6.0
LARGEST_PX: Final = 22.0
COLUMNS: Final = ("short", "group", "money", "share", "inhabitants_unserved")
STEPS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 250.0, 500.0)
MOST_TICKS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The axis of the money; all in its own units, powers of ten if it is logarithmic.

    Parameters
    ----------
    kind
        ``linear`` or ``log``.
    low, high
        Its ends.
    strip
        Width of the strip at its low end where areas without a known amount stand.
    """

    kind: str
    low: float
    high: float
    strip: float

    def value(self, position: float) -> float:
        """Return the amount at a position of the axis."""
        return float(10**position) if self.kind == "log" else position

    @property
    def middle(self) -> float:
        """Amount at the middle of the strip."""
        return self.value(self.low + self.strip / 2)

    def spread(self, number: int) -> list[float]:
        """Return amounts all over the strip, always the same, so that few points are hidden."""
        at = (np.arange(number) * GOLDEN + GOLDEN) % 1
        inner = self.low + self.strip * (INSET + (1 - 2 * INSET) * at)
        return [round(self.value(float(one)), 6) for one in inner]

    def ticks(self) -> list[float]:
        """Return round amounts right of the strip."""
        if self.kind == "log":
            whole = range(int(np.ceil(self.low + self.strip)), int(np.floor(self.high)) + 1)
            return [10.0**n for n in whole]
        step = next((step for step in STEPS if self.high / step <= MOST_TICKS), self.high)
        return [float(tick) for tick in np.arange(0, self.high, step)]


def scale(known: pd.Series[float]) -> Scale:
    """Return the axis for known amounts, with a strip for areas without one."""
    if known.empty:
        return Scale(kind="linear", low=-STRIP, high=1.0, strip=STRIP / 2)
    low, high = float(known.min()), float(known.max())
    if low > 0 and high / float(known.median()) > LOG_FROM:
        first, last = float(np.log10(low)), float(np.log10(high))
        width = (last - first) * STRIP
        return Scale(kind="log", low=first - 1.5 * width, high=last + width / 2, strip=width)
    width = high * STRIP or STRIP
    return Scale(kind="linear", low=-1.5 * width, high=high + width / 2, strip=width)


def _marker(part: pd.DataFrame, colour: str, largest: int, *, is_open: bool) -> dict[str, Any]:
    people = part["inhabitants_unserved"].to_numpy(dtype=float)
    size = np.sqrt(people / largest) * LARGEST_PX if largest else people
    return {
        "size": np.maximum(size, SMALLEST_PX).round(1).tolist(),
        "color": colour,
        "symbol": "circle-open" if is_open else "circle",
        "line": {"width": 2 if is_open else 1, "color": colour if is_open else "var(--line-2)"},
    }


def _traces(scene: GapScene, found: Need, axis: Scale) -> list[dict[str, Any]]:
    """Return a trace a group; areas without a known amount are open and stand in the strip."""
    lang, rows = scene.lang, found.rows[list(COLUMNS)]
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
            hover = words.text(f"gaps.need.hover_{'unknown' if is_open else 'known'}", lang)
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


def _need_axis(lang: str) -> dict[str, Any]:
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
    axis = scale(found.rows["money"].dropna())
    shape = figure.layout(
        HEIGHT,
        xaxis=_money_axis(scene, axis),
        yaxis=_need_axis(scene.lang),
        shapes=_medians(found),
        separators="." if scene.lang == "en" else ",.",
    )
    shape["margin"] = dict(MARGIN)
    return {"data": _traces(scene, found, axis), "layout": shape}


def _note(scene: GapScene, found: Need) -> str:
    lang, rows = scene.lang, found.rows
    parts = [f"{need.medians(scene, found)}."]
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
        return figure.nothing(head, words.text("gaps.curve.empty", lang))
    listed = int((found.rows["group"] == need.NEEDY).sum())
    return Chart(
        title=head,
        note=_note(scene, found),
        figure=_figure(scene, found),
        legend=tuple((need.title(at, lang), colour) for at, colour in enumerate(need.COLOURS)),
        alt=words.text("gaps.need.alt", lang, title=head, n=listed, all=len(found.rows)),
    )
