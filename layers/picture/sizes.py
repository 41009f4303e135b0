"""Sizes of pictures: presets for screens and paper, and free ones in pixels or millimetres."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Mapping

MM = 25.4  # an inch
LEAST, MOST = 300, 10_000  # pixels of a side
MOST_MILLIONS = 25  # pixels of a picture; A3 at 300 dpi has 17.4
DPI, LEAST_DPI, MOST_DPI = 300, 72, 600
PAPER_DPI = 150  # a design unit on paper is 1/150 inch, so that type of 15 units has 7.2 pt
PAPER = 1475  # design units of the side of a square as large as A4 at that scale
SCREEN, SCREEN_UNIT = 1200, 1.2  # the same for screens; pixels of a unit on small screens
SMALL = 720  # the side of a square in units below which the type becomes smaller
_PIXELS = re.compile(r"([0-9]{1,6})x([0-9]{1,6})")
_MM = re.compile(r"([0-9]{1,5}(?:\.[0-9])?)x([0-9]{1,5}(?:\.[0-9])?)mm(?:@([0-9]{1,4}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A size.

    Parameters
    ----------
    id
        As it was asked for.
    width, height
        Pixels.
    dpi
        Pixels an inch, if it is for paper; None for screens.
    """

    id: str
    width: int
    height: int
    dpi: int | None = None

    @property
    def unit(self) -> float:
        """Pixels of a design unit, so that type is legible where the picture is used."""
        side = math.sqrt(self.width * self.height)
        if self.dpi:
            return max(side / PAPER, min(self.dpi / PAPER_DPI, side / SMALL))
        return max(side / SCREEN, min(SCREEN_UNIT, side / SMALL))

    @property
    def inches(self) -> tuple[float, float] | None:
        """Width and height on paper."""
        return (self.width / self.dpi, self.height / self.dpi) if self.dpi else None


def _mm(name: str, width: float, height: float, dpi: int) -> Size:
    pixels = (round(side / MM * dpi) for side in (width, height))
    return Size(id=name, width=next(pixels), height=next(pixels), dpi=dpi)


_ALL = (
    Size(id="hd", width=1920, height=1080),
    Size(id="4k", width=3840, height=2160),
    Size(id="square", width=1080, height=1080),
    Size(id="portrait", width=1080, height=1350),
    Size(id="social", width=1200, height=630),
    _mm("a4-landscape", 297, 210, 300),
    _mm("a4-portrait", 210, 297, 300),
    _mm("a3-landscape", 420, 297, 300),
    _mm("a3-portrait", 297, 420, 300),
    _mm("newspaper", 235, 165, 200),
)
PRESETS: Mapping[str, Size] = {size.id: size for size in _ALL}
ALIASES = {"a4": "a4-landscape", "a3": "a3-landscape", "16:9": "hd"}


def parse(text: str) -> Size:
    """Return the size of a preset's name or of ``1920x1080`` or ``297x210mm@300``.

    Raises
    ------
    PictureError
        If it is none of these, or too small or too large.
    """
    name = text.strip().lower()
    name = ALIASES.get(name, name)
    if name in PRESETS:
        return PRESETS[name]
    if match := _PIXELS.fullmatch(name):
        return _checked(Size(id=name, width=int(match[1]), height=int(match[2])))
    if match := _MM.fullmatch(name):
        dpi = int(match[3] or DPI)
        if LEAST_DPI <= dpi <= MOST_DPI:
            return _checked(_mm(name, float(match[1]), float(match[2]), dpi))
    raise PictureError("size_unknown", got=text[:40], known=", ".join(PRESETS))


def _checked(size: Size) -> Size:
    fits = all(LEAST <= side <= MOST for side in (size.width, size.height))
    if fits and size.width * size.height <= MOST_MILLIONS * 1_000_000:
        return size
    raise PictureError("size_bounds", got=size.id, low=LEAST, high=MOST, most=MOST_MILLIONS)
