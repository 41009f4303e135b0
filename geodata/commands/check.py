"""``check``: compares the shipped data with what must be true of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geodata import audit
from geodata import folders
from geodata.commands import Command
from geodata.versions import installation

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add folder and language."""
    parser.add_argument("--data", type=Path, default=folders.DATA, help="Datenordner")
    parser.add_argument("--lang", choices=("de", "en"), default="de", help="Sprache")


def run(options: argparse.Namespace) -> int:
    """Print every finding; 0 if nothing is wrong, else 1."""
    found = audit.run(installation.current(options.data))
    for problem in found:
        print(problem.line(options.lang))
    bad = any(problem.severity == "error" for problem in found)
    if options.lang == "de":
        print(
            "Die Daten sind unvollständig oder verändert." if bad else "Die Daten sind in Ordnung."
        )
    else:
        print("The data are incomplete or changed." if bad else "The data are in order.")
    return int(bad)


COMMAND = Command(
    name="check",
    about="Dateien, Anzahlen, Summen und Grenzen der Daten prüfen",
    arguments=arguments,
    run=run,
)
