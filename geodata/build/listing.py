"""The last step: the manifest with checksum, size and sources of every shipped file."""

from __future__ import annotations

import fnmatch
import tomllib
from typing import TYPE_CHECKING
from typing import Any

from geodata import manifest
from geodata.build import packages
from geodata.build import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def sources(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return source id and the patterns of its files, as ``sources.toml`` has them."""
    path = folder / "sources.toml"
    if not path.exists():
        return []
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
    return [(row["id"], tuple(row.get("files", ()))) for row in listed]


def of_file(path: str, known: list[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """Yield the ids of the sources one of whose patterns fits the path."""
    for key, patterns in known:
        if any(fnmatch.fnmatch(path, p) for p in patterns):
            yield key


def build(folder: Path) -> None:
    """Write ``manifest.json`` for everything else in the folder."""
    known = sources(folder)
    files: dict[str, Any] = {}
    for path in manifest.shipped(folder):
        entry = manifest.entry(folder, path, of_file(path, known))
        files[path] = {
            "sha256": entry.sha256,
            "size": entry.size,
            "sources": list(entry.sources),
        }
    made_from = [
        {
            "registry": p.registry,
            "name": p.name,
            "version": p.version,
            "file": p.file,
            "sha256": p.sha256,
            "about": p.about,
        }
        for p in packages.PACKAGES
    ]
    write.dump({"packages": made_from, "files": files}, folder / manifest.NAME, lines=True)
