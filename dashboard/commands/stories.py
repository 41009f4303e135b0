"""Check stories, list them, or write one as a file to take away (HTML and PDF)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.briefing import library
from dashboard.refusals import StartError
from dashboard.settings import Settings

if TYPE_CHECKING:
    import argparse

    from dashboard.context import AppContext
    from layers.briefing.story import Story

HELP = "Storys prüfen, auflisten, zum Mitnehmen schreiben / check, list or take away stories"
FAULTY = 1


def add(parser: argparse.ArgumentParser) -> None:
    """Add the sub-commands."""
    actions = parser.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check", help="Fehler nennen / name mistakes")
    check.add_argument("names", nargs="*", metavar="NAME", help="Story oder Datei / story or file")
    check.add_argument("--lang", choices=("de", "en"), default="de")
    actions.add_parser("list", help="vorhandene Storys / stories that are there")
    export = actions.add_parser("export", help="HTML und PDF schreiben / write HTML and PDF")
    export.add_argument("name", metavar="NAME", help="Story oder Datei / story or file")
    export.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    export.add_argument("--format", choices=("html", "pdf"), help="sonst beides / both otherwise")
    export.add_argument("--lang", choices=("de", "en"), default="de")
    export.add_argument("--theme", choices=("light", "dark", "contrast"), default="dark")
    export.add_argument("--distance", type=float, default=5.0, help="m")
    export.add_argument("--diagonal", type=float, default=55.0, help="Zoll / inches")


def run(arguments: argparse.Namespace, _started: float) -> int:
    """Do what was asked; 1 if a story has mistakes."""
    settings = Settings.from_env(os.environ)
    if arguments.action == "list":
        for story in library.every(settings):
            print(f"{story.id:24} {len(story.steps):2} Szenen  {story.title('de')}")
        return 0
    if arguments.action == "export":
        return _export(arguments, settings)
    paths = [_path(name, settings) for name in arguments.names]
    return _check(paths or list(library.files(settings).values()), arguments.lang, settings)


def _path(name: str, settings: Settings) -> Path:
    """Return the file of a story by its name, or the file that is named."""
    path = library.files(settings).get(name) or Path(name)
    if not path.is_file():
        known = ", ".join(library.files(settings))
        raise StartError(
            f"Die Story „{name}“ gibt es nicht. Vorhanden sind: {known}.",
            f"There is no story '{name}'. There are: {known}.",
        )
    return path


def _load(path: Path) -> Story:
    try:
        return library.load(path)
    except OSError as error:
        raise StartError(
            f"{path} lässt sich nicht lesen ({error.strerror}).",
            f"{path} cannot be read ({error.strerror}).",
        ) from error


def _context(settings: Settings) -> AppContext:
    from dashboard.commands import export  # noqa: PLC0415  heavy: only once the question is good

    return export.load(settings)


def _check(paths: list[Path], lang: str, settings: Settings) -> int:
    """Name file, scene and mistake of everything that is wrong, in both languages of the wall."""
    from dashboard import opening  # noqa: PLC0415  heavy
    from layers.briefing import deck  # noqa: PLC0415

    ctx = _context(settings)
    known = opening.known(ctx.catalogue)
    faults = 0
    for path in paths:
        story = _load(path)
        lines = [trouble.line(path.name, lang) for trouble in story.troubles]
        for screen in ("de", "en"):
            look = deck.Look(lang=screen)
            _, troubles = deck.check(story.steps, ctx.catalogue, known, look)
            lines += [trouble.line(path.name, lang) for trouble in troubles]
        lines = list(dict.fromkeys(lines))
        for line in lines:
            sys.stdout.write(f"{line}\n")
        faults += len(lines)
        if not lines:
            print(f"{path.name}: {len(story.steps)} Szenen, in Ordnung / scenes, in order")
    return FAULTY if faults else 0


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the files of a story; one with mistakes is written without its faulty scenes."""
    from dashboard.briefing import asked  # noqa: PLC0415  heavy
    from dashboard.briefing import takeaway  # noqa: PLC0415

    story = _load(_path(arguments.name, settings))
    ctx = _context(settings)
    wanted = {
        "lang": arguments.lang,
        "theme": arguments.theme,
        "distance": str(arguments.distance),
        "diagonal": str(arguments.diagonal),
    }
    address = asked.read(wanted)
    faulty = _check([_path(arguments.name, settings)], arguments.lang, settings)
    if not story.steps:
        raise StartError(
            "In dieser Story ist keine Szene, die sich zeigen lässt.",
            "This story has no scene that can be shown.",
        )
    makers = {"html": takeaway.html, "pdf": takeaway.pdf}
    for ending, make in makers.items():
        if arguments.format in (None, ending):
            path = arguments.out / f"{story.id}.{ending}"
            body = make(story, ctx, address)
            try:
                arguments.out.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body)
            except OSError as error:
                raise StartError(
                    f"{path} lässt sich nicht schreiben ({error.strerror}).",
                    f"Cannot write {path} ({error.strerror}).",
                ) from error
            print(f"{path}  {len(body)} Bytes")
    return faulty
