"""Ground: the areas, their places and their geometry; one object while none of their files changes.

A new version of the data mostly has other records on the same ground. What was read of it, and what
was computed from it alone, is then taken over from the version before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final

from geodata.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from geodata.problems import Problem

FILES: Final = ("areas/*", "odbl/*", "web/*", "analysis/*", "gazetteer.csv")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """What lies under the records; hashed by identity.

    Parameters
    ----------
    files
        Checksum of each of its files by path in the data folder.
    areas
        Attribute frames by level, index ``key``.
    gazetteer
        All places.
    problems
        What was wrong with its files.
    """

    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    areas: Mapping[str, pd.DataFrame] = field(default_factory=lambda: MappingProxyType({}))
    gazetteer: Gazetteer = field(default_factory=lambda: Gazetteer.of(()))
    problems: tuple[Problem, ...] = ()

    def lies_under(self, checksums: Mapping[str, str]) -> bool:
        """Tell whether this is the ground of a data folder with these files."""
        return bool(self.files) and self.files == of(checksums)


def of(checksums: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files that belong to the ground."""
    return MappingProxyType(
        {
            path: checksum
            for path, checksum in checksums.items()
            if any(fnmatchcase(path, pattern) for pattern in FILES)
        }
    )


def checksums(folder: Path, patterns: Iterable[str]) -> Mapping[str, str]:
    """Return the SHA-256 of every file that fits a pattern, by path with slashes, sorted."""
    paths = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    return MappingProxyType(
        {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(paths)
        }
    )
