"""Picture in pixels, for screens and print: PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.picture import render
from layers.spec import ExportSpec

if TYPE_CHECKING:
    from layers.rowset import Header
    from layers.rowset import Rows
    from layers.scene import Scene


def write(scene: Scene, rows: Rows = "areas", header: Header = "key") -> bytes:
    """Return the picture of a scene as it is without any choice; rows and header say nothing."""
    del rows, header
    return render.file(scene, "png")


EXPORT = ExportSpec(id="png", order=50, media_type="image/png", write=write, picture=True)
