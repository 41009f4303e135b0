"""Geometry: where the browser finds the shipped map files, by content hash."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.context import AppContext


@lru_cache(maxsize=8)
def addresses(ctx: AppContext) -> Mapping[str, str]:
    """Return the address of each shipped browser file by its name without ending."""
    files = web.files(ctx.catalogue.folder).values()
    return {Path(file.name).stem: f"/geo/{file.sha256}{file.path.suffix}" for file in files}
