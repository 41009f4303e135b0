"""Reader for the Geobuf files that :mod:`geodata.geobuf` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

VARINT = 0
BYTES = 2
POINT = 0
MULTILINE = 3
POLYGON = 4
MULTIPOLYGON = 5


def number(body: bytes, at: int) -> tuple[int, int]:
    """Return the unsigned number at a position, and the position after it."""
    value = shift = 0
    while True:
        byte = body[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the last of its bytes
            return value, at
        shift += 7


def fields(body: bytes) -> Iterator[tuple[int, Any]]:
    """Yield field number and value of a message: a number or bytes."""
    at = 0
    while at < len(body):
        tag, at = number(body, at)
        if tag & 7 == VARINT:
            value, at = number(body, at)
            yield tag >> 3, value
        elif tag & 7 == BYTES:
            size, at = number(body, at)
            if at + size > len(body):
                raise ValueError("the message ends within a field")
            yield tag >> 3, body[at : at + size]
            at += size
        else:
            raise ValueError(f"field type {tag & 7} is not expected")


def numbers(body: bytes) -> np.ndarray:
    """Return a packed list of unsigned numbers (vectorised: files have 100,000 of them)."""
    raw = np.frombuffer(body, np.uint8)
    ends = np.flatnonzero(raw < 0x80)  # noqa: PLR2004 - the last byte of a number
    starts = np.concatenate([[0], ends[:-1] + 1])
    place = np.arange(len(raw)) - np.repeat(starts, ends - starts + 1)
    return np.add.reduceat((raw & 0x7F).astype(np.int64) << (7 * place), starts)


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
    kind = have[1]
    lengths = [int(v) for v in numbers(have[2])] if 2 in have else []  # noqa: PLR2004
    steps = points(have[3])
    closed = kind in {POLYGON, MULTIPOLYGON}
    if kind == MULTIPOLYGON and lengths:
        return shapely.MultiPolygon(list(polygons(steps, lengths, scale)))
    cuts = np.cumsum(lengths)[:-1] if lengths else []
    parts = [line(s, scale, closed=closed) for s in np.split(steps, cuts)]
    if kind == POLYGON:
        return shapely.Polygon(parts[0], parts[1:])
    if kind == MULTIPOLYGON:
        return shapely.MultiPolygon([shapely.Polygon(parts[0])])
    if kind == MULTILINE:
        return shapely.MultiLineString(parts)
    return shapely.Point(parts[0][0]) if kind == POINT else shapely.LineString(parts[0])


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
        if field == 1:
            shape = geometry(value, scale)
        elif field == 13:  # noqa: PLR2004 - Feature.values
            values.append(dict(fields(value))[1].decode())
        elif field == 14:  # noqa: PLR2004 - Feature.properties
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
            if field == 1:
                keys.append(value.decode())
            elif field == 3:  # noqa: PLR2004 - Data.precision
                decimals = value
            elif field == 4:  # noqa: PLR2004 - Data.feature_collection
                features = value
        return [feature(f, keys, 10.0**decimals) for n, f in fields(features) if n == 1]
    except (IndexError, KeyError, AttributeError, TypeError) as fault:
        raise ValueError("no Geobuf file") from fault
