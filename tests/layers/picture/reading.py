"""Reading pictures back: texts with their boxes, pixels of a PNG, chunks of its texts."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.picture import fonts
from layers.picture.drawing import Group
from layers.picture.drawing import Shape
from layers.picture.drawing import Sign
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.picture.drawing import Item
    from layers.picture.drawing import Picture

UP, DOWN = 0.74, 0.24  # of the type size: what letters take over and under the base line


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text with its box in design units, and the groups it is in."""

    text: str
    box: tuple[float, float, float, float]
    size: float
    groups: tuple[str, ...]


def walk(group: Group, within: tuple[str, ...] = ()) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Yield every item that is no group, with the names of the groups round it."""
    names = (*within, group.name) if group.name else within
    for item in group.items:
        if isinstance(item, Group):
            yield from walk(item, names)
        else:
            yield item, names


def lines(group: Group, at: tuple[float, float, float] = (0, 0, 1)) -> Iterator[Line]:
    """Yield the texts of a drawing with their boxes."""
    yield from _lines(group, at, ())


def _lines(group: Group, at: tuple[float, float, float], within: tuple[str, ...]) -> Iterator[Line]:
    x0, y0, zoom = at[0] + group.x * at[2], at[1] + group.y * at[2], at[2] * group.zoom
    names = (*within, group.name) if group.name else within
    for item in group.items:
        if isinstance(item, Group):
            yield from _lines(item, (x0, y0, zoom), names)
        elif isinstance(item, Text):
            wide = fonts.width(item.text, item.size, item.weight, item.spacing)
            left = item.x - {"start": 0, "middle": wide / 2, "end": wide}[item.anchor]
            box = (left, item.y - item.size * UP, left + wide, item.y + item.size * DOWN)
            placed = tuple(o + v * zoom for o, v in zip((x0, y0, x0, y0), box, strict=True))
            yield Line(text=item.text, box=placed, size=item.size * zoom, groups=names)  # type: ignore[arg-type]


def words(picture: Picture, *names: str) -> str:
    """Return the texts of a picture as one, of some groups only if they are named."""
    found = [
        line.text for line in lines(picture.root) if not names or set(names) & set(line.groups)
    ]
    return " ".join(" ".join(found).replace("\u00a0", " ").split())


def painted(picture: Picture, layer: str) -> dict[str, str]:
    """Return fill by key of the areas of a layer."""
    return {
        item.key: item.paints[0].fill
        for item, names in walk(picture.root)
        if isinstance(item, Shape) and f"layer-{layer}" in names
    }


def signs(picture: Picture, layer: str) -> list[Sign]:
    """Return the signs of a layer on the map."""
    found = walk(picture.root)
    return [i for i, names in found if isinstance(i, Sign) and f"layer-{layer}" in names]


def chunks(png: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each chunk, checking its checksum."""
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">L", png[at : at + 4])
        body = png[at + 4 : at + 8 + size]
        (check,) = struct.unpack(">L", png[at + 8 + size : at + 12 + size])
        assert zlib.crc32(body) == check
        yield body[:4].decode("ascii"), body[4:]
        at += 12 + size


def texts(png: bytes) -> dict[str, str]:
    """Return the texts of a PNG by keyword."""
    found = (body for kind, body in chunks(png) if kind == "iTXt")
    return {body.split(b"\0", 1)[0].decode(): body.split(b"\0", 5)[5].decode() for body in found}


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    width, height = struct.unpack(">LL", png[16:24])
    return width, height


def pixels(png: bytes) -> np.ndarray:
    """Return a PNG (8 bit, not interlaced) as rows of red, green, blue."""
    width, height = size(png)
    data = zlib.decompress(b"".join(body for kind, body in chunks(png) if kind == "IDAT"))
    depth = {2: 3, 6: 4}[png[25]]
    rows = np.frombuffer(data, np.uint8).reshape(height, 1 + width * depth)
    out = np.zeros((height, width * depth), np.uint8)
    above = np.zeros(width * depth, np.int32)
    for y, row in enumerate(rows):
        above = _unfiltered(int(row[0]), row[1:].astype(np.int32), above, depth)
        out[y] = above
    return out.reshape(height, width, depth)[:, :, :3]


def _unfiltered(kind: int, row: np.ndarray, above: np.ndarray, depth: int) -> np.ndarray:
    if kind == 0:
        return row
    if kind == 2:
        return np.asarray((row + above) & 255)
    if kind == 1:
        return np.asarray(np.cumsum(row.reshape(-1, depth), axis=0).ravel() & 255)
    found = row.tolist()
    up = above.tolist()
    for at, value in enumerate(found):
        left = found[at - depth] if at >= depth else 0
        if kind == 3:
            found[at] = (value + (left + up[at]) // 2) & 255
            continue
        corner = up[at - depth] if at >= depth else 0
        guess = left + up[at] - corner
        near = min(
            (abs(guess - left), 0, left),
            (abs(guess - up[at]), 1, up[at]),
            (abs(guess - corner), 2, corner),
        )
        found[at] = (value + near[2]) & 255
    return np.array(found, dtype=np.int32)
