"""Records as symbols on the map, merged and moved as on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import points
from layers import spec
from layers.picture import fonts
from layers.picture import grouping
from layers.picture import signs
from layers.picture import stylesheet
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Sign
from layers.picture.drawing import Text
from layers.picture.grouping import Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.picture.drawing import Item
    from layers.picture.grouping import Cluster
    from layers.picture.labelling import Box
    from layers.picture.mapping import Order
    from layers.symbols import Symbol

# As in atlas_points.js: which layer stands where it belongs, how large its symbols are
PRIORITY = (
    "rvz",
    "zukunftsraeume",
    "jobmessen",
    "zukunftsregionen_projects",
    "integration",
    "other_funding",
)
SIZES = {"rvz": 20, "zukunftsraeume": 19}
SIZE = 18
MANY, MANY_ZOOM = 9, 1.15  # more records than this make a symbol larger
RADII, RADIUS = {"rvz": 10}, 17
SMALL_ZOOM, SMALL = 7.2, 0.9  # below this zoom symbols are merged later
APART, REACH = 17, 22
HALF = 10  # of the box that a symbol takes from the labels
NUMBERED = "zukunftsraeume"  # has its number within the symbol, all others beside it
BADGE, BADGE_OUT, BADGE_PAD = 14, 7, 4


def _rank(layer: str) -> int:
    return PRIORITY.index(layer) if layer in PRIORITY else len(PRIORITY)


def clusters(order: Order) -> dict[str, list[Cluster]]:
    """Return the symbols of each drawn layer, where they stand."""
    visible = order.trial.visible if order.trial else points.summary(order.scene)[0]
    records = {p["id"]: p for p in points.placed(order.scene.catalogue, order.scene.view.lang)}
    layers = sorted((ref.id for ref in order.layers if ref.id in visible), key=_rank)
    scale = SMALL if order.camera.zoom < SMALL_ZOOM else 1
    found: dict[str, list[Cluster]] = {}
    for layer in layers:
        spots = [
            Spot(id_, *order.camera.at(lat, lon), str(records[id_]["kind"]))
            for id_ in visible[layer]
            for lat, lon in _places(records[id_])
        ]
        found[layer] = grouping.merge(spots, RADII.get(layer, RADIUS) * scale)
    grouping.apart(list(found.values()), APART, REACH)
    return found


def _places(record: Mapping[str, Any]) -> list[tuple[float, float]]:
    """Return every place of a record: a joint project stands at each of its places."""
    return [(record["lat"], record["lon"]), *map(tuple, record.get("places", ()))]


def boxes(found: Mapping[str, list[Cluster]]) -> list[Box]:
    """Return the places that symbols take."""
    return [
        (g.x + g.dx - HALF, g.y + g.dy - HALF, g.x + g.dx + HALF, g.y + g.dy + HALF)
        for groups in found.values()
        for g in groups
    ]


def symbol(layer: str, kinds: list[str]) -> Symbol:
    """Return the symbol of records of some kinds."""
    found = spec.layers()[layer]
    same = len(set(kinds)) == 1
    kind = kinds[0] if same or "open" not in kinds else "open"
    return found.variants.get(kind, found.symbol)


def numbered(layer: str, n: int, theme: str, x: float, y: float, size: float) -> tuple[Item, ...]:
    """Return the number of records of one symbol, within it or in a badge beside it."""
    text = str(n)
    if layer == NUMBERED:
        ink = stylesheet.exact('.point[data-layer="zukunftsraeume"] .n', theme)["color"]
        rule = stylesheet.exact(".point .n", theme)
        points_ = stylesheet.number(rule["font-size"])
        return (_middle(text, x, y, points_, ink),)
    rule = stylesheet.exact(".point .badge", theme)
    points_ = stylesheet.number(rule["font-size"])
    width = max(BADGE, fonts.width(text, points_, 700) + 2 * BADGE_PAD)
    right, top = x + size / 2 + BADGE_OUT, y - size / 2 - BADGE_OUT
    half, middle = width / 2 - BADGE / 2, BADGE / 2 - 0.5
    path = f"M{-half:g} {-middle:g}H{half:g}A{middle:g} {middle:g} 0 0 1 {half:g} {middle:g}"
    path += f"H{-half:g}A{middle:g} {middle:g} 0 0 1 {-half:g} {-middle:g}Z"
    edge = rule["border"].rpartition(" ")[2]
    plate = Paint(fill=rule["background"], stroke=edge, width=1)
    at = right - width / 2, top + BADGE / 2
    return Sign(path=path, paint=plate, x=at[0], y=at[1]), _middle(
        text, *at, points_, rule["color"]
    )


def _middle(text: str, x: float, y: float, size: float, ink: str) -> Text:
    base = y + size * fonts.font(700).cap / fonts.UNITS / 2
    return Text(x=x, y=base, text=text, size=size, weight=700, fill=ink, anchor="middle")


def draw(layer: str, order: Order, found: Mapping[str, list[Cluster]]) -> Group:
    """Return the symbols of a layer."""
    items: list[Item] = []
    edge = HALF * 2
    for group in found.get(layer, ()):
        x, y = group.x + group.dx, group.y + group.dy
        if not (-edge < x < order.camera.width + edge and -edge < y < order.camera.height + edge):
            continue
        n = len(group.ids)
        size = SIZES.get(layer, SIZE) * (MANY_ZOOM if n > MANY else 1)
        items += signs.drawn(symbol(layer, group.kinds), order.theme, x, y, size)
        if n > 1:
            items += numbered(layer, n, order.theme, x, y, size)
    return Group(items=tuple(items), name=f"layer-{layer}", opacity=order.opacity(layer))
