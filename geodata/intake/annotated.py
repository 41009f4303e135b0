"""Annotated workbook: the rows of a file with every fault marked in its cell, and a list of all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import xlsxwriter

from geodata.intake.sheet import text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from geodata.intake.finding import Finding
    from geodata.intake.sheet import Sheet

ROWS: Final = 50_000
WIDEST: Final = 48
OPTIONS: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False, "default_date_format": "dd.mm.yyyy",
}  # fmt: skip
FILLS: Final = {"error": "#F8CBAD", "warning": "#FFE699", "notice": "#DDEBF7"}
ORDER: Final = ("error", "warning", "notice")
WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "de": {
        "data": "Daten",
        "list": "Befunde",
        "heads": ("Zeile", "Spalte", "Wert", "Schwere", "Befund", "Was tun"),
        "severity": {"error": "Fehler", "warning": "Warnung", "notice": "Hinweis"},
    },
    "en": {
        "data": "Data",
        "list": "Findings",
        "heads": ("Row", "Column", "Value", "Severity", "Finding", "What to do"),
        "severity": {"error": "error", "warning": "warning", "notice": "notice"},
    },
}


def words(found: Finding, lang: str) -> tuple[str, str]:
    """Return message and hint of a finding."""
    said = found.words
    return (said.message, said.hint) if lang == "de" else (said.message_en, said.hint_en)


def table(findings: Iterable[Finding], lang: str) -> list[tuple[str, ...]]:
    """Return the findings as rows of texts, in the order of the file."""
    names = WORDS[lang]["severity"]
    return [
        (
            "" if found.row is None else str(found.row),
            found.column,
            found.raw,
            names[found.severity],
            *words(found, lang),
        )
        for found in sorted(findings, key=lambda f: (f.row or 0, ORDER.index(f.severity)))
    ]


def workbook(sheet: Sheet, findings: Iterable[Finding], lang: str = "de", header: int = 1) -> bytes:
    """Return the workbook.

    Parameters
    ----------
    sheet
        The file as it was read; its rows keep their numbers.
    header
        Number of the row with the heads.
    """
    listed = list(findings)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(OPTIONS)) as book:
        _data(book, sheet, listed, lang, header)
        _list(book, listed, lang)
    return out.getvalue()


def _data(book: Any, sheet: Sheet, findings: list[Finding], lang: str, header: int) -> None:
    page = book.add_worksheet(WORDS[lang]["data"])
    fills = {s: book.add_format({"bg_color": colour, "border": 1}) for s, colour in FILLS.items()}
    day = {
        s: book.add_format({"bg_color": colour, "border": 1, "num_format": "dd.mm.yyyy"})
        for s, colour in FILLS.items()
    }
    by_cell: dict[tuple[int, str], list[Finding]] = {}
    for found in findings:
        if found.row is not None:
            by_cell.setdefault((found.row, found.column), []).append(found)
    heads: tuple[str, ...] = ()
    for row in sheet.rows():
        if row.number > ROWS:
            break
        if row.number == header:
            heads = tuple(text(cell).strip() for cell in row.cells)
        for n, cell in enumerate(row.cells):
            head = heads[n] if n < len(heads) else ""
            marks = by_cell.pop((row.number, head), [])
            _cell(page, (row.number - 1, n), cell, marks, (fills, day), lang)
    page.freeze_panes(header, 0)
    for n, name in enumerate(heads):
        page.set_column(n, n, min(WIDEST, max(12, len(name) + 2)))


def _cell(
    page: Any, at: tuple[int, int], cell: Any, marks: list[Finding], looks: Any, lang: str
) -> None:
    if not marks:
        if cell is not None:
            page.write(*at, cell)
        return
    worst = min(marks, key=lambda found: ORDER.index(found.severity)).severity
    look = looks[hasattr(cell, "isoformat")][worst]
    if cell is None:
        page.write_blank(*at, None, look)
    else:
        page.write(*at, cell, look)
    said = "\n".join(" ".join(words(found, lang)) for found in marks)
    page.write_comment(*at, said, {"x_scale": 2.2, "y_scale": 1.4})


def _list(book: Any, findings: list[Finding], lang: str) -> None:
    page = book.add_worksheet(WORDS[lang]["list"])
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7E6E6"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    heads = WORDS[lang]["heads"]
    page.write_row(0, 0, heads, head)
    for n, row in enumerate(table(findings, lang), 1):
        for m, value in enumerate(row):
            page.write(n, m, int(value) if m == 0 and value else value, wrapped)
    for m, width in enumerate((8, 24, 28, 10, 56, 72)):
        page.set_column(m, m, width)
    page.autofilter(0, 0, max(1, len(findings)), len(heads) - 1)
    page.freeze_panes(1, 0)
