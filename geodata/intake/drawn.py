"""Drawn: the table of places behind the records, brought up to date with a dataset."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from geodata import catalogue
from geodata import dataset
from geodata import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.intake.workbench import Workbench


def row_of(values: dict[str, str]) -> list[list[str]]:
    """Return where a record is drawn: one row, or none."""
    if values["place_precision"] not in records.DRAWN:
        return []
    return [
        [
            values["id"],
            values["place_text"] or values["title"],
            values["lat"],
            values["lon"],
            values["gemeinde"],
            values["samtgemeinde"],
            values["landkreise"].split(";")[0],
            values["place_precision"],
        ]
    ]


def write(path: Path, data: Path, bench: Workbench, mode: str) -> None:
    """Write the places of all records: the others' as they are, a dataset's as they were found.

    Parameters
    ----------
    path
        Where to.
    data
        Data folder of the state before.
    """
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.name for column in dataset.PLACES])
        before = data / catalogue.PLACES
        if before.is_file():
            with before.open(encoding="utf-8-sig", newline="") as handle:
                for row in csv.DictReader(handle):
                    writer.writerows(_now(row, bench, mode))
        writer.writerows(bench.further_places())


def _now(row: dict[str, str], bench: Workbench, mode: str) -> Iterator[list[str]]:
    """Yield what follows of a row of the places before: itself, its successor or nothing."""
    id_ = row["record"]
    if mode == "replace" and bench.was(id_) and not bench.here(id_):
        return
    own = bench.places(id_)
    if own is None:
        yield [row.get(column.name, "") for column in dataset.PLACES]
        return
    yield from own
