"""Colours, patterns and symbols are those of the screen, and can be told apart in grey."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pypdfium2
import pytest

from layers import coloured
from layers import palette
from layers import scene
from layers import spec
from layers import state
from layers.picture import mapping
from layers.picture import pdf
from layers.picture import render
from layers.picture import signs
from layers.picture import stylesheet
from layers.picture.drawing import Group
from layers.picture.drawing import Shape
from tests.layers.picture import reading
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from geodata.catalogue import Catalogue
    from layers.picture.drawing import Picture

    Drawing = Callable[..., Picture]

MAP_CSS = (ROOT / "assets/css/30-map.css").read_text("utf-8")
TOKENS_CSS = (ROOT / "assets/css/00-tokens.css").read_text("utf-8")
# Machado, Oliveira & Fernandes (2009), full deficiency, on linear RGB; and no colour at all
SIGHT: dict[str, Any] = {
    "normal": np.eye(3),
    "deuteranopia": [[0.3673, 0.8606, -0.228], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.969]],
    "protanopia": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.052]],
    "tritanopia": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9309, 0.1476], [0.0047, 0.6914, 0.3039]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}
LIGHT = (0.2105, 0.7936, -0.0041)  # lightness of OKLab from the roots of its cones
TO_LMS = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.63]]
APART = 0.035  # in lightness, 0 to 1
ROUGH = 0.01  # how much a pattern varies, and a plain class does not


def declared(selector: str) -> dict[str, str]:
    """Return the declarations of a selector as they stand in the sheet of the map."""
    found = re.search(rf"(?:^|\}})\s*{re.escape(selector)} \{{([^}}]*)\}}", MAP_CSS, re.MULTILINE)
    assert found, selector
    pairs = (part.split(":", 1) for part in found[1].split(";") if ":" in part)
    return {key.strip(): value.strip() for key, value in pairs}


def own_token(name: str, theme: str) -> str:
    """Return a token as a person reads it off the sheet."""
    block = TOKENS_CSS.split(f'[data-theme="{theme}"]', 1)[1].split("}", 1)[0]
    return re.search(rf"{name}: (#[0-9a-f]{{6}})", block)[1]  # type: ignore[index]


@pytest.mark.parametrize("theme", state.THEMES)
@pytest.mark.parametrize("metric", ["money_per_inhabitant", "density", "fairs"])
def test_areas_have_the_colours_of_their_class(
    theme: str, metric: str, shipped: Catalogue, draw: Drawing
) -> None:
    found = scene.build(state.ViewState(metric=metric), shipped)
    classes = coloured.build(found, spec.metrics()[metric])
    fills = reading.painted(draw({"metric": metric, "theme": theme}), "landkreise")
    patterns = {-1: "hatch-none", -2: "dots-unknown"}
    for key, step in zip(found.rows.index, classes.steps, strict=True):
        wanted = patterns.get(step) or own_token(f"--c{step + 1}", theme)
        assert fills[key] == wanted, key
    assert len(fills) == 45


@pytest.mark.parametrize(
    ("classes", "selector", "theme_tokens"),
    [
        ("area landkreise c3", "path.area", {"stroke": "--area-line"}),
        ("area aerl outline", "path.area.outline.aerl", {"stroke": "--arl-line"}),
        ("area landkreise outline", "path.area.outline.landkreise", {"stroke": "--map-ink"}),
        ("ground coast3", "path.ground.coast3", {"stroke": "--sea-line"}),
        ("ground river", "path.ground.river", {"stroke": "--river"}),
        ("pick-case", "path.pick-case", {"stroke": "--select-case"}),
        ("pick", "path.pick", {"stroke": "--select"}),
    ],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_are_as_wide_and_coloured_as_the_sheet_says(
    classes: str, selector: str, theme_tokens: dict[str, str], theme: str
) -> None:
    how, rule = mapping.style(classes, theme), declared(selector)
    assert how.width == float(rule["stroke-width"].removesuffix("px"))
    assert how.stroke_opacity == float(rule.get("stroke-opacity", 1))
    assert how.stroke == own_token(theme_tokens["stroke"], theme)
    assert how.dash == tuple(map(float, rule.get("stroke-dasharray", "").split()))


def test_high_contrast_turns_the_selection_round() -> None:
    assert mapping.style("pick", "contrast").stroke == own_token("--select-case", "contrast")
    assert mapping.style("pick-case", "contrast").stroke == own_token("--select", "contrast")


def test_programme_colours_of_sheet_and_charts_are_one() -> None:
    for theme, tokens in palette.TOKENS.items():
        for name, colour in tokens.items():
            assert stylesheet.token(name, theme) == colour


def test_an_unknown_colour_is_a_mistake_not_a_guess() -> None:
    with pytest.raises(ValueError, match="no colour"):
        stylesheet.colour("papayawhip")
    with pytest.raises(KeyError):
        stylesheet.exact(".nothing-like-it", "light")
    assert stylesheet.colour("#00000055") == stylesheet.Colour("#000000", 85 / 255)
    assert stylesheet.colour("#abc") == stylesheet.Colour("#aabbcc")
    assert stylesheet.colour("transparent") is None


@pytest.mark.parametrize("layer", [i for i, s in spec.layers().items() if s.kind == "point"])
def test_symbols_are_those_of_the_layer(layer: str, draw: Drawing) -> None:
    found = spec.layers()[layer]
    paths = {found.symbol.path, *(symbol.path for symbol in found.variants.values())}
    marks = {symbol.mark for symbol in (found.symbol, *found.variants.values()) if symbol.mark}
    drawn = reading.signs(draw({"layers": (layer,)}), layer)
    badges = {sign.path for sign in drawn if "A6.5" in sign.path}
    assert {sign.path for sign in drawn} - badges <= paths | marks
    assert drawn
    colour = stylesheet.token(found.symbol.fill, "light")
    assert colour in {sign.paint.fill for sign in drawn}


def test_a_symbol_has_casing_body_and_mark() -> None:
    symbol = spec.layers()["rvz"].variants["planned"]
    case, body, mark = signs.drawn(symbol, "light", 5, 6, 24)
    assert (case.paint.stroke, case.paint.width) == ("#ffffff", symbol.width + 2.4)
    assert body.paint.stroke == mark.paint.stroke == own_token("--rvz", "light")
    assert {(sign.x, sign.y, sign.zoom) for sign in (case, body, mark)} == {(5, 6, 1)}


def plates(picture: Picture) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield fill and box (share of the sheet) of each plate of the legend."""

    def search(group: Group, x: float, y: float) -> Iterator[tuple[str, Any]]:
        for item in group.items:
            if isinstance(item, Group):
                yield from search(item, x + item.x, y + item.y)
            elif isinstance(item, Shape) and group.name == "legend-classes":
                box = np.concatenate([item.lines[0].min(axis=0), item.lines[0].max(axis=0)]) / 10
                moved = box + np.array([x, y, x, y])
                at = moved / np.array([picture.width, picture.height] * 2)
                yield item.paints[0].fill, tuple(at)

    yield from search(picture.root, 0, 0)


def seen(pixels: np.ndarray, sight: str) -> np.ndarray:
    """Return the lightness of pixels for someone with a kind of sight."""
    parts = pixels / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    roots = np.cbrt(np.clip(linear @ np.transpose(SIGHT[sight]), 0, 1) @ np.transpose(TO_LMS))
    return np.asarray(roots @ LIGHT)


@pytest.fixture(scope="module")
def drawn(draw: Drawing) -> tuple[Picture, dict[str, np.ndarray]]:
    """Return one picture and its pixels as PNG and as PDF."""
    picture = draw(size="1080x720")
    page = pypdfium2.PdfDocument(pdf.write(picture)).get_page(0)
    other = page.render(scale=1080 / page.get_width(), rev_byteorder=True).to_numpy()
    png = reading.pixels(render.encode(picture, "png"))
    return picture, {"png": png, "pdf": other[:, :, :3]}


@pytest.mark.parametrize("format_", ["png", "pdf"])
@pytest.mark.parametrize("sight", SIGHT)
def test_classes_and_patterns_stay_apart(
    sight: str, format_: str, drawn: tuple[Picture, dict[str, np.ndarray]]
) -> None:
    picture, pixels = drawn
    rows, columns = pixels[format_].shape[:2]
    means, rough = {}, {}
    for fill, (left, top, right, bottom) in plates(picture):
        x = slice(round(left * columns) + 3, round(right * columns) - 3)
        y = slice(round(top * rows) + 3, round(bottom * rows) - 3)
        light = seen(pixels[format_][y, x], sight)
        means[fill], rough[fill] = float(light.mean()), float(light.std())
    classes = [own_token(f"--c{n}", "light") for n in (5, 4, 3, 2, 1)]
    assert list(means) == [*classes, "dots-unknown", "hatch-none"]
    steps = np.diff([means[fill] for fill in classes])
    assert steps.min() >= APART, steps
    assert all(rough[fill] < ROUGH for fill in classes)
    assert all(rough[fill] > 2 * ROUGH for fill in ("dots-unknown", "hatch-none"))
    assert abs(rough["dots-unknown"] - rough["hatch-none"]) > ROUGH / 2
