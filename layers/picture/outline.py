"""The first picture: the areas of a view as a light SVG that stands in the page before the map.

The browser sees it with the first bytes of the page and gives it up for the live map, which then
stands in the same place: both are fitted to the same box in Web Mercator. The paths bear the
classes of the live map, so that colours and themes are those of its sheets. Borders are coarser,
those of municipalities most: 17 kB compressed for Landkreise, 37 kB for municipalities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import shapely

from layers import memo
from layers import scale
from layers.picture import camera as cameras
from layers.picture import geometry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from layers.state import ViewState

GRAIN = 512 * 2**8  # units of the world: half a pixel at zoom 8, 150 m in Niedersachsen
TOLERANCE = 2.5  # units, roughly the root of the area of the corners that are cut
FINE = 6.0  # the same, for municipalities
AROUND = 4.0  # the same, for the coast
CLOSED = 3.0  # units: narrower gaps between Länder come from coarse borders
LEAST = 8.0  # square units: smaller islands are left out
ROOM = 2000  # units around the Land in which surroundings are drawn
NEAREST = 9.0  # zoom beyond which borders this coarse would be seen to be
MUNICIPAL, COUNTIES = "gemeinden", "landkreise"
LEVELS = (COUNTIES, "aerl", "zukunftsregionen", MUNICIPAL)
NAMES = {scale.NONE: "none", scale.UNKNOWN: "unknown"}
MARKS = (("flips", "flip"), ("gained", "gained-case"), ("gained", "gained"))
FAMILIES = {"gap": "g", "need": "n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Path data of all that can be drawn, in units from the north-west corner of the Land.

    Parameters
    ----------
    areas
        By level and key.
    mainland
        The Land and its neighbours as one: its edge is the coast.
    box
        Width and height of what the live map shows first.
    origin
        Its north-west corner in units of the world.
    """

    areas: Mapping[str, Mapping[str, str]]
    mainland: str
    box: tuple[float, float]
    origin: tuple[float, float]


@memo.per_ground
def shapes(catalogue: Catalogue) -> Shapes:
    """Return the path data, computed once: areas simplified together, so that they still meet."""
    (south, west), (north, east) = cameras.LAND
    corners = cameras.world([(west, north), (east, south)]) * GRAIN
    corner, size = corners[0], corners[1] - corners[0]
    kreise = _simplified(catalogue, COUNTIES, corner, TOLERANCE)
    levels = {COUNTIES: {key: path(shape) for key, shape in kreise.items()}}
    for level in LEVELS[1:3]:
        levels[level] = {
            key: path(shapely.union_all([kreise[member] for member in members]))
            for key, members in catalogue.members(level).items()
        }
    return Shapes(
        areas=levels,
        mainland=_mainland(catalogue, kreise.values(), corner, size),
        box=(float(size[0]), float(size[1])),
        origin=(float(corner[0]), float(corner[1])),
    )


def _simplified(
    catalogue: Catalogue, level: str, corner: np.ndarray, tolerance: float
) -> dict[str, Any]:
    found = geometry.features(catalogue, level)
    whole = shapely.transform(found.shapes, lambda points: points * GRAIN - corner)
    return dict(zip(found.keys, shapely.coverage_simplify(whole, tolerance), strict=True))


@memo.per_ground
def municipalities(catalogue: Catalogue) -> dict[str, str]:
    """Return the path data of the municipalities, computed when they are asked for."""
    corner = np.array(shapes(catalogue).origin)
    found = _simplified(catalogue, MUNICIPAL, corner, FINE)
    return {key: path(shape) for key, shape in found.items()}


def _mainland(catalogue: Catalogue, land: Iterable[Any], corner: np.ndarray, far: Any) -> str:
    """Return Land and neighbours as one; what opens between coarse borders is closed again."""
    found = geometry.features(catalogue, "surroundings")
    dry = [s for s, kind in zip(found.shapes, found.kinds, strict=True) if kind in geometry.DRY]
    here = shapely.transform(np.array(dry), lambda points: points * GRAIN - corner)
    cut = shapely.clip_by_rect(here, -ROOM, -ROOM, *(far + ROOM).tolist())
    parts = [*shapely.simplify(cut, CLOSED), *land]
    wide = shapely.union_all(shapely.buffer(parts, CLOSED, join_style="mitre"))
    whole = shapely.buffer(wide, -CLOSED, join_style="mitre")
    return path(shapely.simplify(whole, AROUND))


def path(shape: Any) -> str:
    """Return path data of an area: whole numbers, each point from the one before.

    Islands of a pixel are left out, but never all that there is of an area.
    """
    rings = [
        _whole(shapely.get_coordinates(r)) for r in shapely.get_rings(shapely.get_parts(shape))
    ]
    sizes = [_area(ring) for ring in rings]
    least = min(LEAST, max(sizes, default=0.0))
    return "".join(_ring(ring) for ring, size in zip(rings, sizes, strict=True) if size >= least)


def _whole(points: np.ndarray) -> np.ndarray:
    """Round a ring, without points that rounding doubles and without the last, the first again."""
    whole = np.floor(points + 0.5).astype(int)
    keep = np.ones(len(whole), dtype=bool)
    keep[1:] = (np.diff(whole, axis=0) != 0).any(axis=1)
    return np.asarray(whole[keep][:-1])


def _ring(whole: np.ndarray) -> str:
    steps = np.diff(whole, axis=0).ravel().tolist()
    return f"M{whole[0][0]} {whole[0][1]}l{_numbers(steps)}z"


def _area(ring: np.ndarray) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def _numbers(values: Iterable[int]) -> str:
    """Write numbers with as little between them as can be: a minus sign parts them too."""
    return "".join(str(v) if v < 0 else f" {v}" for v in values).lstrip()


# ---------------------------------------------------------------- the picture of a view


def shown(view: ViewState) -> bool:
    """Tell whether a picture this coarse, of one scenario, can stand for the view."""
    near = view.map is not None and view.map[2] > NEAREST
    return not near and not (view.subject == "gaps" and view.versus)


def svg(view: ViewState, scene: Mapping[str, Any], catalogue: Catalogue, alt: str) -> str:
    """Return the picture as an element of the page.

    Parameters
    ----------
    view
        What is asked for, see `shown`.
    scene
        Its figures as the browser gets them, see `scenes.payload`.
    catalogue
        The data of the scene.
    alt
        What the picture says to those who do not see it.
    """
    found = shapes(catalogue)
    width, height = found.box
    return (
        f'<svg class="first-map" viewBox="0 0 {width:.2f} {height:.2f}" role="img"'
        f' aria-label="{alt}"{_placed(view, found)}>{HATCHES}'
        f"{_ground(found)}{''.join(_areas(view, scene, catalogue))}</svg>"
    )


# As in the sprite of the page, in units of this picture
HATCHES = """<defs><pattern id="first-none" width="12" height="12" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)"><rect class="hatch-ground" width="12" height="12"/>
<path class="hatch-line" d="M0 0V12"/></pattern>
<pattern id="first-unknown" width="14" height="14" patternUnits="userSpaceOnUse">
<rect class="hatch-ground" width="14" height="14"/>
<circle class="hatch-dot" cx="4" cy="4" r="2.4"/></pattern></defs>"""


def _placed(view: ViewState, found: Shapes) -> str:
    """Return where the picture lies if the view looks at a place of its own."""
    if view.map is None:
        return ""
    lat, lon, zoom = view.map
    pixels = cameras.TILE * 2**zoom / GRAIN
    x, y = (cameras.world((lon, lat)) * GRAIN - np.array(found.origin)) * pixels
    width, height = (side * pixels for side in found.box)
    return (
        f' style="inset:auto;left:calc(50% - {x:.1f}px);top:calc(50% - {y:.1f}px);'
        f'width:{width:.1f}px;height:{height:.1f}px"'
    )


def _ground(found: Shapes) -> str:
    """Return what lies beneath the areas, in the order of the live map.

    Paths are written again and not referred to: compressed that costs nothing, and strokes of a
    reference would grow with the picture.
    """
    offices = "".join(found.areas["aerl"].values())
    coast = "".join(f'<path class="coast{n}" d="{found.mainland}"/>' for n in (3, 2, 1))
    return (
        f'<path class="halo" d="{offices}"/>{coast}<path class="neighbour" d="{found.mainland}"/>'
        f'<path class="land" d="{offices}"/>'
    )


def _areas(view: ViewState, scene: Mapping[str, Any], catalogue: Catalogue) -> Iterator[str]:
    """Yield the drawn areas: the level in its colours first, then others as outlines."""
    drawn = {ref.id: ref.opacity for ref in view.drawn() if ref.id in LEVELS}
    found = dict(shapes(catalogue).areas)
    if MUNICIPAL in drawn:
        found[MUNICIPAL] = municipalities(catalogue)
    for level in sorted(drawn, key=lambda id_: id_ != view.level):
        fade = "" if drawn[level] == 100 else f' opacity="{drawn[level] / 100:g}"'  # noqa: PLR2004
        if level == view.level:
            inner = "".join(_filled(view, scene, found, catalogue))
        else:
            lines = "".join(found[level].values())
            inner = f'<path class="area {level} outline" d="{lines}"/>'
        yield f"<g{fade}>{inner}</g>"
    for marks, kind in MARKS if metric_of(view, scene).get("family") == "gap" else ():
        for key in scene.get(marks) or ():
            if data := found.get(view.level, {}).get(key):
                yield f'<path class="{kind}" d="{data}"/>'
    for key in view.area:
        if data := found.get(view.level, {}).get(key):
            yield f'<path class="pick-case" d="{data}"/><path class="pick" d="{data}"/>'


def _filled(
    view: ViewState,
    scene: Mapping[str, Any],
    found: Mapping[str, Mapping[str, str]],
    catalogue: Catalogue,
) -> Iterator[str]:
    names = classes(view, scene)
    for key, data in found[view.level].items():
        yield f'<path class="area {view.level} {names.get(key, "plain")}" d="{data}"/>'
    if view.level != "zukunftsregionen":
        return
    order = list(found[view.level])
    for kreis, regions in overlaps(catalogue).items():
        under = names.get(min(regions, key=order.index), "plain").split()[0]
        yield f'<path class="overlap {under}" d="{found[COUNTIES][kreis]}"/>'


def overlaps(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the Landkreise that belong to several regions, with those regions."""
    regions: dict[str, list[str]] = {}
    for region, members in catalogue.members("zukunftsregionen").items():
        for member in members:
            regions.setdefault(member, []).append(region)
    return {key: found for key, found in regions.items() if len(found) > 1}


def classes(view: ViewState, scene: Mapping[str, Any]) -> dict[str, str]:
    """Return the class of each area, as `fillClass` of `atlas_map.js` does."""
    metric = metric_of(view, scene)
    family = FAMILIES.get(metric.get("family", ""), "c")
    inside = scene["areas"].get("inside")
    found = {}
    for n, (key, step) in enumerate(zip(scene["areas"]["keys"], metric["classes"], strict=True)):
        name = NAMES.get(step, f"{family}{step}")
        if inside and not inside[n]:
            name += " outside"
        elif view.subject == "gaps" and view.group:
            name += " grouped" if _grouped(view, scene, n) else " aside"
        found[key] = name
    return found


def _grouped(view: ViewState, scene: Mapping[str, Any], at: int) -> bool:
    need = scene["metrics"].get("need")
    if need is None or view.group not in need["groups"]:
        return need is None
    return bool(need["classes"][at] == need["groups"].index(view.group))


def metric_of(view: ViewState, scene: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figure that colours the areas, as `metricOf` of `atlas_view.js` does."""
    found: dict[str, Any] = scene["metrics"].get(_metric(view), {})
    return found


def _metric(view: ViewState) -> str:
    return "gap" if view.subject == "gaps" and view.metric != "need" else view.metric
