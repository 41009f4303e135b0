"""Packs: our own scripts and sheets as one file each, without comments, named by their content.

There is no build step: the files are packed at the first page that needs them, and again when one
of them has changed on disk.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import rcssmin
import rjsmin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.blobs import Store

ASSETS = Path(__file__).resolve().parent.parent / "assets"
# Of core-js, which Dash sends for browsers of 2018, its renderer needs this alone
RUNTIME = "vendor/regenerator-runtime-0.14.1.js"
SCRIPTS = "js/atlas_*.js"
SHEETS = "css/[0-9]*.css"
ELSEWHERE = ("45-care.css",)  # the page that changes the data names its own sheets
_RELATIVE = re.compile(r"url\(([\"']?)\.\./")


def script(store: Store) -> str:
    """Return the address of all scripts of the page."""
    return store.publish(_script(_state([ASSETS / RUNTIME, *found(SCRIPTS)])), "js", JAVASCRIPT)


def sheet(store: Store) -> str:
    """Return the address of all sheets of the page, in the order of their names."""
    return store.publish(_sheet(_state(found(SHEETS))), "css", "text/css")


def state() -> frozenset[tuple[str, int, int]]:
    """Return what both packs depend on, in a tenth of a millisecond: names, times, sizes."""
    held = set()
    for pattern in (SCRIPTS, SHEETS):
        with os.scandir(ASSETS / Path(pattern).parent) as entries:
            for entry in entries:
                at = entry.stat()
                held.add((entry.path, at.st_mtime_ns, at.st_size))
    return frozenset(held)


JAVASCRIPT = "application/javascript"
State = tuple[tuple[Path, int], ...]


def found(pattern: str) -> list[Path]:
    """Return the files of the page below `assets`, sorted by name."""
    return sorted(file for file in ASSETS.glob(pattern) if file.name not in ELSEWHERE)


def _state(files: Iterable[Path]) -> State:
    """Return the files with their times of change: what a pack depends on."""
    return tuple((file, file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=4)
def _script(files: State) -> bytes:
    # A script may end without a semicolon, the next one begin with a parenthesis
    parts = [str(rjsmin.jsmin(_text(file))) for file, _ in files]
    return ";\n".join(parts).encode("utf-8")


@lru_cache(maxsize=4)
def _sheet(files: State) -> bytes:
    parts = [str(rcssmin.cssmin(_text(file))) for file, _ in files]
    return _RELATIVE.sub(r"url(\1/assets/", "\n".join(parts)).encode("utf-8")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
