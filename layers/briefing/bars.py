"""A chart of the wall as a block: the value at each bar, no axis, no grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.picture import fonts
from layers.picture.blocks import BASE
from layers.picture.blocks import LEADING
from layers.picture.blocks import Block
from layers.picture.blocks import needed
from layers.picture.drawing import Paint
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from layers.briefing.charts import Bar
    from layers.briefing.charts import WallChart
    from layers.briefing.stage import WallStyle

LEAST, MOST = 90.0, 230.0  # height of the tallest column, units of the stage at factor 1
SHARE = 0.7  # of its place that a column takes
ROW = 1.5
LABELS = 0.46  # of the width that labels take at most
GAP = 14.0


def _head(chart: WallChart, style: WallStyle, width: float) -> Block:
    block = Block(style=style, width=width, name="chart", role="Figure", alt=chart.alt)
    block.lines(chart.title, "small", "--ink-2", leading=1.16)
    return block


def _foot(block: Block, chart: WallChart) -> None:
    if chart.note:
        block.height += 2
        block.lines(chart.note, "small", "--ink-2", leading=1.16)


def build(chart: WallChart, style: WallStyle, width: float, room: float) -> Block | None:
    """Return the chart, or None if it is not legible in so little room.

    Parameters
    ----------
    chart, style
        What it shows, and its type.
    width, room
        Units of the stage it may take.
    """
    if chart.form == "rows":
        return _rows(chart, style, width, room)
    return _columns(chart, style, width, room)


def _columns(chart: WallChart, style: WallStyle, width: float, room: float) -> Block | None:
    block = _head(chart, style, width)
    line = style.size("small") * LEADING
    step = width / max(len(chart.bars), 6)
    widest = max(
        max(needed(bar.text, style, "small", 600), needed(bar.label, style, "small"))
        for bar in chart.bars
    )
    foot = Block(style=style, width=width)
    _foot(foot, chart)
    tall = min(room - block.height - 2 * line - foot.height, MOST * style.factor)
    if tall < LEAST * style.factor or widest > step - 4:
        return None
    most = max((bar.value or 0 for bar in chart.bars), default=0) or 1
    base = block.height + line + tall
    for at, bar in enumerate(chart.bars):
        middle = (at + 0.5) * step
        high = (bar.value or 0) / most * tall
        colour = style.ink(chart.colour)
        if high:
            box = (middle - step * SHARE / 2, base - high, step * SHARE, high)
            block.rect(box, Paint(fill=colour))
            if bar.mark:
                block.rect(box, Paint(stroke=style.ink("--select"), width=5))
        token, weight = ("--ink", 600) if bar.value is not None else ("--ink-3", 400)
        _centred(block, bar.text, (middle, base - high - line), token, weight)
        _centred(block, bar.label, (middle, base + 3), "--ink-2", 600 if bar.mark else 400)
    block.rect(
        (0, base, len(chart.bars) * step, 3 * style.factor), Paint(fill=style.ink("--ink-2"))
    )
    block.height = base + 3 + line
    _foot(block, chart)
    return block


def _centred(block: Block, text: str, at: tuple[float, float], token: str, weight: int) -> None:
    size = block.style.size("small")
    block.items.append(
        Text(
            x=at[0],
            y=at[1] + size * BASE,
            text=fonts.shown(text),
            size=size,
            weight=weight,
            fill=block.style.ink(token),
            anchor="middle",
        )
    )


def _rows(chart: WallChart, style: WallStyle, width: float, room: float) -> Block | None:
    block = _head(chart, style, width)
    block.height += 6
    high = style.size("small") * ROW
    left = max(needed(bar.label, style, "small") for bar in chart.bars)
    left = min(left, width * LABELS) + GAP * style.factor
    values = max(needed(bar.text, style, "small", 600) for bar in chart.bars)
    most = max(bar.value or 0 for bar in chart.bars) or 1
    scale = (width - left - values - GAP * style.factor) / most
    if block.height + high * len(chart.bars) > room or scale * most < width * 0.15:
        return None
    for bar in chart.bars:
        _row(block, bar, (left, scale, high), chart.colour)
    _foot(block, chart)
    return block


def _row(block: Block, bar: Bar, how: tuple[float, float, float], colour: str) -> None:
    """Add one bar: label, bar, value."""
    style = block.style
    left, scale, high = how
    gap = GAP * style.factor
    size = style.size("small")
    text = block.height + (high - size * LEADING) / 2
    label = fonts.shortened(fonts.shown(bar.label), size, 400, left - gap)
    block.put(label, 0, text, size="small")
    length = (bar.value or 0) * scale
    box = (left, block.height + high * 0.16, length, high * 0.68)
    block.rect(box, Paint(fill=style.ink(colour)))
    if bar.mark:
        block.rect(box, Paint(stroke=style.ink("--select"), width=5))
    block.put(bar.text, left + length + gap, text, size="small", weight=600)
    block.height += high
