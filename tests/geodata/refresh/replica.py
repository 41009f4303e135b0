"""A replica of the official delivery: the layout of VG250, made of the shipped shapes.

The shapes are those of the shipped master, simplified together so that tests are quick; the
Länder around are Bremen, which fills the hole, and a ring that is called Nordrhein-Westfalen.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geodata import areas
from geodata import crs
from geodata import folders
from geodata import geometry
from geodata.refresh.present import Present

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TOLERANCE_M: Final = 60.0
RING_M: Final = 20_000.0
OLD: Final = {"ars": "RS", "ags": "AGS", "name": "GEN", "title": "BEZ", "gf": "GF"}
NEW: Final = {**OLD, "ars": "ARS"}
COUNTED: Final = {**NEW, "inhabitants": "EWZ", "area_km2": "KFL", "valid_from": "WSK"}
DATE: Final = "31.12.2024"
CALLED: Final = {name: f"VG250_{name}" for name in ("GEM", "KRS", "VWG", "LAN")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """The layers of a delivery under our names, EPSG:25832; tests change copies of them."""

    gem: gpd.GeoDataFrame
    krs: gpd.GeoDataFrame
    vwg: gpd.GeoDataFrame
    lan: gpd.GeoDataFrame

    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        return {"GEM": self.gem, "KRS": self.krs, "VWG": self.vwg, "LAN": self.lan}


def ars(keys: pd.Index, joint: pd.Series) -> list[str]:
    """Return keys with 12 digits: members of a Samtgemeinde have its key in the middle."""
    return [(joint[key] or f"{key[:5]}0{key[5:]}") + key[5:] for key in keys]


def made() -> Replica:
    """Return the shipped areas as a delivery would have them, a little coarser."""
    land = areas.geometry("gemeinden")
    tidal = areas.geometry("gemeinden", tidal=True)
    frames = areas.load_frames()
    units = frames["gemeinden"]
    whole = shapely.union_all(land.geometry.to_numpy())
    hole = max(
        (shapely.Polygon(r) for p in shapely.get_parts(whole) for r in p.interiors),
        key=shapely.area,
    )
    every = np.array([*land.geometry, *tidal.geometry, hole], dtype=object)
    every = geometry.rounded(geometry.simplified(every, TOLERANCE_M), 0.1)
    n, m = len(land), len(tidal)
    shapes, waters = every[:n], every[n : n + m]
    hole = every[-1]
    ring = shapely.difference(
        shapely.buffer(shapely.union_all(list(shapes)), RING_M),
        shapely.union_all([*shapes, *waters, hole]),
    )
    both = pd.Index([*land.index, *tidal.index])
    gem = gpd.GeoDataFrame(
        {
            "ars": ars(both, units["samtgemeinde"]),
            "ags": both,
            "name": [
                units["name"][k]
                + (", gemfr. Geb." if units["title"][k].startswith("Gemeindef") else "")
                for k in both
            ],
            "title": [units["title"][k] for k in both],
            "gf": [4] * n + [2] * m,
            "inhabitants": [units["inhabitants"][k] for k in land.index] + [0] * m,
            "area_km2": [units["area_km2"][k] for k in land.index] + [0.0] * m,
            "valid_from": "2011-11-01",
        },
        geometry=[*shapes, *waters],
        crs=crs.METRIC,
    )
    return Replica(
        gem=gem,
        krs=_krs(gem, frames["landkreise"]),
        vwg=_vwg(gem, frames["samtgemeinden"]),
        lan=_lan(gem, hole, ring),
    )


def _krs(gem: gpd.GeoDataFrame, frame: pd.DataFrame) -> gpd.GeoDataFrame:
    land = gem[gem.gf == 4]
    shapes = geometry_by(land, land.ags.str[:5])
    names = Present.load(folders.DATA).kreise()["name"]
    return gpd.GeoDataFrame(
        {
            "ars": list(shapes), "ags": list(shapes), "name": [names[k] for k in shapes],
            "title": [frame["title"][k] for k in shapes], "gf": 4,
        },
        geometry=list(shapes.values()),
        crs=crs.METRIC,
    )  # fmt: skip


def _vwg(gem: gpd.GeoDataFrame, frame: pd.DataFrame) -> gpd.GeoDataFrame:
    land = gem[gem.gf == 4]
    shapes = geometry_by(land, land.ars.str[:9])
    return gpd.GeoDataFrame(
        {
            "ars": list(shapes), "ags": list(shapes),
            "name": [frame["name"].get(k, "Einheitsgemeinde") for k in shapes],
            "title": ["Samtgemeinde" if k in frame.index else "Gemeinde" for k in shapes],
            "gf": 4,
        },
        geometry=list(shapes.values()),
        crs=crs.METRIC,
    )  # fmt: skip


def _lan(gem: gpd.GeoDataFrame, hole: Any, ring: Any) -> gpd.GeoDataFrame:
    own = shapely.union_all(gem.geometry[gem.gf == 4].to_numpy())
    sea = shapely.union_all(gem.geometry[gem.gf == 2].to_numpy())
    names = ["Niedersachsen", "Niedersachsen", "Bremen", "Nordrhein-Westfalen"]
    keys = ["03", "03", "04", "05"]
    return gpd.GeoDataFrame(
        {"ars": keys, "ags": keys, "name": names, "title": "Land", "gf": [4, 2, 4, 4]},
        geometry=[own, sea, hole, ring],
        crs=crs.METRIC,
    )


def geometry_by(frame: gpd.GeoDataFrame, by: pd.Series) -> dict[str, Any]:
    return {str(k): shapely.union_all(g.geometry.to_numpy()) for k, g in frame.groupby(by)}


def written(
    replica: Replica,
    path: Path,
    names: Mapping[str, str] = NEW,
    *,
    gpkg: bool = False,
    date: str = DATE,
    code: int = crs.METRIC,
    called: Mapping[str, str] = CALLED,
    without: tuple[str, ...] = (),
) -> Path:
    """Write a delivery as the federal agency packs it: sub-folders, date, documentation.

    Parameters
    ----------
    called
        Name of each layer in the file.
    without
        Endings of files that are left out.
    """
    work = path.parent / f"{path.stem}.work"
    inside = work / "vg250_ebenen_1231"
    inside.mkdir(parents=True)
    for name, frame in replica.layers().items():
        out = frame[[c for c in frame if c in names or c == "geometry"]].rename(columns=names)
        out = out.to_crs(code)
        out["ADE"], out["BSG"] = 6, 1
        if gpkg:
            pyogrio.write_dataframe(
                out, inside / "DE_VG250.gpkg", layer=called[name].lower(),
                promote_to_multi=True, append=(inside / "DE_VG250.gpkg").exists(),
            )  # fmt: skip
        else:
            pyogrio.write_dataframe(out, inside / f"{called[name]}.shp", encoding="UTF-8")
    if date:
        (work / "dokumentation").mkdir()
        (work / "dokumentation/aktualitaet.txt").write_text(f"{date}\n", encoding="utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(work.rglob("*")):
            if file.is_file() and file.suffix not in without:
                out.write(file, f"vg250.ebenen/{file.relative_to(work)}")
    return path
