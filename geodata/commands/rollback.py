"""``rollback``: makes an earlier data version valid again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.commands import Command
from geodata.stores import place

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add version, folder and language."""
    parser.add_argument("version", nargs="?", default="", help="Version (Vorgabe: die vorige)")
    parser.add_argument("--data", help="Datenordner (Vorgabe: ATLAS_DATA)")
    parser.add_argument("--lang", choices=("de", "en"), default="de", help="Sprache")


def run(options: argparse.Namespace) -> int:
    """Take back; servers follow within seconds."""
    entry = place.chosen(options.data).rollback(options.version)
    german = options.lang == "de"
    if entry is None:
        print("Diese Version gilt schon." if german else "This version is valid already.")
    elif german:
        print(f"Es gilt wieder {entry.version} (statt {entry.previous}).")
    else:
        print(f"{entry.version} is valid again (instead of {entry.previous}).")
    return 0


COMMAND = Command(
    name="rollback",
    about="einen früheren Datenstand wieder gelten lassen",
    arguments=arguments,
    run=run,
)
