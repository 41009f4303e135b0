"""The map of a scene for the wall: areas, outlines, symbols and few names, all legible."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from layers.briefing import marks
from layers.briefing import stage
from layers.picture import camera as cameras
from layers.picture import fonts
from layers.picture import geometry
from layers.picture import labelling
from layers.picture import mapping
from layers.picture import naming
from layers.picture import pointing
from layers.picture import signs
from layers.picture import stylesheet
from layers.picture.blocks import rect
from layers.picture.camera import Camera
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Pattern
from layers.picture.drawing import Shape
from layers.picture.drawing import Sign
from layers.picture.drawing import Text
from layers.picture.labelling import Placed
from layers.picture.labelling import Town

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.briefing.told import Told
    from layers.picture.drawing import Item
    from layers.picture.labelling import Box

FLIP = "hatch-flip"
PADDING = 14.0  # px of the map that stay free round the Land
TOWN_RANK = 2
TOWNS = ("Hannover", "Oldenburg", "Osnabrück", "Göttingen", "Lüneburg", "Emden", "Braunschweig")
"""Towns by which a map of the whole Land is read; more are noise from 5 m."""
NEAR = 7.6  # zoom of a map in its pixels from which all towns of some rank are named
MOST_NEAR = 14
HALO = 3.4
FREE = 8.0  # px of the map kept between the Land and the legend
TRIES = 13
PART = 0.72  # of the frame that the legend may push the Land out of


def outline(catalogue: Catalogue) -> np.ndarray:
    """Return the points of the border of the Land in the unit square of the world."""
    import shapely  # noqa: PLC0415  only here

    found = geometry.features(catalogue, "land")
    return np.asarray(shapely.get_coordinates(found.shapes))


def _within(frame: tuple[float, float], box: tuple[float, float, float, float]) -> Camera:
    """Return the camera of a frame that shows the whole Land in a box of it."""
    left, top, right, bottom = box
    inner = cameras.fitted(right - left, bottom - top, PADDING)
    return _moved(inner, frame, ((left + right) / 2, (top + bottom) / 2))


def _moved(inner: Camera, frame: tuple[float, float], at: tuple[float, float]) -> Camera:
    """Return a camera of the same zoom for a frame, in which its centre stands at a pixel."""
    x, y = cameras.world((inner.lon, inner.lat))
    x += (frame[0] / 2 - at[0]) / inner.scale
    y += (frame[1] / 2 - at[1]) / inner.scale
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    return Camera(lat=lat, lon=(x - 0.5) * 360, zoom=inner.zoom, width=frame[0], height=frame[1])


def camera(told: Told, frame: tuple[float, float], legend: tuple[float, float]) -> Camera:
    """Return where the map looks; the whole Land keeps clear of the legend.

    Parameters
    ----------
    told
        The scene.
    frame
        Width and height of the map in its pixels.
    legend
        Width and height of what stands in its lower left.
    """
    width, height = frame
    if told.view.map is not None:
        inner = cameras.chosen(told.view.map, width, height)
        beside = (width - legend[0]) * height > width * (height - legend[1])
        middle = (legend[0] + width) / 2 if beside else width / 2
        upper = height / 2 if beside else (height - legend[1]) / 2
        return _moved(inner, frame, (middle, upper))
    points = outline(told.ground.catalogue)
    best: Camera | None = None
    for across in range(TRIES):
        for up in range(TRIES):
            left = width * PART * across / (TRIES - 1)
            bottom = height * (1 - PART * up / (TRIES - 1))
            found = _within(frame, (left, 0, width, bottom))
            pixels = found.pixels(points)
            hit = (pixels[:, 0] < legend[0] + FREE) & (pixels[:, 1] > height - legend[1] - FREE)
            if not hit.any() and (best is None or found.zoom > best.zoom):
                best = found
    return best or _within(frame, (0, 0, width, height))


def _recoloured(group: Group, told: Told) -> Group:
    """Return the areas in the colours of the gaps."""
    theme = told.view.theme
    steps = dict(zip(told.scene.rows.index, told.coloured.steps, strict=True))

    def painted(item: Item) -> Item:
        if isinstance(item, Group):
            return replace(item, items=tuple(map(painted, item.items)))
        step = steps.get(item.key, -1) if isinstance(item, Shape) else -1
        if not isinstance(item, Shape) or step < 0:
            return item
        fill = stylesheet.token(f"--g{step}", theme)
        return replace(item, paints=tuple(replace(p, fill=fill) for p in item.paints))

    return replace(group, items=tuple(map(painted, group.items)))


def _border(told: Told, look: Camera) -> Group:
    """Return the border of the Land, which areas without a record would otherwise hide."""
    found = geometry.features(told.ground.catalogue, "land")
    ink = stylesheet.token("--arl-line", told.view.theme)
    paint = Paint(stroke=ink, width=1.3)
    shapes = [Shape(lines=lines, paints=(paint,)) for _, lines in geometry.visible(found, look)]
    return Group(items=tuple(shapes), name="border")


def _doubts(told: Told, look: Camera) -> list[Group]:
    """Return the hatch of doubtful verdicts and the outline of areas that are newly reached."""
    gap = told.gap
    if gap is None:
        return []
    found = geometry.features(gap.catalogue, gap.level.id)
    flips = set(gap.inside.index[gap.inside["uncertain"]])
    gained = set(gap.gained)
    hatched, case, new = [], [], []
    theme = told.view.theme
    for at, lines in geometry.visible(found, look):
        if found.keys[at] in flips:
            hatched.append(Shape(lines=lines, paints=(Paint(fill=FLIP),)))
        if found.keys[at] in gained:
            halo = Paint(stroke=stylesheet.token("--case", theme), width=5)
            line = Paint(stroke=stylesheet.token("--g-new", theme), width=2.6)
            case.append(Shape(lines=lines, paints=(halo,)))
            new.append(Shape(lines=lines, paints=(line,)))
    groups = [
        Group(items=tuple(hatched), name="doubt"),
        Group(items=(*case, *new), name="gained"),
    ]
    return [group for group in groups if group.items]


def patterns(theme: str, *, stripes: bool) -> tuple[Pattern, ...]:
    """Return the patterns of the map."""
    ink = stylesheet.token("--map-ink", theme)
    flip = Pattern(name=FLIP, cell=6, turned=-45, ground="", ink=ink, line=1.4)
    return (*signs.patterns(theme, stripes=stripes), flip)


def _towns(told: Told, look: Camera) -> list[Town]:
    """Return the towns that may be named, the most important first."""
    rows = naming.table(told.ground.catalogue, "labels")["towns"]
    rank_most = labelling.rank_at(look.zoom) + 1
    near = look.zoom >= NEAR
    chosen = []
    for name, lat, lon, rank, here, _ in rows:
        if not (rank <= rank_most if near and here else name in TOWNS and here):
            continue
        x, y = look.at(lat, lon)
        if 0 < x < look.width and 0 < y < look.height:
            size = stage.MAP_LABEL
            chosen.append(Town(text=name, x=x, y=y, rank=rank, size=size, weight=600))
    return sorted(chosen, key=lambda town: town.rank)


def _names(told: Told, look: Camera, taken: list[Box], frame: Box) -> Group:
    """Return the names that found a place."""
    theme = told.view.theme
    wanted = Placed(towns=tuple(_towns(told, look)), areas=(), outside=(), states=())
    placed = labelling.place(wanted, taken, naming.measure, frame)
    ink, halo = (stylesheet.token(name, theme) for name in ("--map-ink", "--map-halo"))
    items: list[Item] = []
    for town in placed.towns[:MOST_NEAR]:
        if not town.bare:
            dot = Paint(fill=ink, stroke=halo, width=1.4)
            items.append(Sign(path=naming.DOT.format(2.4), paint=dot, x=town.x, y=town.y))
        items.append(
            Text(
                x=town.tx,
                y=town.ty + town.size * naming.BASE,
                text=fonts.shown(town.text),
                size=town.size,
                weight=town.weight,
                fill=ink,
                anchor=town.anchor,  # type: ignore[arg-type]  # one of the three
                halo=halo,
                halo_width=HALO,
            )
        )
    return Group(items=tuple(items), name="labels")


def draw(told: Told, look: Camera, legend: tuple[float, float]) -> Group:
    """Return the map in its pixels.

    Parameters
    ----------
    told
        The scene.
    look
        Where the map looks.
    legend
        Width and height of what stands in the lower left, which names keep clear of.
    """
    ground = told.ground
    order = mapping.Order(scene=ground, coloured=told.coloured, camera=look, labels=False)
    layers = {f"layer-{id_}" for id_ in pointing.PRIORITY}
    parts = [p for p in mapping.draw(order).items if isinstance(p, Group) and p.name not in layers]
    if told.gap is not None:
        own = f"layer-{ground.view.level}"
        parts = [_recoloured(p, told) if p.name == own else p for p in parts]
    card = (0.0, look.height - legend[1] - 4, legend[0] + 4, look.height + 40)
    found = marks.clusters(told, look, card)
    taken = [*marks.boxes(found, card), *marks.pins(told, look), card]
    trial = marks.trial(told, look)
    frame = (6.0, 4.0, look.width - 6, look.height - 4)
    groups = [
        *parts,
        _border(told, look),
        *_doubts(told, look),
        *marks.draw(told, look, found, card),
        *([trial] if trial else []),
        _names(told, look, taken, frame),
    ]
    sea = rect(
        (0, 0, look.width, look.height), Paint(fill=stylesheet.token("--sea", told.view.theme))
    )
    return Group(items=(sea, *(g for g in groups if g.items)), name="map")
