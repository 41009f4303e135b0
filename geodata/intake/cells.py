"""Cells read as people write them: German and English numbers, money, dates, keys.

Every reader returns the value and, where there is something to say, words about it. A value
that cannot be read is None together with words.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from typing import Final
from typing import NamedTuple

from geodata.intake.finding import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.intake.sheet import Cell

BLANKS: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
GERMAN: Final = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
ENGLISH: Final = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
THOUSANDS_EN: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+")
CURRENCY: Final = re.compile(r"(€|eur|euro)\.?,?-*", re.IGNORECASE)
FACTORS: Final[Mapping[str, int]] = {
    "t": 1000, "tsd": 1000, "tausend": 1000, "k": 1000,
    "mio": 10**6, "mill": 10**6, "million": 10**6, "millionen": 10**6, "m": 10**6,
    "mrd": 10**9, "milliarde": 10**9, "milliarden": 10**9,
}  # fmt: skip
SCALED: Final = re.compile(r"([\d.,+-]+)([a-zäöü]+)\.?", re.IGNORECASE)
ROUGH: Final = re.compile(
    r"^(ca|rd|etwa|rund|über|bis zu|knapp|fast|circa|approx)\b\.?", re.IGNORECASE
)
NOTHING: Final = frozenset(
    ("-", "–", "—", "k. a.", "k.a.", "k. a", "keine angabe", "unbekannt", "n. a.", "n.a.", "n/a",
     "na", "unknown", "offen", "nan", "null", "?", "x", ".")
)  # fmt: skip
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january jänner", "februar feb february", "märz mär maerz mrz march mar",
            "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
            "september sep sept", "oktober okt october oct", "november nov",
            "dezember dez december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]00:00(?::00(?:\.0+)?)?)?")
DAY_FIRST: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
MONTH_FIRST: Final = re.compile(r"(\d{1,2})[./](\d{4})")
WRITTEN: Final = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-zäÄ]+)\.?\s+(\d{4})")
YEARS: Final = range(1900, 2101)
SHORT_YEAR: Final = 100
SERIALS: Final = range(20_000, 80_000)


class Reading(NamedTuple):
    """A value and what is to be said about it."""

    value: str | float | int | None = None
    words: Words | None = None


UNKNOWN_WORD: Final = Words(
    "unknown-word",
    "Steht für „unbekannt“ und wird als leere Zelle gelesen (nicht als 0).",
    "Stands for 'unknown' and is read as an empty cell (not as 0).",
    "Zelle leeren.",
    "Empty the cell.",
)


def number(cell: Cell, *, comma: bool = True, money: bool = False) -> Reading:
    """Read a number.

    Parameters
    ----------
    comma
        Whether a lone comma is a decimal sign: ``1,5``.
    money
        Whether a point before three digits separates thousands (``1.234``): money has at
        most two decimals, a coordinate or an indicator may have three.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Reading(cell)
    if cell is None or not text_of(cell):
        return Reading()
    if text_of(cell).lower() in NOTHING:
        return Reading(None, UNKNOWN_WORD)
    plain = _plain(BLANKS.sub("", text_of(cell)), comma=comma, money=money)
    if plain is None:
        return Reading(None, NO_NUMBER)
    return Reading(int(plain) if re.fullmatch(r"[+-]?\d+", plain) else float(plain))


def text_of(cell: Cell) -> str:
    """Return a cell as text, with an ordinary minus and without blanks around it."""
    return str(cell).replace("−", "-").strip(" \t\r\n\u00a0")


def _plain(text: str, *, comma: bool, money: bool) -> str | None:
    """Return a number with a decimal point and nothing else, None if it is none."""
    if THOUSANDS.fullmatch(text) and (money or text.count(".") > 1):
        return text.replace(".", "")
    if THOUSANDS_EN.fullmatch(text) and (not comma or text.count(",") > 1):
        return text.replace(",", "")
    if GERMAN.fullmatch(text) and ("," in text or "." not in text):
        return text.replace(".", "").replace(",", ".")
    if ENGLISH.fullmatch(text):
        return text.replace(",", "")
    return None


NO_NUMBER: Final = Words(
    "number",
    "Das ist keine Zahl.",
    "This is no number.",
    "Nur Ziffern, höchstens ein Dezimalkomma; Zusätze in die Spalte „Hinweis“ schreiben.",
    "Digits only, with one decimal sign at most; write additions into the note.",
)


def money(cell: Cell, *, comma: bool = True, typed: bool = False) -> Reading:
    """Read an amount in euros.

    Parameters
    ----------
    typed
        Whether the file says itself what is a number; there an amount as text is a fault, and
        its words name what it would be.
    """
    if not isinstance(cell, str):
        return number(cell, comma=comma, money=True)
    bare = CURRENCY.sub("", cell).strip()
    if ROUGH.match(bare):
        return Reading(None, _rough())
    scaled = SCALED.fullmatch(BLANKS.sub("", bare))
    if scaled and scaled[2].lower() in FACTORS:
        base = number(scaled[1], comma=True).value
        return Reading(None, _with_unit(base, FACTORS[scaled[2].lower()]))
    found = number(bare, comma=comma, money=True)
    if found.words is not None or found.value is None:
        return found
    if typed or "€" in cell or len(bare) < len(cell.strip()):
        words = _as_text(found.value, with_currency=not typed)
        return Reading(found.value, words)
    return found


def written(value: float | str | None) -> str:
    """Return an amount as German prose writes it: ``1.234,56``."""
    text = f"{float(value or 0):,.2f}".removesuffix(".00")
    return text.translate(str.maketrans(",.", ".,"))


def _with_unit(base: float | str | None, factor: int) -> Words:
    full = f"{float(base) * factor:.2f}".removesuffix(".00") if base is not None else ""
    hint = f"In ganzen Euro schreiben: {full.replace('.', ',')}." if full else ""
    return Words(
        "money-unit",
        "Der Betrag hat eine Einheit im Text (T€, Mio.).",
        "The amount has a unit in its text (thousand, million).",
        hint,
        f"Write full euros: {full}." if full else "",
    )


def _rough() -> Words:
    return Words(
        "money-rough",
        "Der Betrag ist als ungefähr gekennzeichnet.",
        "The amount is marked as approximate.",
        "Nur die Zahl eintragen und in der Spalte „Genauigkeit“ rounded wählen.",
        "Enter the number alone, and rounded in the column 'Precision'.",
    )


def _as_text(value: float | str, *, with_currency: bool) -> Words:
    if with_currency:
        return Words(
            "money-currency",
            f"Das Währungszeichen gehört nicht in die Zelle; gelesen als {written(value)}.",
            f"The sign of the currency does not belong into the cell; read as {value}.",
        )
    return Words(
        "money-as-text",
        "Der Betrag ist als Text gespeichert, nicht als Zahl.",
        "The amount is stored as text, not as a number.",
        f"Als Zahl eingeben: {written(value).replace('.', '')}.",
        f"Enter it as a number: {value}.",
    )


def date(cell: Cell) -> Reading:
    """Read a date, as exact as it is: ``2024``, ``2024-02`` or ``2024-02-24``."""
    if isinstance(cell, dt.date):
        return Reading(cell.isoformat())
    if isinstance(cell, int) and cell in SERIALS:
        return Reading(None, _serial(cell))
    text = "" if cell is None else text_of(cell)
    if not text:
        return Reading()
    if text.lower() in NOTHING:
        return Reading(None, UNKNOWN_WORD)
    parts = _parts(text)
    return Reading(None, NO_DATE) if parts is None else _dated(*parts)


def _dated(year: int, month: int, day: int) -> Reading:
    """Return a date of the calendar, or what is wrong with it."""
    if year < SHORT_YEAR:
        return Reading(None, _short_year(year))
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return Reading(None, IMPOSSIBLE)
    if year not in YEARS:
        return Reading(None, NO_DATE)
    return Reading(f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else ""))


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day; 0 where they are not told."""
    if found := ISO.fullmatch(text):
        return int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found := DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := MONTH_FIRST.fullmatch(text):
        return int(found[2]), int(found[1]), 0
    if (found := WRITTEN.fullmatch(text)) and found[2].lower() in MONTHS:
        return int(found[3]), MONTHS[found[2].lower()], int(found[1] or 0)
    return None


NO_DATE: Final = Words(
    "date",
    "Das ist kein Datum.",
    "This is no date.",
    "So schreiben: 24.02.2024, 02.2024 oder 2024.",
    "Write it as 2024-02-24, 2024-02 or 2024.",
)
IMPOSSIBLE: Final = Words(
    "date-impossible",
    "Diesen Tag gibt es nicht.",
    "There is no such day.",
    "Tag und Monat prüfen; ist der Tag unbekannt, nur Monat und Jahr schreiben.",
    "Check day and month; if the day is unknown, write month and year only.",
)


def _short_year(year: int) -> Words:
    return Words(
        "date-short",
        "Das Jahr hat nur zwei Ziffern.",
        "The year has two digits only.",
        f"Vierstellig schreiben, etwa 20{year:02}.",
        f"Write four digits, such as 20{year:02}.",
    )


def _serial(cell: int) -> Words:
    meant = (dt.date(1899, 12, 30) + dt.timedelta(days=cell)).isoformat()
    return Words(
        "date-serial",
        "Das ist die interne Zahl eines Datums, kein Datum.",
        "This is the inner number of a date, no date.",
        f"Zelle als Datum formatieren (vermutlich {meant}).",
        f"Format the cell as a date (probably {meant}).",
    )


def ags(cell: Cell) -> str:
    """Return an official key with its leading zero: 5 digits a Kreis, 8 a Gemeinde.

    Regional keys of 12 digits (ARS) lose their association; other text is returned as it is.
    """
    raw = "" if cell is None else str(cell).strip().replace(" ", "")
    if not re.fullmatch(r"\d+(\.0)?", raw):
        return raw
    text = raw.removesuffix(".0")
    if len(text) in (4, 7, 11):
        text = f"0{text}"
    if len(text) == 12:  # noqa: PLR2004  ARS
        return f"{text[:5]}{text[9:]}"
    return text
