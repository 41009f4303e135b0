"""``versions``: the accepted states of an installation, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.commands import Command
from geodata.stores import place

if TYPE_CHECKING:
    import argparse

    from geodata.versions.log import Entry

WORDS = {
    "begin": ("Anfang", "beginning"),
    "import": ("Import", "import"),
    "rollback": ("zurückgesetzt", "rolled back"),
    "boundaries": ("Grenzen", "boundaries"),
    "push": ("eingestellt", "pushed"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add folder and language."""
    parser.add_argument("--data", help="Datenordner (Vorgabe: ATLAS_DATA)")
    parser.add_argument(
        "--begin",
        action="store_true",
        help="den Ordner mit den mitgelieferten Daten einrichten, wenn er leer ist",
    )
    parser.add_argument("--lang", choices=("de", "en"), default="de", help="Sprache")


def run(options: argparse.Namespace) -> int:
    """Print one line a state."""
    kept = place.chosen(options.data)
    if options.begin:
        kept.begin()
    entries = kept.entries()
    german = options.lang == "de"
    if not entries:
        print(
            f"In {kept.name} wurde noch nichts eingelesen; es gelten die Daten, wie sie sind."
            if german
            else f"Nothing was imported into {kept.name} yet; the data are valid as they are."
        )
    for entry in reversed(entries):
        mark = "*" if entry is entries[-1] else " "
        print(f"{mark} {line(entry, options.lang)}")
    return 0


def line(entry: Entry, lang: str) -> str:
    """Return an entry as one line."""
    words = WORDS[entry.action][lang == "en"]
    parts = [f"{entry.number:4}", entry.version, entry.when, entry.who, words]
    parts += [part for part in (entry.dataset, entry.file) if part]
    if entry.sha256:
        parts.append(f"sha256 {entry.sha256[:12]}")
    counts = entry.figures.get("counts", {})
    if counts:
        new, changed, gone = (counts.get(k, 0) for k in ("new", "changed", "gone"))
        parts.append(
            f"{new} neu, {changed} geändert, {gone} entfallen"
            if lang == "de"
            else f"{new} new, {changed} changed, {gone} gone"
        )
    return "  ".join(parts)


COMMAND = Command(
    name="versions",
    about="angenommene Datenstände: wer, wann, aus welcher Datei",
    arguments=arguments,
    run=run,
)
