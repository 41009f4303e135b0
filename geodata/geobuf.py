"""Writer for Geobuf, the compact form of GeoJSON that the browser reads.

Only what the atlas needs: one feature collection, two dimensions, text properties.
Format: https://github.com/mapbox/geobuf (geobuf.proto), a protocol buffer message.
Written here so that neither the server nor the build needs a protobuf library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

SEVEN_BITS: Final = 0x7F
MORE: Final = 0x80  # this bit says that a number goes on in the next byte
# wire types of protocol buffers
VARINT: Final = 0
BYTES: Final = 2
# Geometry.Type
POINT: Final = 0
MULTIPOINT: Final = 1
LINE: Final = 2
MULTILINE: Final = 3
POLYGON: Final = 4
MULTIPOLYGON: Final = 5
OF_SHAPELY: Final = {0: POINT, 4: MULTIPOINT, 1: LINE, 5: MULTILINE, 3: POLYGON, 6: MULTIPOLYGON}
RINGS: Final = frozenset({POLYGON, MULTIPOLYGON})
# field numbers of geobuf.proto
KEYS: Final = 1
DIMENSIONS: Final = 2
PRECISION: Final = 3
COLLECTION: Final = 4
FEATURES: Final = 1
GEOMETRY: Final = 1
VALUES: Final = 13
PROPERTIES: Final = 14
TYPE: Final = 1
LENGTHS: Final = 2
COORDINATES: Final = 3
TEXT: Final = 1


def varint(value: int) -> bytes:
    """Encode an unsigned integer, seven bits a byte, lowest first."""
    out = bytearray()
    while value > SEVEN_BITS:
        out.append((value & SEVEN_BITS) | MORE)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value: int) -> int:
    """Map a signed integer to an unsigned one: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return (value << 1) ^ (value >> 63)


def number(field: int, value: int) -> bytes:
    """Encode one unsigned number field."""
    return varint(field << 3 | VARINT) + varint(value)


def block(field: int, body: bytes) -> bytes:
    """Encode one field of bytes: text, message or packed list."""
    return varint(field << 3 | BYTES) + varint(len(body)) + body


def packed(field: int, values: Iterable[int]) -> bytes:
    """Encode a packed list of unsigned numbers; nothing if it is empty."""
    body = b"".join(varint(v) for v in values)
    return block(field, body) if body else b""


def line(coordinates: np.ndarray, scale: int, *, closed: bool) -> list[int]:
    """Return a line as zigzag differences; a closed ring leaves out its last point."""
    whole = np.round(coordinates * scale).astype(np.int64)
    if closed:
        whole = whole[:-1]
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    return [zigzag(int(v)) for v in steps.ravel()]


def rings(polygon: Any) -> list[Any]:
    """Return shell and holes of a polygon."""
    return [polygon.exterior, *polygon.interiors]


def geometry(shape: Any, scale: int) -> bytes:
    """Encode one geometry as a Geobuf Geometry message."""
    kind = OF_SHAPELY[shapely.get_type_id(shape)]
    lengths: list[int] = []
    parts: list[Any]
    closed = kind in RINGS
    if kind == MULTIPOLYGON:  # count of polygons, then of each its rings with their lengths
        polygons = [rings(p) for p in shape.geoms]
        parts = [r for p in polygons for r in p]
        if len(parts) > 1:
            lengths.append(len(polygons))
            for polygon in polygons:
                lengths.append(len(polygon))
                lengths.extend(len(r.coords) - 1 for r in polygon)
    elif closed:
        parts = rings(shape)
        lengths = [len(r.coords) - 1 for r in parts] if len(parts) > 1 else []
    elif kind == MULTILINE:
        parts = list(shape.geoms)
        lengths = [len(p.coords) for p in parts] if len(parts) > 1 else []
    else:
        parts = [shape]
    steps = [v for p in parts for v in line(shapely.get_coordinates(p), scale, closed=closed)]
    return number(TYPE, kind) + packed(LENGTHS, lengths) + packed(COORDINATES, steps)


def feature(shape: Any, values: Mapping[str, str], keys: Sequence[str], scale: int) -> bytes:
    """Encode one feature; the property ``id`` is enough for the browser to tell it."""
    body = block(GEOMETRY, geometry(shape, scale))
    have = [k for k in keys if k in values]
    body += b"".join(block(VALUES, block(TEXT, values[k].encode())) for k in have)
    return body + packed(PROPERTIES, (n for i, k in enumerate(have) for n in (keys.index(k), i)))


def collection(
    shapes: Iterable[Any], properties: Sequence[Mapping[str, str]], decimals: int = 5
) -> bytes:
    """Encode geometries with their properties as one Geobuf feature collection.

    Parameters
    ----------
    shapes
        Geometries in EPSG:4326, already rounded to `decimals`.
    properties
        One mapping of text values a shape.
    decimals
        Decimals of a degree that are kept; 5 is about one metre.
    """
    scale = 10**decimals
    keys = list(dict.fromkeys(k for values in properties for k in values))
    features = b"".join(
        block(FEATURES, feature(s, v, keys, scale)) for s, v in zip(shapes, properties, strict=True)
    )
    head = b"".join(block(KEYS, k.encode()) for k in keys)
    return head + number(DIMENSIONS, 2) + number(PRECISION, decimals) + block(COLLECTION, features)
