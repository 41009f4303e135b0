"""Names on the map: which are wanted, and how those that found a place are written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import Any

from geodata import web
from layers import memo
from layers import words
from layers.picture import fonts
from layers.picture import geometry
from layers.picture import labelling
from layers.picture import stylesheet
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Sign
from layers.picture.drawing import Text
from layers.picture.labelling import AreaName
from layers.picture.labelling import Placed
from layers.picture.labelling import Town

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from geodata.catalogue import Catalogue
    from layers.picture.drawing import Item
    from layers.picture.labelling import Box
    from layers.picture.mapping import Order

# As in atlas_map.js
CITY = re.compile(r"03(10|40)")
CITIES_FROM, NEAR_FROM, STATES_BELOW, FEWER_BELOW = 7.4, 10, 9.5, 8
TOWN_SIZES = {True: 14, False: 13}  # of towns of the first rank and of others
AREA_SIZE, OFFICE_SIZE, SEA_SIZE = 12.5, 15, 17
BOLD_RANK, NEAR_RANK = 3, 2
EDGE = 4
SEA_TOP, SEA_REACH = 30, 160
BASE = 0.34  # of the type size from the middle of a line to its base
DOT = "M-{0:g} 0A{0:g} {0:g} 0 1 1 {0:g} 0A{0:g} {0:g} 0 1 1 -{0:g} 0Z"


@memo.per_ground
def table(catalogue: Catalogue, name: str) -> dict[str, Any]:
    """Return a file of names of the browser."""
    path = catalogue.folder / web.FOLDER / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def measure(text: str, size: float, weight: int) -> float:
    """Return the width of a text in pixels."""
    return fonts.width(text, size, weight)


def _whole(lines: Sequence[str]) -> str:
    """Return a name that may be broken in one line: without the hyphens of the break."""
    joined = " ".join(lines).replace("- ", "-", 1)
    return re.sub(r"-(?=[a-zäöüß])", "", joined)


def _towns(order: Order, rows: list[list[Any]], *, near: bool) -> tuple[list[Town], list[Town]]:
    """Return the towns in the Land and outside that a zoom may name."""
    camera, zoom = order.camera, order.camera.zoom
    rank = labelling.rank_at(zoom)
    inner: list[Town] = []
    outer: list[Town] = []
    for text, lat, lon, r, in_land, ags in rows:
        x, y = camera.at(lat, lon)
        size = TOWN_SIZES[r <= 1]
        weight = 600 if r <= BOLD_RANK else 400
        town = Town(text=text, x=x, y=y, rank=r, size=size, weight=weight)
        city = zoom > CITIES_FROM and CITY.match(ags)
        if in_land and (r <= rank or city) and not (near and r > NEAR_RANK):
            inner.append(town)
        elif not in_land and r <= rank - (0 if zoom < FEWER_BELOW else 1):
            outer.append(town)
    return inner, outer


def _areas(
    order: Order, wanted: str, rows: list[list[Any]], names: set[str], *, near: bool
) -> list[AreaName]:
    """Return the names of the areas of a level."""
    chosen = [
        row
        for row in rows
        if not (CITY.match(row[0]) and wanted != "aerl") and not (near and "".join(row[1]) in names)
    ]
    found = geometry.features(order.scene.catalogue, wanted)
    outlines = geometry.outlines(found, order.camera, {row[0] for row in chosen})
    labels = []
    for key, lines, lat, lon, km2 in chosen:
        twin = wanted == "landkreise" and " ".join(lines) in names
        full = ("Landkreis", *lines) if twin else tuple(lines)
        x, y = order.camera.at(lat, lon)
        labels.append(
            AreaName(
                key=key,
                lines=full,
                whole=_whole(full),
                x=x,
                y=y,
                area=km2,
                size=OFFICE_SIZE if wanted == "aerl" else AREA_SIZE,
                outline=outlines.get(key),
            )
        )
    return labels


def wanted(order: Order) -> tuple[Placed, str]:
    """Return the names that may be written, and the level whose areas are named."""
    catalogue, camera = order.scene.catalogue, order.camera
    known = table(catalogue, "labels")
    south, west, north, east = camera.seen()

    def seen(rows: list[list[Any]], at: int) -> list[list[Any]]:
        return [r for r in rows if south <= r[at] <= north and west <= r[at + 1] <= east]

    level = order.scene.view.level
    near = level == "gemeinden" and camera.zoom >= NEAR_FROM
    named = "landkreise" if level == "gemeinden" and not near else level
    areas = known["areas"] | (table(catalogue, "labels-gemeinden")["areas"] if near else {})
    inner, outer = _towns(order, seen(known["towns"], 1), near=near)
    rows = seen(areas.get(named, []), 2)
    states = []
    if camera.zoom < STATES_BELOW:
        for text, lat, lon in seen(known.get("outside", []), 1):
            x, y = camera.at(lat, lon)
            states.append(AreaName(key=text, lines=(text,), x=x, y=y, size=AREA_SIZE))
    names = {town.text for town in inner}
    found = Placed(
        towns=tuple(inner),
        areas=tuple(_areas(order, named, rows, names, near=near)),
        outside=tuple(outer),
        states=tuple(states),
    )
    return found, named


def place(order: Order, taken: Sequence[Box]) -> tuple[Placed, str]:
    """Return the names that found a place beside the symbols, and the level of the areas."""
    camera = order.camera
    frame = (EDGE, EDGE, camera.width - EDGE, camera.height - EDGE)
    found, named = wanted(order)
    return labelling.place(found, taken, measure, frame), named


def _text(label: Mapping[str, Any], classes: str, theme: str) -> Text:
    """Return a text as the sheet dresses it."""
    how = stylesheet.declared("text", classes, theme, "labels")
    ink, halo = stylesheet.colour(how["fill"]), stylesheet.colour(how.get("stroke", ""))
    weight = int(how.get("font-weight", 400))
    return Text(
        weight=weight,
        fill=ink.hex if ink else "#000000",
        opacity=float(how.get("opacity", 1)),
        halo=halo.hex if halo else "",
        halo_width=stylesheet.number(how.get("stroke-width", "0")) if halo else 0,
        spacing=float(how.get("letter-spacing", "0").removesuffix("em")),
        slanted=how.get("font-style") == "italic",
        **label,
    )


def _lines(label: AreaName, classes: str, theme: str) -> list[Item]:
    top = label.y - (len(label.lines) - 1) * label.size * labelling.LINE / 2
    return [
        _text(
            {
                "text": fonts.shown(line),
                "x": label.x,
                "y": top + i * label.size * labelling.LINE + label.size * BASE,
                "size": label.size,
                "anchor": "middle",
            },
            classes,
            theme,
        )
        for i, line in enumerate(label.lines)
    ]


def _town(town: Town, classes: str, theme: str) -> list[Item]:
    items: list[Item] = []
    if not town.bare:
        how = stylesheet.declared(
            "circle", "dot out" if classes == "out" else "dot", theme, "labels"
        )
        radius = 3 if town.rank <= BOLD_RANK - 1 else 2.4
        dot = Paint(
            fill=how["fill"], stroke=how["stroke"], width=stylesheet.number(how["stroke-width"])
        )
        items.append(Sign(path=DOT.format(radius), paint=dot, x=town.x, y=town.y))
    label = {
        "text": fonts.shown(town.text),
        "x": town.tx,
        "y": town.ty + town.size * BASE,
        "size": town.size,
        "anchor": town.anchor,
    }
    items.append(_text(label, classes, theme))
    return items


def _seas(order: Order) -> list[Item]:
    """Return the names of seas that are whole in the picture."""
    items: list[Item] = []
    for name, lat, lon in table(order.scene.catalogue, "labels").get("seas", []):
        x, y = order.camera.at(lat, lon)
        if SEA_TOP - SEA_REACH < y < SEA_TOP:
            y = SEA_TOP
        text = words.either(f"browser.sea.{name}", f"browser.sea.{name}", order.scene.view.lang)
        label = {"text": text, "x": x, "y": y, "size": SEA_SIZE, "anchor": "middle"}
        made = _text(label, "sea", order.theme)
        half = fonts.width(text, made.size, made.weight, made.spacing) / 2
        if half < x < order.camera.width - half and SEA_SIZE < y < order.camera.height:
            items.append(made)
    return items


def draw(order: Order, taken: Sequence[Box]) -> Group:
    """Return the names as the screen writes them."""
    from layers.picture import mapping  # noqa: PLC0415  the map is drawn of both

    theme, level = order.theme, order.scene.view.level
    placed, named = place(order, taken)
    own = named == level and order.opacity(level) > 0
    of_key = mapping.classes(order) if own else {}
    items: list[Item] = []
    for state in placed.states:
        items += _lines(state, "state", theme)
    for area in placed.areas:
        step = of_key.get(area.key, "none")
        label = f"l{step.removeprefix('c')}" if step[1:].isdigit() else "lnone"
        items += _lines(area, f"area-label {label}", theme)
    for town in placed.outside:
        items += _town(town, "out", theme)
    for town in placed.towns:
        items += _town(town, "town minor" if town.rank > BOLD_RANK else "town", theme)
    items += _seas(order)
    opacity = order.opacity("surroundings")
    return Group(items=tuple(items), name="labels", opacity=opacity)
