"""Writers whose bytes depend on the content alone: CSV, gzip, JSON, GeoPackage."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import pyogrio

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

STAMP: Final = "2000-01-01T00:00:00.000Z"  # GeoPackage demands a time; a true one would differ


def made(path: Path) -> Path:
    """Return the path with its folder in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def csv(frame: pd.DataFrame, path: Path) -> None:
    """Write rows without index, UTF-8, one line feed a row."""
    frame.to_csv(made(path), index=False, lineterminator="\n", encoding="utf-8")


def csv_gz(frame: pd.DataFrame, path: Path) -> None:
    """Write rows as gzip without time and file name in its header."""
    body = frame.to_csv(index=False, lineterminator="\n").encode()
    made(path).write_bytes(gzip.compress(body, 9, mtime=0))


def dump(value: Any, path: Path, *, lines: bool = False) -> None:
    """Write JSON in UTF-8; `lines` for files that people read."""
    text = (
        json.dumps(value, ensure_ascii=False, indent=1)
        if lines
        else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    )
    made(path).write_text(text + "\n", encoding="utf-8")


def gpkg(layers: dict[str, gpd.GeoDataFrame], path: Path) -> None:
    """Write frames as layers of one GeoPackage with a fixed time stamp."""
    made(path).unlink(missing_ok=True)
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": STAMP})
    try:
        for name, frame in layers.items():
            promote = bool((frame.geom_type == "MultiPolygon").any())
            pyogrio.write_dataframe(
                frame, path, layer=name, driver="GPKG", promote_to_multi=promote
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
