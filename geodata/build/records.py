"""The records step of the build: facts become typed, placed records, and each change is listed.

Reads ``data/facts``, ``data/areas`` and the gazetteer; writes ``data/records``. Needs no package
and no network, so a test runs it again and compares the bytes.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from typing import Final

from geodata import areas
from geodata import dataset
from geodata.build.convert import awards
from geodata.build.convert import centres
from geodata.build.convert import facts
from geodata.build.convert import listings
from geodata.build.convert import regions
from geodata.build.convert import rows
from geodata.build.convert import totals
from geodata.build.convert import words
from geodata.build.convert.spots import Resolver
from geodata.errors import BuildError
from geodata.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.build.convert.rows import Desk
    from geodata.build.convert.rows import Row

RECORDS: Final[Mapping[str, Callable[[Desk], list[Row]]]] = {
    "rvz": centres.rvz,
    "zukunftsraeume": centres.zukunftsraeume,
    "zukunftsregionen": regions.budgets,
    "zukunftsregionen_projects": regions.projects,
    "jobmessen": awards.jobmessen,
    "integration": awards.integration,
    "other_funding": awards.other_funding,
}
INSTRUMENTS: Final[Mapping[str, Callable[[Desk], list[Row]]]] = {
    "strategies": listings.strategies,
    "cooperations": listings.cooperations,
    "model_projects": listings.model_projects,
    "central_places": listings.central_places,
    "offices": listings.offices,
    "partners": listings.partners,
    "regions": listings.regions,
}


def build(folder: Path) -> tuple[Path, ...]:
    """Write every table of ``records`` below a data folder and return the paths.

    Raises
    ------
    BuildError
        A fact has no translation, names an unknown Kreis or breaks its schema.
    """
    out = tables(folder)
    target = folder / "records"
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in out.items():
        path = target / f"{name}.csv"
        path.write_bytes(text.encode())
        paths.append(path)
    return tuple(paths)


def tables(folder: Path) -> dict[str, str]:
    """Return the text of every table by name, without writing."""
    report = facts.Report()
    desk = rows.Desk(
        folder=folder / "facts",
        words=words.load(folder / "facts"),
        places=Resolver(
            areas={level: areas.frame(level, folder) for level in areas.LEVELS},
            gazetteer=Gazetteer.load(folder),
            report=report,
        ),
        report=report,
    )
    out = {}
    points: list[Row] = []
    for name, convert in RECORDS.items():
        records = convert(desk)
        points += [place for record in records for place in drawn(record)]
        out[name] = text(records, dataset.SCHEMAS[name])
    for name, convert in INSTRUMENTS.items():
        out[name] = text(convert(desk), dataset.INSTRUMENT)
    out["totals"] = text(totals.totals(desk), dataset.TOTAL)
    out["places"] = text(points, dataset.PLACES)
    out["mended"] = text(unique(report.entries), dataset.MENDED)
    return out


def drawn(record: Row) -> list[Row]:
    """Return the places of a record that can be drawn, and take them out of its row."""
    return [
        {
            "record": record["id"],
            "name": point.name,
            "lat": point.lat,
            "lon": point.lon,
            "gemeinde": point.gemeinde,
            "samtgemeinde": point.samtgemeinde,
            "landkreis": point.landkreis,
            "precision": point.precision,
        }
        for point in record.pop("points")
    ]


def unique(entries: Iterable[Row]) -> list[Row]:
    """Return the report without repeats: a table read for two purposes is mended once."""
    seen = {tuple(sorted((k, str(v)) for k, v in entry.items())): entry for entry in entries}
    return list(seen.values())


def text(records: Iterable[Row], columns: tuple[dataset.Column, ...]) -> str:
    """Return CSV text in the order of the columns.

    Raises
    ------
    BuildError
        A row has a column its table does not know, or lacks a required cell.
    """
    names = [column.name for column in columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for record in records:
        if extra := set(record) - set(names):
            filled = sorted(name for name in extra if record[name] not in ("", None))
            if filled:
                raise BuildError(f"{record.get('id')}: {filled}")
        cells = [cell(record.get(column.name), column) for column in columns]
        for column, value in zip(columns, cells, strict=True):
            if column.required and not value:
                raise BuildError(f"{record.get('id')}: {column.name}")
        writer.writerow(cells)
    return out.getvalue()


def cell(value: object, column: dataset.Column) -> str:
    """Return a value as it stands in the file; money with as many decimals as it has."""
    if value is None or value == "":
        return ""
    if column.kind == "money":
        return f"{float(str(value)):.2f}".removesuffix(".00")
    return str(value)
