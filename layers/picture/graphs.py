"""A chart of the screen as part of a picture: the same figure, drawn without a browser.

Read are the two forms that `layers.figure` and the charts write: horizontal bars with a text
behind each, and columns by year with a text above each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers.picture import fonts
from layers.picture import plots
from layers.picture import stylesheet
from layers.picture.blocks import BASE
from layers.picture.blocks import LEADING
from layers.picture.blocks import Block
from layers.picture.blocks import needed
from layers.picture.drawing import Paint
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.figure import Chart
    from layers.picture.blocks import Style

ROW, BAR = 1.5, 0.72  # height of a row in type sizes, of its bar in rows
GAP = 8.0
LABELS = 0.42  # of the width at most
COLUMNS = 118.0  # height of the columns
CHIP = 13.0


def _colour(value: str, style: Style) -> str:
    found = stylesheet.colour(stylesheet.resolved(value, style.theme))
    return found.hex if found else ""


def _at(value: Any, index: int) -> Any:
    """Return one value of what may be a list or the same for all."""
    if isinstance(value, (list, tuple)):
        return value[index] if index < len(value) else None
    return value


def _bars(
    traces: Sequence[dict[str, Any]], row: int, *, stacked: bool
) -> list[tuple[float, float, str, float]]:
    """Return start, end, colour and width of each bar of a row."""
    found, start = [], 0.0
    for trace in traces:
        value = _at(trace["x"], row)
        if value:
            low = start if stacked else 0.0
            colour = _at(trace["marker"]["color"], row)
            found.append((low, low + value, colour, trace.get("width", BAR)))
            start += value
    return found


def _rows(block: Block, figure: dict[str, Any]) -> None:
    """Draw horizontal bars; the scale leaves room for every text behind its bar."""
    style, layout = block.style, figure["layout"]
    bars = [t for t in figure["data"] if t["type"] == "bar"]
    texts = next(t for t in figure["data"] if t["type"] == "scatter")
    labels = list(layout["yaxis"]["ticktext"])
    size = style.size("small")
    left = min(max(needed(text, style, "small") for text in labels), block.width * LABELS)
    names = left
    left += style.units(GAP)
    written = [str(texts["text"][row]).strip("\u00a0") for row in range(len(labels))]
    ends = [float(texts["x"][row] or 0) for row in range(len(labels))]
    room = block.width - left
    low = min((float(v) for trace in bars for v in trace["x"] if v and v < 0), default=0.0)
    scale = min(
        (room - needed(text, style, "small", 600) - style.units(GAP)) / (end - low)
        for text, end in zip(written, ends, strict=True)
        if end - low
    )
    left -= low * scale  # where zero is: bars below it run to the left
    stacked = layout.get("barmode") == "stack"
    for row, label in enumerate(labels):
        top, height = block.height, size * ROW
        short = fonts.shortened(fonts.shown(label), size, 400, names)
        block.put(short, 0, top + (height - size * LEADING) / 2, size="small")
        for start, end, colour, share in _bars(bars, row, stacked=stacked):
            thick = height * min(share, BAR)
            x, wide = left + min(start, end) * scale, abs(end - start) * scale
            box = (x, top + (height - thick) / 2, wide, thick)
            block.rect(box, Paint(fill=_colour(colour, style)))
        x = left + ends[row] * scale + style.units(GAP) * (1 if ends[row] else 0)
        weight, colour = (600, "--ink") if ends[row] else (400, "--ink-2")
        y = top + (height - size * LEADING) / 2
        block.put(written[row], x, y, size="small", weight=weight, colour=colour)
        block.height += height


def _columns(block: Block, figure: dict[str, Any]) -> None:
    """Draw columns by year, what is missing in words above its place."""
    style = block.style
    bars = [t for t in figure["data"] if t["type"] == "bar"]
    over, gaps = (t for t in figure["data"] if t["type"] == "scatter")
    years, size = list(over["x"]), style.size("small")
    slots = max(len(years), 7)
    step, tall = block.width / slots, style.units(COLUMNS)
    most = max((float(y or 0) for y in over["y"]), default=0) or 1
    line = size * LEADING
    ground = block.height + line + tall
    for at, year in enumerate(years):
        x, top = at * step, ground
        for trace in bars:
            value = _at(trace["y"], at)
            if value:
                high = value / most * tall
                top -= high
                box = (x + step * 0.17, top, step * 0.66, high)
                block.rect(box, Paint(fill=_colour(_at(trace["marker"]["color"], at), style)))
        said = str(over["text"][at] or gaps["text"][at])
        token = "--ink" if over["text"][at] else "--ink-2"
        _centred(block, said, x + step / 2, top - line, (token, step))
        _centred(block, str(year), x + step / 2, ground + style.units(2), ("--ink-2", step))
    axis = Paint(fill=style.ink("--ink-2"))
    block.rect((0, ground, len(years) * step, style.units(1)), axis)
    block.height = ground + style.units(2) + line


def _centred(block: Block, text: str, x: float, top: float, how: tuple[str, float]) -> None:
    """Write a text in the middle of a column, smaller if it is wider than that."""
    token, room = how
    size = block.style.size("small")
    size *= min(1.0, (room - 2) / max(fonts.width(text, size), 1))
    ink = block.style.ink(token)
    y = top + block.style.size("small") * BASE
    block.items.append(Text(x=x, y=y, text=text, size=size, fill=ink, anchor="middle"))


def _legend(block: Block, legend: Sequence[tuple[str, str]]) -> None:
    """Write what the parts of a stack are, beside each other as far as they fit."""
    style, x = block.style, 0.0
    line = style.size("small") * LEADING
    for label, colour in legend:
        width = style.units(CHIP + 6) + needed(label, style, "small")
        if x and x + width > block.width:
            x, block.height = 0.0, block.height + line
        edge = style.units(CHIP)
        box = (x, block.height + (line - edge) / 2, edge, edge)
        block.rect(box, Paint(fill=_colour(colour, style)))
        block.put(fonts.shown(label), x + style.units(CHIP + 6), block.height, size="small")
        x += width + style.units(14)
    block.height += line


def draw(chart: Chart, style: Style, width: float) -> Block:
    """Return a chart with its title, its legend and its note."""
    block = Block(style=style, width=width, name="chart", role="Figure", alt=chart.alt)
    block.lines(chart.title, "head", weight=600)
    block.gap(4)
    if chart.empty:
        block.lines(chart.empty, "small", "--ink-2")
        return block
    if chart.legend:
        _legend(block, chart.legend)
        block.gap(4)
    if plots.fits(chart.figure):
        plots.draw(block, chart.figure)
    elif chart.figure["data"][0].get("orientation") == "h":
        _rows(block, chart.figure)
    else:
        _columns(block, chart.figure)
    if chart.note:
        block.gap(4)
        block.lines(chart.note, "small", "--ink-2")
    return block
