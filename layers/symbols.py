"""Map symbols: shape first, colour second; drawn by browser and export from the same paths.

Paths lie in a box from -10 to 10 round the place. A renderer draws the path once as casing
(stroke ``--case``, `width` + 2.4), then filled and stroked, then the mark.
"""

from __future__ import annotations

from dataclasses import dataclass

SQUARE = "M-7 -7H7V7H-7Z"
SMALL_SQUARE = "M-4.8 -4.8H4.8V4.8H-4.8Z"
TRIANGLE = "M0 -8.4L7.9 6.2H-7.9Z"
DIAMOND = "M0 -8.8L8.8 0L0 8.8L-8.8 0Z"
PENTAGON = "M0 -8.4L8 -2.6L4.9 6.8H-4.9L-8 -2.6Z"
HEXAGON = "M-4.2 -7.3H4.2L8.4 0L4.2 7.3H-4.2L-8.4 0Z"
CIRCLE = "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1 -7 0Z"
CROSS = "M-4 0H4M0 -4V4"
LINE = "M-10 0H10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One sign of the map and its legend.

    Parameters
    ----------
    shape
        Short name of the shape, for tests and words.
    path
        SVG path data in a box from -10 to 10.
    fill, stroke
        Colour tokens such as ``--rvz``; empty = none.
    width
        Width of the stroke in units of the box.
    dash
        SVG dash array in units of the box; empty = solid.
    mark
        Path drawn on top, empty = none.
    mark_stroke
        Colour token of the mark.
    """

    shape: str
    path: str
    fill: str = ""
    stroke: str = "--case"
    width: float = 1.6
    dash: str = ""
    mark: str = ""
    mark_stroke: str = "--case"


def line(token: str, *, width: float = 3, dash: str = "") -> Symbol:
    """Return the sign of a boundary or a river."""
    return Symbol(shape="line", path=LINE, stroke=token, width=width, dash=dash)
