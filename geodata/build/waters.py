"""What keeps a car from going straight: sea, tidal rivers and lakes, with their fixed links.

Written as polygons in metres. A river between two areas is the border that runs in it, made
a narrow polygon; where a bridge or tunnel crosses, the polygon is cut. So the shortest way
round all of it is the overland way (see :mod:`geodata.analysis.overland`).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geodata import crs
from geodata import errors
from geodata import geometry
from geodata.build import surroundings
from geodata.build import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from geodata.build.boundaries import Boundaries
    from geodata.build.fetch import Shelf

TABLE: Final = Path(__file__).parent / "tables" / "waters.toml"
FILE: Final = "analysis/waters.json"
MARGIN_M: Final = 20_000.0
SEA_TOLERANCE_M: Final = 250.0
RIVER_TOLERANCE_M: Final = 30.0
"""Coarser lines would put settlements at the bank on the wrong side (Drage: 1,362 people)."""
NEAR_M: Final = 5_000.0
"""Seas and lakes farther from the Land than this are in nobody's way."""
RIVER_HALF_WIDTH_M: Final = 5.0
GAP_HALF_WIDTH_M: Final = 150.0
JOIN_M: Final = 1_000.0
LAKE_KM2: Final = 10.0
SPECK_M2: Final = 5e4
"""Smaller islands and ponds are left out, unless somebody lives there (none does)."""
BORDER_STEP_M: Final = 500.0
COAST_M: Final = 400.0
LAND_DIGITS: Final = 2


def metric(points: Iterable[Iterable[float]]) -> Any:
    """Return a line through points given in degrees, EPSG:25832."""
    line = shapely.LineString([tuple(p) for p in points])
    return gpd.GeoSeries([line], crs=crs.WGS84).to_crs(crs.METRIC).iloc[0]


def area(keys: Iterable[str], areas: Boundaries, without: Iterable[str] = ()) -> Any:
    """Return the union of what the starts of keys name: Gemeinden of the Land, other Länder."""
    units = areas.gemeinden
    listed = tuple(keys)
    chosen = units.index.str.startswith(listed) & ~units.index.isin(list(without))
    shapes = [*units.geometry[chosen]]
    shapes += [areas.neighbours.geometry[k] for k in listed if len(k) == LAND_DIGITS]
    return shapely.union_all(shapes)


def river(row: Mapping[str, Any], areas: Boundaries) -> Any:
    """Return the border between the banks inside the box, as lines."""
    left = area(row["left"], areas, row.get("without", ()))
    right = area(row["right"], areas)
    west, south, east, north = row["box"]
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    frame = shapely.Polygon(shapely.get_coordinates(shapely.segmentize(metric(corners), 5000.0)))
    shared = shapely.intersection(shapely.boundary(left), shapely.boundary(right))
    line = shapely.line_merge(shapely.intersection(lines(shared), frame))
    if shapely.is_empty(line):
        name = row["id"]
        raise errors.BuildError(f"Gewässer {name}: keine Grenze.", f"Water {name}: no border.")
    return shapely.simplify(line, RIVER_TOLERANCE_M)


def lines(shape: Any) -> Any:
    """Return the lines of a mixed geometry."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 1])


def gap(row: Mapping[str, Any], water: Any) -> Any:
    """Return the opening that a link makes, or say that it does not cross its water.

    The ends must lie on opposite banks: the line between them crosses the water in exactly
    one point.
    """
    link = metric(row["ends"])
    crossing = shapely.intersection(link, water)
    if shapely.get_type_id(crossing) != shapely.GeometryType.POINT:
        name = row["name"]
        raise errors.BuildError(
            f"Verbindung {name}: Die Enden liegen nicht auf verschiedenen Ufern.",
            f"Link {name}: its ends do not lie on opposite banks.",
        )
    return shapely.buffer(crossing, GAP_HALF_WIDTH_M)


def joined(line: Any, sea: Any, others: Mapping[str, Any], name: str) -> Any:
    """Return a river with its ends led on to the sea or river that they end at.

    Simplified apart, they would else leave a chink that a way slips through.
    """
    rest = shapely.union_all([sea, *(other for key, other in others.items() if key != name)])
    ends = shapely.get_parts(shapely.boundary(line))
    gaps = shapely.shortest_line(ends, rest)
    return shapely.union_all([line, *gaps[shapely.length(gaps) < JOIN_M]])


def rivers(table: Mapping[str, Any], areas: Boundaries, sea: Any) -> list[Any]:
    """Return the rivers as narrow polygons with their links cut out."""
    found = {row["id"]: river(row, areas) for row in table["river"]}
    found |= {row["id"]: metric(row["points"]) for row in table["course"]}
    found = {name: joined(line, sea, found, name) for name, line in found.items()}
    gaps = [gap(row, found[row["water"]]) for row in table["link"]]
    narrow = [
        shapely.buffer(line, RIVER_HALF_WIDTH_M, cap_style="flat", join_style="mitre")
        for line in found.values()
    ]
    return [shapely.difference(shape, shapely.union_all(gaps)) for shape in narrow]


def obstacles(areas: Boundaries, shelf: Shelf, table: Mapping[str, Any]) -> Any:
    """Return all that has to be gone round, within a margin of the Land."""
    west, south, east, north = areas.land.total_bounds
    window = (west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M)
    outline = areas.land.geometry.iloc[0]
    parts = shapely.get_parts(shapely.clip_by_rect(surroundings.sea(areas, shelf), *window))
    sea = shapely.union_all(parts[shapely.dwithin(parts, outline, NEAR_M)])
    lakes = surroundings.lakes(shelf).to_crs(crs.METRIC)
    large = lakes[(lakes.area > LAKE_KM2 * 1e6) & lakes.intersects(outline)]
    broad = shapely.simplify([sea, *large], SEA_TOLERANCE_M)
    wide = shapely.union_all(geometry.repair(broad))
    whole = shapely.union_all([wide, *rivers(table, areas, wide)])
    return without_specks(shapely.set_precision(whole, 1.0))


def without_specks(shape: Any) -> Any:
    """Return the polygons without the small ones and without small holes (islands)."""
    kept = []
    for part in shapely.get_parts(shape):
        holes = [r for r in part.interiors if shapely.Polygon(r).area > SPECK_M2]
        if part.area > SPECK_M2:
            kept.append(shapely.Polygon(part.exterior, holes))
    return shapely.normalize(shapely.MultiPolygon(kept))


def borders(areas: Boundaries, shelf: Shelf) -> dict[str, list[list[int]]]:
    """Return points along the land border of the Land, by the neighbour behind it."""
    outline = shapely.boundary(areas.land.geometry.iloc[0])
    wet = shapely.buffer(shapely.simplify(surroundings.sea(areas, shelf), 100.0), COAST_M)
    dry = shapely.difference(outline, wet)
    names: dict[str, Any] = dict(areas.neighbours["name"])
    near = {
        names[key]: shapely.intersection(dry, shapely.buffer(shape, 50.0))
        for key, shape in areas.neighbours.geometry.items()
        if shapely.distance(shape, outline) < 1.0
    }
    near["Niederlande"] = shapely.difference(dry, shapely.union_all([*near.values()]).buffer(60.0))
    return {name: along(line) for name, line in sorted(near.items())}


def along(line: Any) -> list[list[int]]:
    """Return points every half kilometre of the lines, in whole metres."""
    parts = shapely.get_parts(shapely.line_merge(lines(line)))
    dense = shapely.segmentize(shapely.simplify(parts, SEA_TOLERANCE_M), BORDER_STEP_M)
    xy = np.unique(np.round(shapely.get_coordinates(dense)).astype(int), axis=0)
    return [[int(x), int(y)] for x, y in xy]


def rings(shape: Any) -> list[list[list[list[int]]]]:
    """Return polygons as rings of whole metres, the outer ring first."""
    return [
        [
            [[int(x), int(y)] for x, y in shapely.get_coordinates(ring)]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shapely.get_parts(shape)
    ]


def build(areas: Boundaries, shelf: Shelf, folder: Path) -> None:
    """Write ``analysis/waters.json``: obstacles, links and the land border, EPSG:25832."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    words = ("id", "name", "name_en")
    value = {
        "crs": crs.METRIC,
        "obstacles": rings(obstacles(areas, shelf, table)),
        "waters": [{w: row[w] for w in words} for row in (*table["river"], *table["course"])],
        "links": [
            {"id": row["id"], "name": row["name"], "water": row["water"], "ends": ends(row)}
            for row in table["link"]
        ],
        "borders": borders(areas, shelf),
    }
    write.dump(value, folder / FILE)


def ends(row: Mapping[str, Any]) -> list[list[int]]:
    """Return the ends of a link in whole metres."""
    return [[round(x), round(y)] for x, y in shapely.get_coordinates(metric(row["ends"]))]
