"""Checks of shipped tables: each fault becomes a problem that says where, what and what to do."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import NamedTuple

from geodata import errors
from geodata.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.dataset import Column
    from geodata.dataset import Kind
    from geodata.problems import Severity


class Fault(NamedTuple):
    """What is wrong with a value and what to do, in both languages."""

    code: str
    message: str
    message_en: str
    hint: str
    hint_en: str


RESTORE: Final = (
    f"{errors.REBUILD} Alle anderen Datensätze werden gezeigt.",
    f"{errors.REBUILD_EN} All other datasets are served.",
)
SKIPPED: Final = (
    "Zelle berichtigen; bis dahin wird die Zeile nicht gezeigt.",
    "Correct the cell; until then the row is not shown.",
)
MISSING: Final = Fault("file-missing", "Die Datei fehlt.", "The file is missing.", *RESTORE)
EMPTY: Final = Fault("cell-empty", "Pflichtangabe fehlt.", "A required value is missing.", *SKIPPED)
DOUBLE: Final = Fault(
    "id-double",
    "Die Kennung kommt schon in einer früheren Zeile vor.",
    "The id occurs in an earlier row already.",
    "Eine eigene Kennung vergeben; bis dahin zählt nur die erste Zeile.",
    "Give the row an id of its own; until then only the first row counts.",
)
WIDTH: Final = Fault(
    "row-width",
    "Die Zeile hat mehr oder weniger Zellen als die Kopfzeile.",
    "The row has more or fewer cells than the header.",
    "Trennzeichen und Anführungszeichen der Zeile prüfen; bis dahin wird sie nicht gezeigt.",
    "Check separators and quotes of the row; until then it is not shown.",
)
PATTERNS: Final[Mapping[Kind, str]] = {
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "money": r"\d+(\.\d{1,2})?",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "flag": r"yes|no",
    "url": r"https?://\S+",
    "key": r"\S(.*\S)?",
    "keys": r"[^\s;]+(;[^\s;]+)*",
}
WANTED: Final[Mapping[Kind, tuple[str, str]]] = {
    "integer": ("eine ganze Zahl wie 350", "a whole number such as 350"),
    "number": ("eine Zahl mit Punkt wie 52.37", "a number with a point such as 52.37"),
    "money": (
        "ein Betrag in Euro ohne Tausenderpunkt und mit Dezimalpunkt wie 1304817.80",
        "an amount in euros without thousands separator such as 1304817.80",
    ),
    "date": ("ein Datum wie 2025, 2025-02 oder 2025-02-24", "a date such as 2025 or 2025-02-24"),
    "flag": ("yes oder no", "yes or no"),
    "url": ("eine Adresse mit http:// oder https://", "an address with http:// or https://"),
    "key": ("eine Kennung", "an id"),
    "keys": ("Kennungen, getrennt durch Semikolon", "ids separated by semicolons"),
}
YEARS: Final = range(1900, 2101)
SHOWN: Final = 80


@dataclass(slots=True)
class Findings:
    """Collects the problems of one file.

    Parameters
    ----------
    file
        Name of the file as the reader knows it.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        fault: Fault,
        *,
        row: int | None = None,
        column: str = "",
        raw: str = "",
        severity: Severity = "error",
    ) -> None:
        """Note one fault with file, row and column."""
        where = self.file
        where += f", Zeile {row}" if row is not None else ""
        where += f", Spalte {column}" if column else ""
        self.problems.append(Problem(where=where, raw=raw, severity=severity, **fault._asdict()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row that passed the checks: its line in the file and its typed values."""

    row: int
    cells: dict[str, Any]


def read(path: Path, columns: tuple[Column, ...]) -> tuple[list[Line], Findings]:
    """Return the sound rows of a table and what is wrong with the others; never raises.

    A file that is missing, is no UTF-8 table or lacks a required column gives no rows and
    one problem. A row with a faulty cell, or with an id that occurred before, is left out.
    """
    findings = Findings(path.name)
    rows = _rows(path, findings)
    names = rows[0][1] if rows else []
    missing = [c.name for c in columns if c.required and c.name not in names]
    if missing and not findings.problems:
        listed = ", ".join(missing)
        findings.add(_damaged(f"Spalten fehlen: {listed}", f"columns missing: {listed}"))
    if findings.problems:
        return [], findings
    lines: list[Line] = []
    seen: set[str] = set()
    for number, cells in rows[1:]:
        if len(cells) != len(names):
            findings.add(WIDTH, row=number, raw=",".join(cells)[:SHOWN])
            continue
        raw = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        values = _values(raw, columns, number, findings)
        if values is None:
            continue
        own = raw.get("id", "") if "id" in values else ""
        if own and own in seen and path.name not in SEVERAL_ROWS:
            findings.add(DOUBLE, row=number, column="id", raw=own)
            continue
        seen.add(own)
        lines.append(Line(row=number, cells=values))
    return lines, findings


SEVERAL_ROWS: Final = ("mended.csv",)
"""Tables in which an id is no key: one fact may be mended in several columns."""


def _rows(path: Path, findings: Findings) -> list[tuple[int, list[str]]]:
    """Return line numbers and cells of a file; what cannot be read becomes a finding."""
    if not path.is_file():
        findings.add(MISSING)
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return list(_numbered(csv.reader(handle, strict=True)))
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        findings.add(_damaged(f"{error}", f"{error}"))
        return []


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins; blank lines are passed over."""
    begin = 1
    for cells in reader:
        if cells:
            yield begin, cells
        begin = reader.line_num + 1


def _damaged(detail: str, detail_en: str) -> Fault:
    return Fault(
        "file-damaged",
        f"Die Datei ist nicht lesbar ({detail}).",
        f"The file cannot be read ({detail_en}).",
        *RESTORE,
    )


def _values(
    raw: Mapping[str, str], columns: Iterable[Column], row: int, findings: Findings
) -> dict[str, Any] | None:
    """Return the typed values of a row, None when one of its cells is faulty."""
    out: dict[str, Any] = {}
    sound = True
    for column in columns:
        cell = raw.get(column.name, "")
        fault = EMPTY if column.required and not cell else _fault(cell, column)
        if fault is not None:
            findings.add(fault, row=row, column=column.name, raw=cell)
            sound = False
        else:
            out[column.name] = typed(cell, column.kind)
    return out if sound else None


def _fault(cell: str, column: Column) -> Fault | None:
    """Return what is wrong with a cell, None if it may stay."""
    if not cell or column.kind == "text":
        return None
    if column.kind == "choice":
        if cell in column.choices:
            return None
        known = ", ".join(column.choices)
        return Fault(
            "value-unknown",
            f"Der Wert ist nicht vorgesehen (möglich: {known}).",
            f"The value is not provided for (possible: {known}).",
            *SKIPPED,
        )
    if re.fullmatch(PATTERNS[column.kind], cell) and _plausible(cell, column):
        return None
    wanted = WANTED[column.kind]
    return Fault("value-type", f"Erwartet wird {wanted[0]}.", f"Expected is {wanted[1]}.", *SKIPPED)


def _plausible(cell: str, column: Column) -> bool:
    """Return whether a date exists and a year is one of our times."""
    if column.name == "year":
        return int(cell) in YEARS
    if column.kind != "date":
        return True
    year, month, day = (*(int(part) for part in cell.split("-")), 1, 1)[:3]
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return year in YEARS


def typed(cell: str, kind: Kind) -> Any:
    """Return the value of a sound cell: None for an unknown number, an empty tuple of keys."""
    if kind == "keys":
        return tuple(cell.split(";")) if cell else ()
    if kind == "flag":
        return cell == "yes"
    if kind == "integer":
        return int(cell) if cell else None
    if kind in ("number", "money"):
        return float(cell) if cell else None
    return cell
