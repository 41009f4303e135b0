"""The rasteriser, run beside this process so that it can be stopped: SVG in, PNG out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from layers.picture import fonts
from layers.picture.refusal import PictureError

PROGRAM = Path(__file__).with_name("raster.py")
TIMEOUT = 60.0  # seconds for a picture of the largest size on a slow machine


def run(svg: bytes, size: tuple[int, int], timeout: float = TIMEOUT) -> bytes:
    """Return an SVG in pixels.

    Parameters
    ----------
    svg
        The drawing.
    size
        Width and height, pixels.
    timeout
        Seconds after which it is given up.

    Raises
    ------
    PictureError
        If it was not ready in time, or failed.
    """
    paths = [str(fonts.font(weight).path) for weight in fonts.WEIGHTS]
    try:
        done = subprocess.run(  # noqa: S603  our own file
            [sys.executable, "-I", str(PROGRAM), *map(str, size), *paths],
            input=svg,
            capture_output=True,
            check=True,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired as error:
        raise PictureError("late", 503) from error
    except subprocess.CalledProcessError as error:
        sys.stderr.write(error.stderr.decode("utf-8", "replace"))
        raise PictureError("failed", 500) from error
    return done.stdout
