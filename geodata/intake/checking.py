"""Checking: a file against a dataset, row by row; nothing of the data is touched.

What comes out lies in a folder of work: the finished table, the places of its records, the
findings and the difference. Only :mod:`geodata.intake.accepting` makes a version of it.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

from geodata import catalogue
from geodata.intake import completing
from geodata.intake import drawn
from geodata.intake import matching
from geodata.intake import reader
from geodata.intake import rules
from geodata.intake import values as readings
from geodata.intake.difference import Difference
from geodata.intake.finding import Collector
from geodata.intake.finding import Finding
from geodata.intake.finding import Words
from geodata.intake.limits import USUAL
from geodata.intake.placing import Placer
from geodata.intake.sheet import text
from geodata.intake.whereabouts import Ground
from geodata.intake.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.intake.limits import Limits
    from geodata.intake.matching import Match
    from geodata.intake.sheet import Row
    from geodata.intake.sheet import Sheet
    from geodata.intake.subjects import Subject
    from geodata.intake.upload import Upload

Mode = Literal["replace", "add"]
TABLE: Final = "table.csv"
PLACES: Final = "places.csv"
STEP: Final = 1000  # rows between two reports of progress
LEAST_COLUMNS: Final = 2


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A file that was held against a dataset.

    Parameters
    ----------
    subject, mode
        What it was checked for.
    base
        Data version it was compared with.
    folder
        Where its finished tables lie.
    rows
        Number of rows read.
    """

    upload: Upload
    subject: Subject
    mode: Mode
    base: str
    folder: Path
    sheet: Sheet
    match: Match
    found: Collector
    difference: Difference
    rows: int

    @property
    def rejected(self) -> bool:
        """Whether the file has faults for which it is not taken."""
        return bool(self.found.counts["error"])


@dataclass(frozen=True, kw_only=True)
class Task:
    """What to check, and where.

    Parameters
    ----------
    data
        Data folder of the state to compare with.
    folder
        An empty folder for the work.
    mode
        ``replace``: the file is the whole dataset; ``add``: it adds to it and corrects it.
    progress
        Told the number of rows read, now and then.
    ground
        Areas and names of `data`, where they are loaded already.
    """

    upload: Upload
    subject: Subject
    data: Path
    folder: Path
    mode: Mode = "replace"
    wanted: str = ""
    limits: Limits = USUAL
    progress: Callable[[int], None] = lambda _rows: None
    ground: Ground | None = None

    def checked(
        self, sheet: Sheet, match: Match, found: Collector, difference: Difference, rows: int
    ) -> Checked:
        """Return what came of it, with the data version that it was compared with."""
        return Checked(
            upload=self.upload,
            subject=self.subject,
            mode=self.mode,
            base=catalogue.version(self.data),
            folder=self.folder,
            sheet=sheet,
            match=match,
            found=found,
            difference=difference,
            rows=rows,
        )


def run(task: Task) -> Checked:
    """Check a file.

    Raises
    ------
    RefusedFileError
        If it cannot be read at all.
    """
    sheet = reader.sheet(task.upload, task.limits, task.wanted)
    match = matching.of(sheet, task.subject.columns)
    bench = Workbench(task.folder)
    try:
        bench.remember(task.data / task.subject.path, task.subject)
        check = _Check(task, sheet, match, bench)
        check.run()
        return task.checked(sheet, match, check.found, check.difference, check.rows)
    finally:
        bench.close()


class _Check:
    """One run over the rows of a file."""

    def __init__(self, task: Task, sheet: Sheet, match: Match, bench: Workbench) -> None:
        self.task, self.sheet, self.match, self.bench = task, sheet, match, bench
        self.subject = task.subject
        self.found = Collector()
        self.difference = Difference()
        self.rows = 0
        self._columns = [column for column in self.subject.columns if column.name in match.at]
        self._names = [column.name for column in self.subject.columns]
        self._rules = rules.Row(self.subject)
        self._unique = rules.of(self.subject, "unique")
        precise = self.subject.has("place_precision")
        located = self.subject.has("landkreise")
        self._placer = (
            Placer(task.ground or Ground.load(task.data), precise=precise) if located else None
        )
        self._completer = completing.Completer(self.subject, match, bench, self._placer)
        self._absent: set[str] = set()

    def run(self) -> None:
        """Read all rows, then write what the table and its places would be."""
        if not self._columns_suffice():
            return
        path = self.task.folder / TABLE
        direct = self.task.mode == "replace"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(self._names)
            for row in self.sheet.rows():
                if row.number <= self.match.header:
                    continue
                values = self._row(row, keep=not direct)
                if values is not None and direct:
                    writer.writerow([values[name] for name in self._names])
                self.rows += 1
                if self.rows % STEP == 0:
                    self.task.progress(self.rows)
            if not direct:
                self._merged(writer)
        self.task.progress(self.rows)
        self._gone()
        if self.subject.kind == "records":
            drawn.write(self.task.folder / PLACES, self.task.data, self.bench, self.task.mode)

    def _columns_suffice(self) -> bool:
        """Say once which columns the file lacks, instead of in every row."""
        needed = {rule.column for rule in rules.of(self.subject, "needed")}
        if len(self.match.at) < LEAST_COLUMNS:
            listed = ", ".join(self.subject.column(n).title for n in self.subject.asked)
            self.found.add(Finding(words=_no_columns(listed), row=self.match.header))
            return False
        for name in needed - set(self.match.at):
            self._absent.add(name)
            column = self.subject.column(name)
            words = _no_column(column.title, column.title_en)
            self.found.add(Finding(words=words, row=self.match.header, column=column.title))
        return True

    def _row(self, row: Row, *, keep: bool) -> dict[str, str] | None:
        """Return the finished row, None if something is wrong with it."""
        before_errors = self.found.counts["error"]
        values: dict[str, str] = {}
        doubtful: set[str] = set()
        for column in self._columns:
            at = self.match.at[column.name]
            cell = row.cells[at] if at < len(row.cells) else None
            read = readings.of(cell, column, self.sheet)
            values[column.name] = read.text
            for words in read.words:
                self._say(words, row, column.name)
                doubtful.add(column.name)
        self._check(values, row, doubtful)
        if self.found.counts["error"] > before_errors:
            return None
        self._compare(values, row.number, keep=keep)
        return values

    def _check(self, values: dict[str, str], row: Row, doubtful: set[str]) -> None:
        """Complete the row by what was known of it, then hold it against the rules.

        What is already told of a cell is not told again by the rules.
        """
        before = self._completer.known(values)
        moved = self._completer.complete(values, before)
        if self._placer is not None:
            for name, words in self._placer.place(values):
                self._say(words, row, name)
        for rule, words in self._rules.broken(values):
            if rule.column not in self._absent and rule.column not in doubtful:
                self._say(words, row, rule.column, rule.severity)
        for rule in self._unique:
            own = tuple(values.get(name, "").casefold() for name in rule.values["columns"])
            if self.bench.once(own, row.number):
                self._say(rules.DOUBLE, row, rule.column, rule.severity)
                return
        values["id"] = values.get("id") or completing.new_id(values, self.subject)
        elsewhere = before is None or moved or completing.moved(values, before)
        if elsewhere and self.subject.kind == "records":
            self.bench.settle(values["id"], drawn.row_of(values))
        for name in self._names:
            values.setdefault(name, "")

    def _compare(self, values: dict[str, str], line: int, *, keep: bool) -> None:
        """Note the row as new, changed or the same."""
        row = json.dumps(values, ensure_ascii=False) if keep else ""
        if self.bench.enter(values["id"], line, row):
            column = self.match.head("id", self.subject.column("id").title)
            self.found.add(
                Finding(words=rules.DOUBLE_ID, row=line, column=column, raw=values["id"])
            )
            return
        before = self.bench.before(values["id"])
        self.difference.count(values, after=True)
        if before is None:
            self.difference.note("new", values)
        else:
            self.difference.count(before, after=False)
            self.difference.compare(before, values)

    def _gone(self) -> None:
        """Note the rows that are no longer there, or stay because the file only adds."""
        for before in self.bench.gone():
            self.difference.count(before, after=False)
            if self.task.mode == "add":
                self.difference.count(before, after=True)
                self.difference.counts["same"] += 1
            else:
                self.difference.note("gone", before)

    def _merged(self, writer: object) -> None:
        """Write the table before with the rows of the file in their places, new ones behind."""
        write = writer.writerow  # type: ignore[attr-defined]  # csv has no name for its writer
        path = self.task.data / self.subject.path
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as handle:
                for row in csv.DictReader(handle):
                    values = self.bench.entered(row["id"]) or row
                    write([values.get(name, "") for name in self._names])
        for values in self.bench.fresh():
            write([values.get(name, "") for name in self._names])

    def _say(self, words: Words, row: Row, name: str, severity: str = "") -> None:
        """Note a finding of a cell."""
        at = self.match.at.get(name)
        raw = text(row.cells[at]) if at is not None and at < len(row.cells) else ""
        column = self.match.head(name, self.subject.column(name).title)
        grave = severity if severity and severity != "error" else rules.severity(words.code)
        self.found.add(
            Finding(words=words, row=row.number, column=column, raw=raw, severity=grave)  # type: ignore[arg-type]
        )


def _no_columns(listed: str) -> Words:
    return Words(
        "columns-unknown",
        "Die Spalten der Datei sind nicht zu erkennen.",
        "The columns of the file cannot be recognised.",
        f"Eine Kopfzeile mit diesen Namen verwenden: {listed}. Eine Vorlage gibt es mit"
        " 'python -m geodata template'.",
        f"Use a row of heads with these names: {listed}. 'python -m geodata template' gives one.",
    )


def _no_column(title: str, title_en: str) -> Words:
    return Words(
        "column-missing",
        f"Die Spalte „{title}“ fehlt.",
        f"The column '{title_en}' is missing.",
        "Spalte ergänzen, oder ihren Namen angleichen.",
        "Add the column, or adapt its name.",
    )
