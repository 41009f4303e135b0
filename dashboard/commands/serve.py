"""Serve the atlas with the production server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dashboard.settings import Settings

if TYPE_CHECKING:
    import argparse

HELP = "den Atlas bereitstellen / serve the atlas"
VARIABLES = {"host": "HOST", "port": "PORT", "workers": "ATLAS_WORKERS", "data": "ATLAS_DATA"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options; each stands above the variable of the environment that it names."""
    for option, variable in VARIABLES.items():
        parser.add_argument(f"--{option}", metavar=variable, help=f"statt/instead of {variable}")


def run(arguments: argparse.Namespace, started: float) -> int:
    """Serve until stopped."""
    given = {
        variable: getattr(arguments, option)
        for option, variable in VARIABLES.items()
        if getattr(arguments, option) is not None
    }
    settings = Settings.from_env({**os.environ, **given})
    from dashboard import server  # noqa: PLC0415  heavy: only once the settings are good

    server.serve(settings, started)
    return 0
