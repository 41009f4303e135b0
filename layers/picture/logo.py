"""The picture of the house: read once, named by its content, as it is or as pixels."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from layers.picture import rasters
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from pathlib import Path

TYPES: Mapping[str, str] = {"svg": "image/svg+xml", "png": "image/png", "webp": "image/webp"}
MOST = 2_000_000  # bytes
FINE = 900  # pixels of the wider side where pixels are needed, 600 dpi of a usual logo on paper
DIGITS = 16  # of the name
PNG_SIZE, WEBP_SIZE = struct.Struct(">LL"), struct.Struct("<HH")
_ROOT = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_BOX = re.compile(rb'viewBox\s*=\s*["\']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)')
_SIDE = rb'\b%b\s*=\s*["\']\s*([\d.]+)\s*(?:px)?\s*["\']'


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A logo.

    Parameters
    ----------
    body
        The file.
    kind
        Key of `TYPES`.
    width, height
        Its size, of which only the ratio counts.
    """

    body: bytes
    kind: str
    width: float
    height: float

    @property
    def name(self) -> str:
        """Return the name under which it is kept: its content and kind."""
        return f"{hashlib.sha256(self.body).hexdigest()[:DIGITS]}.{self.kind}"

    @property
    def address(self) -> str:
        """Return it as an address that holds it."""
        return f"data:{TYPES[self.kind]};base64,{base64.b64encode(self.body).decode('ascii')}"


def _svg(body: bytes) -> tuple[float, float]:
    root = _ROOT.search(body)
    if root is None:
        raise ValueError("no svg element")
    if box := _BOX.search(root[0]):
        return float(box[1]), float(box[2])
    wide, high = (re.search(_SIDE % side, root[0]) for side in (b"width", b"height"))
    if not wide or not high:
        raise ValueError("neither viewBox nor width and height")
    return float(wide[1]), float(high[1])


def _png(body: bytes) -> tuple[float, float]:
    if not body.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ValueError("no PNG")
    return PNG_SIZE.unpack(body[16:24])


def _webp(body: bytes) -> tuple[float, float]:
    """Read the size of a picture in one of the three ways that the format has."""
    kind = body[12:16]
    if kind == b"VP8X":
        return tuple(int.from_bytes(body[at : at + 3], "little") + 1 for at in (24, 27))  # type: ignore[return-value]
    if kind == b"VP8L":
        bits = int.from_bytes(body[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        wide, high = WEBP_SIZE.unpack(body[26:30])
        return wide & 0x3FFF, high & 0x3FFF
    raise ValueError("no WebP")


SIZES: Mapping[str, Callable[[bytes], tuple[float, float]]] = {
    "svg": _svg,
    "png": _png,
    "webp": _webp,
}


def of(body: bytes, kind: str) -> Logo:
    """Return a logo.

    Raises
    ------
    PictureError
        If it is no picture of its kind, or too large.
    """
    try:
        if len(body) > MOST:
            raise ValueError(len(body))  # noqa: TRY301  told in one place
        width, height = SIZES[kind](body)
        if not (width > 0 and height > 0):
            raise ValueError(width, height)  # noqa: TRY301
    except (ValueError, KeyError, struct.error) as error:
        raise PictureError("logo", 500, kind=kind, most=MOST // 1_000_000) from error
    return Logo(body=body, kind=kind, width=width, height=height)


@lru_cache(maxsize=2)
def read(path: Path) -> Logo:
    """Return the logo of a file; it is read once, so that all pictures of a process have one."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise PictureError("logo", 500, kind=path.suffix, most=MOST // 1_000_000) from error
    return of(body, path.suffix.removeprefix(".").lower())


@lru_cache(maxsize=4)
def pixels(logo: Logo) -> np.ndarray:
    """Return a logo as rows of red, green, blue and opacity."""
    zoom = FINE / max(logo.width, logo.height)
    wide, high = max(1, round(logo.width * zoom)), max(1, round(logo.height * zoom))
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
        f'<image href="{logo.address}" width="{wide}" height="{high}"/></svg>'
    )
    return decoded(rasters.run(text.encode("ascii"), (wide, high)))


def checked(path: Path) -> Logo:
    """Return the logo of a file of which something is seen.

    Raises
    ------
    PictureError
        If nothing is: it would be missing on every picture without a word.
    """
    found = read(path)
    if not pixels(found)[:, :, 3].any():
        raise PictureError("logo", 500, kind=found.kind, most=MOST // 1_000_000)
    return found


def decoded(png: bytes) -> np.ndarray:
    """Return the rows of our rasteriser's PNG (8 bit, red, green, blue, opacity)."""
    width, height = PNG_SIZE.unpack(png[16:24])
    at, parts = 8, []
    while at < len(png):
        (size,) = struct.unpack(">L", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + size])
        at += 12 + size
    raw = np.frombuffer(zlib.decompress(b"".join(parts)), np.uint8).reshape(height, -1)
    out = np.zeros((height, width, 4), np.uint8)
    above = np.zeros((width, 4), np.int32)
    for y, line in enumerate(raw):
        above = _row(int(line[0]), line[1:].reshape(width, 4).astype(np.int32), above)
        out[y] = above
    return out


def _row(kind: int, line: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Take back the filter of a row of a PNG (W3C PNG, 9.2)."""
    if kind == 0:
        return line
    if kind == 1:
        return np.asarray(np.cumsum(line, axis=0) & 255)
    if kind == 2:  # noqa: PLR2004  the number of the filter
        return np.asarray((line + above) & 255)
    found = np.zeros_like(line)
    left = corner = np.zeros(4, np.int32)
    for x, value in enumerate(line):
        if kind == 3:  # noqa: PLR2004
            guess = (left + above[x]) // 2
        else:
            p = left + above[x] - corner
            a, b, c = np.abs(p - left), np.abs(p - above[x]), np.abs(p - corner)
            guess = np.where((a <= b) & (a <= c), left, np.where(b <= c, above[x], corner))
        left = found[x] = (value + guess) & 255
        corner = above[x]
    return found
