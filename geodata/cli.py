"""The command line of the data room."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from typing import TYPE_CHECKING

from geodata import commands
from geodata import errors

if TYPE_CHECKING:
    from collections.abc import Sequence


def parser() -> argparse.ArgumentParser:
    """Return the parser with every command of :mod:`geodata.commands`."""
    out = argparse.ArgumentParser(prog="python -m geodata", description="Daten des Zukunftsatlas")
    group = out.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    for command in commands.discover():
        sub = group.add_parser(command.name, help=command.about, description=command.about)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if not, 2 for wrong use."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except errors.GeodataError as fault:
        english = getattr(options, "lang", "de") == "en"
        said = f"Error: {fault.message_en} {fault.hint_en}" if english else f"Fehler: {fault}"
        print(said.strip(), file=sys.stderr)
        return 1
    except (
        OSError,
        sqlite3.OperationalError,
    ) as fault:  # the disk is full
        print(f"Fehler: {errors.DiskError(fault)}", file=sys.stderr)
        return 1
