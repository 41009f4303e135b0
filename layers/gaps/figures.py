"""How figures of the gaps are written: people rounded, shares that never deny a verdict."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from typing import Final

from geodata.analysis import coverage
from layers import numbers
from layers import words

if TYPE_CHECKING:
    from geodata.norms import Norm

FEW: Final = 10
"""People; below, an estimate is no figure any more."""
MINUTES: Final = "min"


def people(value: float, lang: str) -> str:
    """Write estimated people rounded to 100 (below 1.000 to 10), without ca.: 54.300."""
    number = abs(value)
    if number < FEW:
        return words.text("gaps.few", lang) if number else "0"
    step = next(step for limit, step in numbers.PEOPLE_ROUNDED_TO if number < limit)
    return numbers.integer(math.floor(number / step + 0.5) * step, lang)


def about(value: float, lang: str) -> str:
    """Write estimated people in a sentence: ca. 54.300, rd. 5,12 Mio."""
    number = abs(value)
    if number >= numbers.MILLION:
        figure = numbers.decimal(number / numbers.MILLION, lang, 2)
        million = f"{figure}{numbers.NBSP}{words.text('number.million', lang)}"
        return numbers.with_precision(million, "rounded", lang)
    figure = people(value, lang)
    return numbers.about(figure, lang) if number >= FEW else figure


def span(low: float, high: float, lang: str) -> str:
    """Write the two ends of a range of people, in words: ca. 29.000 bis 63.800."""
    ends = sorted((abs(low), abs(high)))
    first, last = (about(end, lang) for end in ends)
    if first == last:
        return last
    if ends[0] >= FEW and ends[1] < numbers.MILLION:  # ca. is said once
        last = people(ends[1], lang)
    return words.text("gaps.span", lang, low=first, high=last)


def decimals(norm: Norm) -> int:
    """Return how many decimals a share needs so as to be told from the norm's."""
    return 1 if round(norm.share * 10, 6) == round(norm.share * 10) else 2


def served(share: float, verdict: str, norm: Norm) -> float:
    """Return a share served as it is shown: rounded, but never across the norm, 0 or 100.

    94.96 % does not meet a norm of 95 % and is shown as 94.9 %.

    Parameters
    ----------
    share
        Per cent, not NaN.
    verdict
        pass or fail.
    """
    steps = 10 ** decimals(norm)
    shown = math.floor(share * steps + 0.5)
    if share < coverage.WHOLE:
        shown = min(shown, int(coverage.WHOLE) * steps - 1)
    if share > 0:
        shown = max(shown, 1)
    if verdict == coverage.FAIL and share < norm.share:
        shown = min(shown, math.ceil(round(norm.share * steps, 6)) - 1)
    return float(max(shown, 0) / steps)


def percent(value: float, lang: str, places: int = 1) -> str:
    """Write per cent; whole ends without decimals: 38,4 %, 100 %."""
    whole = value in (0.0, coverage.WHOLE)
    return numbers.percent(value / coverage.WHOLE, lang, 0 if whole else places)


def share_served(share: float, verdict: str, norm: Norm, lang: str) -> str:
    """Write the share of the inhabitants that is served; a dash where nobody lives."""
    if verdict == coverage.EMPTY:
        return words.text("common.dash", lang)
    return percent(served(share, verdict, norm), lang, decimals(norm))


def share_unserved(share: float, verdict: str, norm: Norm, lang: str) -> str:
    """Write the rest of a share served: what is shown of both adds up to 100 %."""
    if verdict == coverage.EMPTY:
        return words.text("common.dash", lang)
    places = decimals(norm)
    rest = round(coverage.WHOLE - served(share, verdict, norm), places)
    return percent(rest, lang, places)


def number(value: float, lang: str) -> str:
    """Write a number with as many decimals as it needs, two at most."""
    return numbers.decimal(value, lang, 2, 0)


def limit(norm: Norm, lang: str) -> str:
    """Write the norm's limit, short: 20 min, 30 km."""
    return f"{number(norm.limit, lang)}{numbers.NBSP}{norm.unit}"


def limit_words(norm: Norm, lang: str) -> str:
    """Write the norm's limit in words: 20 Minuten, 30 km."""
    if norm.unit == MINUTES:
        return words.text("gaps.minutes", lang, n=number(norm.limit, lang))
    return limit(norm, lang)


def norm_share(norm: Norm, lang: str) -> str:
    """Write the share of the inhabitants that a norm asks for: 95 %."""
    figure = number(norm.share, lang)
    return f"{figure}%" if lang == "en" else f"{figure}{numbers.NBSP}%"


def norm_words(norm: Norm, lang: str) -> str:
    """Say a norm in words: 95 % der Menschen in 20 Minuten mit dem Auto."""
    key = "gaps.norm.words_min" if norm.unit == MINUTES else "gaps.norm.words_km"
    return words.text(key, lang, share=norm_share(norm, lang), limit=limit_words(norm, lang))


def way(value: float, norm: Norm, lang: str) -> str:
    """Write minutes or kilometres of a way, rounded up; "nur mit Fähre" where there is none."""
    if math.isnan(value):
        return words.text("common.dash", lang)
    if math.isinf(value):
        return words.text("gaps.ferry", lang)
    shown = math.ceil(round(value, 3))
    return f"{numbers.integer(shown, lang)}{numbers.NBSP}{norm.unit}"


def measured(value: float, norm: Norm, lang: str) -> str:
    """Write a mean or a difference of ways with one decimal: 31,4 min."""
    return f"{numbers.decimal(value, lang, 1, 1)}{numbers.NBSP}{norm.unit}"
