"""Blocks of text beside a map: measured before they are placed, so that nothing is cut."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from layers.picture import fonts
from layers.picture import geometry
from layers.picture import stylesheet
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Shape
from layers.picture.drawing import Sign
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from layers.picture.drawing import Anchor
    from layers.picture.drawing import Item

LEADING = 1.3  # height of a line in type sizes
BASE = 0.98  # base line under the top of a line in type sizes
TIGHT = 1.16  # height of a line of a title
# Type sizes in design units: the paper scale of the tokens, 15 = 7.2 pt is the floor
SIZES = {"small": 15.0, "text": 17.0, "head": 19.0, "lead": 24.0, "title": 46.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Type and colours of a sheet.

    Parameters
    ----------
    theme
        Theme of the colours.
    factor
        By which all type is larger than usual.
    """

    theme: str
    factor: float = 1.0

    def size(self, name: str) -> float:
        """Return a type size in design units."""
        return SIZES[name] * self.factor

    def units(self, length: float) -> float:
        """Return a length that goes with the type."""
        return length * self.factor

    def ink(self, colour: str = "--ink") -> str:
        """Return a colour of the theme."""
        return stylesheet.token(colour, self.theme)


@dataclass(slots=True, kw_only=True)
class Block:
    """Things under each other; its origin is the upper left.

    Parameters
    ----------
    style
        Type and colours.
    width
        Room for it.
    name, role, alt
        As in `drawing.Group`.
    height
        How far down it goes by now.
    """

    style: Style
    width: float
    name: str = ""
    role: str = ""
    alt: str = ""
    height: float = 0.0
    items: list[Item] = field(default_factory=list)

    def gap(self, length: float) -> None:
        """Leave some room."""
        self.height += self.style.units(length)

    def lines(self, text: str, size: str = "text", colour: str = "--ink", **more: Any) -> None:
        """Write a text on as many lines as it needs.

        Parameters
        ----------
        text
            The text; nothing is written for an empty one.
        size, colour
            Name of the type size, and colour.
        more
            ``weight``, ``indent``, ``leading``, ``room`` (width at most), ``even`` (lines of
            about one width).
        """
        points, weight = self.style.size(size), more.get("weight", 400)
        indent, leading = more.get("indent", 0.0), more.get("leading", LEADING)
        room = more.get("room", self.width - indent)
        broken = fonts.balanced if more.get("even") else fonts.wrapped
        for line in broken(fonts.shown(text), points, weight, room):
            self.put(line, indent, self.height, size=size, colour=colour, weight=weight)
            self.height += points * leading

    def put(self, text: str, x: float, top: float, **how: Any) -> None:
        """Write one line whose upper left (or right, by ``anchor``) is given."""
        points = self.style.size(how.get("size", "text"))
        anchor: Anchor = how.get("anchor", "start")
        self.items.append(
            Text(
                x=x,
                y=top + points * BASE,
                text=text,
                size=points,
                weight=how.get("weight", 400),
                fill=self.style.ink(how.get("colour", "--ink")),
                anchor=anchor,
            )
        )

    def rect(self, box: tuple[float, float, float, float], paint: Paint) -> None:
        """Draw a rectangle: left, top, width, height."""
        self.items.append(rect(box, paint))

    def group(self, x: float = 0.0, y: float = 0.0) -> Group:
        """Return it at a place."""
        return Group(
            items=tuple(self.items), name=self.name, role=self.role, alt=self.alt, x=x, y=y
        )


def rect(box: tuple[float, float, float, float], paint: Paint) -> Sign:
    """Return a rectangle: left, top, width, height."""
    x, y, w, h = box
    return Sign(path=f"M0 0H{w:.2f}V{h:.2f}H0Z", paint=paint, x=x, y=y)


def plate(box: tuple[float, float, float, float], paint: Paint) -> Shape:
    """Return a rectangle that may be filled with a pattern of the map."""
    x, y, w, h = (round(value * geometry.TENTHS) for value in box)
    ring = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], dtype=np.int64)
    return Shape(lines=(ring,), paints=(paint,))


def needed(text: str, style: Style, size: str = "text", weight: int = 400) -> float:
    """Return the width of a line in design units."""
    return fonts.width(fonts.shown(text), style.size(size), weight)


def paragraphs(name: str, texts: tuple[str, ...], style: Style, width: float) -> Block:
    """Return texts in small type under each other."""
    block = Block(style=style, width=width, name=name, role="P")
    for text in texts:
        if block.items:
            block.gap(3)
        block.lines(text, "small", "--ink" if name == "headline" else "--ink-2")
    return block
