"""Geometry of the screen's map for pictures: read once, projected once, cut to the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
LEAST_RING, LEAST_LINE = 3, 2  # points
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


@memo.per_ground
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


@memo.per_ground
def mainland(catalogue: Catalogue) -> Features:
    """Return the Land and all its neighbours as one: its edge is the coast."""
    parts = [features(catalogue, "surroundings"), features(catalogue, "land")]
    around = [s for s, kind in zip(parts[0].shapes, parts[0].kinds, strict=True) if kind in DRY]
    whole = shapely.union_all([*around, *parts[1].shapes], grid_size=GRID)
    shapes = shapely.get_parts(whole)
    empty = ("",) * len(shapes)
    return Features(keys=empty, kinds=empty, shapes=shapes, bounds=shapely.bounds(shapes))


def _lines(shapes: np.ndarray, camera: Camera) -> dict[int, tuple[np.ndarray, ...]]:
    """Return rings or lines of each geometry in tenths of a pixel, all computed at once.

    Points that rounding makes equal are left out, of a ring also the last, which is the first.
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    areal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, of_part = shapely.get_rings(parts[areal], return_index=True)
    curves = np.concatenate([rings, parts[~areal]])
    owner = np.concatenate([owner[areal][of_part], owner[~areal]])
    closed = np.arange(len(curves)) < len(rings)
    points, line = shapely.get_coordinates(curves, return_index=True)
    whole = np.floor(camera.pixels(points) * TENTHS + 0.5).astype(np.int64)
    keep = np.ones(len(whole), dtype=bool)
    keep[1:] = (np.diff(whole, axis=0) != 0).any(axis=1) | (np.diff(line) != 0)
    whole, line = whole[keep], line[keep]
    edges = np.searchsorted(line, np.arange(len(curves) + 1))
    found: dict[int, list[np.ndarray]] = {}
    for n in np.argsort(owner, kind="stable").tolist():
        one = whole[edges[n] : edges[n + 1]]
        if closed[n] and len(one) > 1 and (one[0] == one[-1]).all():
            one = one[:-1]
        if len(one) >= (LEAST_RING if closed[n] else LEAST_LINE):
            found.setdefault(int(owner[n]), []).append(one)
    return {n: tuple(lines) for n, lines in found.items()}


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
    chosen = np.flatnonzero(touches)
    shapes = found.shapes[chosen]
    cut = ~within[chosen]
    shapes[cut] = [shapely.clip_by_rect(s, west, north, east, south) for s in shapes[cut]]
    if rough:
        shapes = shapely.simplify(shapes, rough / camera.scale)
    lines = _lines(shapes, camera)
    return [(int(at), lines[n]) for n, at in enumerate(chosen) if n in lines]


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
