"""Numbers, money and dates as people write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies

from geodata.intake import cells


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", 1234.56), ("1234,56", 1234.56), ("1234.56", 1234.56), ("1,234.56", 1234.56),
        ("1 234,56", 1234.56), ("1.234.567", 1234567), ("1'234", 1234), ("−5", -5), ("0", 0),
        ("", None), (None, None), (7, 7), (7.5, 7.5), ("1.234", 1234), ("52,37", 52.37),
    ],
)  # fmt: skip
def test_money_is_read_in_german_and_english(text: Any, value: float | None) -> None:
    assert cells.money(text) == cells.Reading(value)


def test_a_coordinate_with_three_decimals_is_no_thousand() -> None:
    assert cells.number("52.374").value == 52.374


def test_a_comma_separates_thousands_where_the_file_is_english() -> None:
    assert cells.money("1,234", comma=False).value == 1234
    assert cells.money("1,234", comma=True).value == 1.234


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("300 T€", "money-unit", "300000"), ("1,2 Mio. €", "money-unit", "1200000"),
        ("ca. 500", "money-rough", "rounded"), ("abc", "number", "Ziffern"),
        ("12 34", None, ""), ("k. A.", "unknown-word", "leeren"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_told_with_a_hint(text: str, code: str | None, hint: str) -> None:
    reading = cells.money(text)
    assert (reading.words.code if reading.words else None) == code
    if reading.words:
        assert reading.value is None
        assert hint in reading.words.hint


def test_money_as_text_is_a_fault_where_the_file_knows_numbers() -> None:
    reading = cells.money("1.234,56", typed=True)
    assert reading.value == 1234.56
    assert reading.words is not None
    assert reading.words.code == "money-as-text"
    assert "1234,56" in reading.words.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24.02.2024", "2024-02-24"), ("4.2.2024", "2024-02-04"), ("2024-02-24", "2024-02-24"),
        ("02.2024", "2024-02"), ("2024", "2024"), (2023, "2023"), ("Februar 2024", "2024-02"),
        ("24. Februar 2024", "2024-02-24"), (dt.date(2024, 2, 24), "2024-02-24"),
        ("2024-02-24 00:00:00", "2024-02-24"), ("", None), ("März 2024", "2024-03"),
    ],
)  # fmt: skip
def test_dates_are_read_as_exact_as_they_are(text: Any, value: str | None) -> None:
    assert cells.date(text) == cells.Reading(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.2024", "date-impossible"), ("2024-13-01", "date-impossible"),
        (45346, "date-serial"),
        ("24.02.24", "date-short"), ("bald", "date"), ("3024", "date"), ("0.5", "date"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_told(text: Any, code: str) -> None:
    reading = cells.date(text)
    assert reading.value is None
    assert reading.words is not None
    assert reading.words.code == code


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (3241001, "03241001"), ("03241001", "03241001"), (3241, "03241"), ("3241.0", "03241"),
        ("032415401001", "03241001"), ("032410001001", "03241001"), ("abc", "abc"), (None, ""),
    ],
)  # fmt: skip
def test_official_keys_get_their_zero_back(cell: Any, key: str) -> None:
    assert cells.ags(cell) == key


@given(strategies.text(max_size=20))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for reading in (cells.number(text), cells.money(text, typed=True), cells.date(text)):
        assert reading.value is None or reading.words is None or reading.words.message_en


@given(strategies.integers(0, 10**12))
def test_amounts_in_cents_survive_being_written_in_german(cents: int) -> None:
    assert cells.money(cells.written(cents / 100)).value == pytest.approx(cents / 100)
