"""The facts as they were carried over: rows with line numbers, settled doubts, the report."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Final
from typing import NamedTuple

from geodata.errors import BuildError
from geodata.errors import DamagedFileError
from geodata.errors import MissingFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

# Tables without an id of their own are numbered in file order
PREFIX: Final = {
    "central_places": "zo",
    "cooperations": "ko",
    "greengov_partners": "gg",
    "handlungsstrategien": "hs",
    "integration_projects": "in",
    "jobmessen": "jm",
    "model_projects": "mp",
    "other_funding": "of",
}


class Pair(NamedTuple):
    """The same words in German and in English."""

    de: str
    en: str


NOTHING: Final = Pair("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a table of facts.

    Parameters
    ----------
    file
        Name of the table without ``.csv``.
    row
        Line of the file on which the row begins, the header being line 1.
    """

    file: str
    row: int
    id: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """Return a cell, empty where the table has no such column."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Report:
    """What the build changed: file, row, id, column, before, after and the reason."""

    entries: list[dict[str, object]] = field(default_factory=list)

    def add(self, fact: Fact, column: str, before: str, after: str, why: Pair) -> None:
        """Note one change."""
        entry: dict[str, object] = {"file": f"{fact.file}.csv", "row": fact.row, "id": fact.id}
        entry |= {"column": column, "before": before, "after": after}
        self.entries.append(entry | {"why": why.de, "why_en": why.en})


def table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and stripped cells of each row of a CSV file.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    if not path.is_file():
        raise MissingFileError(path)
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        names = next(reader, [])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(names):
                raise DamagedFileError(
                    path,
                    f"Zeile {line} hat {len(cells)} Zellen statt {len(names)}",
                    f"row {line} has {len(cells)} cells instead of {len(names)}",
                )
            yield line, dict(zip(names, (cell.strip() for cell in cells), strict=True))
            line = reader.line_num + 1


def decisions(folder: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the settled doubts of ``decisions.csv`` by table and id."""
    out: dict[tuple[str, str], list[dict[str, str]]] = {}
    for _, cells in table(folder / "decisions.csv"):
        out.setdefault((cells["file"], cells["id"]), []).append(cells)
    return out


def read(folder: Path, name: str, report: Report) -> tuple[Fact, ...]:
    """Return the rows of a table with ids, settled doubts applied and reported.

    Raises
    ------
    BuildError
        A decision names a row that is not there.
    """
    settled = {key[1]: rows for key, rows in decisions(folder).items() if key[0] == name}
    facts = []
    for number, (line, cells) in enumerate(table(folder / f"{name}.csv"), start=1):
        fact_id = cells.get("id") or f"{PREFIX[name]}-{number:02d}"
        fact = Fact(file=name, row=line, id=fact_id, cells=cells)
        for rule in settled.pop(fact_id, []):
            why = Pair(rule["why"], rule["why_en"])
            before = cells.get(rule["column"], "")
            report.add(fact, rule["column"], before, rule["value"], why)
            cells[rule["column"]] = rule["value"]
        facts.append(fact)
    if settled:
        raise BuildError(f"decisions.csv: {name} has no row {', '.join(sorted(settled))}")
    return tuple(facts)
