"""Colours that can be told apart, symbols by shape."""

from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import pytest

from geodata import dataset
from layers import palette
from layers import spec
from tests.support import ROOT

# Machado, Oliveira & Fernandes (2009), full deficiency, on linear RGB
SIGHT: dict[str, Any] = {
    "normal": np.eye(3),
    "deuteranopia": [[0.3673, 0.8606, -0.228], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.969]],
    "protanopia": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.052]],
    "tritanopia": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9309, 0.1476], [0.0047, 0.6914, 0.3039]],
}
TO_LMS = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.63]]
TO_LAB = [[0.2105, 0.7936, -0.0041], [1.978, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]]
LEAST_APART = 0.08  # in OKLab; 0.02 is just noticeable
LEAST_CONTRAST = 3.0


def linear(colour: str) -> Any:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb: Any) -> Any:
    return np.cbrt(np.clip(rgb, 0, 1) @ np.transpose(TO_LMS)) @ np.transpose(TO_LAB)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("theme", palette.TOKENS)
def test_programme_colours_stand_out_from_the_surface(theme: str) -> None:
    ground = luminance(palette.SURFACE[theme])
    for token, colour in palette.TOKENS[theme].items():
        light, dark = sorted((luminance(colour), ground), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST, token


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", palette.TOKENS)
def test_programme_colours_stay_apart(theme: str, sight: str) -> None:
    seen = {
        token: lab(linear(colour) @ np.transpose(SIGHT[sight]))
        for token, colour in palette.TOKENS[theme].items()
    }
    close = {
        (a, b): round(float(np.linalg.norm(seen[a] - seen[b])), 3)
        for a, b in itertools.combinations(seen, 2)
        if np.linalg.norm(seen[a] - seen[b]) < LEAST_APART
    }
    assert close == {}


def test_every_programme_with_money_has_a_colour() -> None:
    without_money = {"jobmessen", "greengov"}
    assert set(palette.ORDER) == set(dataset.PROGRAMMES) - without_money
    assert palette.programme("rvz") == "var(--p-rvz)"
    assert palette.programme("unbekannt") == palette.MUTE


def test_every_colour_of_the_drawing_room_is_a_token_of_the_sheet() -> None:
    sheet = (ROOT / "assets/css/00-tokens.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"(--[a-z0-9-]+):", sheet)) | set(palette.TOKENS["light"])
    used = {
        token
        for path in (ROOT / "layers").rglob("*.py")
        for token in re.findall(r"[\"(](--[a-z][a-z0-9-]+[a-z0-9])[\")]", path.read_text("utf-8"))
    }
    assert used - defined == set()


def test_symbols_differ_by_shape() -> None:
    shapes = [s.symbol.path for s in spec.layers().values() if s.kind == "point"]
    assert len(set(shapes)) == len(shapes)
    variants = spec.layers()["rvz"].variants.values()
    assert len({(v.path, v.fill, v.dash, v.mark) for v in variants}) == len(variants)


@pytest.mark.parametrize("theme", palette.TOKENS)
def test_the_sheet_has_the_same_colours(theme: str) -> None:
    sheet = (ROOT / "assets/css/00-tokens.css").read_text(encoding="utf-8")
    block = sheet.split(f'[data-theme="{theme}"] {{', 1)[1].split("}", 1)[0]
    found = dict(re.findall(r"(--[a-z0-9-]+):\s*(#[0-9a-f]{6})", block))
    assert {token: found.get(token) for token in palette.TOKENS[theme]} == palette.TOKENS[theme]
