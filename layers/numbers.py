"""Numbers, money, shares and dates as people read them, through the locale library."""

from __future__ import annotations

import math
import re
from datetime import date as day
from functools import lru_cache
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.dates import format_skeleton
from babel.numbers import NumberPattern
from babel.numbers import parse_pattern

from layers import words

NBSP = "\u00a0"  # keeps a figure and its unit on one line
MILLION = 1_000_000
# Precision of a recorded amount -> key of the word before it
PRECISION_WORDS = {
    "rounded": "number.rounded",
    "lower_bound": "number.lower_bound",
    "upper_bound": "number.upper_bound",
}
PEOPLE_ROUNDED_TO = ((1000, 10), (math.inf, 100))  # below the first: to the second
ROUGH_FROM = 10  # euros per estimated inhabitant are written without cents from here
SMALL_GROUP = 10  # persons; below, no figure per head is shown


@lru_cache(maxsize=2)
def locale(lang: str) -> Locale:
    """Return the locale of a language of the screen."""
    return Locale.parse("en_GB" if lang == "en" else "de_DE")


@lru_cache(maxsize=16)
def _pattern(decimals: int, fixed: int) -> NumberPattern:
    return parse_pattern(f"#,##0.{'0' * fixed}{'#' * (decimals - fixed)}".rstrip("."))


@lru_cache(maxsize=65536)
def decimal(value: float, lang: str, decimals: int = 0, fixed: int | None = None) -> str:
    """Write a number with the separators of the language, rounded half up.

    Parameters
    ----------
    value
        A finite number.
    lang
        ``de`` or ``en``.
    decimals
        Decimals at most.
    fixed
        Decimals at least; as many as `decimals` if not given.
    """
    pattern = _pattern(decimals, decimals if fixed is None else fixed)
    steps = 10**decimals
    rounded = math.floor(abs(value) * steps + 0.5) / steps
    return str(pattern.apply(math.copysign(rounded, value) if rounded else 0, locale(lang)))


def integer(value: float, lang: str) -> str:
    """Write a whole number: 1.234.567."""
    return decimal(value, lang)


def percent(share: float, lang: str, decimals: int = 0) -> str:
    """Write a share of 1 as percent: 12,5 %."""
    figure = decimal(share * 100, lang, decimals)
    return f"{figure}%" if lang == "en" else f"{figure}{NBSP}%"


def _euro(figure: str, lang: str) -> str:
    return f"€{figure}" if lang == "en" else f"{figure}{NBSP}€"


def with_precision(figure: str, precision: str, lang: str) -> str:
    """Put rd., über or knapp before a figure whose precision asks for it."""
    key = PRECISION_WORDS.get(precision)
    return f"{words.text(key, lang)}{NBSP}{figure}" if key else figure


def money(value: float, lang: str, precision: str = "", decimals: int = 0) -> str:
    """Write an amount in euros: 1.867.980 €, rd. 86.000 €."""
    return with_precision(_euro(decimal(value, lang, decimals), lang), precision, lang)


def money_short(value: float, lang: str, precision: str = "", decimals: int = 2) -> str:
    """Write an amount in millions from one million up: 14,56 Mio. €; below in full euros."""
    if abs(value) < MILLION:
        return money(value, lang, precision)
    figure = decimal(value / MILLION, lang, decimals, 0 if precision else decimals)
    million = words.text("number.million", lang)
    euro = f"€{figure}{NBSP}{million}" if lang == "en" else f"{figure}{NBSP}{million}{NBSP}€"
    return with_precision(euro, precision, lang)


def about(figure: str, lang: str) -> str:
    """Put ca. before a figure that rests on an estimate."""
    return f"{words.text('number.about', lang)}{NBSP}{figure}"


def per_head(value: float, lang: str, *, estimate: bool) -> str:
    """Write euros per inhabitant: 5,74 €; on estimated inhabitants ca. 618 € or ca. 9,8 €."""
    if not estimate:
        return money(value, lang, decimals=2)
    return about(money(value, lang, decimals=0 if value >= ROUGH_FROM else 1), lang)


def people(value: float, lang: str, *, estimate: bool) -> str:
    """Write a number of people; estimates are rounded to 100 (below 1.000 to 10), with ca."""
    if not estimate:
        return integer(value, lang)
    step = next(step for limit, step in PEOPLE_ROUNDED_TO if value < limit)
    rounded = math.floor(value / step + 0.5) * step
    return about(integer(rounded, lang), lang)


@lru_cache(maxsize=4096)
def date(text: str, lang: str) -> str:
    """Write an ISO date that may be partial: 25.02.2025, Februar 2025, 2025; others unchanged."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if not match:
        return text
    try:
        value = day(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return text
    if match[3]:
        pattern = "d MMMM yyyy" if lang == "en" else "dd.MM.yyyy"
        return str(format_date(value, pattern, locale=locale(lang)))
    if match[2]:
        return str(format_skeleton("yMMMM", value, locale=locale(lang)))
    return match[1]


def years(span: tuple[int, int] | None) -> str:
    """Write a span of years: 2019-2025 with an en dash, or the one year."""
    if span is None:
        return ""
    first, last = span
    return str(first) if first == last else f"{first}–{last}"


def compact(value: float) -> float:
    """Return an amount with cents at most, as a whole number where it is one."""
    cents = round(float(value), 2)
    return int(cents) if cents == int(cents) else cents


def plain(value: Any) -> Any:
    """Return a value JSON can hold: NaN and missing become None, numpy numbers plain ones."""
    if value is None or value is pd.NA:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
