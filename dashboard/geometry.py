"""Geometry: where the browser finds the shipped map files, by content hash."""

from __future__ import annotations

import contextlib
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import compression
from geodata import geobuf_read
from geodata import topology
from geodata import web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.context import AppContext

BORDERS = ("surroundings", "landkreise", "aerl")  # what every map has; others when they are drawn


@lru_cache(maxsize=8)
def addresses(ctx: AppContext) -> Mapping[str, str]:
    """Return the address of each shipped browser file by its name without ending."""
    files = web.files(ctx.catalogue.folder).values()
    return {Path(file.name).stem: f"/geo/{file.sha256}{file.path.suffix}" for file in files}


@lru_cache(maxsize=8)
def borders(ctx: AppContext) -> str:
    """Return the address of the file with all that every map has.

    It is made from the shipped files and kept beside the compressed copies, under their checksum.
    """
    shipped = web.files(ctx.catalogue.folder)
    files = {name: shipped[f"{name}.pbf"] for name in BORDERS}
    of = hashlib.sha256(" ".join(file.sha256 for file in files.values()).encode()).hexdigest()
    kept = ctx.store.folder / f"{of}.{FORM}"
    with contextlib.suppress(OSError):
        return ctx.store.publish(kept.read_bytes(), "bin", MEDIA_TYPE)
    layers = {name: geobuf_read.collection(file.path.read_bytes()) for name, file in files.items()}
    body = compression.keep(kept, topology.encode(layers))
    return ctx.store.publish(body, "bin", MEDIA_TYPE)


FORM = "topology1"  # another number whenever the form of the file changes
MEDIA_TYPE = "application/x-zukunftsatlas-topology"
