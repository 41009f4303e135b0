"""The whole build, step by step, into a data folder."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata import crs
from geodata import norms
from geodata.build import area_check
from geodata.build import attributes
from geodata.build import boundaries
from geodata.build import fetch
from geodata.build import fixed
from geodata.build import gazetteer
from geodata.build import labels
from geodata.build import listing
from geodata.build import master
from geodata.build import official
from geodata.build import places
from geodata.build import population
from geodata.build import records
from geodata.build import simplify
from geodata.build import successors
from geodata.build import surroundings
from geodata.build import tables as facts
from geodata.build import waters
from geodata.build import webfiles
from geodata.build import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

CACHE: Final = Path(".cache/geodata")
WRITTEN_BY_HAND: Final = ("facts", "sources.toml", "programmes.toml")
"""What lies in the data folder before the build and is no output of it."""


def say(text: str) -> None:
    """Tell the terminal what is being done."""
    print(text, flush=True)


def prepared(target: Path, origin: Path) -> None:
    """Bring the files that people write into another target folder."""
    for name in WRITTEN_BY_HAND:
        source, goal = origin / name, target / name
        if source.exists() and source.resolve() != goal.resolve():
            if source.is_dir():
                shutil.copytree(source, goal, dirs_exist_ok=True)
            else:
                shutil.copy2(source, write.made(goal))


def browser(
    areas: boundaries.Boundaries,
    tables: Mapping[str, pd.DataFrame],
    shelf: fetch.Shelf,
    folder: Path,
) -> None:
    """Write the simplified geometry."""
    web = simplify.build(areas)
    webfiles.build(web, tables, folder)
    surroundings.build(areas, web, shelf, folder)


def people(made: population.Population, entries: pd.DataFrame, folder: Path) -> None:
    """Write the ODbL files: points, sums, and better points for Gemeinden without a village."""
    odbl = folder / "odbl"
    write.csv_gz(made.points, odbl / "population_points.csv.gz")
    write.csv(made.gemeinden, odbl / "gemeinden_population.csv")
    lacking = entries.key[(entries.kind == "gemeinde") & (entries.source == gazetteer.INSIDE)]
    largest = made.points.sort_values(["inhabitants", "x", "y"]).drop_duplicates(
        "gemeinde", keep="last"
    )
    largest = largest[largest.gemeinde.isin(lacking)].sort_values("gemeinde")
    shapes = gpd.GeoSeries(gpd.points_from_xy(largest.x, largest.y, crs=crs.METRIC))
    degrees = shapes.to_crs(crs.WGS84)
    table = pd.DataFrame(
        {
            "key": largest.gemeinde.to_numpy(),
            "lat": degrees.y.round(5).to_numpy(),
            "lon": degrees.x.round(5).to_numpy(),
        }
    )
    write.csv(table, odbl / "gemeinde_points.csv")


def names(
    areas: boundaries.Boundaries,
    tables: Mapping[str, pd.DataFrame],
    found: gpd.GeoDataFrame,
    folder: Path,
) -> pd.DataFrame:
    """Write gazetteer, map labels and the place search; return the gazetteer."""
    entries = gazetteer.build(areas, tables, found, facts.changes())
    local = places.inside(found, areas.gemeinden)
    write.csv(entries, folder / "gazetteer.csv")
    web = folder / "web"
    write.dump(labels.build(areas, tables, entries, found, local), web / "labels.json")
    write.dump(labels.gemeinden(tables), web / "labels-gemeinden.json")
    write.dump(labels.search(entries), web / "search.json")
    return entries


def records_only(folder: Path, tell: Callable[[str], None] = say) -> None:
    """Write programme records and manifest again, after an edit of facts or texts."""
    norms.load()
    records.build(folder)
    listing.build(folder)
    tell(f"fertig: {folder / 'records'}, Verzeichnis erneuert")


def build(
    folder: Path, origin: Path, cache: Path = CACHE, tell: Callable[[str], None] = say
) -> None:
    """Write every shipped file.

    Parameters
    ----------
    folder
        Where to write; may be `origin` itself.
    origin
        The data folder with the files that people write (facts, sources, programmes).
    cache
        Where the fetched packages are kept.
    tell
        Told each step.
    """
    begun = time.perf_counter()
    norms.load()  # a norm without a source stops the build before it does anything
    shelf = fetch.Shelf(cache)
    prepared(folder, origin)
    tell("1/7 Grenzen: VG250 lesen, auf heutigen Gebietsstand bringen")
    areas = boundaries.build(shelf)
    figures = official.build(shelf)
    tables = attributes.build(areas, figures)
    tell("2/7 Ebenen, Grunddatei, Nachfolger, Flächenprüfung")
    for level, table in tables.items():
        write.csv(table, folder / "areas" / f"{level}.csv")
    master.build(areas, tables, folder / "areas.gpkg")
    write.csv(successors.table(), folder / "successors.csv")
    write.csv(area_check.build(areas, tables["landkreise"]), folder / "area_check.csv")
    tell("3/7 Geometrie für den Browser, Umgebung")
    browser(areas, tables, shelf, folder)
    tell("4/7 Orte, Beschriftung")
    found = places.build(shelf)
    entries = names(areas, tables, found, folder)
    tell("5/7 Einwohner je Siedlung und Gemeinde, Gewässer")
    people(population.build(areas, found, figures, shelf), entries, folder)
    waters.build(areas, shelf, folder)
    fixed.build(shelf, folder)
    tell("6/7 Programmdaten")
    records.build(folder)
    tell("7/7 Verzeichnis")
    listing.build(folder)
    tell(f"fertig: {folder}, {time.perf_counter() - begun:.0f} s")
