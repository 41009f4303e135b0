"""Writes the area levels as the browser reads them: Geobuf with id, key and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata import geobuf
from geodata.build import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geodata.build.simplify import Web


def level(shapes: gpd.GeoSeries, names: pd.Series) -> bytes:
    """Return one level as Geobuf; the id is the key."""
    texts = [{"id": key, "key": key, "name": names[key]} for key in shapes.index]
    return geobuf.collection(shapes, texts)


def build(web: Web, tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write ``web/<level>.pbf`` for every level that is drawn."""
    for name, shapes in web.levels.items():
        names = tables[name].set_index("key")["name"]
        write.made(folder / "web" / f"{name}.pbf").write_bytes(level(shapes, names))
