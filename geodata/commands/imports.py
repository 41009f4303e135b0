"""``import``: checks a file, shows what it would change, and makes it the valid version."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata import changing
from geodata.commands import Command
from geodata.intake import accepting
from geodata.intake import annotated
from geodata.intake import checking
from geodata.intake import checks
from geodata.intake import subjects
from geodata.intake.refusal import RefusedFileError
from geodata.intake.telling import Report
from geodata.intake.upload import Upload

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from geodata.intake.checking import Checked
    from geodata.stores.place import Place


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add file, dataset and choices."""
    parser.add_argument("file", type=Path, metavar="DATEI", help="XLSX, ODS, CSV, GPKG, …")
    parser.add_argument("--dataset", required=True, help=", ".join(subjects.ALL))
    parser.add_argument(
        "--add",
        action="store_true",
        help="die Datei ergänzt und berichtigt den Bestand (sonst ersetzt sie ihn)",
    )
    parser.add_argument("--strict", action="store_true", help="auch bei Warnungen ablehnen")
    parser.add_argument("--sheet", default="", help="Name des Tabellenblatts oder der Ebene")
    parser.add_argument("--report", type=Path, help="wohin die Mappe mit den Befunden kommt")
    changing.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Check, show, ask if someone is there, accept; 0 if all is well, else 1."""
    report = Report(options.lang)
    target, data = changing.target(options)
    try:
        upload = Upload.on_disk(options.file)
        with tempfile.TemporaryDirectory(prefix="atlas-") as work:
            checked = _checked(options, upload, data, Path(work))
            return _decide(options, checked, target, report)
    except RefusedFileError as fault:
        sys.stderr.write(f"{report.refused(fault)}\n")
        return 1


def _checked(options: argparse.Namespace, upload: Upload, data: Path, work: Path) -> Checked:
    """Check the file behind a bar of progress."""
    subject = subjects.known(options.dataset)
    with _progress(upload, options.lang) as tell:
        return checks.run(
            checking.Task(
                upload=upload,
                subject=subject,
                data=data,
                folder=work,
                mode="add" if options.add else "replace",
                wanted=options.sheet,
                progress=tell,
            )
        )


class _progress:  # noqa: N801  used like a function
    """A bar on a terminal, a line now and then elsewhere; nothing for small files."""

    def __init__(self, upload: Upload, lang: str) -> None:
        self._rows = _lines(upload)
        label = "Prüfe Zeilen" if lang == "de" else "Checking rows"
        self._bar = click.progressbar(length=self._rows, label=label, file=sys.stderr)
        self._shown = self._rows >= LARGE
        self._told = time.monotonic()
        self._done = 0

    def __enter__(self) -> Callable[[int], None]:
        if self._shown:
            self._bar.__enter__()
        return self._tell

    def _tell(self, rows: int) -> None:
        if not self._shown:
            return
        self._bar.update(min(rows, self._rows) - self._done)
        self._done = min(rows, self._rows)
        if not sys.stderr.isatty() and time.monotonic() > self._told + QUIET_S:
            self._told = time.monotonic()
            sys.stderr.write(f"{rows} / {self._rows}\n")

    def __exit__(self, *fault: object) -> None:
        if self._shown:
            self._bar.__exit__(None, None, None)


LARGE = 20_000  # rows from which progress is told
QUIET_S = 5.0


def _lines(upload: Upload) -> int:
    """Return about how many rows a text has; other files are read at once."""
    if upload.suffix not in (".csv", ".tsv", ".txt"):
        return 0
    return sum(chunk.count(b"\n") for chunk in upload.chunks())


def _decide(
    options: argparse.Namespace, checked: Checked, target: Place | None, report: Report
) -> int:
    """Say what was found; accept it if nothing speaks against it."""
    print(report.match(checked))
    for line in report.findings(checked):
        print(line)
    strict = options.strict and checked.found.counts["warning"]
    if checked.rejected or strict:
        print(report.rejected(checked))
        _write_report(options, checked, report)
        return 1
    for line in report.difference(checked):
        print(line)
    if options.report:
        _write_report(options, checked, report)
    if target is None or options.dry_run:
        print(report.tried())
        return 0
    if not checked.difference.empty and not changing.agreed(options, report.question()):
        print(report.left())
        return 1
    entry = accepting.accept(checked, target, options.who)
    print(report.accepted(entry, checked, target))
    return 0


def _write_report(options: argparse.Namespace, checked: Checked, report: Report) -> None:
    path = options.report or options.file.with_name(f"{options.file.stem}.befunde.xlsx")
    try:
        found, header = checked.found.kept, checked.match.header
        path.write_bytes(annotated.workbook(checked.sheet, found, options.lang, header))
    except OSError as fault:
        print(report.no_report(path, fault))
        return
    print(report.written(path))


COMMAND = Command(
    name="import",
    about="eine Datei prüfen und als neuen Datenstand übernehmen",
    arguments=arguments,
    run=run,
)
