"""What a picture is made of: lines, areas, texts, groups. Renderers know nothing else.

Lengths are design units (of the sheet) or, within the map, pixels of the map; a group may zoom.
The vertical axis points down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    import numpy as np

    from layers.picture.logo import Logo

Anchor = Literal["start", "middle", "end"]
NONE_PATTERN, UNKNOWN_PATTERN = "hatch-none", "dots-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How a shape is filled and stroked.

    Parameters
    ----------
    fill, stroke
        ``#rrggbb``, or for a fill the name of a pattern; empty = none.
    fill_opacity, stroke_opacity
        0 to 1.
    width
        Of the stroke.
    dash
        Lengths of dashes and gaps; empty = solid.
    """

    fill: str = ""
    fill_opacity: float = 1.0
    stroke: str = ""
    stroke_opacity: float = 1.0
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """Lines or areas from many points, such as geometry.

    Parameters
    ----------
    lines
        Arrays of points, in tenths of the unit, whole numbers.
    closed
        Whether each line is a ring.
    paints
        Painted one after the other.
    key
        Key of the area; empty if it is none.
    """

    lines: tuple[np.ndarray, ...]
    closed: bool = True
    paints: tuple[Paint, ...]
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A small shape written as SVG path data (``M H V L A Z``), such as a map symbol."""

    path: str
    paint: Paint
    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text.

    Parameters
    ----------
    x, y
        Start, middle or end of the base line.
    text
        The line.
    size, weight
        Type size and 400, 600 or 700.
    fill, opacity
        Colour and opacity.
    anchor
        What `x` means.
    halo, halo_width
        Colour and width of a line round the letters; empty = none.
    spacing
        Space after each letter in type sizes.
    slanted
        Whether letters lean, as names of seas do.
    """

    x: float
    y: float
    text: str
    size: float
    weight: int = 400
    fill: str = "#000000"
    opacity: float = 1.0
    anchor: Anchor = "start"
    halo: str = ""
    halo_width: float = 0.0
    spacing: float = 0.0
    slanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture in the picture.

    Parameters
    ----------
    logo
        The picture.
    x, y, width, height
        Its box.
    """

    logo: Logo
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things that belong together.

    Parameters
    ----------
    items
        Drawn in this order.
    name
        Id of the group in the file, such as ``map`` or ``layer-rvz``.
    role
        What it is for those who hear the picture: a PDF structure type, ``Artifact`` for what
        says nothing, empty = as the group round it.
    alt
        Words for a group that is a figure.
    x, y, zoom
        Where its origin is, and how many units of the group round it make one of its own.
    opacity
        0 to 1, of the group as a whole.
    clip
        Width and height to which it is cut; None = not.
    """

    items: tuple[Item, ...]
    name: str = ""
    role: str = ""
    alt: str = ""
    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0
    opacity: float = 1.0
    clip: tuple[float, float] | None = None


Item = Shape | Sign | Text | Image | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A pattern of areas: a ground with lines or dots.

    Parameters
    ----------
    name
        By which paints refer to it.
    cell
        Edge of its square.
    turned
        Degrees.
    ground, ink
        Colours; no ground = what is beneath is seen.
    bar
        Width of a bar along the left edge; 0 = none.
    line
        Width of a line on the left edge, of which the inner half is in the cell; 0 = none.
    dot
        Radius of a dot in the upper left; 0 = none.
    """

    name: str
    cell: float
    turned: float
    ground: str
    ink: str
    bar: float = 0.0
    line: float = 0.0
    dot: float = 0.0


DOT_AT = 2.0  # from the left and the upper edge of the cell


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is written into the file about the picture."""

    title: str
    description: str
    credit: str
    source: str
    date: str
    lang: str
    identifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A finished drawing.

    Parameters
    ----------
    width, height
        Size in design units.
    pixels
        Size in pixels.
    inches
        Size in inches, if the picture is for paper; None for screens.
    ground
        Colour of the paper.
    patterns
        The patterns it uses, in pixels of the map.
    root
        Everything on it.
    about
        For the metadata.
    """

    width: float
    height: float
    pixels: tuple[int, int]
    inches: tuple[float, float] | None
    ground: str
    patterns: tuple[Pattern, ...]
    root: Group
    about: About
