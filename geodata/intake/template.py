"""Templates and exports: an empty table to fill in, or the present one to go on with."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import xlsxwriter

from geodata import folders
from geodata import indicators
from geodata.intake import matching
from geodata.intake import rules
from geodata.intake import surveying

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.dataset import Column
    from geodata.intake.subjects import Subject

OPTIONS: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip
LAST: Final = 1000  # rows of a template for which choices are offered
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
KINDS: Final = {
    "de": {
        "text": "Text", "key": "Schlüssel", "keys": "Namen oder Schlüssel, mit ; getrennt",
        "choice": "Auswahl", "integer": "ganze Zahl", "number": "Zahl",
        "money": "Betrag in Euro (Zahl)", "date": "Datum, Monat oder Jahr", "flag": "ja/nein",
        "url": "Internetadresse",
    },
    "en": {
        "text": "text", "key": "key", "keys": "names or keys, separated by ;",
        "choice": "choice", "integer": "whole number", "number": "number",
        "money": "amount in euros (number)", "date": "date, month or year", "flag": "yes/no",
        "url": "web address",
    },
}  # fmt: skip
HEADS: Final = {
    "de": ("Spalte", "nötig", "Inhalt", "möglich", "heißt auch"),
    "en": ("Column", "needed", "Content", "possible", "also called"),
}
SHEETS: Final = {"de": ("Daten", "Erläuterung"), "en": ("Data", "Explanation")}
EXAMPLES: Final = 6


def empty(subject: Subject, lang: str = "de") -> bytes:
    """Return an XLSX with the heads of a dataset, choices to pick from, and an explanation."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(OPTIONS)) as book:
        data, about = SHEETS[lang]
        page = book.add_worksheet(data)
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E2EFDA"})
        columns = [subject.column(name) for name in subject.asked]
        needed = {rule.column for rule in rules.of(subject, "needed")}
        for n, column in enumerate(columns):
            page.write_string(0, n, heading(column, lang), head)
            page.set_column(n, n, max(14, len(heading(column, lang)) + 2), _format(book, column))
            if column.choices:
                page.data_validation(
                    1, n, LAST, n, {"validate": "list", "source": list(column.choices)}
                )
        page.freeze_panes(1, 0)
        _explain(book.add_worksheet(about), columns, needed, lang, head)
    return out.getvalue()


def heading(column: Column, lang: str) -> str:
    """Return the head of a column in a template: a key is told from the name it stands for."""
    official = {"gemeinde": "AGS", "samtgemeinde": "Samtgemeindeschlüssel"}
    return official.get(column.name) or (column.title if lang == "de" else column.title_en)


def _format(book: Any, column: Column) -> Any:
    if column.kind == "money":
        return book.add_format({"num_format": "#,##0.00"})
    if column.kind in ("key", "keys", "date"):
        return book.add_format({"num_format": "@"})
    return None


def _explain(page: Any, columns: list[Column], needed: set[str], lang: str, head: Any) -> None:
    page.write_row(0, 0, HEADS[lang], head)
    for n, column in enumerate(columns, 1):
        also = matching.synonyms().get(column.name, ())[:EXAMPLES]
        row = (
            heading(column, lang),
            {"de": "ja", "en": "yes"}[lang] if column.name in needed else "",
            KINDS[lang][column.kind],
            ", ".join(column.choices),
            ", ".join(also),
        )
        page.write_row(n, 0, row)
    for m, width in enumerate((26, 8, 38, 50, 70)):
        page.set_column(m, m, width)


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table of ours as they are, the heads first."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.reader(handle)


def present(data: Path, subject: Subject) -> Iterator[list[str]]:
    """Yield the rows of a dataset as they can be imported again, the heads first."""
    if subject.kind != "indicators":
        yield from rows(folders.existing(data / subject.path))
        return
    listed = {row["id"]: row for row in surveying.table(data / indicators.LIST)}
    yield [column.name for column in subject.columns]
    for row in surveying.table(data / indicators.VALUES):
        about = listed.get(row["indicator"], {})
        texts = {**about, **row, "indicator_code": row["indicator"]}
        texts |= {"indicator": about.get("title", ""), "indicator_en": about.get("title_en", "")}
        yield [texts.get(column.name, "") for column in subject.columns]


def as_csv(table: Iterable[list[str]], subject: Subject) -> Iterator[bytes]:
    """Yield a table of ours as CSV (UTF-8 with BOM, comma) that no spreadsheet runs as formulas."""
    safe = [column.kind in ("text", "key", "url", "choice") for column in subject.columns]
    yield b"\xef\xbb\xbf"
    for n, row in enumerate(table):
        out = io.StringIO()
        cells = [_safe(cell) if n and safe[m] else cell for m, cell in enumerate(row)]
        csv.writer(out, lineterminator="\r\n").writerow(cells)
        yield out.getvalue().encode()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_xlsx(table: Iterable[list[str]], subject: Subject) -> bytes:
    """Return a table of ours as XLSX: numbers as numbers, everything else as text."""
    out = io.BytesIO()
    kinds = [column.kind for column in subject.columns]
    with xlsxwriter.Workbook(out, dict(OPTIONS)) as book:
        page = book.add_worksheet(SHEETS["de"][0])
        head = book.add_format({"bold": True, "bottom": 1})
        for n, row in enumerate(table):
            for m, cell in enumerate(row):
                if n == 0:
                    page.write_string(n, m, cell, head)
                elif cell and kinds[m] in ("money", "number", "integer"):
                    page.write_number(n, m, float(cell))
                elif cell:
                    page.write_string(n, m, cell)
        page.freeze_panes(1, 0)
    return out.getvalue()
