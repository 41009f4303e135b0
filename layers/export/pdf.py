"""Picture as vectors for print, with tags and embedded fonts: PDF."""

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
    return render.file(scene, "pdf")


EXPORT = ExportSpec(id="pdf", order=70, media_type="application/pdf", write=write, picture=True)
