"""A road network made for tests, written as OpenStreetMap PBF: a grid and an island with a ferry.

Format: https://wiki.openstreetmap.org/wiki/PBF_Format (blobs uncompressed, plain nodes).
"""

from __future__ import annotations

import itertools
import math
import struct
from typing import TYPE_CHECKING
from typing import Final

if TYPE_CHECKING:
    from pathlib import Path

SIZE: Final = 8
LAT, LON = 52.5, 9.0
STEP_LAT: Final = 1 / 111.2
STEP_LON: Final = STEP_LAT / math.cos(math.radians(LAT))
ISLAND: Final = (3, 12), (3, 13)
PRECISION: Final = 1e7
GRANULARITY: Final = 100


def place(row: float, column: float) -> tuple[float, float]:
    """Return latitude and longitude of a crossing; neighbours are a kilometre apart."""
    return LAT + row * STEP_LAT, LON + column * STEP_LON


def nodes() -> dict[int, tuple[float, float]]:
    """Return all nodes: the grid's crossings, then the island's two."""
    grid = {1 + row * SIZE + col: place(row, col) for row in range(SIZE) for col in range(SIZE)}
    return grid | {500 + n: place(*spot) for n, spot in enumerate(ISLAND)}


def ways() -> list[tuple[list[int], dict[str, str]]]:
    """Return all ways with their tags."""
    road = {"highway": "secondary", "maxspeed": "60"}
    rows = [[1 + row * SIZE + col for col in range(SIZE)] for row in range(SIZE)]
    lines = [*rows, *(list(one) for one in zip(*rows, strict=True)), [500, 501]]
    ferry = ([1 + 3 * SIZE + SIZE - 1, 500], {"route": "ferry", "duration": "00:30"})
    return [(line, road) for line in lines] + [ferry]


def varint(value: int) -> bytes:
    """Return an unsigned number of protobuf."""
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def zigzag(value: int) -> bytes:
    """Return a signed number of protobuf."""
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def part(number: int, body: bytes | int) -> bytes:
    """Return one field: bytes or an unsigned number."""
    if isinstance(body, int):
        return varint(number << 3) + varint(body)
    return varint(number << 3 | 2) + varint(len(body)) + body


def blob(kind: str, body: bytes) -> bytes:
    """Return a file block."""
    raw = part(1, body) + part(2, len(body))
    head = part(1, kind.encode()) + part(3, len(raw))
    return struct.pack(">I", len(head)) + head + raw


def write(path: Path) -> Path:
    """Write the network."""
    words = [""]

    def word(text: str) -> int:
        if text not in words:
            words.append(text)
        return words.index(text)

    points = b""
    for key, (lat, lon) in nodes().items():
        spot = [varint(8 << 3) + zigzag(round(lat * PRECISION)),
                varint(9 << 3) + zigzag(round(lon * PRECISION))]  # fmt: skip
        points += part(1, varint(1 << 3) + zigzag(key) + b"".join(spot))
    lines = b""
    for number, (refs, tags) in enumerate(ways()):
        steps = [refs[0], *(b - a for a, b in itertools.pairwise(refs))]
        keys = b"".join(varint(word(key)) for key in tags)
        values = b"".join(varint(word(value)) for value in tags.values())
        ids = part(1, 1000 + number)
        members = part(8, b"".join(zigzag(one) for one in steps))
        lines += part(3, ids + part(2, keys) + part(3, values) + members)
    table = part(1, b"".join(part(1, one.encode()) for one in words))
    block = table + part(2, points) + part(2, lines) + part(17, GRANULARITY)
    path.write_bytes(blob("OSMHeader", part(4, b"OsmSchema-V0.6")) + blob("OSMData", block))
    return path
