"""Upload: a file by its name and content, on disk or in memory; its name is never a path."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import BinaryIO
from typing import Final

from geodata import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME: Final = 120
CHUNK: Final = 1024 * 1024
NOT_IN_NAMES: Final = re.compile(r"[\x00-\x1f\x7f<>\"|?*\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to be read.

    Parameters
    ----------
    name
        Its last part only, for messages and for the ending; never used as a path.
    path
        Where it is on disk, or None.
    body
        Its content, where it is not on disk.
    """

    name: str
    path: Path | None = None
    body: bytes = b""

    @classmethod
    def on_disk(cls, path: Path, name: str = "") -> Upload:
        """Return a file on disk.

        Raises
        ------
        MissingFileError
            If there is none.
        """
        if not path.is_file():
            raise errors.MissingFileError(
                path, hint="Pfad und Schreibweise prüfen.", hint_en="Check path and spelling."
            )
        return cls(name=plain(name or path.name), path=path)

    @classmethod
    def of_bytes(cls, name: str, body: bytes) -> Upload:
        """Return a file in memory."""
        return cls(name=plain(name), body=body)

    @property
    def suffix(self) -> str:
        """The ending in lower case, with its point."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.body) if self.path is None else self.path.stat().st_size

    def open(self) -> BinaryIO:
        """Return a handle on the content, at its beginning."""
        return io.BytesIO(self.body) if self.path is None else self.path.open("rb")

    def head(self, n: int = 65_536) -> bytes:
        """Return the first bytes."""
        with self.open() as handle:
            return handle.read(n)

    def sha256(self) -> str:
        """Return the checksum of the content."""
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def chunks(self) -> Iterator[bytes]:
        """Yield the content in pieces."""
        with self.open() as handle:
            while chunk := handle.read(CHUNK):
                yield chunk


def plain(name: str) -> str:
    """Return the last part of a name as it came, without what could deceive a reader."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return NOT_IN_NAMES.sub("_", last).strip(" .")[-LONGEST_NAME:] or "datei"
