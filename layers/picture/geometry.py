"""Geometry of the screen's map for pictures: read once, projected once, cut to the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import shapely

from geodata import geobuf_read
from geodata import web
from layers import memo
from layers.picture import camera as cameras
from layers.picture import labelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from layers.picture.camera import Camera

TENTHS = 10
DRY = ("neighbour", "country", "sea")  # kinds of surroundings that are drawn as land
GRID = 2.0**-24  # of the world, about 2 m, to which borders are snapped where they join
ROOM = 40  # pixels beyond the edge that are kept, more than the widest stroke


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The features of one file.

    Parameters
    ----------
    keys, kinds
        Key and kind of each.
    shapes
        Geometries in the unit square of `camera.world`.
    bounds
        Their boxes.
    """

    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    shapes: np.ndarray
    bounds: np.ndarray


@memo.per_catalogue
def features(catalogue: Catalogue, name: str) -> Features:
    """Return the features of a file of the browser, such as ``landkreise``."""
    body = (catalogue.folder / web.FOLDER / f"{name}.pbf").read_bytes()
    found = geobuf_read.collection(body)
    shapes = np.array([shape for shape, _ in found], dtype=object)
    shapes = shapely.transform(shapes, cameras.world)
    return Features(
        keys=tuple(values.get("key", "") for _, values in found),
        kinds=tuple(values.get("kind", "") for _, values in found),
        shapes=shapes,
        bounds=shapely.bounds(shapes),
    )


@memo.per_catalogue
def mainland(catalogue: Catalogue) -> Features:
    """Return the Land and all its neighbours as one: its edge is the coast."""
    parts = [features(catalogue, "surroundings"), features(catalogue, "land")]
    around = [s for s, kind in zip(parts[0].shapes, parts[0].kinds, strict=True) if kind in DRY]
    whole = shapely.union_all([*around, *parts[1].shapes], grid_size=GRID)
    shapes = shapely.get_parts(whole)
    empty = ("",) * len(shapes)
    return Features(keys=empty, kinds=empty, shapes=shapes, bounds=shapely.bounds(shapes))


def _tenths(points: np.ndarray) -> np.ndarray:
    """Return points in whole tenths without the repeated ones that rounding leaves."""
    whole = np.floor(points * TENTHS + 0.5).astype(np.int64)
    keep = np.ones(len(whole), dtype=bool)
    keep[1:] = (np.diff(whole, axis=0) != 0).any(axis=1)
    return np.asarray(whole[keep])


def _lines(shape: Any, camera: Camera) -> tuple[np.ndarray, ...]:
    """Return rings or lines of a geometry in tenths of a pixel; a ring without its last point."""
    parts = shapely.get_parts(shape)
    polygonal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings = np.concatenate([shapely.get_rings(parts[polygonal]), parts[~polygonal]])
    rings = rings[shapely.get_num_coordinates(rings) > 1]
    at = np.cumsum(shapely.get_num_coordinates(rings))[:-1]
    least = 3 if polygonal.any() else 2
    found = []
    for points in np.split(shapely.get_coordinates(rings), at):
        line = _tenths(camera.pixels(points))
        if least == 3 and len(line) > 1 and (line[0] == line[-1]).all():  # noqa: PLR2004
            line = line[:-1]
        if len(line) >= least:
            found.append(line)
    return tuple(found)


def box(camera: Camera, room: float = ROOM) -> tuple[float, float, float, float]:
    """Return the box of the picture with some room, in the unit square."""
    low = (camera.origin - room) / camera.scale
    high = (camera.origin + np.array([camera.width, camera.height]) + room) / camera.scale
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def visible(
    found: Features, camera: Camera, rough: float = 0.0
) -> list[tuple[int, tuple[np.ndarray, ...]]]:
    """Return place and lines of each feature that is in the picture, cut to it.

    Parameters
    ----------
    found, camera
        The features, and where the map looks.
    rough
        Pixels by which lines may be simplified.
    """
    west, north, east, south = box(camera)
    b = found.bounds
    touches = (b[:, 0] < east) & (b[:, 2] > west) & (b[:, 1] < south) & (b[:, 3] > north)
    within = (b[:, 0] > west) & (b[:, 2] < east) & (b[:, 1] > north) & (b[:, 3] < south)
    drawn = []
    for at in np.flatnonzero(touches):
        shape = found.shapes[at]
        if not within[at]:
            shape = shapely.clip_by_rect(shape, west, north, east, south)
        if rough:
            shape = shapely.simplify(shape, rough / camera.scale)
        lines = _lines(shape, camera)
        if lines:
            drawn.append((int(at), lines))
    return drawn


def outlines(found: Features, camera: Camera, wanted: set[str]) -> Mapping[str, np.ndarray]:
    """Return the edges of areas as the screen's map knows them: in whole pixels, uncut."""
    edges = {}
    for key, shape in zip(found.keys, found.shapes, strict=True):
        if key in wanted:
            rings = shapely.get_rings(shapely.get_parts(shape))
            at = np.cumsum(shapely.get_num_coordinates(rings))[:-1]
            points = np.floor(shapely.get_coordinates(rings) * camera.scale + 0.5) - camera.origin
            edges[key] = labelling.edges(np.split(points, at))
    return edges
