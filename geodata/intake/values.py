"""Values: a cell becomes the text that stands in our table, with words where it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Final
from typing import NamedTuple

from geodata.intake import cells
from geodata.intake import rules
from geodata.intake.finding import Words
from geodata.intake.sheet import text

if TYPE_CHECKING:
    from geodata.dataset import Column
    from geodata.intake.sheet import Cell
    from geodata.intake.sheet import Sheet

URL: Final = re.compile(r"https?://\S+")
OFFICIAL: Final = frozenset(("gemeinde", "samtgemeinde"))
ESCAPED: Final = re.compile(r"'(?=[=+\-@\t\r])")  # put before a formula when it was exported
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
CENTS: Final = 2


class Value(NamedTuple):
    """The text of a finished cell and what is to be said about it."""

    text: str = ""
    words: tuple[Words, ...] = ()


BLANKS: Final = Words(
    "blanks",
    "Leerzeichen am Anfang oder Ende wurden entfernt.",
    "Blanks at the beginning or the end were removed.",
)


def of(cell: Cell, column: Column, sheet: Sheet) -> Value:
    """Return the text of a cell for a column of ours."""
    if cell is None:
        return Value()
    found = _read(cell, column, sheet)
    if isinstance(cell, str) and cell != cell.strip(" \u00a0\t\r\n"):
        return Value(found.text, (BLANKS, *found.words))
    return found


def _read(cell: Cell, column: Column, sheet: Sheet) -> Value:
    if column.kind == "money":
        return _number(cells.money(cell, comma=sheet.comma, typed=sheet.typed), money=True)
    if column.kind == "number":
        return _number(cells.number(cell, comma=sheet.comma))
    if column.kind == "integer":
        return _whole(cell, column, sheet)
    if column.kind == "date":
        reading = cells.date(cell)
        return Value(str(reading.value or ""), (reading.words,) if reading.words else ())
    plain = cells.text_of(cell) if isinstance(cell, str) else text(cell)
    plain = CONTROL.sub("", plain.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return _words(ESCAPED.sub("", plain, count=1), column)


def _words(plain: str, column: Column) -> Value:
    """Return the text of a cell that holds words, a key or an address."""
    if column.kind in ("choice", "flag"):
        return _choice(plain, column)
    if column.kind == "url":
        return Value(plain) if not plain or URL.fullmatch(plain) else Value("", (NO_URL,))
    return Value(cells.ags(plain) if column.name in OFFICIAL else plain)


def _number(reading: cells.Reading, *, money: bool = False) -> Value:
    words = (reading.words,) if reading.words else ()
    if reading.value is None:
        return Value("", words)
    return Value(written(float(reading.value), money=money), words)


def written(value: float, *, money: bool = False) -> str:
    """Return a number as it stands in our tables: no trailing zeros, money with two decimals."""
    if value.is_integer():
        return str(int(value))
    return f"{value:.{CENTS}f}" if money else repr(value)


def _whole(cell: Cell, column: Column, sheet: Sheet) -> Value:
    if column.name == "year":
        reading = cells.date(cell)
        if reading.value is not None:
            return Value(str(reading.value)[:4])
        return Value("", (reading.words,) if reading.words else ())
    reading = cells.number(cell, comma=sheet.comma, money=True)
    if isinstance(reading.value, float) and not reading.value.is_integer():
        return Value("", (NOT_WHOLE,))
    return _number(reading)


def _choice(plain: str, column: Column) -> Value:
    allowed = column.choices if column.kind == "choice" else ("yes", "no")
    if not plain or plain in allowed:
        return Value(plain)
    meant = [v for v in rules.spellings().get(plain.lower().rstrip("."), ()) if v in allowed]
    if len(meant) == 1:
        return Value(meant[0])
    listed = ", ".join(allowed)
    words = Words(
        "value-unknown",
        "Dieser Wert ist nicht vorgesehen.",
        "This value is not provided for.",
        f"Möglich sind: {listed}.",
        f"Possible are: {listed}.",
    )
    return Value("", (words,))


NO_URL: Final = Words(
    "url",
    "Das ist keine Internetadresse.",
    "This is no web address.",
    "Mit https:// beginnen, ohne Leerzeichen; andere Quellen in der Spalte „Hinweis“ nennen.",
    "Begin with https://, without blanks; name other sources in the note.",
)
NOT_WHOLE: Final = Words(
    "number",
    "Erwartet wird eine ganze Zahl.",
    "A whole number is expected.",
    "Ohne Nachkommastellen schreiben.",
    "Write it without decimals.",
)
