"""Making: every file that follows from the boundaries, in a folder of work.

Nothing of the data is touched; :mod:`geodata.refresh.accepting` makes a version of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import pandas as pd

from geodata import folders
from geodata import geobuf
from geodata import geobuf_read
from geodata import population
from geodata.build import area_check
from geodata.build import attributes
from geodata.build import master
from geodata.build import simplify
from geodata.build import surroundings
from geodata.build import webfiles
from geodata.build import write
from geodata.refresh import migrating
from geodata.refresh import naming
from geodata.refresh import present as presents
from geodata.refresh import sourcing
from geodata.state import NAME as STATE
from geodata.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.build.boundaries import Boundaries
    from geodata.refresh.people import People
    from geodata.refresh.present import Present
    from geodata.refresh.reading import Delivery
    from geodata.refresh.succession import Succession

SURROUNDINGS: Final = "web/surroundings.pbf"
POINTS: Final = "odbl/gemeinde_points.csv"
NEIGHBOUR: Final = "neighbour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """A delivery with what became of it, before any file is written.

    Parameters
    ----------
    date
        ISO date of the boundaries and of their figures.
    """

    delivery: Delivery
    date: str
    present: Present
    areas: Boundaries
    went: Succession
    people: People

    def state(self) -> State:
        """Return what the new area tables are of."""
        units = self.areas.gemeinden
        counted = self.people.counted
        return State(
            territory=self.date,
            inhabitants=self.date if counted else self.present.state.inhabitants,
            people=int(self.people.kreise["inhabitants"].sum()),
            gemeinden=len(units),
            free=int((units["title"] == "Gemeindefreies Gebiet").sum()),
            samtgemeinden=len(self.areas.samtgemeinden),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of a refresh, in a folder of work.

    Parameters
    ----------
    paths
        Files in the folder, by their path in a data folder.
    moved
        Tables whose keys were migrated.
    around
        Whether the Länder around are those of the delivery.
    """

    refresh: Refresh
    folder: Path
    frames: Mapping[str, pd.DataFrame]
    paths: tuple[str, ...]
    moved: tuple[migrating.Moved, ...]
    around: bool


def build(refresh: Refresh, folder: Path) -> Made:
    """Write every file that follows from the boundaries.

    Raises
    ------
    BuildError
        If computed and official areas do not agree, or simplified borders have gaps.
    """
    areas, present = refresh.areas, refresh.present
    frames = attributes.build(areas, refresh.people.kreise, refresh.people.units)
    for level, frame in frames.items():
        write.csv(frame, folder / "areas" / f"{level}.csv")
    master.build(areas, frames, folder / "areas.gpkg")
    write.csv(area_check.build(areas, frames["landkreise"]), folder / "area_check.csv")
    web = simplify.build(areas)
    webfiles.build(web, frames, folder)
    around = not areas.neighbours.empty
    if around:
        _surroundings(areas, web, present.folder, folder)
    naming.build(areas, frames, refresh.went.changes, present.folder, folder)
    _successors(refresh, folder)
    _people(refresh, folder)
    moved = tuple(migrating.tables_of(present, areas, refresh.went))
    for table in moved:
        write.made(folder / table.path).write_bytes(table.body)
    (folder / STATE).write_text(refresh.state().text(), encoding="utf-8")
    sourcing.build(refresh, folder)
    paths = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return Made(
        refresh=refresh,
        folder=folder,
        frames=frames,
        paths=tuple(paths),
        moved=moved,
        around=around,
    )


def _surroundings(areas: Boundaries, web: simplify.Web, before: Path, folder: Path) -> None:
    """Write the base map with the delivered Länder; countries, lakes and rivers stay."""
    listed = geobuf_read.collection(folders.existing(before / SURROUNDINGS).read_bytes())
    names = areas.neighbours["name"]
    fresh = [
        (shape, {"id": f"{NEIGHBOUR}-{key}", "kind": NEIGHBOUR, "name": str(names[key])})
        for key, shape in surroundings.neighbours(areas, web).items()
    ]
    first = next((n for n, (_, texts) in enumerate(listed) if texts["kind"] == NEIGHBOUR), 0)
    kept = [one for one in listed if one[1]["kind"] != NEIGHBOUR]
    every = [*kept[:first], *fresh, *kept[first:]]
    body = geobuf.collection(
        [shape for shape, _ in every], [texts for _, texts in every], simplify.DECIMALS
    )
    write.made(folder / SURROUNDINGS).write_bytes(body)


def _successors(refresh: Refresh, folder: Path) -> None:
    """Write the successor table with the changes of the delivery."""
    columns = ("former_key", "source")
    old = folders.table(refresh.present.folder / presents.SUCCESSORS, columns)
    sources = dict(zip(old["former_key"], old["source"], strict=True))
    own = f"{refresh.delivery.name}, {refresh.date}"
    frame = pd.DataFrame(refresh.went.changes)
    frame["source"] = [sources.get(key, own) for key in frame["former_key"]]
    frame = frame.sort_values(["valid_from", "key", "former_key"])
    write.csv(frame, folder / presents.SUCCESSORS)


def _people(refresh: Refresh, folder: Path) -> None:
    """Write the ODbL files: points, sums, and points of Gemeinden without a village."""
    write.csv_gz(refresh.people.points, folder / population.FOLDER / population.POINTS)
    sums = refresh.people.gemeinden.rename_axis("key").rename("inhabitants").reset_index()
    write.csv(sums, folder / population.FOLDER / population.GEMEINDEN)
    if refresh.people.counted:
        said = population.official_statement(refresh.date, int(sums["inhabitants"].sum()))
        text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
        (folder / population.FOLDER / population.ERROR).write_text(text, encoding="utf-8")
    points = folders.table(refresh.present.folder / POINTS, ("key", "lat", "lon"))
    keys = points["key"].map(refresh.went.key)
    here = points.assign(key=keys)[keys.isin(refresh.areas.gemeinden.index)]
    write.csv(here.drop_duplicates("key").sort_values("key"), folder / POINTS)
