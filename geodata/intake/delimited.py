"""Delimited text (CSV, TSV): encoding and separator are found out, rows come one by one."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import TYPE_CHECKING
from typing import Final

from geodata.intake import refusal
from geodata.intake.sheet import Row
from geodata.intake.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.intake.limits import Limits
    from geodata.intake.upload import Upload

SEPARATORS: Final = (";", "\t", ",", "|")
NAMES: Final = {";": "Semikolon", "\t": "Tabulator", ",": "Komma", "|": "senkrechter Strich"}
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OFFICE: Final = "cp1252"
DOS: Final = "cp850"
DOS_UMLAUTS: Final = frozenset(b"\x81\x84\x8e\x94\x99\x9a\xe1")  # üäÄöÖÜß
OFFICE_UMLAUTS: Final = frozenset(b"\xfc\xe4\xc4\xf6\xd6\xdc\xdf")
SAMPLE_ROWS: Final = 50
SIGNATURES: Final = (
    (b"PK\x03\x04", "eine Arbeitsmappe oder ein Archiv", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "eine alte Excel-Datei", "an old Excel file"),
    (b"%PDF", "ein PDF", "a PDF"),
    (b"SQLite format 3", "eine Datenbank (GeoPackage?)", "a database (GeoPackage?)"),
    (b"\x1f\x8b", "ein Archiv", "an archive"),
)


def sheet(upload: Upload, limits: Limits) -> Sheet:
    """Return a text table.

    Raises
    ------
    RefusedFileError
        If it is no text, or too large.
    """
    if upload.size > limits.text_bytes:
        raise refusal.too_large(upload.name, *_mib(limits.text_bytes))
    head = upload.head()
    for signature, found, found_en in SIGNATURES:
        if head.startswith(signature):
            raise refusal.mismatch(upload.name, found, found_en)
    encoding = encoding_of(upload, head)
    if "\x00" in head.decode(encoding, "replace"):
        raise refusal.mismatch(upload.name, "kein Text", "no text")
    mark = separator(upload, encoding)

    def rows() -> Iterator[Row]:
        return _rows(upload, encoding, mark, limits)

    return Sheet(
        file=upload.name,
        kind="csv",
        rows=rows,
        comma=mark != ",",
        details=(("encoding", encoding), ("separator", NAMES[mark])),
    )


def _mib(limit: int) -> tuple[str, str]:
    return f"über {limit // 1024**2} MB", f"over {limit // 1024**2} MB"


def encoding_of(upload: Upload, head: bytes) -> str:
    """Return the encoding: by its mark, else UTF-8 if all of it is, else that of the office."""
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    if _is_utf8(upload):
        return "utf-8"
    body = Counter(byte for chunk in upload.chunks() for byte in chunk if byte >= 128)  # noqa: PLR2004
    dos = sum(body[byte] for byte in DOS_UMLAUTS)
    office = sum(body[byte] for byte in OFFICE_UMLAUTS)
    return DOS if dos > office else OFFICE


def _is_utf8(upload: Upload) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in upload.chunks():
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator(upload: Upload, encoding: str) -> str:
    """Return the separator that gives the first rows the same number of cells, and most of them."""
    best, mark = (0.0, 0), ";"
    for candidate in SEPARATORS:
        widths = Counter(
            len(cells) for cells in _first(upload, encoding, candidate) if len(cells) > 1
        )
        if not widths:
            continue
        width, often = widths.most_common(1)[0]
        score = (often / max(widths.total(), 1), width * often)
        if score[1] > best[1] and (score[0] >= best[0] * 0.6):
            best, mark = score, candidate
    return mark


def _first(upload: Upload, encoding: str, mark: str) -> list[list[str]]:
    out: list[list[str]] = []
    with upload.open() as handle:
        lines = io.TextIOWrapper(handle, encoding=encoding, errors="replace", newline="")
        try:
            for cells in csv.reader(lines, delimiter=mark):
                out.append(cells)
                if len(out) >= SAMPLE_ROWS:
                    break
        except csv.Error:
            pass
        lines.detach()
    return out


def _rows(upload: Upload, encoding: str, mark: str, limits: Limits) -> Iterator[Row]:
    csv.field_size_limit(max(csv.field_size_limit(), 1_000_000))
    with upload.open() as handle:
        lines = io.TextIOWrapper(handle, encoding=encoding, errors="replace", newline="")
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=mark), 1):
                if number > limits.rows:
                    raise refusal.too_large(
                        upload.name, f"über {limits.rows} Zeilen", f"over {limits.rows} rows"
                    )
                if len(cells) > limits.columns:
                    raise refusal.too_large(
                        upload.name, f"über {limits.columns} Spalten", "too many columns"
                    )
                if number == 1 and len(cells) == 1 and cells[0].lower().startswith("sep="):
                    continue  # a line by which Excel is told the separator
                if any(cells):
                    yield Row(number, tuple(cell or None for cell in cells))
        except csv.Error as fault:
            raise refusal.damaged(upload.name) from fault
