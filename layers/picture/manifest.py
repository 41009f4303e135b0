"""Manifests: all that makes a picture what it is, kept under a short id derived from it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from dataclasses import asdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.stores import shelf as shelves
from layers.picture import logo as logos
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.stores.shelf import Shelf
    from layers.picture.logo import Logo

ROOT = Path(__file__).resolve().parents[2]
CODE = (
    *("layers/**/*.py", "layers/words/*.toml", "geodata/*.py", "geodata/analysis/*.py"),
    "geodata/norms.toml",
)
LOOK = (
    *("assets/css/00-tokens.css", "assets/css/30-map.css", "assets/css/35-gaps.css"),
    "assets/fonts/*",
)
LIBRARIES = ("babel", "numpy", "pydyf", "resvg-py", "shapely")
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without letters that look like others
PLACES = 10  # of the id: 50 bits
PREFIX = "ZA"
SHELF = "pictures"
LOGO = "logo-"
_LOGO = re.compile(r"[0-9a-f]{16}\.[a-z]{3,4}")
_ID = re.compile(rf"{PREFIX}-?([0-9A-Z]{{5}})-?([0-9A-Z]{{5}})")
ALIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a picture is made of; equal manifests give equal files.

    Parameters
    ----------
    query
        Address of the view.
    options
        Options of the picture, only those that differ from the usual.
    house
        Name of the publishing house.
    data
        Version of the data.
    programme
        Version of all code, words, colours and fonts that make a picture.
    logo
        Name of the picture of the house, by its content; empty = none.
    """

    query: str
    options: Mapping[str, str]
    house: str
    data: str
    programme: str
    logo: str = ""

    @property
    def text(self) -> str:
        """Return the manifest as JSON in its one spelling."""
        said = {name: value for name, value in asdict(self).items() if name != "logo" or value}
        return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    @property
    def id(self) -> str:
        """Return the short id."""
        number = int.from_bytes(hashlib.sha256(self.text.encode()).digest()[:8]) >> (
            64 - 5 * PLACES
        )
        digits = "".join(DIGITS[number >> (5 * at) & 31] for at in reversed(range(PLACES)))
        return f"{PREFIX}-{digits[:5]}-{digits[5:]}"


@lru_cache(maxsize=1)
def programme() -> str:
    """Return the version of what draws pictures: eight digits that change with any part of it."""
    found = hashlib.sha256()
    for pattern in (*CODE, *LOOK):
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                found.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    found.update(" ".join(f"{n}={metadata.version(n)}" for n in LIBRARIES).encode())
    return found.hexdigest()[:8]


def spelled(text: str) -> str | None:
    """Return an id in its one spelling, whatever case and dashes it was typed with."""
    match = _ID.fullmatch(text.strip().upper())
    return f"{PREFIX}-{match[1].translate(ALIKE)}-{match[2].translate(ALIKE)}" if match else None


class Store:
    """Manifests and finished files in a folder, named by id.

    Parameters
    ----------
    folder
        Where they are; made when first needed.
    most
        Bytes of finished files that are kept; those not used for longest go first. Manifests
        are small and stay.
    shelf
        Where manifests are put for the other machines of an installation.
    """

    def __init__(self, folder: Path, most: int = 2_000_000_000, shelf: Shelf | None = None) -> None:
        self.folder, self.most, self.shelf = folder, most, shelf

    def keep(self, manifest: Manifest) -> str:
        """Remember a manifest; return its id."""
        self._keep(f"{manifest.id}.json", manifest.text.encode())
        return manifest.id

    def _keep(self, name: str, body: bytes) -> None:
        """Keep a small file here, and where the other machines find it."""
        path = self.folder / name
        if not path.exists():
            shelves.offer(self.shelf, SHELF, name, body)
            self._write(path, body)

    def _kept(self, name: str) -> bytes:
        """Return a small file that was kept here or elsewhere; OSError if there is none."""
        path = self.folder / name
        if not path.exists():
            body = shelves.fetch(self.shelf, SHELF, name)
            if body is not None:
                self._write(path, body)
                return body
        return path.read_bytes()

    def known(self, id_: str) -> Manifest | None:
        """Return the manifest of an id in its one spelling; None if it is not known here."""
        try:
            raw = json.loads(self._kept(f"{id_}.json"))
            found = Manifest(**raw)
        except (OSError, ValueError, TypeError):
            return None
        return found if found.id == id_ else None

    def keep_logo(self, logo: Logo) -> str:
        """Remember the picture of the house; return its name."""
        self._keep(f"{LOGO}{logo.name}", logo.body)
        return logo.name

    def logo(self, name: str) -> Logo | None:
        """Return the picture of a house that was kept; None if it is not here."""
        if not _LOGO.fullmatch(name):
            return None
        try:
            found = logos.of(self._kept(f"{LOGO}{name}"), name.rpartition(".")[2])
        except (OSError, PictureError):
            return None
        return found if found.name == name else None

    def file(self, id_: str, kind: str) -> bytes | None:
        """Return a finished file; None if it is not there."""
        path = self.folder / f"{id_}.{kind}"
        try:
            body = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return body

    def put(self, id_: str, kind: str, body: bytes) -> None:
        """Keep a finished file."""
        self._write(self.folder / f"{id_}.{kind}", body)
        self._prune()

    def _write(self, path: Path, body: bytes) -> None:
        """Write a file that is there whole or not at all; a full disk costs no picture."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as target:
                target.write(body)
            Path(target.name).replace(path)
        except OSError:
            return

    def _prune(self) -> None:
        found = [path for path in self.folder.glob(f"{PREFIX}-*.*") if path.suffix != ".json"]
        rows = sorted(((path.stat(), path) for path in found), key=lambda row: row[0].st_mtime)
        total = sum(stat.st_size for stat, _ in rows)
        for stat, path in rows:
            if total <= self.most:
                return
            path.unlink(missing_ok=True)
            total -= stat.st_size
