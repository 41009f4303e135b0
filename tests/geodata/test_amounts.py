"""Precision of amounts from the words the facts use."""

from __future__ import annotations

import pytest

from geodata.build.convert import amounts
from geodata.build.convert.facts import Fact
from geodata.errors import BuildError


@pytest.mark.parametrize(
    ("words", "amount", "precision"),
    [
        ("exact, main grant of 2020-12-18 only", 1142500, "exact"),
        ("computed: 47,386.00 (2020-09-23) + 1,256,431.80 (2020-12-10)", 1303817.8, "computed"),
        ("rounded, computed: 71,250 + about 1,269,000", 1340250, "computed"),
        ("rounded, lower bound", 7e6, "lower_bound"),
        ("rounded, upper bound", 8e6, "upper_bound"),
        ("rounded, reported as over 1.1 M", 1.1e6, "lower_bound"),
        ("rounded; NBank says 1.2 M", 1.25e6, "rounded"),
        ("regional budget; regional site says about 4.8 m EUR", 4869000, "reported"),
        ("to the nearest thousand", 6173000, "rounded"),
        ("as reported (2024-09-23)", 1e6, "reported"),
        ("about", 188365, "rounded"),
        ("target volume, at least", 1e8, "lower_bound"),
        ("", 75354, "exact"),
        ("", 300000, "reported"),
        ("exact", None, ""),
    ],
)
def test_precision(words: str, amount: float | None, precision: str) -> None:
    assert amounts.precision(words, amount) == precision


@pytest.mark.parametrize(
    ("words", "number", "precision"),
    [
        ("more than 400 by noon; held on a Wednesday", "400", "lower_bound"),
        ("almost 1,000", "1000", "upper_bound"),
        ("about 500 of over 700 invited; interpreters", "500", "rounded"),
        ("second edition; more than expected", "130", "reported"),
        ("about 1,000 expected; no count published", "", ""),
    ],
)
def test_numbers_of_people(words: str, number: str, precision: str) -> None:
    assert amounts.counted(words, number) == precision


def test_an_amount_that_is_no_number_stops_the_build() -> None:
    fact = Fact(file="probe", row=7, id="x", cells={"a": "1.234,50", "b": ""})
    assert amounts.value(fact, "b") is None
    with pytest.raises(BuildError, match=r"probe\.csv, Zeile 7, Spalte a"):
        amounts.value(fact, "a")
