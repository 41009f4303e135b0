"""Records and sites on the wall: symbols, with numbers as large as all other type."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layers import points
from layers import spec
from layers.briefing import stage
from layers.picture import fonts
from layers.picture import grouping
from layers.picture import pointing
from layers.picture import signs
from layers.picture import stylesheet
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Sign
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.briefing.told import Told
    from layers.picture.camera import Camera
    from layers.picture.drawing import Item
    from layers.picture.grouping import Cluster
    from layers.picture.labelling import Box

SUPPLY = "rvz"
SIZES = {"rvz": 20.0, "zukunftsraeume": 19.0}
SIZE = 18.0
BADGE = 15.0  # height of the plate of a number, px of the map
NEAR = ((1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1.3), (0, 1.3), (1.3, 0), (-1.3, 0))
RINGS = (1.0, 1.35)  # how far out a place for a number is looked for
FAR_RINGS = (1.7, 2.3, 3.0)  # only where numbers would hide each other
OUT = SIZE / 2 + 3  # from the middle of a symbol to that of its plate, each way
MERGED = 1.25  # of the radius of the screen within which records share a symbol
TOUCHING = 17.0  # px of the map between two symbols of which one is drawn
EDGE = 9.0  # px of the map between the middle of a number and the edge
PIN, CASE = 10.0, 2.4  # radius of a site on trial, width of its edge
CIRCLE = "M-{0:g} 0A{0:g} {0:g} 0 1 1 {0:g} 0A{0:g} {0:g} 0 1 1 -{0:g} 0Z"


def visible(told: Told) -> dict[str, list[str]]:
    """Return the ids of the drawn records by layer, lowest layer first."""
    found, _, _ = points.summary(told.ground)
    gap = told.gap
    if gap is not None:
        kinds = told.ground.catalogue.records["kind_detail"]
        states = set(gap.view.sites)
        found[SUPPLY] = [id_ for id_ in found[SUPPLY] if kinds[id_] in states]
    drawn = [ref.id for ref in told.view.drawn() if ref.opacity]
    return {id_: found[id_] for id_ in drawn if found.get(id_)}


def clusters(told: Told, camera: Camera, card: Box) -> dict[str, list[Cluster]]:
    """Return the symbols of each layer, those that stand where they belong first.

    Parameters
    ----------
    told, camera
        The scene, and where the map looks.
    card
        Place of the legend, beneath which nothing is drawn.
    """
    records = {p["id"]: p for p in points.placed(told.ground.catalogue, told.lang)}
    shown = visible(told)
    order = [id_ for id_ in pointing.PRIORITY if id_ in shown]
    found: dict[str, list[Cluster]] = {}
    for layer in order:
        spots = [
            grouping.Spot(id_, *camera.at(*place), str(records[id_]["kind"]))
            for id_ in shown[layer]
            for place in [
                (records[id_]["lat"], records[id_]["lon"]),
                *map(tuple, records[id_].get("places", ())),
            ]
        ]
        radius = pointing.RADII.get(layer, pointing.RADIUS)
        found[layer] = grouping.merge(spots, radius * MERGED)
    grouping.apart(list(found.values()), pointing.APART, pointing.REACH)
    free = {
        layer: [g for g in groups if not _covers(card, *_at(g))] for layer, groups in found.items()
    }
    return {layer: _joined(groups) for layer, groups in free.items()}


def _covers(card: Box, x: float, y: float) -> bool:
    room = SIZE / 2 + 2
    across = card[0] - room < x < card[2] + room
    return across and card[1] - room < y < card[3] + room


def _joined(groups: list[Cluster]) -> list[Cluster]:
    """Return the symbols of a layer without those that had to stay on top of each other."""
    kept: list[Cluster] = []
    for group in sorted(groups, key=lambda g: -len(g.ids)):
        x, y = _at(group)
        near = next((k for k in kept if math.dist(_at(k), (x, y)) < TOUCHING), None)
        if near is None:
            kept.append(group)
        else:
            near.ids.extend(group.ids)
            near.kinds.extend(group.kinds)
    return kept


def _at(group: Cluster) -> tuple[float, float]:
    return group.x + group.dx, group.y + group.dy


def boxes(found: dict[str, list[Cluster]], card: Box) -> list[Box]:
    """Return the places that symbols and their numbers take."""
    return [*pointing.boxes(found), *(_plate_box(*at) for at in plates(found, card).values())]


def _plate_box(x: float, y: float) -> Box:
    half = BADGE * 0.62
    return x - half, y - half, x + half, y + half


def _hits(box: Box, others: list[Box]) -> bool:
    left, top, right, bottom = box
    return any(left < r and l_ < right and top < b and t < bottom for l_, t, r, b in others)


def plates(found: dict[str, list[Cluster]], card: Box) -> dict[int, tuple[float, float]]:
    """Return the middle of the plate of each numbered symbol, by the identity of its cluster.

    Of the places round a symbol the nearest is taken at which nothing else stands, or at least
    no other number; a number never stands so far away that it would seem to belong elsewhere.
    """
    own = {id(g): pointing.boxes({"": [g]})[0] for groups in found.values() for g in groups}
    inner = (g for g in found.get(pointing.NUMBERED, ()) if len(g.ids) > 1)
    taken: list[Box] = [card, *(_plate_box(*_at(g)) for g in inner)]
    placed: dict[int, tuple[float, float]] = {}
    for layer, groups in found.items():
        for group in groups:
            if len(group.ids) < 2 or layer == pointing.NUMBERED:  # noqa: PLR2004
                continue
            x, y = _at(group)
            others = [*taken, *(box for key, box in own.items() if key != id(group))]
            places = [
                (x + dx * OUT * ring, y + dy * OUT * ring) for ring in RINGS for dx, dy in NEAR
            ]
            free = (at for at in places if not _hits(_plate_box(*at), others))
            wider = [(x + dx * OUT * r, y + dy * OUT * r) for r in FAR_RINGS for dx, dy in NEAR]
            apart = (at for at in (*places, *wider) if not _hits(_plate_box(*at), taken))
            placed[id(group)] = next(free, next(apart, places[0]))
            taken.append(_plate_box(*placed[id(group)]))
    return placed


def _number(n: int, theme: str, at: tuple[float, float]) -> Iterator[Item]:
    """Return the number of records of one symbol on a plate beside it."""
    text, (x, y) = str(n), at
    size = stage.MAP_LABEL
    rule = stylesheet.exact(".point .badge", theme)
    width = max(BADGE, fonts.width(text, size, 700) + 7)
    middle, half = BADGE / 2, width / 2 - BADGE / 2
    path = f"M{-half:g} {-middle:g}H{half:g}A{middle:g} {middle:g} 0 0 1 {half:g} {middle:g}"
    path += f"H{-half:g}A{middle:g} {middle:g} 0 0 1 {-half:g} {-middle:g}Z"
    edge = rule["border"].rpartition(" ")[2]
    plate = Paint(fill=rule["background"], stroke=edge, width=1)
    yield Sign(path=path, paint=plate, x=x, y=y)
    yield _middle(text, x, y, rule["color"])


def _middle(text: str, x: float, y: float, ink: str) -> Text:
    size = stage.MAP_LABEL
    base = y + size * fonts.font(700).cap / fonts.UNITS / 2
    return Text(x=x, y=base, text=text, size=size, weight=700, fill=ink, anchor="middle")


def _inside(camera: Camera, x: float, y: float, margin: float) -> bool:
    """Tell whether a pixel is in the map, and how far from its edges at least."""
    across = margin < x < camera.width - margin
    return across and margin < y < camera.height - margin


def draw(told: Told, camera: Camera, found: dict[str, list[Cluster]], card: Box) -> list[Group]:
    """Return a group of symbols for each layer, in the order of the view."""
    groups = []
    theme = told.view.theme
    numbers: list[Item] = []  # above all symbols, so that none hides a number
    places = plates(found, card)
    ink = stylesheet.exact('.point[data-layer="zukunftsraeume"] .n', theme)["color"]
    for ref in told.view.drawn():
        items: list[Item] = []
        for group in found.get(ref.id, ()):
            x, y = group.x + group.dx, group.y + group.dy
            number = places.get(id(group), (x, y)) if len(group.ids) > 1 else None
            if not _inside(camera, x, y, -SIZE) or (number and not _inside(camera, *number, EDGE)):
                continue  # a number that the edge cuts would be read as another one
            size = SIZES.get(ref.id, SIZE)
            symbol = pointing.symbol(ref.id, group.kinds)
            items += signs.drawn(symbol, theme, x, y, size)
            if id(group) in places:
                numbers += _number(len(group.ids), theme, places[id(group)])
            elif len(group.ids) > 1:
                items.append(_middle(str(len(group.ids)), x, y, ink))
        if spec.layers()[ref.id].kind == "point":
            groups.append(
                Group(items=tuple(items), name=f"layer-{ref.id}", opacity=ref.opacity / 100)
            )
    return [*groups, Group(items=tuple(numbers), name="numbers")]


def pins(told: Told, camera: Camera) -> list[Box]:
    """Return the places that sites on trial take."""
    gap = told.gap
    if gap is None:
        return []
    places = (camera.at(*gap.sites[id_].latlon) for id_ in gap.letters)
    return [(x - PIN - CASE, y - PIN - CASE, x + PIN + CASE, y + PIN + CASE) for x, y in places]


def trial(told: Told, camera: Camera) -> Group | None:
    """Return the sites on trial, each with its letter."""
    gap = told.gap
    if gap is None or not gap.letters:
        return None
    theme = told.view.theme
    fill, case = stylesheet.token("--g-new", theme), stylesheet.token("--case", theme)
    items: list[Item] = []
    for id_, letter in gap.letters.items():
        x, y = camera.at(*gap.sites[id_].latlon)
        paint = Paint(fill=fill, stroke=case, width=CASE)
        items += [
            Sign(path=CIRCLE.format(PIN), paint=paint, x=x, y=y),
            _middle(letter, x, y, case),
        ]
    return Group(items=tuple(items), name="candidates")
