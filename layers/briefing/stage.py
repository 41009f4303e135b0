"""The stage: a wall of 1920 × 1080 units, and how large type must be to be read from afar."""

from __future__ import annotations

from dataclasses import dataclass

from layers.picture.blocks import Style

WIDTH, HEIGHT = 1920.0, 1080.0
MARGIN = 72.0
TOP, BOTTOM = 46.0, 1004.0
"""Upper and lower end of what stands beside the map; the footer is beneath."""
FOOT = 1020.0
USUAL_DISTANCE_M, USUAL_DIAGONAL_INCH = 5.0, 55.0
FLOOR = 351.0
"""Height of type in CSS pixels at 1920 for a metre of distance on a screen of one inch.

1.45 mm of letter height a metre (Visus 1), safety factor 2, capitals 0.716 em, 16:9: 32 px for
5 m and 55 inches.
"""
LEAST_FACTOR, MOST_FACTOR = 0.75, 1.65
"""Nearer than 3.75 m (55 inches) nothing is smaller; beyond 8 m only a larger screen helps."""
BASE = 32.0
SIZES = {"small": 32.0, "text": 38.0, "head": 32.0, "lead": 38.0, "title": 76.0, "figure": 168.0}
PAPER = 15.0  # the smallest type of sheets, to which their gaps refer
MAP_LABEL = 12.5  # px of the smallest name on the map


@dataclass(frozen=True, slots=True, kw_only=True)
class WallStyle(Style):
    """Type and colours on the wall; `factor` 1 is 5 m before 55 inches.

    Parameters
    ----------
    title, figure, text
        Sizes of headline, large figure and sentence where they are smaller than usual.
    """

    title: float = SIZES["title"]
    figure: float = SIZES["figure"]
    text: float = SIZES["text"]

    def size(self, name: str) -> float:
        """Return a type size in units of the stage."""
        own = {"title": self.title, "figure": self.figure, "text": self.text}
        return own.get(name, SIZES[name]) * self.factor

    def units(self, length: float) -> float:
        """Return a length that goes with the type."""
        return length * self.factor * BASE / PAPER


def factor(distance_m: float, diagonal_inch: float) -> float:
    """Return by how much type is larger than at 5 m before 55 inches."""
    wanted = FLOOR * distance_m / diagonal_inch / BASE
    return min(max(wanted, LEAST_FACTOR), MOST_FACTOR)


def unit(size: float) -> float:
    """Return the units of the stage that a pixel of the map takes, so that names are legible.

    Parameters
    ----------
    size
        Factor of the type.
    """
    return BASE * size / MAP_LABEL
