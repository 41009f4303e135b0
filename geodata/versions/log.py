"""The log of an installation: who accepted which state, when, from which file.

The log is also the pointer to the valid state: an entry appears by one atomic step of the file
system, under a number that nobody else can take.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal

from geodata import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = "log"
DIGITS: Final = 6

Action = Literal["begin", "import", "rollback", "boundaries", "push"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One accepted state.

    Parameters
    ----------
    number
        Counts from 1.
    version
        Data version, as in ``/readyz``; also the name of its folder.
    previous
        The version before it, empty for the first.
    when
        UTC, ISO 8601 with seconds.
    who
        Name of the account or of the system's user.
    file, sha256
        Name and checksum of the file it came from.
    dataset
        What was imported.
    figures
        Counts and sums of the change, for people.
    """

    number: int
    action: Action
    version: str
    previous: str
    when: str
    who: str
    file: str = ""
    sha256: str = ""
    dataset: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)


def entries(installation: Path) -> tuple[Entry, ...]:
    """Return all entries, the oldest first.

    Raises
    ------
    DamagedFileError
        If one cannot be read.
    """
    return tuple(_read(path) for path in _paths(installation))


def last(installation: Path) -> Entry | None:
    """Return the entry that is valid, None if nothing was accepted yet."""
    paths = _paths(installation)
    return _read(paths[-1]) if paths else None


def _paths(installation: Path) -> list[Path]:
    folder = installation / FOLDER
    found = (path for path in folder.glob("*.json") if path.stem.isdigit())
    return sorted(found, key=lambda path: int(path.stem))


def _read(path: Path) -> Entry:
    try:
        return Entry(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError, OSError) as fault:
        raise errors.DamagedFileError(
            path,
            "kein lesbarer Eintrag",
            "no readable entry",
            hint="Die Datei löschen: dann gilt der Eintrag davor.",
            hint_en="Delete the file: the entry before it is valid then.",
        ) from fault


def add(installation: Path, entry: Entry) -> None:
    """Write an entry; from this moment on its version is the valid one.

    Raises
    ------
    FileExistsError
        If someone else took the number.
    """
    folder = installation / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(entry), ensure_ascii=False, indent=1) + "\n"
    handle, name = tempfile.mkstemp(prefix=".", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        os.link(name, folder / f"{entry.number:0{DIGITS}}.json")  # fails if it is there
    finally:
        Path(name).unlink(missing_ok=True)
    synced(folder)


def synced(folder: Path) -> None:
    """Make the names in a folder outlive a failure of the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
