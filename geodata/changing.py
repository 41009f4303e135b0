"""Changing: what commands share that make a new version: choices, where it goes, the question."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from typing import Final

from geodata import folders
from geodata.stores import place as places

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from geodata.stores.place import Place

YES: Final = ("j", "ja", "y", "yes")
NO: Final = ("", "n", "nein", "no")
ANSWERS: Final = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the choices."""
    parser.add_argument("--dry-run", action="store_true", help="nur prüfen und zeigen")
    parser.add_argument("--yes", action="store_true", help="nicht nachfragen")
    parser.add_argument("--data", help="Datenordner oder Datenbank (Vorgabe: ATLAS_DATA)")
    parser.add_argument("--who", default="", help="wer annimmt (Vorgabe: der Benutzer)")
    parser.add_argument("--lang", choices=("de", "en"), default="de", help="Sprache")


def target(options: argparse.Namespace) -> tuple[Place | None, Path]:
    """Return where the version goes, None if it may go nowhere, and the data it builds upon.

    Raises
    ------
    NoInstallationError
        Nothing is chosen that could be written to, and more is asked for than a try.
    """
    found = places.possible(options.data) if options.dry_run else places.chosen(options.data)
    return found, found.ground() if found else folders.DATA


def agreed(options: argparse.Namespace, question: str) -> bool:
    """Ask whoever sits at the terminal; where nobody does, the command was the answer.

    Who breaks the question off has not agreed.
    """
    if options.yes or not sys.stdin.isatty():
        return True
    choice = "[j/N]" if options.lang == "de" else "[y/N]"
    answer = None
    while answer is None:
        try:
            answer = ANSWERS.get(input(f"{question} {choice} ").strip().lower())
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return False
    return answer
