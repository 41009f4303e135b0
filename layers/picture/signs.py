"""Symbols of the map as signs of a drawing, in the colours of a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.picture import stylesheet
from layers.picture.drawing import Paint
from layers.picture.drawing import Pattern
from layers.picture.drawing import Sign

if TYPE_CHECKING:
    from layers.symbols import Symbol

BOX = 24  # edge of the box in which a symbol is shown, in its own units
CASING = 2.4  # added to the stroke of a symbol for the light line round it
MARK = 2.2
FLAT = ("line", "plate")  # have no casing


def _colour(token: str, theme: str) -> str:
    return stylesheet.token(token, theme) if token else ""


def _dash(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split())


def drawn(symbol: Symbol, theme: str, x: float, y: float, size: float) -> tuple[Sign, ...]:
    """Return a symbol as the screen draws it: casing, body, mark.

    Parameters
    ----------
    symbol, theme
        The symbol and the theme of its colours.
    x, y
        Its middle.
    size
        Edge of its box.
    """
    zoom = size / BOX
    case = Paint(stroke=_colour("--case", theme), width=symbol.width + CASING)
    body = Paint(
        fill=_colour(symbol.fill, theme),
        stroke=_colour(symbol.stroke, theme),
        width=symbol.width,
        dash=_dash(symbol.dash),
    )
    parts = [] if symbol.shape in FLAT else [(symbol.path, case)]
    parts.append((symbol.path, body))
    if symbol.mark:
        parts.append((symbol.mark, Paint(stroke=_colour(symbol.mark_stroke, theme), width=MARK)))
    return tuple(Sign(path=path, paint=paint, x=x, y=y, zoom=zoom) for path, paint in parts)


def edge(theme: str) -> str:
    """Return the colour of the edge of a plate that is as pale as the paper."""
    return stylesheet.token("--na-edge", theme)


STRIPED = ("c0", "c1", "c2", "c3", "c4", "none", "unknown")


def patterns(theme: str, *, stripes: bool = False, doubt: bool = False) -> tuple[Pattern, ...]:
    """Return the patterns of areas as the screen's sprite has them.

    Parameters
    ----------
    theme
        Theme of the colours.
    stripes
        Whether stripes are wanted too, for areas that belong to two regions.
    doubt
        Whether the hatch of uncertain verdicts is wanted too.
    """
    ground = stylesheet.declared("rect", "hatch-ground", theme)["fill"]
    line = stylesheet.declared("path", "hatch-line", theme)
    dot = stylesheet.declared("circle", "hatch-dot", theme)["fill"]
    width = stylesheet.number(line["stroke-width"])
    found = [
        Pattern(
            name="hatch-none", cell=6, turned=45, ground=ground, ink=line["stroke"], line=width
        ),
        Pattern(name="dots-unknown", cell=7, turned=0, ground=ground, ink=dot, dot=1.2),
    ]
    if doubt:
        how = stylesheet.declared("path", "hatch-flip-line", theme)
        width = stylesheet.number(how["stroke-width"])
        ink = how["stroke"]
        found.append(Pattern(name="hatch-flip", cell=7, turned=45, ground="", ink=ink, line=width))
    for name in STRIPED if stripes else ():
        ink = stylesheet.declared("rect", f"stripe {name}", theme)["fill"]
        bar = Pattern(name=f"stripe-{name}", cell=14, turned=-45, ground="", ink=ink, bar=7)
        found.append(bar)
    return tuple(found)
