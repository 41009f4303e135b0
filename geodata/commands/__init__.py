"""Commands of ``python -m geodata``: one file each, found by the command line."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command.

    Parameters
    ----------
    name
        Word on the command line.
    about
        One sentence for the help.
    arguments
        Adds its own arguments to the parser.
    run
        Does it and returns the exit code.
    """

    name: str
    about: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def discover() -> tuple[Command, ...]:
    """Return the ``COMMAND`` of every module of this package, by module name."""
    found = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").COMMAND for name in found)
