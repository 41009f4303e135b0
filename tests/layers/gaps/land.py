"""The toy country on the ground: its Gemeinden in a row, 20 km apart, with supply centres.

Gemeinde i (0 to 8) lies at x = 500 km + i * 20 km. Everybody of a Gemeinde lives at its middle,
but a few (`outside`) who live 9 km north of it. Centres stand in the middle of Gemeinden.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

import pandas as pd

from geodata import crs
from geodata.analysis import demand
from geodata.analysis.analyst import Analyst
from layers.gaps import scene
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.gaps.scene import GapScene

WEST, SOUTH, APART, OUT = 500_000.0, 5_800_000.0, 20_000.0, 9_000.0
FREE = "5km@95"
KEYS = tuple(toy.areas()["gemeinden"].index)


def spot(key: str) -> tuple[float, float]:
    """Return latitude and longitude of the middle of a Gemeinde."""
    lon, lat = crs.degrees(WEST + KEYS.index(key) * APART, SOUTH)[0]
    return float(lat), float(lon)


def centre(id_: str, key: str, kind: str = "open") -> dict[str, Any]:
    """Return the record of a supply centre."""
    lat, lon = spot(key)
    return toy.record(
        id_,
        key,
        None,
        dataset="rvz",
        programme="rvz",
        kind_detail=kind,
        title=f"RVZ {id_}",
        lat=lat,
        lon=lon,
    )


def people(outside: dict[str, int], catalogue: Catalogue) -> demand.Demand:
    """Return who lives where: 1000 a Gemeinde, of whom some live outside its middle."""
    rows = []
    for at, key in enumerate(KEYS):
        lives = int(catalogue.areas["gemeinden"].loc[key, "inhabitants"])
        far = outside.get(key, 0)
        for north, number in ((0.0, lives - far), (OUT, far)):
            if number:
                place = {"x": WEST + at * APART, "y": SOUTH + north, "gemeinde": key}
                rows.append(place | {"inhabitants": number})
    table = pd.DataFrame(rows)
    return demand.of(table, catalogue, id="points", title="Leute", title_en="people")


def central(*tiers: tuple[str, str]) -> pd.DataFrame:
    """Return central places: Gemeinde and tier of each."""
    columns = ("kind", "gemeinde", "kind_label", "kind_label_en", "landkreise", "aerl", "region")
    rows = [("central_place", key, tier, tier, (key[:5],), (), "") for key, tier in tiers]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def land(
    *centres: dict[str, Any],
    outside: dict[str, int] | None = None,
    money: list[dict[str, Any]] | None = None,
    tiers: tuple[tuple[str, str], ...] = (),
) -> Catalogue:
    """Return the toy country with these centres and records, ready to be analysed."""
    rows = [*centres, *(money or [])]
    areas = dict(toy.areas())
    where = pd.DataFrame([spot(key) for key in KEYS], index=KEYS, columns=["lat", "lon"])
    areas["gemeinden"] = areas["gemeinden"].assign(lat=where["lat"], lon=where["lon"])
    places = pd.DataFrame(
        [
            {
                "record": row["id"], "name": row["title"], "lat": row["lat"], "lon": row["lon"],
                "gemeinde": row["gemeinde"], "landkreis": row["gemeinde"][:5],
                "precision": "place",
            }
            for row in centres
        ],
        columns=["record", "name", "lat", "lon", "gemeinde", "landkreis", "precision"],
    )  # fmt: skip
    found = toy.catalogue(
        rows, areas=MappingProxyType(areas), places=places, instruments=central(*tiers)
    )
    demands = {"points": people(outside or {}, found)}
    scene.install(found, Analyst(found, demands=demands))
    return found


def asked(catalogue: Catalogue, **fields: Any) -> GapScene:
    """Return the scene of a view that measures straight kilometres."""
    usual: dict[str, Any] = {"mode": "gaps", "level": "gemeinden", "measure": "beeline"}
    return scene.build(ViewState(**usual | {"norm": FREE} | fields), catalogue)
