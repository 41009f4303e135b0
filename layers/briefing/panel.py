"""What stands beside the map: headline, large figure, sentence, chart; measured until it fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from layers.briefing import bars
from layers.briefing import stage
from layers.picture import fonts
from layers.picture.blocks import Block
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.briefing.stage import WallStyle
    from layers.briefing.told import Told

FIGURE = re.compile(r"^(\D*)([\d.,–-]*\d)(.*)$")
UNIT_SHARE = 0.40  # size of unit and "rd." beside the large figure
LINE, TITLE_LINE = 1.26, 1.05
# Sizes that are tried, largest first: headline, figure, sentence
FORMS = (
    (76.0, 168.0, 38.0),
    (68.0, 150.0, 38.0),
    (60.0, 132.0, 36.0),
    (54.0, 116.0, 34.0),
    (48.0, 100.0, 32.0),
    (42.0, 84.0, 32.0),
)
CHART_WORTH = 4  # forms that a chart may cost before it is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A panel that fits.

    Parameters
    ----------
    block
        What is drawn.
    has_chart
        Whether its chart had room.
    """

    block: Block
    has_chart: bool


def width(factor: float) -> float:
    """Return the width of the panel; large type takes some of the map's."""
    return float(min(790.0 * (1 + max(factor - 1, 0) * 0.3), 940.0))


def build(told: Told, style: WallStyle) -> Panel | None:
    """Return the panel in the largest type at which all has room; None if there is none."""
    room = stage.BOTTOM - stage.TOP
    forms = [replace(style, title=t, figure=f, text=s) for t, f, s in FORMS]
    wanted = [True, False] if told.chart else [False]
    tries: Iterator[tuple[WallStyle, bool]] = (
        (form, chart) for chart in wanted for form in (forms[:CHART_WORTH] if chart else forms)
    )
    for form, chart in tries:
        block = _texts(told, form)
        if chart and told.chart:
            block.height += 24 * style.factor
            drawn = bars.build(told.chart, form, block.width, room - block.height)
            if drawn is None:
                continue
            block.items.append(drawn.group(0, block.height))
            block.height += drawn.height
        if block.height <= room:
            return Panel(block=block, has_chart=chart)
    return None


def _texts(told: Told, style: WallStyle) -> Block:
    """Return the texts under each other."""
    texts = told.texts
    block = Block(style=style, width=width(style.factor), name="panel", role="Div")
    block.lines(texts["eyebrow"], "small", "--accent", weight=600, leading=1.2)
    block.height += 8 * style.factor
    head = Block(style=style, width=block.width, name="headline", role="H1")
    head.lines(texts["headline"], "title", weight=700, leading=TITLE_LINE, even=True)
    block.items.append(head.group(0, block.height))
    block.height += head.height + 12 * style.factor
    if texts["figure"]:
        _figure(block, texts["figure"])
    said = Block(style=style, width=block.width, name="sentence", role="P")
    said.lines(texts["sentence"], "text", leading=LINE)
    block.items.append(said.group(0, block.height))
    block.height += said.height
    if texts["second"]:
        _second(block, texts["second"], texts["second_label"])
    return block


def _figure(block: Block, text: str) -> None:
    """Write the large figure; what is not a digit stands smaller beside it."""
    style = block.style
    match = FIGURE.match(text)
    before, number, after = match.groups() if match else ("", text, "")
    size = style.size("figure")
    small = size * UNIT_SHARE
    gap = small * 0.26
    parts = [
        (before.strip("\u00a0 "), small, 600),
        (number, size, 700),
        (after.strip("\u00a0 "), small, 600),
    ]
    parts = [part for part in parts if part[0]]
    total = sum(fonts.width(fonts.shown(t), s, w) for t, s, w in parts) + gap * (len(parts) - 1)
    if total > block.width:
        size, small, gap = (v * block.width / total for v in (size, small, gap))
        share = block.width / total
        parts = [(t, s * share, w) for t, s, w in parts]
    small = max(s for _, s, _ in parts)
    base = block.height + small * 0.80
    x = 0.0
    items = []
    for said, points, weight in parts:
        ink = style.ink("--c5" if style.theme == "dark" else "--c4")
        shown = fonts.shown(said)
        items.append(Text(x=x, y=base, text=shown, size=points, weight=weight, fill=ink))
        x += fonts.width(shown, points, weight) + gap
    figure = Block(style=style, width=block.width, name="figure", role="P")
    figure.items.extend(items)
    block.items.append(figure.group())
    block.height += small * 1.04


def _second(block: Block, figure: str, label: str) -> None:
    """Write the second figure with its words beside it."""
    style = block.style
    block.height += 26 * style.factor
    size = max(style.size("title") * 1.1, style.size("small") * 1.6)
    wide = fonts.width(fonts.shown(figure), size, 700)
    left = wide + 22 * style.factor
    beside = Block(style=style, width=block.width)
    narrow = block.width - left < block.width * 0.4
    indent = 0.0 if narrow else left
    beside.lines(label, "text", "--ink-2", indent=indent, leading=1.18)
    top = block.height
    high = size * 1.06
    own = max(beside.height, high) if not narrow else high
    base = top + (own - high) / 2 + size * 0.86
    ink = style.ink("--ink")
    found = Block(style=style, width=block.width, name="second", role="P")
    found.items.append(Text(x=0, y=base, text=fonts.shown(figure), size=size, weight=700, fill=ink))
    at = top + own if narrow else top + (own - beside.height) / 2
    found.items.append(beside.group(0, at))
    block.items.append(found.group())
    block.height = at + beside.height if narrow else top + own
