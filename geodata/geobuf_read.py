"""Reader for the Geobuf files that :mod:`geodata.geobuf` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import shapely

from geodata import geobuf

if TYPE_CHECKING:
    from collections.abc import Iterator


def number(body: bytes, at: int) -> tuple[int, int]:
    """Return the unsigned number at a position, and the position after it."""
    value = shift = 0
    while True:
        byte = body[at]
        at += 1
        value |= (byte & geobuf.SEVEN_BITS) << shift
        if byte < geobuf.MORE:
            return value, at
        shift += 7


def fields(body: bytes) -> Iterator[tuple[int, Any]]:
    """Yield field number and value of a message: a number or bytes."""
    at = 0
    while at < len(body):
        tag, at = number(body, at)
        if tag & 7 == geobuf.VARINT:
            value, at = number(body, at)
            yield tag >> 3, value
        elif tag & 7 == geobuf.BYTES:
            size, at = number(body, at)
            if at + size > len(body):
                raise ValueError("the message ends within a field")
            yield tag >> 3, body[at : at + size]
            at += size
        else:
            raise ValueError(f"field type {tag & 7} is not expected")


def numbers(body: bytes) -> np.ndarray:
    """Return a packed list of unsigned numbers (vectorised: files have 100,000 of them)."""
    if not body:
        return np.zeros(0, np.int64)
    raw = np.frombuffer(body, np.uint8)
    ends = np.flatnonzero(raw < geobuf.MORE)  # the last byte of each number
    starts = np.concatenate([[0], ends[:-1] + 1])
    place = np.arange(len(raw)) - np.repeat(starts, ends - starts + 1)
    return np.add.reduceat((raw & geobuf.SEVEN_BITS).astype(np.int64) << (7 * place), starts)


def points(body: bytes) -> np.ndarray:
    """Return zigzag differences of one geometry as pairs, not yet summed up."""
    flat = numbers(body)
    return np.asarray((flat >> 1) ^ -(flat & 1)).reshape(-1, 2)


def line(steps: np.ndarray, scale: float, *, closed: bool) -> np.ndarray:
    """Return the coordinates of one line in degrees; a ring gets its first point again."""
    xy = np.cumsum(steps, axis=0) / scale
    return np.concatenate([xy, xy[:1]]) if closed else xy


def geometry(body: bytes, scale: float) -> Any:
    """Return one geometry in degrees."""
    have = dict(fields(body))
    kind = have[geobuf.TYPE]
    lengths = [int(v) for v in numbers(have.get(geobuf.LENGTHS, b""))]
    steps = points(have[geobuf.COORDINATES])
    closed = kind in geobuf.RINGS
    if kind == geobuf.MULTIPOLYGON and lengths:
        return shapely.MultiPolygon(list(polygons(steps, lengths, scale)))
    cuts = np.cumsum(lengths)[:-1]
    parts = [line(s, scale, closed=closed) for s in np.split(steps, cuts)]
    if kind == geobuf.POLYGON:
        return shapely.Polygon(parts[0], parts[1:])
    if kind == geobuf.MULTIPOLYGON:
        return shapely.MultiPolygon([shapely.Polygon(parts[0])])
    if kind == geobuf.MULTILINE:
        return shapely.MultiLineString(parts)
    return shapely.Point(parts[0][0]) if kind == geobuf.POINT else shapely.LineString(parts[0])


def polygons(steps: np.ndarray, lengths: list[int], scale: float) -> Iterator[Any]:
    """Yield the polygons of a multipolygon: count, then rings with their lengths."""
    at, start = 1, 0
    for _ in range(lengths[0]):
        rings = []
        for size in lengths[at + 1 : at + 1 + lengths[at]]:
            rings.append(line(steps[start : start + size], scale, closed=True))
            start += size
        at += 1 + lengths[at]
        yield shapely.Polygon(rings[0], rings[1:])


def feature(body: bytes, keys: list[str], scale: float) -> tuple[Any, dict[str, str]]:
    """Return geometry and properties of one feature."""
    shape, values, pairs = None, [], np.zeros(0, np.int64)
    for field, value in fields(body):
        if field == geobuf.GEOMETRY:
            shape = geometry(value, scale)
        elif field == geobuf.VALUES:
            values.append(dict(fields(value))[geobuf.TEXT].decode())
        elif field == geobuf.PROPERTIES:
            pairs = numbers(value)
    return shape, {keys[k]: values[v] for k, v in pairs.reshape(-1, 2)}


def collection(body: bytes) -> list[tuple[Any, dict[str, str]]]:
    """Return geometry (degrees, EPSG:4326) and properties of every feature.

    Raises
    ------
    ValueError
        If the bytes are no such file.
    """
    keys: list[str] = []
    decimals, features = 6, b""
    try:
        for field, value in fields(body):
            if field == geobuf.KEYS:
                keys.append(value.decode())
            elif field == geobuf.PRECISION:
                decimals = value
            elif field == geobuf.COLLECTION:
                features = value
        return [
            feature(f, keys, 10.0**decimals) for n, f in fields(features) if n == geobuf.FEATURES
        ]
    except (IndexError, KeyError, AttributeError, TypeError) as fault:
        raise ValueError("no Geobuf file") from fault
