"""Lists of one's own: facilities that somebody loaded as supply, kept by content on disk.

All processes read the same folder. A list is named by its content, so that an address with it
means the same tomorrow, as long as the folder is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import Final

from geodata.analysis import supply
from geodata.intake import facilities
from geodata.intake.facilities import Facility
from geodata.intake.limits import Limits
from geodata.intake.whereabouts import Ground
from geodata.stores import shelf as shelves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.analysis.supply import Supply
    from geodata.catalogue import Catalogue
    from geodata.intake.finding import Finding
    from geodata.stores.shelf import Shelf

FOLDER: Final = "lists"
NAME: Final = re.compile(r"list-[0-9a-f]{12}")
MOST: Final = 2_000
"""Sites of a list: each gets a column of ways to all settlements."""
KEPT: Final = 200
TITLE: Final = 40
MIB: Final = 1024 * 1024
LIMITS: Final = Limits(
    text_bytes=4 * MIB,
    packed_bytes=8 * MIB,
    unpacked_bytes=64 * MIB,
    rows=50_000,
    columns=100,
    cells=500_000,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of an uploaded file.

    Parameters
    ----------
    name
        Of the list, for the address; empty if nothing could be taken.
    taken, left
        Rows that became sites, and sites beyond :data:`MOST`.
    """

    name: str
    title: str
    taken: int
    left: int
    findings: tuple[Finding, ...]


class Lists(Mapping[str, "Supply"]):
    """The lists of an installation.

    Parameters
    ----------
    folder
        Where they are kept.
    catalogue
        The data against which places are looked up.
    shelf
        Where lists are put for the other machines of an installation.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, shelf: Shelf | None = None) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.shelf = shelf
        self._read = lru_cache(maxsize=16)(self._load)

    def take(self, file: str, body: bytes) -> Loaded:
        """Read an uploaded file and keep what is sound of it; never raises on its content."""
        found = facilities.read(file, body, Ground.load(self.catalogue.folder), LIMITS)
        title = PurePosixPath(found.file).stem[:TITLE] or "Liste"
        places = found.places[:MOST]
        name = self._keep(title, places) if places else ""
        return Loaded(
            name=name,
            title=title,
            taken=len(places),
            left=len(found.places) - len(places),
            findings=found.findings,
        )

    def __getitem__(self, name: str) -> Supply:
        """Return a list as supply; KeyError if it is not there (any more)."""
        if not NAME.fullmatch(name):
            raise KeyError(name)
        return self._read(name)

    def __contains__(self, name: object) -> bool:
        """Whether the list is there."""
        return isinstance(name, str) and bool(NAME.fullmatch(name)) and self._fetched(name)

    def __iter__(self) -> Iterator[str]:
        """Return the names of all lists."""
        return (path.stem for path in sorted(self.folder.glob("list-*.json")))

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _keep(self, title: str, places: tuple[Facility, ...]) -> str:
        """Put a list down, whole or not at all, and return its name."""
        content = {"title": title, "places": [asdict(place) for place in places]}
        body = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
        name = _name(body)
        shelves.offer(self.shelf, FOLDER, name, body)
        self._put(name, body)
        self._tidy()
        return name

    def _put(self, name: str, body: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.{os.getpid()}.part"
        part.write_bytes(body)
        part.replace(self._file(name))

    def _fetched(self, name: str) -> bool:
        """Tell whether a list is here, once it was brought from another machine."""
        if self._file(name).is_file():
            return True
        body = shelves.fetch(self.shelf, FOLDER, name)
        if body is None or _name(body) != name:
            return False
        self._put(name, body)
        return True

    def _tidy(self) -> None:
        """Forget the oldest lists."""
        files = sorted(self.folder.glob("list-*.json"), key=lambda path: path.stat().st_mtime)
        for path in files[:-KEPT]:
            path.unlink(missing_ok=True)

    def _load(self, name: str) -> Supply:
        try:
            self._fetched(name)
            content = json.loads(self._file(name).read_text(encoding="utf-8"))
            places = [Facility(**raw) for raw in content["places"]]
            title = str(content["title"])
        except (OSError, ValueError, TypeError, KeyError) as fault:
            raise KeyError(name) from fault
        return supply.of_facilities(places, self.catalogue, title)


def _name(body: bytes) -> str:
    """Return the name of a list: what is in it."""
    return f"list-{hashlib.sha256(body).hexdigest()[:12]}"
