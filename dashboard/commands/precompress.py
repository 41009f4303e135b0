"""Compress every static file at its best, as an image build or a measurement wants it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dashboard import compression
from dashboard.settings import Settings

if TYPE_CHECKING:
    import argparse

HELP = "statische Dateien bestmöglich packen / compress static files at their best"


def add(parser: argparse.ArgumentParser) -> None:
    """Take no options."""
    del parser


def run(_arguments: argparse.Namespace, _started: float) -> int:
    """Warm the application up, then improve what that has left in the cache."""
    settings = Settings.from_env(os.environ)
    from dashboard import boot  # noqa: PLC0415  heavy: only once the settings are good

    boot.application(settings)
    count = compression.improve(settings.cache)
    print(f"{count} Dateien gepackt / files compressed: {settings.cache}")
    return 0
