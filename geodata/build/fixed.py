"""Texts that the build ships: licences, notes beside the data, the statement of error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Final

from geodata.build import packages
from geodata.build import write

if TYPE_CHECKING:
    from geodata.build.fetch import Shelf

TEXTS: Final = Path(__file__).parent / "texts"
LICENCES: Final = {
    "odbl/LICENSE.txt": "ODbL-1.0",
    "licences/CC-BY-4.0.txt": "CC-BY-4.0",
    "licences/LGPL-3.0-or-later.txt": "LGPL-3.0-or-later",
    "licences/GPL-3.0-or-later.txt": "GPL-3.0-or-later",
}
NOTES: Final = {
    "odbl/README.md": "odbl.md",
    "odbl/population_error.json": "population_error.json",
    "licences/README.md": "licences.md",
}


def build(shelf: Shelf, folder: Path) -> None:
    """Write licences, the notes that go with them, and the statement of error."""
    for path, licence in LICENCES.items():
        raw = json.loads(shelf.read(packages.LICENCES, f"licenses/{licence}.json"))
        text = raw["licenseText"].rstrip() + "\n"
        write.made(folder / path).write_text(text, encoding="utf-8")
    for path, name in NOTES.items():
        write.made(folder / path).write_bytes((TEXTS / name).read_bytes())
