"""Naming: gazetteer, labels and place search of the delivered areas, from the places so far.

The places themselves (GeoNames' settlements) are not in a delivery. They stay, and find their
Gemeinde among the delivered ones.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata import crs
from geodata import folders
from geodata.build import gazetteer
from geodata.build import labels
from geodata.build import places
from geodata.build import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.build import tables
    from geodata.build.boundaries import Boundaries

FILE: Final = "gazetteer.csv"
LABELS: Final = "web/labels.json"
SETTLED: Final = ("gemeinde", "former", "ortsteil")
OWN: Final = ("kind", "key", "name")


def known(folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return gazetteer and labels as they are."""
    entries = folders.table(folder / FILE, gazetteer.COLUMNS, ("lat", "lon"))
    path = folders.existing(folder / LABELS)
    listed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return entries, listed


def settlements(entries: pd.DataFrame, listed: Mapping[str, Any]) -> gpd.GeoDataFrame:
    """Return the settlements of the Land as the build reads them from GeoNames.

    Inhabitants are not known any more, only the rank of towns: the least figure of the rank
    stands for them at one settlement of each town, so that ranks stay as they are.
    """
    least = {rank: people for people, rank in labels.RANKS}
    ranks = {town[5]: least.get(town[3], 0) for town in listed["towns"] if town[4]}
    own = entries[entries["kind"].isin(SETTLED) & (entries["source"] == gazetteer.GEONAMES)]
    own = own.drop_duplicates(["name", "lat", "lon"]).reset_index(drop=True)
    main = own["kind"] == "gemeinde"
    leading = ~own.assign(second=~main).sort_values("second", kind="stable")["key"].duplicated()
    people = own["key"].map(ranks).where(leading).fillna(0).astype(int)
    frame = pd.DataFrame(
        {
            "id": own.index,
            "name": own["name"],
            "country": "DE",
            "admin1": places.NIEDERSACHSEN,
            "lat": own["lat"],
            "lon": own["lon"],
            "inhabitants": people.where(people > 0, main.astype(int)),
        }
    )
    points = gpd.points_from_xy(frame["lon"], frame["lat"], crs=crs.WGS84)
    return gpd.GeoDataFrame(frame, geometry=points).to_crs(crs.METRIC)


def build(
    areas: Boundaries,
    frames: Mapping[str, pd.DataFrame],
    changes: Iterable[tables.Change],
    before: Path,
    folder: Path,
) -> None:
    """Write gazetteer, map labels and the place search into a folder.

    Parameters
    ----------
    before
        Data folder with the places so far.
    """
    old, listed = known(before)
    found = settlements(old, listed)
    local = places.inside(found, areas.gemeinden)
    entries = kept(gazetteer.build(areas, frames, found, list(changes)), old)
    write.csv(entries, folder / FILE)
    towns = labels.inside(areas, entries, local) + [t for t in listed["towns"] if not t[4]]
    levels = ("landkreise", "aerl", "zukunftsregionen")
    content = {
        **listed,
        "towns": sorted(towns, key=lambda t: (t[3], not t[4], t[0], t[5])),
        "areas": {level: labels.texts(frames[level]) for level in levels},
    }
    write.dump(content, folder / LABELS)
    write.dump(labels.gemeinden(frames), folder / "web/labels-gemeinden.json")
    write.dump(labels.search(entries), folder / "web/search.json")


def kept(entries: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Return the entries with the points so far where the place is the same.

    A point that was rounded to degrees and back would move by centimetres at every refresh.
    """
    own = old[old["source"] == gazetteer.GEONAMES].drop_duplicates(list(OWN))
    joined = entries.merge(own[[*OWN, "lat", "lon"]], on=list(OWN), how="left", suffixes=("", "_"))
    same = joined["lat_"].notna() & (joined["source"] == gazetteer.GEONAMES)
    for name in ("lat", "lon"):
        joined[name] = joined[name].where(~same, joined[f"{name}_"])
    return joined[list(entries.columns)]
