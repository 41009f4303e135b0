"""What the mode gaps draws over areas and points: doubt, gain, sites on trial, a chosen group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from layers.picture import fonts
from layers.picture import geometry
from layers.picture import signs
from layers.picture import stylesheet
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Shape
from layers.picture.drawing import Sign
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.picture.camera import Camera
    from layers.picture.drawing import Item
    from layers.picture.labelling import Box
    from layers.query import Entry

# The screen's pin with straight sides: 38 px high, its tip in the lower middle of its box
PIN: Final = "M0 10L-6.3 -0.4A7 7 0 1 1 6.3 -0.4Z"
PIN_SIZE, PIN_BOX, PIN_TIP, PIN_LETTER = 38.0, 24.0, 10.0, -3.5
LETTER: Final = 15.0
SLASH: Final = 13.0
OWN: Final = 6
HATCH: Final = "hatch-flip"
FAINT: Final = 0.75  # of the hatch, as on the screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A site on trial: where it is (WGS84), its letter and its words."""

    lat: float
    lon: float
    letter: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line of the legend for what lies over the classes: ``uncertain`` or ``gained``."""

    id: str
    label: str
    note: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a map of the gaps has besides classes.

    Parameters
    ----------
    visible
        Ids of the records that are drawn, by layer.
    chosen
        Records of the legend, by dataset.
    flips, gained
        Keys of areas with an uncertain verdict, and of those that meet the norm only now.
    aside
        Keys of areas that are pale because another group is chosen.
    pins
        Sites on trial.
    closed
        Latitude and longitude of sites left out on trial.
    closed_words
        What the sign of a closed site means.
    own, own_words
        Latitude and longitude of the sites of a list of one's own, and what their sign means.
    marks
        Lines of the legend.
    """

    visible: Mapping[str, list[str]]
    chosen: Mapping[str, list[Entry]]
    flips: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    pins: tuple[Pin, ...] = ()
    closed: tuple[tuple[float, float], ...] = ()
    closed_words: str = ""
    own: tuple[tuple[float, float], ...] = ()
    own_words: str = ""
    marks: tuple[Mark, ...] = ()


def hatch() -> Paint:
    """Return the paint of doubt, over any class."""
    return Paint(fill=HATCH)


def outlines(theme: str) -> tuple[Paint, Paint]:
    """Return the light and the coloured line round areas that meet the norm only now."""
    from layers.picture import mapping  # noqa: PLC0415  the map is drawn of both

    return mapping.style("gained-case", theme), mapping.style("gained", theme)


def over(trial: Trial, found: geometry.Features, camera: Camera, theme: str) -> tuple[Group, Group]:
    """Return the hatch over doubtful areas, and the outlines of newly served ones."""
    lines = {found.keys[at]: rings for at, rings in geometry.visible(found, camera)}
    doubt: list[Item] = [
        Shape(lines=lines[key], paints=(hatch(),)) for key in trial.flips if key in lines
    ]
    gain: list[Item] = [
        Shape(lines=lines[key], paints=(paint,))
        for paint in outlines(theme)
        for key in trial.gained
        if key in lines
    ]
    return (
        Group(items=tuple(doubt), name="doubtful", opacity=FAINT),
        Group(items=tuple(gain), name="gained"),
    )


def pin(letter: str, theme: str, x: float, y: float, zoom: float = 1.0) -> tuple[Item, ...]:
    """Return the sign of a site on trial whose tip is at a place."""
    ink, case = stylesheet.token("--g-new", theme), stylesheet.token("--case", theme)
    step = PIN_SIZE / PIN_BOX * zoom
    top = y - PIN_TIP * step
    size = LETTER * zoom
    base = top + PIN_LETTER * step + size * fonts.font(700).cap / fonts.UNITS / 2
    return (
        Sign(path=PIN, paint=Paint(fill=ink, stroke=case, width=2.4), x=x, y=top, zoom=step),
        Text(x=x, y=base, text=letter, size=size, weight=700, fill=case, anchor="middle"),
    )


def slash(theme: str, x: float, y: float, zoom: float = 1.0) -> tuple[Item, ...]:
    """Return the line through a site that is closed on trial."""
    path = f"M{-SLASH:g} {SLASH * 0.7:g}L{SLASH:g} {-SLASH * 0.7:g}"
    case = Paint(stroke=stylesheet.token("--case", theme), width=6)
    ink = Paint(stroke=stylesheet.token("--ink", theme), width=3)
    return tuple(Sign(path=path, paint=paint, x=x, y=y, zoom=zoom) for paint in (case, ink))


def square(theme: str, x: float, y: float, zoom: float = 1.0) -> Sign:
    """Return the sign of a site of a list of one's own, as the screen has it."""
    ink, case = stylesheet.token("--ink", theme), stylesheet.token("--case", theme)
    paint = Paint(fill=ink, stroke=case, width=2)
    return Sign(path=f"M-{OWN} -{OWN}H{OWN}V{OWN}H-{OWN}Z", paint=paint, x=x, y=y, zoom=zoom)


def sites(trial: Trial, camera: Camera, theme: str) -> Group:
    """Return the signs of the sites of a scenario: closed ones, then those on trial."""
    items: list[Item] = []
    for lat, lon in trial.own:
        items.append(square(theme, *camera.at(lat, lon)))
    for lat, lon in trial.closed:
        items += slash(theme, *camera.at(lat, lon))
    for one in trial.pins:
        items += pin(one.letter, theme, *camera.at(one.lat, one.lon))
    return Group(items=tuple(items), name="trial")


def boxes(trial: Trial, camera: Camera) -> list[Box]:
    """Return the places that pins and squares take from the names."""
    half, high = PIN_SIZE / PIN_BOX * 8, PIN_SIZE
    spots = (camera.at(one.lat, one.lon) for one in trial.pins)
    pins = [(x - half, y - high, x + half, y + 2) for x, y in spots]
    squares = (camera.at(lat, lon) for lat, lon in trial.own)
    return [*pins, *((x - OWN, y - OWN, x + OWN, y + OWN) for x, y in squares)]


def plate_edge(theme: str) -> str:
    """Return the edge of an example in the legend."""
    return signs.edge(theme)
