"""Figures of the gaps: rounded as estimates, and never against the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies

from geodata import norms
from layers.gaps import figures

if TYPE_CHECKING:
    from geodata.norms import Norm


def norm(text: str) -> Norm:
    found = norms.parse(text)
    assert found
    return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (0, "0", "0"),
        (9, "unter 10", "under 10"),
        (14, "ca. 10", "about 10"),
        (995, "ca. 1.000", "about 1,000"),
        (54_321, "ca. 54.300", "about 54,300"),
        (-54_321, "ca. 54.300", "about 54,300"),
        (5_123_456, "rd. 5,12 Mio.", "about 5.12 million"),
    ],
)
def test_people_are_rounded_as_estimates(value: int, german: str, english: str) -> None:
    assert plain(figures.about(value, "de")) == german
    assert plain(figures.about(value, "en")) == english


def test_a_range_says_ca_once() -> None:
    assert plain(figures.span(63_768, 29_007, "de")) == "ca. 29.000 bis 63.800"
    assert plain(figures.span(7, 29_007, "de")) == "unter 10 bis ca. 29.000"
    assert plain(figures.span(54_310, 54_320, "de")) == "ca. 54.300"


@pytest.mark.parametrize(
    ("share", "verdict", "served", "unserved"),
    [
        (94.96, "fail", "94,9 %", "5,1 %"),
        (94.9, "fail", "94,9 %", "5,1 %"),
        (95.0, "pass", "95,0 %", "5,0 %"),
        (95.04, "pass", "95,0 %", "5,0 %"),
        (99.99, "pass", "99,9 %", "0,1 %"),
        (0.01, "fail", "0,1 %", "99,9 %"),
        (100.0, "pass", "100 %", "0 %"),
        (0.0, "fail", "0 %", "100 %"),
    ],
)
def test_rounding_never_denies_the_verdict(
    share: float, verdict: str, served: str, unserved: str
) -> None:
    target = norm("20min@95")
    assert plain(figures.share_served(share, verdict, target, "de")) == served
    assert plain(figures.share_unserved(share, verdict, target, "de")) == unserved


@given(
    strategies.integers(0, 100_000),
    strategies.integers(1, 100_000),
    strategies.sampled_from(["20min@95", "20min@99.95", "20min@33.3", "20min@100", "20min@50"]),
)
def test_a_share_is_shown_on_its_side_of_the_norm(part: int, whole: int, text: str) -> None:
    target = norm(text)
    part = min(part, whole)
    verdict = "pass" if target.passes(part, whole) else "fail"
    shown = figures.served(part / whole * 100, verdict, target)
    assert abs(shown - part / whole * 100) <= 0.1 + 1e-9
    if verdict == "fail":
        assert shown < target.share
    assert (shown == 100) == (part == whole)
    assert (shown == 0) == (part == 0)


def test_norms_in_words() -> None:
    assert plain(figures.norm_words(norm("20min@95"), "de")) == (
        "95 % der Menschen in 20 Minuten mit dem Auto"
    )
    assert plain(figures.norm_words(norm("12.5km@80"), "en")) == "80% of people within 12.5 km"


def test_ways() -> None:
    target = norm("20min@95")
    assert plain(figures.way(20.0001, target, "de")) == "20 min"
    assert plain(figures.way(20.1, target, "de")) == "21 min"
    assert figures.way(float("inf"), target, "de") == "nur mit Fähre"
    assert figures.way(float("nan"), target, "de") == "–"
