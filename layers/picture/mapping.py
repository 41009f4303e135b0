"""The map of a picture: the layers, symbols and names of the screen's map, drawn for a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import scale as scales
from layers import spec
from layers.picture import geometry
from layers.picture import naming
from layers.picture import pointing
from layers.picture import stylesheet
from layers.picture import trial
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from layers.coloured import Coloured
    from layers.picture.camera import Camera
    from layers.picture.drawing import Item
    from layers.picture.labelling import Box
    from layers.picture.trial import Trial
    from layers.scene import Scene
    from layers.state import LayerRef

COAST = ("coast3", "coast2", "coast1")
SOFT = 0.5  # pixels by which lines that are only seen as a haze are simplified
WATER = ("river", "lake")
AREAS = ("landkreise", "aerl", "gemeinden", "zukunftsregionen")
OVERLAPPING, MEMBERS = "zukunftsregionen", "landkreise"
CLASSES = {scales.NONE: "none", scales.UNKNOWN: "unknown", scales.OUTSIDE: "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is drawn of the map.

    Parameters
    ----------
    scene, coloured
        The data, and the classes of the areas.
    camera
        Where the map looks.
    labels
        Whether names are written.
    taken
        Places that names keep clear of, besides the symbols.
    trial
        What the mode gaps draws over the areas; None in other modes.
    """

    scene: Scene
    coloured: Coloured
    camera: Camera
    labels: bool = True
    taken: tuple[Box, ...] = ()
    trial: Trial | None = None

    @property
    def theme(self) -> str:
        """Theme of the colours."""
        return self.scene.view.theme

    @property
    def layers(self) -> tuple[LayerRef, ...]:
        """Drawn layers, lowest first."""
        return self.scene.view.drawn()

    def opacity(self, layer: str) -> float:
        """Return the opacity of a drawn layer, 0 if it is not drawn."""
        return next((ref.opacity / 100 for ref in self.layers if ref.id == layer), 0.0)


def paint(declared: Mapping[str, str]) -> Paint:
    """Return what a rule of the sheet says as paint."""
    fill, stroke = declared.get("fill", ""), stylesheet.colour(declared.get("stroke", ""))
    pattern = fill.removeprefix("url(#").removesuffix(")") if fill.startswith("url(") else ""
    plain = None if pattern else stylesheet.colour(fill)
    share = float(declared.get("fill-opacity", 1))
    return Paint(
        fill=pattern or (plain.hex if plain else ""),
        fill_opacity=share * (plain.opacity if plain else 1),
        stroke=stroke.hex if stroke else "",
        stroke_opacity=float(declared.get("stroke-opacity", 1)) * (stroke.opacity if stroke else 1),
        width=stylesheet.number(declared.get("stroke-width", "1")),
        dash=tuple(map(float, declared.get("stroke-dasharray", "").split())),
    )


def style(classes: str, theme: str) -> Paint:
    """Return the paint of a path of the map by its classes."""
    return paint(stylesheet.declared("path", classes, theme))


def class_of(order: Order, step: int) -> str:
    """Return the class of a step: ``c0`` … ``c4`` (gaps: ``g0``, ``n0``), ``none``, ``unknown``."""
    return CLASSES.get(step, f"{order.coloured.prefix}{step}")


def classes(order: Order) -> dict[str, str]:
    """Return the class of each area of the level."""
    steps = zip(order.scene.rows.index, order.coloured.steps, strict=True)
    return {str(key): class_of(order, step) for key, step in steps}


def _shapes(
    name: str, order: Order, kinds: Iterable[str], styles: tuple[str, ...], rough: float = 0.0
) -> list[Item]:
    """Return the features of a file of some kinds, each painted by rules of the sheet."""
    found = geometry.features(order.scene.catalogue, name)
    wanted = set(kinds)
    items: list[Item] = []
    for at, lines in geometry.visible(found, order.camera, rough):
        kind = found.kinds[at]
        if kind in wanted:
            names = [s or kind for s in styles]
            paints = tuple(style(f"ground {s}", order.theme) for s in names)
            items.append(Shape(lines=lines, closed=kind != "river", paints=paints))
    return items


def _coast(order: Order) -> list[Item]:
    """Return the soft lines along the coast; only their outer half is seen, so they are rough."""
    found = geometry.mainland(order.scene.catalogue)
    paints = tuple(style(f"ground {name}", order.theme) for name in COAST)
    drawn = geometry.visible(found, order.camera, SOFT)
    return [Shape(lines=lines, paints=paints) for _, lines in drawn]


def _ground(order: Order) -> Group:
    """Return sea, coast, neighbours and the Land beneath its areas."""
    items = [
        *_coast(order),
        *_shapes("land", order, [""], ("halo",), SOFT),
        *_shapes("surroundings", order, geometry.DRY, ("",)),
        *_shapes("land", order, [""], ("land",)),
    ]
    return Group(items=tuple(items), name="ground")


def _water(order: Order) -> Group:
    rivers = _shapes("surroundings", order, WATER, ("",))
    return Group(items=tuple(rivers), name="water", opacity=order.opacity("surroundings"))


def _fills(order: Order) -> Group:
    """Return the areas of the level by class; those outside the filter are pale."""
    level, of_key = order.scene.view.level, classes(order)
    found = geometry.features(order.scene.catalogue, level)
    outside = set(order.scene.rows.index[~order.scene.rows["inside"]])
    shown: list[Item] = []
    pale: list[Item] = []
    for at, lines in geometry.visible(found, order.camera):
        key = found.keys[at]
        how = style(f"area {level} {of_key.get(key, 'plain')}", order.theme)
        shape = Shape(lines=lines, paints=(how,), key=key)
        (pale if key in outside else shown).append(shape)
    if order.trial and order.trial.aside:
        shown = _aside(shown, order.trial.aside, order.theme)
    if pale:
        declared = stylesheet.declared("path", "area outside", order.theme)
        shown.insert(0, Group(items=tuple(pale), opacity=float(declared["opacity"])))
    if level == OVERLAPPING:
        shown += _stripes(order, of_key)
    return Group(items=tuple(shown), name=f"layer-{level}", opacity=order.opacity(level))


def _aside(shown: list[Item], keys: frozenset[str], theme: str) -> list[Item]:
    """Return areas with those of no chosen group pale and beneath."""
    faint = [item for item in shown if isinstance(item, Shape) and item.key in keys]
    rest = [item for item in shown if item not in faint]
    opacity = float(stylesheet.declared("path", "area aside", theme)["opacity"])
    return [Group(items=tuple(faint), opacity=opacity), *rest]


def regions(order: Order) -> dict[str, list[str]]:
    """Return the regions of each Landkreis, the one that is drawn lowest first."""
    catalogue = order.scene.catalogue
    found: dict[str, list[str]] = {}
    members = catalogue.members(OVERLAPPING)
    for region in geometry.features(catalogue, OVERLAPPING).keys:
        for member in members.get(region, ()):
            found.setdefault(member, []).append(region)
    return found


def _stripes(order: Order, of_key: Mapping[str, str]) -> list[Item]:
    """Return the Landkreise of two regions striped in the class of the one that is beneath."""
    beneath = regions(order)
    found = geometry.features(order.scene.catalogue, MEMBERS)
    items: list[Item] = []
    for at, lines in geometry.visible(found, order.camera):
        mine = beneath.get(found.keys[at], ())
        if len(mine) > 1:
            name = of_key.get(mine[0], "plain")
            items.append(Shape(lines=lines, paints=(style(f"overlap {name}", order.theme),)))
    return items


def _outline(layer: str, order: Order) -> Group:
    """Return the borders of a layer that does not carry the colours."""
    how = style(f"area {layer} outline", order.theme)
    found = geometry.features(order.scene.catalogue, layer)
    items = tuple(
        Shape(lines=lines, paints=(how,), key=found.keys[at])
        for at, lines in geometry.visible(found, order.camera)
    )
    return Group(items=items, name=f"layer-{layer}", opacity=order.opacity(layer))


def _selection(order: Order) -> Group:
    """Return the outlines of the selected areas."""
    if not order.scene.view.area:
        return Group(items=(), name="selection")
    found = geometry.features(order.scene.catalogue, order.scene.view.level)
    drawn = geometry.visible(found, order.camera)
    wanted = [lines for at, lines in drawn if found.keys[at] in order.scene.view.area]
    items = tuple(
        Shape(lines=lines, paints=(style(name, order.theme),))
        for name in ("pick-case", "pick")
        for lines in wanted
    )
    return Group(items=items, name="selection")


def draw(order: Order) -> Group:
    """Return the map in pixels of the map, in the order of the screen's panes."""
    level = order.scene.view.level
    parts = [_ground(order)]
    drawn = [ref.id for ref in order.layers if ref.opacity]
    if level in drawn:
        parts.append(_fills(order))
    parts += [_outline(id_, order) for id_ in drawn if id_ in AREAS and id_ != level]
    symbols = pointing.clusters(order)
    if "surroundings" in drawn:
        parts.append(_water(order))
    taken = [*pointing.boxes(symbols), *order.taken]
    if order.trial:
        found = geometry.features(order.scene.catalogue, level)
        parts += trial.over(order.trial, found, order.camera, order.theme) if level in drawn else ()
        taken += trial.boxes(order.trial, order.camera)
    parts.append(_selection(order))
    if order.labels and "surroundings" in drawn:
        parts.append(naming.draw(order, taken))
    specs = spec.layers()
    parts += [pointing.draw(id_, order, symbols) for id_ in drawn if specs[id_].kind == "point"]
    if order.trial:
        parts.append(trial.sites(order.trial, order.camera, order.theme))
    return Group(items=tuple(part for part in parts if part.items), name="map")
