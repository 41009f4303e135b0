"""SVG to PNG in a process of its own: ``python raster.py WIDTH HEIGHT FONT…``, SVG in, PNG out.

The renderer (resvg) keeps the interpreter to itself while it works, so that it would stop the
server's other threads. This file is run by its path and imports nothing of the atlas.
"""

from __future__ import annotations

import os
import sys

import resvg_py

NICE = 10  # the map comes first
DPI = 96  # CSS pixels an inch, by which a size in millimetres is read


def main(width: int, height: int, fonts: list[str]) -> None:
    """Read, draw, write."""
    os.nice(NICE)
    svg = sys.stdin.buffer.read().decode("utf-8")
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=height,
        dpi=DPI,
        skip_system_fonts=True,
        font_files=fonts,
    )
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
