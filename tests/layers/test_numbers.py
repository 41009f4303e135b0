"""Numbers and dates in both languages."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from layers import numbers

SPACE = numbers.NBSP


def said(text: str) -> str:
    return text.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("value", "precision", "german", "english"),
    [
        (1867980.0, "", "1.867.980 €", "€1,867,980"),
        (1182308.27, "exact", "1.182.308 €", "€1,182,308"),
        (86000, "rounded", "rd. 86.000 €", "about €86,000"),
        (7e6, "lower_bound", "über 7.000.000 €", "over €7,000,000"),
        (8e6, "upper_bound", "knapp 8.000.000 €", "just under €8,000,000"),
        (0.5, "", "1 €", "€1"),
        (5, "computed", "5 €", "€5"),
    ],
)
def test_money_carries_its_precision(
    value: float, precision: str, german: str, english: str
) -> None:
    assert said(numbers.money(value, "de", precision)) == german
    assert said(numbers.money(value, "en", precision)) == english


@pytest.mark.parametrize(
    ("value", "precision", "decimals", "german", "english"),
    [
        (14_563_337.0, "", 2, "14,56 Mio. €", "€14.56 million"),
        (14_563_337.0, "", 1, "14,6 Mio. €", "€14.6 million"),
        (33e6, "rounded", 1, "rd. 33 Mio. €", "about €33 million"),
        (2.2e6, "lower_bound", 1, "über 2,2 Mio. €", "over €2.2 million"),
        (999_999.0, "", 2, "999.999 €", "€999,999"),
        (1e6, "", 2, "1,00 Mio. €", "€1.00 million"),
    ],
)
def test_millions_are_short(
    value: float, precision: str, decimals: int, german: str, english: str
) -> None:
    assert said(numbers.money_short(value, "de", precision, decimals)) == german
    assert said(numbers.money_short(value, "en", precision, decimals)) == english


@pytest.mark.parametrize(
    ("value", "estimate", "text"),
    [
        (325657, False, "325.657"),
        (12345, True, "ca. 12.300"),
        (1250, True, "ca. 1.300"),
        (994, True, "ca. 990"),
        (996, True, "ca. 1.000"),
        (4, True, "ca. 0"),
    ],
)
def test_estimated_people_are_rounded(value: int, estimate: bool, text: str) -> None:
    assert said(numbers.people(value, "de", estimate=estimate)) == text


def test_rounding_is_half_up_not_half_even() -> None:
    assert numbers.decimal(2.5, "de") == "3"
    assert numbers.decimal(0.125, "de", 2) == "0,13"
    assert numbers.decimal(-2.5, "de") == "-3"
    assert numbers.decimal(-0.2, "de") == "0"


def test_decimals_are_fixed_unless_told_otherwise() -> None:
    assert numbers.decimal(3, "de", 2) == "3,00"
    assert numbers.decimal(3, "de", 2, 0) == "3"
    assert numbers.decimal(2.5, "de", 2, 0) == "2,5"


def test_percent_follows_the_language() -> None:
    assert said(numbers.percent(0.125, "de", 1)) == "12,5 %"
    assert numbers.percent(0.125, "en", 1) == "12.5%"


@pytest.mark.parametrize(
    ("iso", "german", "english"),
    [
        ("2025-02-25", "25.02.2025", "25 February 2025"),
        ("2025-02", "Februar 2025", "February 2025"),
        ("2025", "2025", "2025"),
        ("seit 2019", "seit 2019", "seit 2019"),
        ("2025-13", "2025-13", "2025-13"),
        ("", "", ""),
    ],
)
def test_dates_may_be_partial(iso: str, german: str, english: str) -> None:
    assert numbers.date(iso, "de") == german
    assert numbers.date(iso, "en") == english


def test_spans_of_years() -> None:
    assert numbers.years((2019, 2025)) == "2019–2025"
    assert numbers.years((2021, 2021)) == "2021"
    assert numbers.years(None) == ""


@pytest.mark.parametrize("missing", [None, math.nan, math.inf, pd.NA, np.float32("nan")], ids=repr)
def test_the_unknown_becomes_none(missing: object) -> None:
    assert numbers.plain(missing) is None


def test_plain_values_are_json_values() -> None:
    assert type(numbers.plain(np.int64(3))) is int
    assert type(numbers.plain(np.bool_(True))) is bool  # noqa: FBT003  # numpy's own spelling
    assert numbers.plain("text") == "text"
    assert repr(numbers.compact(3.0)) == "3"
    assert repr(numbers.compact(3.126)) == "3.13"


def test_figures_per_estimated_head_are_rough() -> None:
    assert said(numbers.per_head(5.738, "de", estimate=False)) == "5,74 €"
    assert said(numbers.per_head(617.58, "de", estimate=True)) == "ca. 618 €"
    assert said(numbers.per_head(9.84, "de", estimate=True)) == "ca. 9,8 €"
