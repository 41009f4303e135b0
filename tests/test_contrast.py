"""Contrast of every theme, measured on the tokens: text 4.5:1 (7:1 in high contrast), shapes 3:1.

Classes of areas are told apart by lightness, not by hue alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from layers import state
from tests.support import ROOT

TOKENS = (ROOT / "assets/css/00-tokens.css").read_text("utf-8")
TEXT, LARGE, SHAPE, HIGH = 4.5, 3.0, 3.0, 7.0
# Text on ground, as the sheets use them
TEXTS = (
    *(
        (ink, ground)
        for ink in ("ink", "ink-2")
        for ground in ("surface", "surface-2", "surface-3")
    ),
    ("ink-3", "surface"),
    ("ink-3", "surface-2"),
    ("accent", "surface"),
    ("accent-ink", "accent"),
    ("ink", "accent-soft"),
    ("notice-ink", "notice"),
    ("map-ink", "land-out"),
    ("map-ink", "na"),
    ("map-ink-2", "land-out"),
    ("map-ink", "map-halo"),
    *((f"c{n}-ink", f"c{n}") for n in range(1, 6)),
)
# Borders of controls, focus, selection, symbols on what they stand on
SHAPES = (
    ("line-2", "surface"),
    ("focus", "surface"),
    ("select", "select-case"),
    ("accent", "surface"),
    *((sign, "case") for sign in ("rvz", "fair", "integ", "other")),
    ("zr-line", "zr"),
    ("g-new", "case"),
    ("arl-line", "land-out"),
)
CLASSES = ("c1", "c2", "c3", "c4", "c5")


def tokens(theme: str) -> dict[str, str]:
    """Return the colours of a theme; light is the ground of the others."""
    found: dict[str, str] = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", TOKENS):
        if '[data-theme="light"]' in selector or f'[data-theme="{theme}"]' in selector:
            found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b", body))
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def below(theme: str, pairs: tuple[tuple[str, str], ...], least: float) -> dict[str, float]:
    colours = tokens(theme)
    found = {f"{a} on {b}": round(contrast(colours[a], colours[b]), 2) for a, b in pairs}
    return {pair: value for pair, value in found.items() if value < least}


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", state.THEMES)
def test_text_can_be_read(theme: str) -> None:
    assert below(theme, TEXTS, TEXT) == {}


def test_text_in_high_contrast_reaches_seven() -> None:
    assert below("contrast", TEXTS[:11], HIGH) == {}


@pytest.mark.parametrize("theme", state.THEMES)
def test_shapes_stand_out(theme: str) -> None:
    assert below(theme, SHAPES, SHAPE) == {}


@pytest.mark.parametrize("theme", state.THEMES)
def test_classes_follow_each_other_in_lightness(theme: str) -> None:
    """Classes are told apart without hue: each is clearly darker (or lighter) than the last."""
    colours = tokens(theme)
    steps = [luminance(colours[name]) for name in CLASSES]
    ordered = sorted(steps, reverse=steps[0] > steps[-1])
    assert steps == ordered
    pairs = pairwise(CLASSES)
    assert {
        a: contrast(colours[a], colours[b])
        for a, b in pairs
        if contrast(colours[a], colours[b]) < 1.2
    } == {}
