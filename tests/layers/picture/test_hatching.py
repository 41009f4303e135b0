"""Lines of a hatch are those of the pattern, cut at the edges of the areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers.picture import hatching
from layers.picture import render
from layers.picture import svg
from layers.picture.drawing import Pattern
from tests.layers.picture import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.picture.drawing import Picture

    Drawing = Callable[..., Picture]


def pattern(turned: float) -> Pattern:
    return Pattern(name="p", cell=6, turned=turned, ground="#ffffff", ink="#000000", line=1.4)


def square(x: float, y: float, side: float) -> np.ndarray:
    corners = [[x, y], [x + side, y], [x + side, y + side], [x, y + side]]
    return np.asarray(np.rint(np.array(corners) * 10), dtype=np.int64)


def length(lines: np.ndarray) -> float:
    return float(np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]).sum())


@pytest.mark.parametrize("turned", [0, 45, -45, 30])
def test_lines_are_as_long_as_the_area_is_large(turned: float) -> None:
    lines = hatching.lines([square(3, 5, 120)], pattern(turned))
    assert length(lines) * 6 == pytest.approx(120 * 120, rel=0.02)
    assert lines[:, [0, 2]].min() >= 3 - 1e-6
    assert lines[:, [0, 2]].max() <= 123 + 1e-6
    assert lines[:, [1, 3]].min() >= 5 - 1e-6
    assert lines[:, [1, 3]].max() <= 125 + 1e-6


def test_upright_lines_stand_where_the_pattern_has_them() -> None:
    lines = hatching.lines([square(0, 0, 20)], pattern(0))
    assert sorted({round(x, 3) for x in lines[:, 0]}) == [0.35, 6.35, 12.35, 18.35]


def test_a_hole_is_left_out_and_neighbours_are_one() -> None:
    whole = length(hatching.lines([square(0, 0, 60)], pattern(45)))
    hole = length(hatching.lines([square(15, 15, 30)], pattern(45)))
    ring = hatching.lines([square(0, 0, 60), square(15, 15, 30)], pattern(45))
    assert length(ring) == pytest.approx(whole - hole)
    halves = [square(0, 0, 60), square(60, 0, 60)]
    assert len(hatching.lines(halves, pattern(90))) == 10  # not twenty


def test_the_png_looks_as_with_the_pattern(draw: Drawing) -> None:
    picture = draw({"level": "gemeinden"}, size="900x700", show="legend")
    quick = svg.write(picture, quick=True).decode()
    assert 'fill="url(#hatch-none)"' not in quick
    assert 'fill="url(#hatch-none)"' in svg.write(picture).decode()
    png = reading.pixels(render.encode(picture, "png")).astype(float)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hatching, "hatched", lambda *_: {})
        usual = reading.pixels(render.encode(picture, "png")).astype(float)
    cells = [p[:696, :900].reshape(58, 12, 75, 12, 3).mean(axis=(1, 3)) for p in (png, usual)]
    off = np.abs(cells[0] - cells[1])
    assert off.mean() < 0.8
    assert off.max() < 12
