"""The words of a picture: sources of what is drawn, captions whose figures stand in the data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest

from layers import attribution
from layers import coloured
from layers import points
from layers import scene
from layers import spec
from layers import state
from layers import table
from layers.picture import caption
from layers.picture import contents
from layers.picture import options
from tests.layers.picture import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.picture.contents import Contents
    from layers.picture.drawing import Picture

    Drawing = Callable[..., Picture]

SUBSETS: tuple[tuple[str, ...], ...] = (
    (),
    ("landkreise",),
    ("aerl",),
    ("surroundings",),
    ("landkreise", "surroundings"),
    ("landkreise", "aerl", "rvz"),
    ("rvz",),
    ("jobmessen", "zukunftsraeume"),
    ("landkreise", "zukunftsregionen", "zukunftsregionen_projects"),
    ("landkreise", "gemeinden", "integration", "other_funding"),
    ("surroundings", "rvz", "jobmessen"),
    tuple(spec.layers()),
)
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"metric": "money", "kind": "budget"},
    {"metric": "projects", "programme": ("zukunftsraeume",), "years": (2019, 2021)},
    {"metric": "fairs"},
    {"metric": "density", "level": "aerl"},
    {"metric": "inhabitants", "level": "gemeinden"},
    {"level": "zukunftsregionen", "metric": "money", "kind": "budget"},
    {"aerl": ("weser-ems",), "layers": ("landkreise", "rvz")},
    {"layers": ("rvz", "jobmessen")},
)


def refs(layers: tuple[str, ...]) -> tuple[state.LayerRef, ...]:
    return tuple(state.LayerRef(id=id_) for id_ in layers)


def said_of(shipped: Catalogue, lang: str, view: dict[str, Any], **params: str) -> Contents:
    fields = dict(view)
    if "layers" in fields:
        fields["layers"] = refs(fields["layers"])
    found = scene.build(state.ViewState(lang=lang, **fields), shipped)
    return contents.gather(found, options.read(params), "", "ZA-01234-56789")


def named(text: str) -> list[str]:
    """Return the lines of a source text."""
    lines = text.partition("Quellen: ")[2].removesuffix(".")
    return [line for line in lines.split(" · ") if line]


@pytest.mark.parametrize("layers", SUBSETS, ids=lambda layers: "+".join(layers) or "nothing")
def test_sources_are_those_of_what_is_drawn(
    layers: tuple[str, ...], shipped: Catalogue, draw: Drawing
) -> None:
    known = attribution.lines(shipped, "landkreise")
    ids = [*layers, *(["metric:money_per_inhabitant"] if "landkreise" in layers else [])]
    wanted = list(dict.fromkeys(" ".join(line.split()) for id_ in ids for line in known[id_]))
    picture = draw({"layers": layers}, show="legend,labels")
    assert sorted(named(reading.words(picture, "sources"))) == sorted(wanted)
    assert [line.replace("\u00a0", " ") for line in named(picture.about.source)] == wanted


def test_hiding_a_layer_removes_its_line(draw: Drawing) -> None:
    natural = "Made with Natural Earth"
    assert natural in reading.words(draw(), "sources")
    without = ("landkreise", "aerl", "jobmessen", "zukunftsraeume", "rvz")
    assert natural not in reading.words(draw({"layers": without}), "sources")
    faint = (("surroundings", 0), *without)
    assert natural not in reading.words(draw({"layers": faint}), "sources")


def test_a_chart_brings_its_own_sources(draw: Drawing) -> None:
    layers = {"layers": ("rvz",)}
    plain = reading.words(draw(layers), "sources")
    charted = reading.words(draw(layers, chart="per_inhabitant"), "sources")
    assert "Destatis" not in plain
    assert "Destatis" in charted


def figures(text: str) -> set[str]:
    """Return the figures of a text as they are written."""
    return set(re.findall(r"\d[\d.,]*\d|\d", text.replace("\u00a0", " ")))


def held(found: Contents) -> set[str]:
    """Return every figure that tables, legend and headline of a scene hold."""
    assert found.metric
    view, data = found.scene, coloured.build(found.scene, found.metric)
    cells = [cell for row, _ in table.build(view).rows for cell in row]
    made = table.build(view)
    cells += made.total + (made.none or []) + list(data.texts)
    cells += [f"{e.count} {e.label} {e.note}" for e in data.entries]
    _, counts, _ = points.summary(view)
    cells += [str(count["total"]) for count in counts.values()]
    inside = view.rows[view.rows["inside"]]
    cells += [
        str(len(inside)),
        str(int((inside["n"] > 0).sum())),
        str(int((inside["fairs"] > 0).sum())),
    ]
    return {figure for cell in cells for figure in figures(cell)}


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("lang", state.LANGS)
def test_alternative_text_is_short_and_its_figures_are_held(
    lang: str, view: dict[str, Any], shipped: Catalogue
) -> None:
    found = said_of(shipped, lang, view)
    text = caption.alt(found)
    assert 40 < len(text) <= 250
    assert text.startswith("Map of Lower Saxony" if lang == "en" else "Karte von Niedersachsen")
    assert figures(text.replace(found.title, "")) <= held(found)


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("lang", state.LANGS)
def test_captions_say_what_the_page_says(
    lang: str, view: dict[str, Any], shipped: Catalogue
) -> None:
    found = said_of(shipped, lang, view)
    text = caption.caption(found)
    assert text.startswith(found.title)
    if found.filled:
        for entry in found.coloured.entries:
            assert f"{entry.label}: {entry.count}" in text
    assert "  " not in text
    assert "{" not in text


def test_every_amount_of_the_caption_is_a_cell(shipped: Catalogue) -> None:
    """The sum in the headline is the table's total, to the cent."""
    found = said_of(shipped, "de", {"programme": ("zukunftsraeume",)})
    total = table.build(found.scene).total
    assert total[1] == "84"
    assert "14,56 Mio. €" in caption.caption(found).replace("\u00a0", " ")
    euros = int(total[3].replace(".", ""))
    assert round(euros / 1e6, 2) == 14.56
    assert "84 von über 170 Projekten" in caption.caption(found).replace("\u00a0", " ")


def test_a_long_own_title_takes_the_room_of_the_rest(shipped: Catalogue) -> None:
    found = said_of(shipped, "de", {}, title="Sehr langer Titel " * 11)
    assert len(caption.alt(found)) <= 250
    assert caption.alt(found) == f"Karte von Niedersachsen. {found.title}."
    assert found.title in caption.caption(found)


def test_the_house_is_named(shipped: Catalogue) -> None:
    found = scene.build(state.ViewState(), shipped)
    made = contents.gather(found, options.read({}), "Haus am Deich")
    assert made.sources.startswith("Karte: Haus am Deich. Jüngste Quelle ")
    neutral = contents.gather(found, options.read({}), "")
    assert neutral.sources.startswith("Karte: Zukunftsatlas Niedersachsen.")


@pytest.mark.parametrize(
    ("params", "lang", "words"),
    [
        ({"stamp": "draft"}, "de", "Entwurf"),
        ({"stamp": "draft"}, "en", "Draft"),
        ({"stamp": "embargo"}, "de", "Sperrfrist"),
        ({"stamp": "embargo", "until": "2026-05-01"}, "de", "Sperrfrist: 01.05.2026"),
        (
            {"stamp": "embargo", "until": "2026-05-01 10:30"},
            "en",
            "Embargo: 1 May 2026, 10:30",
        ),
    ],
)
def test_stamps(params: dict[str, str], lang: str, words: str, shipped: Catalogue) -> None:
    assert said_of(shipped, lang, {}, **params).stamp == words
