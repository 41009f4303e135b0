"""Draft: a copy of the present state in which files are replaced before it becomes a version."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import BinaryIO
from typing import Final

from geodata import catalogue
from geodata import errors
from geodata import manifest
from geodata.versions import log

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = ".draft-"


class Draft:
    """A data folder in the making.

    Parameters
    ----------
    folder
        Where it is.

    Attributes
    ----------
    changed
        Paths of the files that were written, with slashes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: set[str] = set()

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """Replace a file by what is written; the kept version with the same file stays as it is."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=target.parent)
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
        self.changed.add(path)

    def write(self, path: str, body: bytes) -> None:
        """Replace a file."""
        with self.open(path) as out:
            out.write(body)

    def finished(self) -> str:
        """Bring the list of files up to date, make all of it durable, and return the version."""
        self._list()
        for part in {self.folder, *((self.folder / path).parent for path in self.changed)}:
            log.synced(part)
        return catalogue.version(self.folder)

    def _list(self) -> None:
        """Enter the changed files into the manifest, so that ``geodata check`` knows them."""
        path = self.folder / manifest.NAME
        if not path.is_file() or not self.changed:
            return
        try:
            listed = json.loads(path.read_text(encoding="utf-8"))
            for name in sorted(self.changed):
                sources = listed["files"].get(name, {}).get("sources", [])
                made = manifest.entry(self.folder, name, sources)
                listed["files"][name] = {
                    "sha256": made.sha256, "size": made.size, "sources": list(made.sources)
                }  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise errors.DamagedFileError(
                path, "kein lesbares Verzeichnis der Dateien", "no readable list of files"
            ) from fault
        listed["files"] = dict(sorted(listed["files"].items()))
        self.write(
            manifest.NAME, (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
        )


@contextmanager
def of(source: Path, place: Path, *, kept: bool) -> Iterator[Draft]:
    """Copy a state; whatever happens, no half of a draft stays behind.

    Parameters
    ----------
    source
        Data folder to begin with.
    place
        Folder of the versions.
    kept
        Whether the source is a version, whose files never change: then they are shared.
    """
    place.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    try:
        copied(source, folder, kept=kept)
        yield Draft(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copied(source: Path, target: Path, *, kept: bool) -> None:
    """Copy every file that ``geodata check`` would look at."""
    for name in (*manifest.shipped(source), manifest.NAME):
        path = source / name
        if name.split("/")[0] in OWN or not path.is_file():
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if kept:
            try:
                os.link(path, target / name)
            except OSError:  # a file system without links
                shutil.copyfile(path, target / name)
        else:
            shutil.copyfile(path, target / name)


OWN: Final = ("log", "versions", "inbox")
"""Folders of an installation that are no data."""


def swept(place: Path) -> None:
    """Remove drafts that a killed process left behind; only under the lock."""
    for path in place.glob(f"{PREFIX}*"):
        shutil.rmtree(path, ignore_errors=True)
