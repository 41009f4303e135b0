"""Decks of the shipped stories: complete, legible, with the figures of the atlas and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dashboard import opening
from layers import payload
from layers import scenes
from layers import spec
from layers import view as views
from layers.briefing import deck
from layers.briefing import placeholders
from layers.briefing import stage
from layers.briefing import story as stories
from layers.gaps.scene import GapScene
from tests.layers.briefing.conftest import NAMES
from tests.support import ROOT

if TYPE_CHECKING:
    from typing import Any

    from geodata.catalogue import Catalogue
    from layers.briefing.story import Story

SIZE = re.compile(r'<text[^>]* font-size="([\d.]+)"')
TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


def build(story: Story, catalogue: Catalogue, **look: Any) -> dict[str, Any]:
    return deck.build(story, catalogue, opening.known(catalogue), deck.Look(**look))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("factor", [1.0, 1.28, 1.64])
def test_no_scene_is_left_out(
    name: str, lang: str, factor: float, stories_shipped: dict[str, Story], shipped: Catalogue
) -> None:
    story = stories_shipped[name]
    made = build(story, shipped, lang=lang, factor=factor)
    shown = [scene["id"] for scene in made["scenes"]]
    assert [step.id for step in story.steps] == shown[: len(story.steps)]
    assert shown[len(story.steps)] == deck.SOURCES
    if factor == 1.0:
        assert made["skipped"] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("factor", [1.0, 1.6])
def test_no_type_is_smaller_than_the_distance_allows(
    name: str, factor: float, stories_shipped: dict[str, Story], shipped: Catalogue
) -> None:
    made = build(stories_shipped[name], shipped, factor=factor)
    least = stage.BASE * factor
    unit = stage.unit(factor)
    for scene in made["scenes"]:
        sizes = [float(size) for size in SIZE.findall(scene["over"])]
        sizes += [float(size) * unit for size in SIZE.findall(scene["map"] or "")]
        assert min(sizes) >= least - 0.06, scene["id"]


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_those_of_the_atlas(
    name: str, stories_shipped: dict[str, Story], shipped: Catalogue
) -> None:
    """The large figure is found anew from the view, by the functions of the screen."""
    known = opening.known(shipped)
    made = build(stories_shipped[name], shipped)
    for step, shown in zip(stories_shipped[name].steps, made["scenes"], strict=False):
        view, problems = views.from_query(step.view, known)
        assert problems == ()
        scene = scenes.of(view, shipped)
        words = "".join(TEXT.findall(shown["over"])).replace("\u00a0", "").replace(" ", "")
        if isinstance(scene, GapScene):
            share = placeholders.of(scene)["anteil_mit"]
            expected = share if step.text("figure", "de") == "{anteil_mit}" else ""
        else:
            metric = spec.metrics()[view.metric]
            said = payload.headline(scene, metric).figure
            expected = said if step.text("figure", "de") == "{summe}" and not view.area else ""
        assert expected.replace("\u00a0", "").replace(" ", "") in words, step.id
        assert "{" not in words


def test_another_view_gives_other_figures(shipped: Catalogue) -> None:
    text = 'title = "x"\n[[scene]]\nheadline = "{anzahl}"\nsentence = "{summe}"\nview = "%s"\n'
    found = []
    for query in ("programme=zukunftsraeume", "programme=rvz"):
        story = stories.read("probe", (text % query).encode())
        found.append(build(story, shipped)["scenes"][0]["title"])
    assert found == ["84", "14"]


def test_a_faulty_scene_is_skipped_and_named(shipped: Catalogue) -> None:
    text = (
        'title = "x"\n[[scene]]\nid = "gut"\nheadline = "Kopf"\nsentence = "Satz."\n'
        '[[scene]]\nid = "schlecht"\nheadline = "{sume}"\nsentence = "Satz."\n'
    )
    made = build(stories.read("probe", text.encode()), shipped)
    assert [scene["id"] for scene in made["scenes"]] == ["gut", deck.SOURCES]
    assert "schlecht" in made["skipped"][0]
    assert "{sume}" in made["skipped"][0]


def test_the_last_scenes_name_every_source(
    stories_shipped: dict[str, Story], shipped: Catalogue
) -> None:
    made = build(stories_shipped["versorgung"], shipped)
    last = " ".join(TEXT.findall(made["scenes"][-1]["over"])).replace("\u00a0", " ")
    for part in ("GeoBasis-DE / BKG", "Destatis", "Reiner Lemoine Institut", "ODbL", "GeoNames"):
        assert part in last


def test_the_tag_follows_text_and_look(
    stories_shipped: dict[str, Story], shipped: Catalogue
) -> None:
    story = stories_shipped["ankommen"]
    usual = deck.tag(story, shipped, deck.Look())
    changed = stories.read("ankommen", b'title = "x"')
    assert deck.tag(story, shipped, deck.Look(lang="en")) != usual
    assert deck.tag(changed, shipped, deck.Look()) != usual
    assert deck.tag(story, shipped, deck.Look()) == usual


@pytest.mark.parametrize(
    ("distance", "diagonal", "px"), [(5, 55, 32), (5, 75, 24), (8, 75, 38), (8, 55, 52)]
)
def test_type_grows_with_the_distance(distance: float, diagonal: float, px: int) -> None:
    size = stage.BASE * stage.factor(distance, diagonal)
    assert size == pytest.approx(px, abs=1)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_help_names_every_placeholder(lang: str) -> None:
    text = (ROOT / "dashboard" / "help" / f"hilfe.{lang}.md").read_text(encoding="utf-8")
    assert set(placeholders.known()) <= set(re.findall(r"`(\w+)`", text))
