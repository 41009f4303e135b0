"""The manifest: checksum, size and sources of every shipped file, and the check against it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata import errors
from geodata import folders
from geodata import problems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = "manifest.json"
VERSION_DIGITS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One shipped file: SHA-256, size in bytes, and the ids of its sources."""

    path: str
    sha256: str
    size: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the build shipped, and which packages it was made from."""

    files: Mapping[str, Entry]
    packages: tuple[Mapping[str, str], ...]

    def version(self, paths: Iterable[str] | None = None) -> str:
        """Return twelve digits that change with any of the files' content."""
        chosen = sorted(self.files if paths is None else paths)
        text = "".join(f"{p}:{self.files[p].sha256}\n" for p in chosen)
        return hashlib.sha256(text.encode()).hexdigest()[:VERSION_DIGITS]


def shipped(folder: Path) -> list[str]:
    """Return the paths of all files of the folder but the manifest, sorted, with slashes."""
    return sorted(
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and p.name != NAME and not p.name.startswith(".")
    )


def entry(folder: Path, path: str, sources: Iterable[str] = ()) -> Entry:
    """Return the entry of one file as it is now."""
    body = (folder / path).read_bytes()
    digest = hashlib.sha256(body).hexdigest()
    return Entry(path=path, sha256=digest, size=len(body), sources=tuple(sources))


def load(folder: Path = folders.DATA) -> Manifest:
    """Return the manifest of a data folder.

    Raises
    ------
    MissingFileError, DamagedFileError
        If it is not there or not readable.
    """
    path = folders.existing(folder / NAME)
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = {
            name: Entry(
                path=name,
                sha256=row["sha256"],
                size=int(row["size"]),
                sources=tuple(row["sources"]),
            )
            for name, row in raw["files"].items()
        }
        packages = tuple(MappingProxyType(dict(p)) for p in raw["packages"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise errors.DamagedFileError(
            path, "kein lesbares Verzeichnis der Dateien", "no readable list of files"
        ) from fault
    return Manifest(files=MappingProxyType(files), packages=packages)


def check(folder: Path = folders.DATA) -> tuple[problems.Problem, ...]:
    """Compare every shipped file with the manifest; name the missing, changed and foreign."""
    listed = load(folder)
    present = set(shipped(folder))
    found = [missing(folder / p) for p in sorted(set(listed.files) - present)]
    for path in sorted(set(listed.files) & present):
        now = entry(folder, path)
        if now.sha256 != listed.files[path].sha256:
            found.append(changed(folder / path, listed.files[path], now))
    found += [foreign(folder / p) for p in sorted(present - set(listed.files))]
    return tuple(found)


def missing(path: Path) -> problems.Problem:
    """Return the problem of a file that is not there."""
    return problems.Problem(
        code="file-missing",
        where=str(path),
        raw="",
        message="Datei fehlt.",
        message_en="File missing.",
        hint=errors.REBUILD,
        hint_en=errors.REBUILD_EN,
    )


def changed(path: Path, listed: Entry, now: Entry) -> problems.Problem:
    """Return the problem of a file whose content is not the built one."""
    return problems.Problem(
        code="file-changed",
        where=str(path),
        raw=f"{now.sha256[:12]}, {now.size} Byte",
        message=(
            f"Inhalt stimmt nicht mit dem Verzeichnis überein"
            f" (erwartet {listed.sha256[:12]}, {listed.size} Byte)."
        ),
        message_en=(
            f"Content differs from the manifest"
            f" (expected {listed.sha256[:12]}, {listed.size} bytes)."
        ),
        hint=errors.REBUILD,
        hint_en=errors.REBUILD_EN,
    )


def foreign(path: Path) -> problems.Problem:
    """Return the problem of a file that the build did not ship."""
    return problems.Problem(
        code="file-foreign",
        where=str(path),
        raw="",
        message="Datei steht nicht im Verzeichnis manifest.json.",
        message_en="File is not listed in manifest.json.",
        hint="Löschen, oder mit 'python -m geodata build' neu erzeugen.",
        hint_en="Delete it, or run 'python -m geodata build'.",
        severity="warning",
    )
