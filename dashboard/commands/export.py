"""Write a view as a picture (png, svg, pdf) or as data (csv, xlsx, geojson, gpkg), or many."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NoReturn

from dashboard.refusals import StartError
from dashboard.settings import Settings

if TYPE_CHECKING:
    from dashboard.context import AppContext

HELP = "eine Ansicht als Bild oder Tabelle schreiben / write a view as a picture or a table"
BATCH = "Liste, jede Zeile wie diese Angaben / list, a line like these arguments each"
OPTIONS = {
    "size": "hd, 4k, square, portrait, social, a4-landscape, …, 1920x1080, 297x210mm@300",
    "title": "eigener Titel / own title",
    "subtitle": "eigener Untertitel / own subtitle",
    "show": "legend,chart,labels,scale,headline,table | clean[,labels] | none",
    "chart": "areas, years, programmes, per_inhabitant",
    "stamp": "draft, embargo",
    "until": "2026-05-01T10:00",
    "id": "Kennung eines Bildes / id of a picture, instead of a view",
    "rows": "areas, records",
    "header": "key, title",
}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--batch", type=Path, metavar="FILE", help=BATCH)
    _one(parser)


def _one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("view", nargs="?", default="", help="Adresse der Ansicht / its address")
    parser.add_argument("--out", type=Path, metavar="FILE", help="karte.pdf, karte.png, …")
    for name, text in OPTIONS.items():
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)


def run(arguments: argparse.Namespace, _started: float) -> int:
    """Write one file, or those of a batch; a bad line does not stop the others."""
    settings = Settings.from_env(os.environ)
    jobs = [arguments] if arguments.batch is None else _batch(arguments.batch)
    ctx = load(settings)
    failed = 0
    for job in jobs:
        try:
            print(_write(job, ctx))
        except StartError as error:
            if arguments.batch is None:
                raise
            failed += 1
            sys.stderr.write(f"{job.out}: {error.german} / {error.english}\n")
    return 1 if failed else 0


def load(settings: Settings) -> AppContext:
    """Load the data of an installation."""
    from dashboard import boot  # noqa: PLC0415  heavy: only once the settings are good
    from dashboard import context  # noqa: PLC0415
    from dashboard import equipment  # noqa: PLC0415
    from geodata.errors import GeodataError  # noqa: PLC0415

    try:
        loaded = settings.store().load()
        boot.refuse_broken_areas(loaded)
        equipment.equip(loaded, settings)
    except GeodataError as error:
        raise StartError(error.message, error.message_en, error.hint, error.hint_en) from error
    return context.AppContext(settings=settings, catalogue=loaded)


class _Line(argparse.ArgumentParser):
    """Reads one line of a batch file; a bad one is named, not answered with the usage."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _batch(path: Path) -> list[argparse.Namespace]:
    """Return the jobs of a batch file; every bad line is named before anything is written."""
    reader = _Line(add_help=False)
    _one(reader)
    jobs, bad = [], []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(
            f"Die Liste {path} lässt sich nicht lesen.", f"The list {path} cannot be read."
        ) from error
    for number, line in enumerate(lines, start=1):
        try:
            words = shlex.split(line, comments=True)
            if words:
                jobs.append(reader.parse_args(words))
        except ValueError as error:
            bad.append(f"{number}: {error}")
    if bad:
        listed = "; ".join(bad)
        raise StartError(f"{path}, Zeile {listed}.", f"{path}, line {listed}.")
    return jobs


def _write(job: argparse.Namespace, ctx: AppContext) -> str:
    """Write one file; return the line that says so."""
    from dashboard import exporting  # noqa: PLC0415  heavy
    from layers.picture.refusal import PictureError  # noqa: PLC0415

    if job.out is None:
        raise StartError("Wohin? --out fehlt, etwa --out karte.pdf.", "Where to? --out is missing.")
    given = {name: getattr(job, name) for name in OPTIONS if getattr(job, name) is not None}
    own, query = exporting.split(job.view.rpartition("?")[2] if "?" in job.view else job.view)
    kind = job.out.suffix.removeprefix(".").lower()
    try:
        made = exporting.make(kind, query, own | given, ctx)
    except PictureError as error:
        raise StartError(error.text("de"), error.text("en")) from error
    try:
        job.out.write_bytes(made.body)
    except OSError as error:
        raise StartError(
            f"{job.out} lässt sich nicht schreiben ({error.strerror}).",
            f"Cannot write {job.out} ({error.strerror}).",
        ) from error
    return f"{job.out}  {len(made.body)} Bytes  {made.identifier}".rstrip()
