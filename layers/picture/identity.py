"""Who made a picture, and its id: the block in the lower right of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import words
from layers.picture.blocks import Block
from layers.picture.blocks import needed
from layers.picture.drawing import Image
from layers.picture.drawing import Paint

if TYPE_CHECKING:
    from layers.picture.blocks import Style
    from layers.picture.contents import Contents
    from layers.picture.logo import Logo

LOGO = (170, 44)  # most width and height of the picture of the house
MARK = (("--c3", 0, 0), ("--c4", 1, 0), ("--c5", 0, 1))  # the house mark: colour, column, row


def block(contents: Contents, style: Style) -> Block:
    """Return the picture of the house, or our mark, and the id."""
    lang = contents.scene.view.lang
    said = words.text("picture.identifier", lang)
    logo = contents.options.logo
    mark = style.units(30)
    wide = _size(logo, style)[0] if logo else mark
    left = wide + style.units(14 if logo else 8)
    words_ = needed(contents.identifier, style, "text", 600), needed(said, style, "small")
    width = left + max(words_) + 1
    found = Block(style=style, width=width, name="identifier", role="P")
    if logo:
        wide, high = _size(logo, style)
        found.items.append(Image(logo=logo, x=0, y=style.units(1), width=wide, height=high))
    cell = mark * 0.46
    for token, column, row in () if logo else MARK:
        box = (column * mark * 0.54, mark * (0.2 + 0.54 * row), cell, cell)
        found.rect(box, Paint(fill=style.ink(token)))
    edge = Paint(stroke=style.ink("--c4"), width=style.units(1.4), dash=(style.units(2.6),))
    if not logo:
        found.rect((mark * 0.56, mark * 0.76, cell * 0.92, cell * 0.92), edge)
    found.lines(contents.identifier, "text", weight=600, indent=left, leading=1.15)
    found.lines(said, "small", "--ink-2", indent=left)
    found.height = max(found.height, _size(logo, style)[1] if logo else 0.0)
    return found


def _size(logo: Logo, style: Style) -> tuple[float, float]:
    """Return width and height of the picture of the house: as large as its box allows."""
    zoom = min(style.units(LOGO[0]) / logo.width, style.units(LOGO[1]) / logo.height)
    return logo.width * zoom, logo.height * zoom
