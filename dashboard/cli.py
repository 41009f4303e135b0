"""Command line: `python -m dashboard serve|…`, errors in words and exit code 2, never a trace."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from dashboard.commands import account
from dashboard.commands import components
from dashboard.commands import export
from dashboard.commands import precompress
from dashboard.commands import serve
from dashboard.commands import stories
from dashboard.refusals import StartError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

COMMANDS: dict[str, ModuleType] = {
    "serve": serve,
    "components": components,
    "export": export,
    "precompress": precompress,
    "account": account,
    "stories": stories,
}
REFUSED = 2  # as argparse answers wrong use


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    started = time.monotonic()
    arguments = parser().parse_args(argv)
    command = COMMANDS[arguments.command]
    try:
        return int(command.run(arguments, started))
    except StartError as error:
        sys.stderr.write(f"Fehler: {error.german}\nError:  {error.english}\n")
        return REFUSED


def parser() -> argparse.ArgumentParser:
    """Return the parser with every command."""
    main_parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = main_parser.add_subparsers(dest="command", required=True)
    for name, module in COMMANDS.items():
        module.add(commands.add_parser(name, help=module.HELP, description=module.__doc__))
    return main_parser
