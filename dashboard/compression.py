"""Compression of static bytes: quick at once, best later, kept in a folder by content hash.

Brotli at its best quality needs seconds for a large script, so a first start compresses quickly
and a process of low priority (`python -m dashboard.compression FOLDER`) improves the copies
while the server already answers. Every later start finds the best ones.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

import brotli

QUICK = 5
BEST = 11


def gzipped(body: bytes, folder: Path, sha256: str) -> bytes:
    """Return the gzip form: browsers on plain HTTP outside localhost take no other."""
    file = folder / f"{sha256}.gz"
    with contextlib.suppress(OSError, EOFError):
        data = file.read_bytes()
        if gzip.decompress(data) == body:
            return data
    return keep(file, gzip.compress(body, 9, mtime=0))


def best(folder: Path, sha256: str) -> bytes | None:
    """Return the best brotli form if it has been made by now."""
    with contextlib.suppress(OSError):
        return file_of(folder, sha256, BEST).read_bytes()
    return None


def brotlied(body: bytes, folder: Path, sha256: str) -> tuple[bytes, int]:
    """Return the best brotli form there is, and its quality; make a quick one if there is none."""
    for quality in (BEST, QUICK):
        with contextlib.suppress(OSError, brotli.error):
            data = file_of(folder, sha256, quality).read_bytes()
            if brotli.decompress(data) == body:
                return data, quality
    data = brotli.compress(body, quality=QUICK)
    return keep(file_of(folder, sha256, QUICK), data), QUICK


def file_of(folder: Path, sha256: str, quality: int) -> Path:
    """Return where the brotli form of that quality is kept."""
    return folder / f"{sha256}.br{quality}"


def keep(file: Path, data: bytes) -> bytes:
    """Write at once or not at all; a folder that cannot be written costs speed only."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, delete=False) as part:
            part.write(data)
        Path(part.name).replace(file)
    return data


def improve(folder: Path) -> int:
    """Bring every quick copy to the best quality, small ones first; return how many.

    Two servers that start together may both do this: what one has finished, the other leaves out.
    """
    count = 0
    for _size, file in sorted((_size_of(file), file) for file in folder.glob(f"*.br{QUICK}")):
        with contextlib.suppress(FileNotFoundError):
            body = brotli.decompress(file.read_bytes())
            keep(file_of(folder, file.stem, BEST), brotli.compress(body, quality=BEST))
            file.unlink()
            count += 1
    return count


def _size_of(file: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return file.stat().st_size
    return 0


if __name__ == "__main__":
    os.nice(19)
    improve(Path(sys.argv[1]))
