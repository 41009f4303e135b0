"""What all charts share: a plain plotly figure without template, grid, bar or motion.

Figures are plain dictionaries (data and layout), so the server does not need plotly to make
them; tests check them against plotly's own schema. Colours are written as CSS variables, which
the browser replaces by the values of its theme. Rows of bars stand at 0, 1, 2 … from the top and
carry the key of their area as ``customdata``.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from layers import palette

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

FONT = '"Source Sans 3", "Segoe UI", "Noto Sans", sans-serif'
SIZE, SMALL = 13, 12  # px
ROW = 22  # px a bar
CLEAR = "rgba(0,0,0,0)"
LABEL_PX = 6.4  # mean width of a letter of SIZE
LABEL_MIN, LABEL_MAX = 96, 176  # px left of the bars
ROOM = 1.8  # width of the plot in bars: the rest holds the values written behind them
NARROW = 356  # px of a chart in the narrowest panel, and on a phone
TEXT_PX = 5.6  # mean width of a letter of what is written behind a bar: figures, points, spaces
EMPTY_HEIGHT = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart as the page needs it.

    Parameters
    ----------
    title, note
        Above the chart, and below it in small type.
    figure
        Plotly figure: data and layout.
    alt
        One sentence that says the same.
    legend
        Label and colour of each trace in stacking order; empty for a single one.
    series
        By area key, one patch a trace (``""`` = all areas), so that the browser can show a
        selected area without asking.
    notes
        The note for each key of `series`, where it differs.
    empty
        What stands instead of bars when nothing is recorded; else empty.
    others
        By area key, label, values by trace and text of bars that are not among those shown.
    """

    title: str
    note: str
    figure: dict[str, Any]
    alt: str
    legend: tuple[tuple[str, str], ...] = ()
    series: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    empty: str = ""
    others: Mapping[str, Any] = field(default_factory=dict)


def layout(height: int, **extra: Any) -> dict[str, Any]:
    """Return a layout with our type, transparent ground and nothing to drag."""
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 2, "b": 2},
        "font": {"family": FONT, "size": SIZE, "color": palette.INK},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "var(--surface)",
            "bordercolor": "var(--line-2)",
            "font": {"family": FONT, "size": SIZE, "color": palette.INK},
        },
        **extra,
    }


def hidden_axis(**extra: Any) -> dict[str, Any]:
    """Return an axis of which nothing is drawn; values are written at the bars."""
    return {
        "visible": False,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        **extra,
    }


def rows_axis(labels: Sequence[str]) -> dict[str, Any]:
    """Return the axis of horizontal bars: row 0 at the top, each with its label."""
    return {
        "range": [len(labels) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "tickfont": {"size": SIZE},
        "ticks": "",
        "ticklabelstandoff": 6,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
    }


def shortened(label: str) -> str:
    """Return a label that fits left of the bars, cut with an ellipsis if need be."""
    most = int(LABEL_MAX / LABEL_PX)
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def label_px(labels: Sequence[str]) -> int:
    """Return the room that labels need left of the bars, in px."""
    longest = max((len(label) for label in labels), default=0)
    return int(min(LABEL_MAX, max(LABEL_MIN, longest * LABEL_PX + 10)))


def bar(
    name: str, values: Sequence[float | None], colour: str, hover: Sequence[str]
) -> dict[str, Any]:
    """Return a trace of horizontal bars, one a row."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": list(values),
        "y": list(range(len(values))),
        "width": 0.7,
        "marker": {"color": colour, "line": {"width": 0}},
        "hovertext": list(hover),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def texts_behind(ends: Sequence[float], texts: Sequence[str]) -> dict[str, Any]:
    """Return the trace that writes a text behind the end of each row."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(ends),
        "y": list(range(len(ends))),
        "text": [f"\u00a0{text}" for text in texts],
        "textposition": "middle right",
        "textfont": {"size": SIZE, "color": palette.INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def room(ends: Sequence[float], texts: Sequence[str], left: int) -> float:
    """Return the end of the axis with which every text has its place behind its bar.

    Parameters
    ----------
    ends, texts
        Where the bars end, and what is written behind them.
    left
        Room of the labels, in px.
    """
    plot = NARROW - left
    most = max((end for end in ends if end), default=1.0)
    for end, text in zip(ends, texts, strict=True):
        free = max(plot - len(text) * TEXT_PX, plot / 4)
        most = max(most, end * plot / free / ROOM)
    return round(most * ROOM, 4)


def rows(
    bars: Sequence[dict[str, Any]],
    texts: dict[str, Any],
    labels: Sequence[str],
    *,
    stacked: bool = True,
) -> dict[str, Any]:
    """Return a figure of horizontal bars with a text behind each."""
    short = [shortened(label) for label in labels]
    left = label_px(short)
    shape = layout(
        len(labels) * ROW + 4,
        barmode="stack" if stacked else "overlay",
        bargap=0,
        xaxis=hidden_axis(range=[0, room(texts["x"], texts["text"], left)]),
        yaxis=rows_axis(short),
    )
    shape["margin"] = {**shape["margin"], "l": left}
    return {"data": [*bars, texts], "layout": shape}


def nothing(title: str, text: str, *, note: str = "") -> Chart:
    """Return a chart that says that nothing is recorded."""
    return Chart(title=title, note=note, figure=empty(text), alt=text, empty=text)


def empty(text: str) -> dict[str, Any]:
    """Return a figure that says why there is nothing to see, without axes."""
    return {
        "data": [{"type": "scatter", "x": [], "y": [], "hoverinfo": "skip"}],
        "layout": layout(
            EMPTY_HEIGHT,
            xaxis=hidden_axis(),
            yaxis=hidden_axis(),
            annotations=[
                {
                    "text": text,
                    "xref": "paper",
                    "yref": "paper",
                    "x": 0,
                    "y": 0.5,
                    "xanchor": "left",
                    "showarrow": False,
                    "align": "left",
                    "font": {"size": SIZE, "color": palette.INK_2},
                }
            ],
        ),
    }
