"""Files for the browser: geometry and labels, with the checksum that makes their address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final

from geodata import errors
from geodata import folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER: Final = "web"
TYPES: Final = {".pbf": "application/x-protobuf", ".json": "application/json"}
NAMES: Final = (
    "land.pbf",
    "aerl.pbf",
    "landkreise.pbf",
    "gemeinden.pbf",
    "zukunftsregionen.pbf",
    "surroundings.pbf",
    "labels.json",
    "labels-gemeinden.json",
    "search.json",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFile:
    """One file of the browser.

    Parameters
    ----------
    name
        File name without folder, ``landkreise.pbf``.
    path
        Where it lies.
    sha256
        Checksum of its content, hexadecimal; the file is immutable under it.
    media_type
        For the HTTP header.
    """

    name: str
    path: Path
    sha256: str
    media_type: str


def files(folder: Path = folders.DATA) -> Mapping[str, WebFile]:
    """Return file name to file, checksums computed from what is there now.

    Raises
    ------
    MissingFileError, DamagedFileError
        If one of :data:`NAMES` is missing or empty.
    """
    found = {}
    for name in NAMES:
        path = folders.existing(folder / FOLDER / name)
        body = path.read_bytes()
        if not body:
            raise errors.DamagedFileError(path, "leer", "empty")
        found[name] = WebFile(
            name=name,
            path=path,
            sha256=hashlib.sha256(body).hexdigest(),
            media_type=TYPES[path.suffix],
        )
    return MappingProxyType(found)
