"""Lines and points of a chart as part of a picture: the curve of the gaps, need beside funding.

Read are plotly figures as :mod:`layers.gaps.curve` and :mod:`layers.gaps.scatter` write them: a
linear or logarithmic axis below, a linear one on the left, lines, filled bands, markers, and
straight lines as shapes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from layers.picture import fonts
from layers.picture import stylesheet
from layers.picture.blocks import BASE
from layers.picture.blocks import LEADING
from layers.picture.blocks import needed
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Sign
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.picture.blocks import Block

TALL = 0.56  # height of the plot by the width of the block
MOST = 300.0  # and at most, in design units
SCREEN = 400.0  # pixels of the screen's chart for which its sizes of marks are meant
DASHES = {"dash": (6.0, 4.0), "dot": (2.0, 3.0)}
GAP = 6.0
CIRCLE = "M-{0:.2f} 0A{0:.2f} {0:.2f} 0 1 1 {0:.2f} 0A{0:.2f} {0:.2f} 0 1 1 -{0:.2f} 0Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where values are on the paper: the plot's box and the ends of both axes."""

    x: float
    y: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]
    is_log: bool

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a pair of values is."""
        value = math.log10(x) if self.is_log else x
        share = (value - self.across[0]) / (self.across[1] - self.across[0])
        high = (y - self.up[0]) / (self.up[1] - self.up[0])
        return self.x + share * self.width, self.y + (1 - high) * self.height


def fits(figure: dict[str, Any]) -> bool:
    """Tell whether a figure is one of lines and points."""
    return all(trace.get("mode") in ("lines", "markers") for trace in figure["data"])


def _colour(value: str, block: Block) -> str:
    found = stylesheet.colour(stylesheet.resolved(value, block.style.theme))
    return found.hex if found else ""


def _each(value: Any, count: int) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else [value] * count


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _ticks(axis: dict[str, Any], low: float, high: float) -> list[tuple[float, str]]:
    """Return place and words of the ticks of an axis that lie on it."""
    low, high = min(low, high), max(low, high)  # an axis may run downwards
    pairs = zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False)
    is_log = axis.get("type") == "log"
    found = [(float(value), str(text)) for value, text in pairs]
    return [(v, t) for v, t in found if low <= (math.log10(v) if is_log else v) <= high]


def _frame(block: Block, layout: dict[str, Any]) -> Frame:
    style = block.style
    across, up = layout["xaxis"], layout["yaxis"]
    low, high = map(float, across["range"])
    bottom, top = map(float, up["range"])
    labels = [text for _, text in _ticks(up, bottom, top)]
    left = max((needed(text, style, "small") for text in labels), default=0) + style.units(GAP)
    size = style.size("small")
    height = min((block.width - left) * TALL, style.units(MOST))
    return Frame(
        x=left,
        y=block.height + size * 0.6,
        width=block.width - left - size,
        height=height,
        across=(low, high),
        up=(bottom, top),
        is_log=across.get("type") == "log",
    )


def _grid(block: Block, layout: dict[str, Any], frame: Frame) -> None:
    """Draw the lines behind everything, and what stands at the axes."""
    style, size = block.style, block.style.size("small")
    pale = Paint(stroke=style.ink("--line"), width=style.units(1))
    for value, text in _ticks(layout["yaxis"], *frame.up):
        _, y = frame.at(1.0, value)
        line = _path([(frame.x, y), (frame.x + frame.width, y)])
        block.items.append(Sign(path=line, paint=pale))
        block.put(
            text,
            frame.x - style.units(GAP),
            y - size * LEADING / 2,
            size="small",
            colour="--ink-2",
            anchor="end",
        )
    bottom = frame.y + frame.height
    axis = Paint(stroke=style.ink("--ink-2"), width=style.units(1.2))
    ground = _path([(frame.x, bottom), (frame.x + frame.width, bottom)])
    block.items.append(Sign(path=ground, paint=axis))
    taken = -math.inf
    for value, text in _ticks(layout["xaxis"], *frame.across):
        x, _ = frame.at(value, 0.0)
        half = fonts.width(text, size) / 2
        if x - half < taken:
            continue
        taken = x + half + style.units(GAP)
        ink = style.ink("--ink-2")
        y = bottom + size * BASE + style.units(2)
        block.items.append(Text(x=x, y=y, text=text, size=size, fill=ink, anchor="middle"))
    block.height = bottom + size * LEADING + style.units(2)
    title = str((layout["xaxis"].get("title") or {}).get("text") or "")
    if title:
        block.lines(title, "small", "--ink-2", indent=frame.x)


def _band(block: Block, frame: Frame, low: dict[str, Any], high: dict[str, Any]) -> None:
    """Fill what lies between two lines."""
    one = [frame.at(x, y) for x, y in zip(high["x"], high["y"], strict=True)]
    other = [frame.at(x, y) for x, y in zip(low["x"], low["y"], strict=True)]
    path = _path([*one, *other[::-1]]) + "Z"
    paint = Paint(fill=_colour(high["fillcolor"], block), fill_opacity=high.get("opacity", 1.0))
    block.items.append(Sign(path=path, paint=paint))


def _stroke(block: Block, line: dict[str, Any]) -> Paint:
    style = block.style
    dash = DASHES.get(str(line.get("dash", "")), ())
    return Paint(
        stroke=_colour(str(line["color"]), block),
        width=style.units(float(line.get("width", 1))),
        dash=tuple(style.units(part) for part in dash),
    )


def _line(block: Block, frame: Frame, trace: dict[str, Any]) -> None:
    points = [frame.at(x, y) for x, y in zip(trace["x"], trace["y"], strict=True)]
    block.items.append(Sign(path=_path(points), paint=_stroke(block, trace["line"])))


def _markers(block: Block, frame: Frame, trace: dict[str, Any]) -> None:
    """Draw points; open ones are rings, so that "nothing recorded" is no value."""
    marker, count = trace["marker"], len(trace["x"])
    line = marker.get("line") or {}
    zoom = frame.width / SCREEN
    is_open = str(marker.get("symbol", "")).endswith("open")
    edge = _colour(str(line.get("color", "var(--surface)")), block)
    rows = zip(
        trace["x"],
        trace["y"],
        _each(marker["size"], count),
        _each(marker["color"], count),
        strict=True,
    )
    items = []
    for x, y, size, colour in rows:
        ink = _colour(str(colour), block)
        width = float(line.get("width", 1)) * zoom
        paint = (
            Paint(stroke=ink, width=width) if is_open else Paint(fill=ink, stroke=edge, width=width)
        )
        place = frame.at(float(x), float(y))
        path = CIRCLE.format(float(size) / 2 * zoom)
        items.append(Sign(path=path, paint=paint, x=place[0], y=place[1]))
    name = "doubtful" if is_open else "marks"
    block.items.append(Group(items=tuple(items), name=f"chart-{name}"))


def _shape(block: Block, frame: Frame, shape: dict[str, Any]) -> None:
    """Draw a straight line; places on the paper run from 0 to 1."""
    ends = []
    for tip in ("0", "1"):
        x, y = shape[f"x{tip}"], shape[f"y{tip}"]
        inner = frame.at(
            1.0 if shape.get("xref") == "paper" else float(x),
            0.0 if shape.get("yref") == "paper" else float(y),
        )
        across = frame.x + float(x) * frame.width if shape.get("xref") == "paper" else inner[0]
        up = frame.y + (1 - float(y)) * frame.height if shape.get("yref") == "paper" else inner[1]
        ends.append((across, up))
    block.items.append(Sign(path=_path(ends), paint=_stroke(block, shape["line"])))


def _said(block: Block, frame: Frame, note: dict[str, Any]) -> None:
    """Write a text of the chart beside its place, within the plot."""
    style, size = block.style, block.style.size("small")
    text = fonts.shown(str(note["text"]))
    x, y = frame.at(float(note["x"]), float(note["y"]))
    wide = fonts.width(text, size)
    left = x + style.units(GAP) if note.get("xanchor") == "left" else x - wide - style.units(GAP)
    left = float(np.clip(left, frame.x, frame.x + frame.width - wide))
    block.items.append(
        Text(
            x=left,
            y=y + size * BASE + style.units(4),
            text=text,
            size=size,
            fill=style.ink(),
            halo=style.ink("--surface"),
            halo_width=style.units(3),
        )
    )


def draw(block: Block, figure: dict[str, Any]) -> None:
    """Draw a chart of lines and points beneath what a block holds."""
    layout = figure["layout"]
    frame = _frame(block, layout)
    _grid(block, layout, frame)
    shapes = layout.get("shapes", ())
    for shape in shapes:
        if shape.get("layer") == "below":
            _shape(block, frame, shape)
    before: dict[str, Any] | None = None
    for trace in (trace for trace in figure["data"] if len(trace["x"])):
        if trace["mode"] == "markers":
            _markers(block, frame, trace)
        elif trace.get("fill") == "tonexty" and before is not None:
            _band(block, frame, before, trace)
        elif trace["line"].get("width"):
            _line(block, frame, trace)
        before = trace
    for shape in shapes:
        if shape.get("layer") != "below":
            _shape(block, frame, shape)
    for note in layout.get("annotations", ()):
        _said(block, frame, note)
