"""Archive: what is inside a ZIP, read only if its names, sizes and checksums are honest."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Final

from geodata.intake import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.intake.limits import Limits
    from geodata.intake.upload import Upload

CHUNK: Final = 1024 * 1024
ENCRYPTED_FLAG: Final = 0x1
SMALL: Final = 4096  # below this many packed bytes a high ratio is no sign of a bomb by itself
LINK: Final = 0o120000
KIND: Final = 0o170000


@contextmanager
def opened(upload: Upload, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose list of members was checked.

    Raises
    ------
    RefusedFileError
        If it is no archive, or one that the atlas does not take.
    """
    with upload.open() as handle:
        try:
            with zipfile.ZipFile(handle) as found:
                inspect(found, upload.name, limits)
                yield found
        except (
            zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError
        ) as fault:  # fmt: skip
            raise refusal.damaged(upload.name) from fault


def inspect(found: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Check names and declared sizes of all members."""
    members = found.infolist()
    if len(members) > limits.members:
        raise refusal.bomb(name)
    for member in members:
        raw = member.orig_filename
        parts = raw.replace("\\", "/").split("/")
        link = (member.external_attr >> 16) & KIND == LINK
        if raw.startswith(("/", "\\")) or ".." in parts or ":" in raw or "\x00" in raw or link:
            raise refusal.path(name, raw[:60].replace("\x00", "␀"))
        if member.flag_bits & ENCRYPTED_FLAG:
            raise refusal.encrypted(name)
        packed = max(member.compress_size, SMALL)
        if member.file_size > packed * limits.ratio:
            raise refusal.bomb(name)
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise refusal.bomb(name)


def verify(found: zipfile.ZipFile, name: str) -> None:
    """Unpack every member once in pieces: sizes that lie do not survive their checksum.

    Raises
    ------
    RefusedFileError
    """
    for member in found.infolist():
        try:
            with found.open(member) as handle:
                while handle.read(CHUNK):
                    pass
        except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError) as fault:
            raise refusal.damaged(name) from fault
        except Exception as fault:  # zlib.error and its like have no common parent
            raise refusal.damaged(name) from fault
