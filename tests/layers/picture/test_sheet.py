"""The sheet: in every preset everything is there, nothing is cut and nothing overlaps."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from typing import Any

import pytest

from layers import spec
from layers import state
from layers.picture import sizes
from layers.picture.drawing import Group
from layers.picture.refusal import PictureError
from tests.layers.picture import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.picture.drawing import Picture

    Drawing = Callable[..., Picture]

ALL = tuple(id_ for id_ in spec.layers() if id_ != "gemeinden")
LONG = "Zukunftsräume, Versorgungszentren und Jobmessen zwischen Ems und Elbe im Vergleich " * 3
LONGEST = {"title": LONG[:200], "subtitle": (LONG * 2)[:400]}
FULL: dict[str, Any] = {"layers": ALL, "area": ("03454",)}
CASES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "usual": ({}, {}),
    "everything": (FULL, {**LONGEST, "show": "legend,chart,labels,scale,headline,table"}),
    "english budgets": ({"level": "zukunftsregionen", "kind": "budget", "lang": "en"}, {}),
    "stamped": ({"metric": "density"}, {"stamp": "embargo", "until": "2026-05-01T10:00"}),
}


def overlap(a: reading.Line, b: reading.Line, room: float = 0.5) -> bool:
    x = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    y = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return x > room and y > room


def frame(picture: Picture) -> tuple[float, float, float, float]:
    """Return the box of the map."""
    found = next(i for i in picture.root.items if isinstance(i, Group) and i.name == "map-frame")
    assert found.clip
    width, height = (side * found.zoom for side in found.clip)
    return found.x, found.y, found.x + width, found.y + height


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("preset", sizes.PRESETS)
def test_nothing_overlaps_and_nothing_is_cut(preset: str, case: str, draw: Drawing) -> None:
    view, params = CASES[case]
    picture = draw(view, size=preset, **params)
    found = list(reading.lines(picture.root))
    around = [line for line in found if "map-frame" not in line.groups]
    assert [(a.text, b.text) for a, b in combinations(around, 2) if overlap(a, b)] == []
    within = frame(picture)
    for line in around:
        left, top, right, bottom = line.box
        assert left >= 0, line
        assert top >= 0, line
        assert right <= picture.width, line
        assert bottom <= picture.height, line
        outside = right <= within[0] or left >= within[2] or bottom <= within[1] or top >= within[3]
        assert outside, f"{line.text} lies on the map"


@pytest.mark.parametrize("preset", ["hd", "square", "social", "a4-portrait"])
@pytest.mark.parametrize("level", state.LEVELS)
def test_names_on_the_map_keep_apart(preset: str, level: str, draw: Drawing) -> None:
    picture = draw({"level": level}, size=preset, stamp="draft")
    held = ("labels", "scale", "stamp")
    found = [line for line in reading.lines(picture.root) if set(held) & set(line.groups)]
    assert len(found) > 10
    assert [(a.text, b.text) for a, b in combinations(found, 2) if overlap(a, b, 1.0)] == []
    x0, y0, x1, y1 = frame(picture)
    for line in found:
        assert line.box[0] >= x0, line
        assert line.box[2] <= x1, line
        assert line.box[1] >= y0 - 2, line
        assert line.box[3] <= y1 + 2, line


@pytest.mark.parametrize("preset", sizes.PRESETS)
def test_type_is_legible_where_the_picture_is_used(preset: str, draw: Drawing) -> None:
    picture = draw(size=preset)
    size = sizes.PRESETS[preset]
    smallest = min(
        line.size
        for line in reading.lines(picture.root)
        if "map-frame" not in line.groups and not line.text.isdigit()
    )
    if size.dpi:
        assert smallest * size.unit / size.dpi * 72 >= 7.0  # points
    else:
        assert smallest * size.unit >= 15 * size.height / max(1080, min(size.height, 1350))
    names = [line.size for line in reading.lines(picture.root) if "labels" in line.groups]
    assert min(names) * size.unit >= (5 / 72 * size.dpi if size.dpi else 10)


@pytest.mark.parametrize("preset", sizes.PRESETS)
def test_the_long_title_is_whole(preset: str, draw: Drawing) -> None:
    picture = draw(FULL, size=preset, **LONGEST)
    assert " ".join(LONGEST["title"].split()) in reading.words(picture, "title")
    assert " ".join(LONGEST["subtitle"].split()) in reading.words(picture, "subtitle")


def test_the_legend_names_what_is_drawn_and_nothing_else(draw: Drawing) -> None:
    for layer in ("rvz", "zukunftsraeume", "jobmessen", "integration", "aerl"):
        title = spec.layers()[layer].title("de")
        with_it = draw({"layers": ("landkreise", "surroundings", layer)})
        without = draw({"layers": ("landkreise", "surroundings")})
        assert title in reading.words(with_it, "legend-signs")
        assert title not in reading.words(without)
    faint = draw({"layers": ("landkreise", ("rvz", 0))})
    assert "Versorgungszentren" not in reading.words(faint, "legend-signs")


def test_without_coloured_areas_there_is_no_legend_of_colours(draw: Drawing) -> None:
    picture = draw({"layers": ("rvz", "aerl")})
    assert reading.words(picture, "legend-classes") == ""
    assert "je Einwohner" not in reading.words(picture)
    assert reading.words(picture, "title") == "Versorgungszentren in Niedersachsen"


def test_a_clean_map_has_no_words_round_it(draw: Drawing) -> None:
    plain = {"layers": ("landkreise", "aerl", "surroundings", "rvz")}
    assert reading.words(draw(plain, show="clean")) == ""
    named = draw(plain, show="clean,labels")
    assert {line.groups[-1] for line in reading.lines(named.root)} == {"labels"}
    stamped = draw(plain, show="clean", stamp="draft")
    assert reading.words(stamped) == "Entwurf"


def test_every_part_can_be_left_out(draw: Drawing) -> None:
    parts = {"legend": "legend-signs", "chart": "chart", "labels": "labels", "scale": "scale"}
    for part, group in parts.items():
        kept = [name for name in parts if name != part]
        picture = draw(show=",".join(kept), size="a4")
        names = {name for line in reading.lines(picture.root) for name in line.groups}
        assert group not in names
        assert {parts[name] for name in kept} <= names
    bare = draw(show="none")
    assert {"title", "sources", "identifier"} == {
        line.groups[-1] for line in reading.lines(bare.root) if "map" not in line.groups
    } - {"layer-zukunftsraeume", "layer-jobmessen"}


def test_an_own_subtitle_does_not_take_the_sentence_away(draw: Drawing) -> None:
    usual = reading.words(draw(), "subtitle")
    picture = draw(subtitle="Ein eigener Untertitel")
    assert reading.words(picture, "subtitle") == "Ein eigener Untertitel"
    assert reading.words(picture, "headline") == usual


def test_what_has_no_room_is_refused(draw: Drawing) -> None:
    with pytest.raises(PictureError) as refused:
        draw(FULL, size="300x300", chart="years", **LONGEST)
    assert refused.value.reason == "no_room"
    with pytest.raises(PictureError) as refused:
        draw({"level": "gemeinden"}, show="table")
    assert refused.value.reason == "table_long"


@pytest.mark.parametrize("preset", ["hd", "social", "a4"])
@pytest.mark.parametrize("layer", ["rvz", "jobmessen"])
def test_numbers_are_explained_where_there_are_some(layer: str, preset: str, draw: Drawing) -> None:
    picture = draw({"layers": ("landkreise", layer)}, size=preset)
    numbers = [line for line in reading.lines(picture.root) if f"layer-{layer}" in line.groups]
    explained = "Zahl: Einträge an diesem Ort" in reading.words(picture, "legend-signs")
    assert explained == bool(numbers)
