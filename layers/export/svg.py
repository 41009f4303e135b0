"""Picture as vectors with its texts as text: SVG."""

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
    return render.file(scene, "svg")


EXPORT = ExportSpec(id="svg", order=60, media_type="image/svg+xml", write=write, picture=True)
