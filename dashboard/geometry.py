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

BORDERS = ("surroundings", "landkreise", "aerl")  # what every map has
FINER = ("gemeinden", "zukunftsregionen")  # files of their own, fetched when they are drawn first


@lru_cache(maxsize=8)
def addresses(ctx: AppContext) -> Mapping[str, str]:
    """Return the address of each file of the browser by its name without ending."""
    shipped = web.files(ctx.catalogue.folder)
    texts = {Path(name).stem: file for name, file in shipped.items() if name.endswith(".json")}
    return {
        **{name: f"/geo/{file.sha256}{file.path.suffix}" for name, file in texts.items()},
        **{name: _drawn(ctx, shipped, (name,)) for name in FINER},
        "borders": _drawn(ctx, shipped, BORDERS),
    }


def _drawn(ctx: AppContext, shipped: Mapping[str, web.WebFile], names: tuple[str, ...]) -> str:
    """Return the address of the file in which the browser gets these layers.

    It is made from the shipped files and kept beside the compressed copies, under their checksum.
    """
    files = {name: shipped[f"{name}.pbf"] for name in names}
    of = hashlib.sha256(" ".join(file.sha256 for file in files.values()).encode()).hexdigest()
    kept = ctx.store.folder / f"{of}.{FORM}"
    with contextlib.suppress(OSError):
        return ctx.store.publish(kept.read_bytes(), "bin", MEDIA_TYPE)
    layers = {name: geobuf_read.collection(file.path.read_bytes()) for name, file in files.items()}
    body = compression.keep(kept, topology.encode(layers))
    return ctx.store.publish(body, "bin", MEDIA_TYPE)


FORM = "topology1"  # another number whenever the form of the file changes
MEDIA_TYPE = "application/x-zukunftsatlas-topology"
