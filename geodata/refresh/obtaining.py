"""Obtaining: the official file, from disk or from the address of a download service."""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from urllib.parse import urlsplit

from geodata import errors
from geodata.intake import refusal
from geodata.intake.limits import MIB
from geodata.intake.limits import Limits
from geodata.intake.upload import Upload

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE: Final = "ATLAS_BOUNDARIES"
OFFICIAL: Final = (
    "https://daten.gdz.bkg.bund.de/produkte/vg/vg250-ew_ebenen_1231/aktuell/"
    "vg250-ew_12-31.utm32s.gpkg.ebenen.zip"
)
"""The federal agency's download of boundaries with inhabitants; never asked by itself."""
LIMITS: Final = Limits(
    packed_bytes=512 * MIB, unpacked_bytes=2048 * MIB, members=2000, rows=200_000
)
"""The whole of Germany has about 11,000 municipalities: 60 to 100 MB packed."""
TIMEOUT_S: Final = 30
CHUNK: Final = MIB
SCHEMES: Final = ("http", "https")
NOT_FOUND: Final = 400
PAGES: Final = (b"<!doctype", b"<html", b"<?xml")


class NoAddressError(errors.GeodataError, LookupError):
    """Nobody said where the boundaries are."""


class DownloadError(errors.GeodataError, ConnectionError):
    """The address did not give the file."""


def chosen(text: str | None) -> str:
    """Return the file or address that was given, or that of the environment.

    Raises
    ------
    NoAddressError
    """
    named = (text or os.environ.get(VARIABLE, "")).strip()
    if not named:
        raise NoAddressError(
            "Es ist nicht gesagt, woher die Grenzen kommen.",
            "It is not said where the boundaries come from.",
            hint=f"--from DATEI|ADRESSE angeben oder {VARIABLE} setzen; amtlich: {OFFICIAL}",
            hint_en=f"Give --from FILE|ADDRESS or set {VARIABLE}; official: {OFFICIAL}",
        )
    return named


@contextmanager
def obtained(named: str, work: Path) -> Iterator[Upload]:
    """Yield the file; a downloaded one lies in `work` and is gone afterwards.

    Raises
    ------
    MissingFileError, DownloadError, RefusedFileError
    """
    if urlsplit(named).scheme not in SCHEMES:
        if "://" in named:
            raise _failed(named, "nur http und https", "only http and https")
        upload = Upload.on_disk(Path(named).expanduser())
        if upload.size > LIMITS.packed_bytes:
            raise _too_large(upload.name)
        yield upload
        return
    path = work / "delivery"
    try:
        yield Upload.on_disk(path, _download(named, path))
    finally:
        path.unlink(missing_ok=True)


def _download(address: str, path: Path) -> str:
    """Write what an address gives into a file, in pieces; return the file's name."""
    request = urllib.request.Request(address, headers={"User-Agent": "zukunftsatlas"})  # noqa: S310 - http(s) only, see obtained
    try:
        with _opener().open(request, timeout=TIMEOUT_S) as answer, path.open("wb") as out:
            name = Path(urlsplit(answer.url).path).name or "download.zip"
            size = _written(answer, out, name)
            declared = answer.headers.get("Content-Length", "")
    except urllib.error.HTTPError as fault:
        raise _failed(address, f"Antwort {fault.code}", f"answer {fault.code}") from fault
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as fault:
        if isinstance(fault, errors.GeodataError):
            raise
        reason = getattr(fault, "reason", fault)
        word = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise _failed(address, str(word), str(word)) from fault
    if declared.isdigit() and int(declared) != size:
        raise _failed(
            address,
            f"nur {size} von {declared} Byte angekommen",
            f"only {size} of {declared} bytes arrived",
        )
    return name


def _written(answer: Any, out: Any, name: str) -> int:
    size = 0
    while chunk := answer.read(CHUNK):
        if not size and chunk.lstrip()[:9].lower().startswith(PAGES):
            raise _page(name)
        size += len(chunk)
        if size > LIMITS.packed_bytes:
            raise _too_large(name)
        out.write(chunk)
    return size


def _opener() -> urllib.request.OpenerDirector:
    """Return who opens addresses: no files, no FTP, also not where a server points to them."""
    out = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPRedirectHandler,
    ):
        out.add_handler(handler())
    return out


def _failed(address: str, why: str, why_en: str) -> DownloadError:
    return DownloadError(
        f"Von {address} kommen keine Grenzen ({why}).",
        f"No boundaries come from {address} ({why_en}).",
        hint="Adresse und Netz prüfen, oder die Datei selbst laden und mit --from DATEI angeben.",
        hint_en="Check address and network, or download the file and give it by --from FILE.",
    )


def _too_large(name: str) -> refusal.RefusedFileError:
    most = LIMITS.packed_bytes // MIB
    return refusal.too_large(name, f"über {most} MB", f"over {most} MB")


def _page(name: str) -> refusal.RefusedFileError:
    return refusal.mismatch(
        name, "eine Internetseite statt eines Archivs", "a web page instead of an archive"
    )
