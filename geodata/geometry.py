"""Polygons that share borders: repair, union, simplify together, round, label points."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

Geometries = Any  # an object array of shapely geometries
LABEL_WIDTH = 1.6  # names are wider than high: circles are searched on a map squeezed by this


def repair(geometries: Geometries) -> Geometries:
    """Return the geometries with the invalid ones made valid, the others untouched."""
    out = np.asarray(geometries, dtype=object).copy()
    bad = ~shapely.is_valid(out)
    out[bad] = shapely.make_valid(out[bad], method="structure", keep_collapsed=False)
    return out


def rounded(geometries: Geometries, step: float) -> Geometries:
    """Return the geometries with every coordinate a multiple of `step`.

    Neighbours keep sharing their borders, since equal coordinates stay equal.
    """
    per_unit = round(1 / step)

    def snap(xy: np.ndarray) -> np.ndarray:
        return np.asarray(np.round(xy * per_unit) / per_unit)

    return shapely.transform(geometries, snap)


def without_doubles(geometries: Geometries) -> Geometries:
    """Return the geometries without the repeated points that rounding leaves."""
    return shapely.remove_repeated_points(geometries, 0)


def union(geometries: Geometries) -> Any:
    """Return the union of polygons of one coverage: their inner borders vanish exactly."""
    return shapely.normalize(shapely.coverage_union_all(list(geometries)))


def simplified(geometries: Geometries, tolerance_m: float) -> Geometries:
    """Simplify a coverage with shared borders (Visvalingam-Whyatt on edges).

    Parameters
    ----------
    geometries
        Polygons of one coverage in a metric CRS.
    tolerance_m
        Square root of the area in m² that a removed corner may have.
    """
    return shapely.coverage_simplify(np.asarray(geometries, dtype=object), tolerance_m)


def coverage_faults(geometries: Geometries) -> list[str]:
    """Name what keeps the polygons from being a coverage: invalid, empty, gaps, overlaps."""
    array = np.asarray(geometries, dtype=object)
    faults = []
    if (empty := int(shapely.is_empty(array).sum())) > 0:
        faults.append(f"{empty} empty")
    if (bad := int((~shapely.is_valid(array)).sum())) > 0:
        faults.append(f"{bad} invalid")
    if not shapely.coverage_is_valid(array):
        edges = shapely.coverage_invalid_edges(array)
        faults.append(f"{int((~shapely.is_empty(edges)).sum())} with gaps or overlaps")
    return faults


def largest_part(geometry: Any) -> Any:
    """Return the largest polygon of a geometry."""
    return max(shapely.get_parts(geometry), key=shapely.area)


def label_point(geometry: Any, tolerance_m: float = 50.0) -> Any:
    """Return the point where a name of one or two lines has most room.

    The pole of inaccessibility (centre of the largest inscribed circle) of the largest
    part, on a map squeezed east-west, so that the room found is wide rather than round.
    Always inside the geometry.
    """
    part = largest_part(geometry)
    squeezed = shapely.transform(part, lambda xy: xy / [LABEL_WIDTH, 1.0])
    circle = shapely.maximum_inscribed_circle(squeezed, tolerance=tolerance_m)
    x, y = shapely.get_coordinates(circle)[0]
    point = shapely.Point(round(x * LABEL_WIDTH, 1), round(y, 1))
    return point if geometry.contains(point) else part.representative_point()


def nests(children: Geometries, parents: Sequence[Any]) -> float:
    """Return the area (unit of the CRS squared) by which the unions of two levels differ."""
    one = shapely.union_all(np.asarray(children, dtype=object))
    two = shapely.union_all(np.asarray(parents, dtype=object))
    return float(shapely.area(shapely.symmetric_difference(one, two)))
