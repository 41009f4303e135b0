"""Names on the map: areas, towns by rank, seas, and the states around."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import shapely

from geodata.build import naming
from geodata.build import surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from geodata.build.boundaries import Boundaries

RANKS: Final = ((200_000, 1), (100_000, 2), (50_000, 3), (20_000, 4), (10_000, 5))
"""Inhabitants from which a town has a rank (GeoNames' figures)."""
NEAR_M: Final = 60_000.0
LEAST_NEAR: Final = 50_000
LEAST_FAR: Final = 200_000
SHADOW_M: Final = 18_000.0
SHADOW_TIMES: Final = 4
"""A place this near to one this many times larger is left out."""
SEAS: Final = (("Nordsee", 54.25, 7.35), ("Ostsee", 54.75, 12.6))
"""Cartographer's choice: open water, clear of the islands."""
STATES: Final = (
    ("Niederlande", 52.45, 6.05),
    ("Schleswig-Holstein", 54.15, 9.65),
    ("Mecklenburg-Vorpommern", 53.65, 12.1),
    ("Sachsen-Anhalt", 52.5, 11.75),
    ("Thüringen", 50.95, 10.95),
    ("Hessen", 50.85, 9.15),
    ("Nordrhein-Westfalen", 51.45, 7.6),
    ("Brandenburg", 52.75, 12.75),
    ("Sachsen", 51.15, 13.2),
    ("Dänemark", 55.35, 9.2),
    ("Belgien", 50.75, 4.7),
    ("Polen", 53.2, 15.0),
)
# a part of Magdeburg to which GeoNames gives the whole city's inhabitants; a ring of suburbs
WRONG: Final = frozenset({"Neue Neustadt", "Marne La Vallée"})
# other spellings of towns outside the Land than GeoNames'
GERMAN: Final = {
    "Antwerp": "Antwerpen",
    "Brno": "Brünn",
    "Brussels": "Brüssel",
    "Cologne": "Köln",
    "Copenhagen": "Kopenhagen",
    "Ibbenbueren": "Ibbenbüren",
    "Nuremberg": "Nürnberg",
    "Prague": "Prag",
    "Szczecin": "Stettin",
    "The Hague": "Den Haag",
    "Århus": "Aarhus",
}


def rank(inhabitants: int) -> int:
    """Return 1 (largest) to 5, or 6 below the least."""
    return next((r for least, r in RANKS if inhabitants >= least), 6)


def inside(areas: Boundaries, entries: pd.DataFrame, local: gpd.GeoDataFrame) -> list[list[Any]]:
    """Return the towns of the Land: the Gemeinden from 10,000 people on."""
    known = local.groupby("gemeinde").inhabitants.max()
    units = entries[entries.kind == "gemeinde"].set_index("key")
    rows = []
    for key, unit in units.iterrows():
        level = rank(int(known.get(key, 0)))
        if level <= RANKS[-1][1]:
            name = naming.bare(areas.gemeinden["name"][key])
            rows.append([name, float(unit.lat), float(unit.lon), level, True, key])
    return rows


def outside(areas: Boundaries, found: gpd.GeoDataFrame) -> list[list[Any]]:
    """Return the towns around: from 50,000 people on near the border, larger ones further off."""
    land = shapely.simplify(areas.land.geometry.iloc[0], 200.0)
    foreign = found[(found.country != "DE") | (found.admin1 != "06")]
    box = shapely.box(*surroundings.VIEW)
    big = foreign[(foreign.inhabitants >= LEAST_NEAR) & ~foreign["name"].isin(WRONG)]
    big = big[shapely.contains_xy(box, big.lon, big.lat)]
    far = shapely.distance(big.geometry.to_numpy(), land) > NEAR_M
    big = big[~far | (big.inhabitants >= LEAST_FAR)]
    return [
        [
            GERMAN.get(t.name, t.name),
            round(t.lat, 5),
            round(t.lon, 5),
            rank(t.inhabitants),
            False,
            "",
        ]
        for t in big[~overshadowed(big)].itertuples()
    ]


def overshadowed(towns: gpd.GeoDataFrame) -> np.ndarray:
    """Tell which places lie beside a far larger one: parts of cities and close suburbs."""
    points, size = towns.geometry.to_numpy(), towns.inhabitants.to_numpy()
    close = shapely.distance(points[:, None], points[None, :]) < SHADOW_M
    return np.asarray((close & (size[None, :] > SHADOW_TIMES * size[:, None])).any(axis=1))


def texts(frame: pd.DataFrame) -> list[list[Any]]:
    """Return key, lines of the label, place and size of every area of one level."""
    return [
        [a.key, naming.lines(a.key, a.short).split("\n"), a.lat, a.lon, a.area_km2]
        for a in frame.itertuples()
    ]


def build(
    areas: Boundaries,
    frames: Mapping[str, pd.DataFrame],
    entries: pd.DataFrame,
    found: gpd.GeoDataFrame,
    local: gpd.GeoDataFrame,
) -> dict[str, Any]:
    """Return the content of ``web/labels.json``; towns are ordered by rank and size."""
    towns = inside(areas, entries, local) + outside(areas, found)
    levels = ("landkreise", "aerl", "zukunftsregionen")
    return {
        "towns": sorted(towns, key=lambda t: (t[3], not t[4], t[0], t[5])),
        "areas": {level: texts(frames[level]) for level in levels},
        "seas": [list(s) for s in SEAS],
        "outside": [list(s) for s in STATES],
    }


def gemeinden(frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Return the content of ``web/labels-gemeinden.json``, which the browser loads late."""
    return {"areas": {"gemeinden": texts(frames["gemeinden"])}}


def search(entries: pd.DataFrame) -> list[list[Any]]:
    """Return the content of ``web/search.json``: what the place search offers."""
    columns = ["name", "kind", "key", "kreis_name", "lat", "lon"]
    return [list(r) for r in entries[columns].itertuples(index=False, name=None)]
