"""Pictures of the gaps: classes, signs, words and figures of the scene that the screen shows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from geodata.analysis import supply
from geodata.analysis.analyst import Analyst
from layers import scenes
from layers import words
from layers.gaps import GapScene
from layers.gaps import scene as gap_scene
from layers.picture import caption
from layers.picture import gapped
from layers.picture import mapping
from layers.picture import options
from layers.picture import render
from layers.picture import trial
from layers.picture.drawing import Shape
from layers.picture.refusal import PictureError
from layers.state import LayerRef
from layers.state import ViewState
from tests.layers.gaps import land
from tests.layers.picture import reading

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.picture.contents import Contents
    from layers.picture.drawing import Picture

LAYERS = tuple(LayerRef(id=id_) for id_ in ("gemeinden", "landkreise", "aerl", "rvz"))
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"level": "gemeinden", "candidates": ("03360002",), "layers": LAYERS},
    {"metric": "need", "group": "need-much", "theme": "dark"},
    {"candidates": ("03360002", "53.2~7.9"), "closed": ("rvz-01",), "aerl": ("lueneburg",)},
    {"metric": "need", "level": "aerl", "kind": "budget", "lang": "en", "theme": "contrast"},
    {"norm": "30km", "level": "zukunftsregionen", "sites": ("open", "planned")},
)


def scene_of(shipped: Catalogue, **fields: Any) -> GapScene:
    found = scenes.of(ViewState(mode="gaps", **fields), shipped)
    assert isinstance(found, GapScene)
    return found


def said(shipped: Catalogue, fields: dict[str, Any], **params: str) -> Contents:
    return gapped.gather(scene_of(shipped, **fields), options.read(params), "", "ZA-01234-56789")


def drawn(shipped: Catalogue, fields: dict[str, Any], **params: str) -> Picture:
    return render.drawing(scene_of(shipped, **fields), options.read(params), "", "ZA-1")


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d.,]*\d|\d", text.replace("\u00a0", " ")))


@pytest.mark.parametrize("fields", VIEWS, ids=str)
def test_every_area_has_the_colour_of_the_screen(
    fields: dict[str, Any], shipped: Catalogue
) -> None:
    picture = drawn(shipped, fields, show="clean")
    payload = scenes.payload(ViewState(mode="gaps", **fields), shipped)
    metric = payload["metrics"]["need" if fields.get("metric") == "need" else "gap"]
    family = {"gap": "g", "need": "n"}[metric["family"]]
    theme, level = fields.get("theme", "light"), payload["level"]
    keys = payload["areas"]["keys"]
    fills = {
        item.key: item.paints[0].fill
        for item, names in reading.walk(picture.root)
        if isinstance(item, Shape) and item.key and f"layer-{level}" in names
    }
    assert set(fills) == set(keys)
    for key, step in zip(keys, metric["classes"], strict=True):
        name = mapping.CLASSES.get(step, f"{family}{step}")
        assert fills[key] == mapping.style(f"area {level} {name}", theme).fill, key
    layers = [names[-1] for item, names in reading.walk(picture.root) if isinstance(item, Shape)]
    reach = metric["family"] == "gap"
    assert layers.count("doubtful") == (len(payload["flips"]) if reach else 0)
    assert layers.count("gained") == (2 * len(payload["gained"]) if reach else 0)


@pytest.mark.parametrize("fields", VIEWS, ids=str)
def test_every_figure_is_one_of_the_screen(fields: dict[str, Any], shipped: Catalogue) -> None:
    found = said(shipped, fields)
    payload = scenes.payload(ViewState(mode="gaps", **fields), shipped)
    metric = payload["metrics"]["need" if fields.get("metric") == "need" else "gap"]
    headline = metric["headline"]
    sentence = f"{headline['figure']} {''.join(run for run, _ in headline['text'])}"
    assert found.sentence.startswith(sentence)
    counts = [entry["count"] for entry in metric["legend"]]
    assert [entry.count for entry in found.coloured.entries] == counts
    assert list(found.coloured.texts) == metric["texts"]
    cells = [cell for row, _ in payload["table"]["rows"] for cell in row]
    held = " ".join(
        [
            sentence, payload["flip_text"], payload["method_line"], payload["state_line"],
            payload["norm"]["words"], payload["norm"]["title"], payload["norm"]["source"],
            payload["norm"]["url"], *cells, *payload["table"]["total"], metric["view_title"],
            *(f"{e['label']} {e['count']} {e.get('note', '')}" for e in metric["legend"]),
            *(cell["chosen"] for cell in metric.get("cells", ())),
            *(p["text"] for p in payload["problems"]),
            str(sum(payload["areas"]["inside"] or [1] * len(payload["areas"]["keys"]))),
            *(str(len(ids)) for ids in payload["points"].values()),
        ]
    )  # fmt: skip
    text = f"{found.title} {caption.alt(found)} {caption.caption(found)}"
    assert numbers(text) - numbers(held) == set()
    assert 60 < len(caption.alt(found)) <= caption.ALT_MOST


@pytest.mark.parametrize("show", ["", "legend", "none"])
def test_norm_source_method_and_pilot_are_on_every_sheet(show: str, shipped: Catalogue) -> None:
    params = {"show": show} if show else {}
    picture = drawn(shipped, {"level": "gemeinden"}, **params)
    text = " ".join(line.text for line in reading.lines(picture.root))
    for word in ("G-BA", "hausarzt.digital", "Sekundärquelle", "Näherung", "Urteil", "Pilot"):
        assert word in text.replace("\u00a0", " "), word
    assert text.count("kein rechtlicher") == 1
    assert "ODbL" in text


@pytest.mark.parametrize("fields", VIEWS, ids=str)
def test_sources_are_those_of_the_screen(fields: dict[str, Any], shipped: Catalogue) -> None:
    found = said(shipped, fields)
    payload = scenes.payload(ViewState(mode="gaps", **fields), shipped)
    metric = "need" if fields.get("metric") == "need" else "gap"
    ids = [ref.id for ref in found.scene.view.drawn()]
    lines = [line for id_ in (*ids, f"metric:{metric}") for line in payload["attribution"][id_]]
    assert lines
    text = found.sources.replace("\u00a0", " ")
    for line in lines:
        assert line.replace("\u00a0", " ") in text, line


def test_sites_stand_where_they_are_and_are_named(shipped: Catalogue) -> None:
    fields = VIEWS[3]
    found = said(shipped, fields)
    assert found.trial
    assert [pin.letter for pin in found.trial.pins] == ["A", "B"]
    assert len(found.trial.closed) == 1
    picture = drawn(shipped, fields)
    text = " ".join(line.text for line in reading.lines(picture.root)).replace("\u00a0", " ")
    for word in ("Bad Bevensen", "Punkt in", "kein Vorhaben", "im Szenario geschlossen"):
        assert word in text
    names = [names for _, names in reading.walk(picture.root)]
    assert sum("trial" in one for one in names) == 2 * 2 + 2  # two pins with letters, one slash
    planned = said(shipped, {"sites": ("open", "planned")})
    assert planned.trial
    states = {entry.detail for entry in planned.trial.chosen["rvz"]}
    assert states == {"open", "planned"}


def test_the_chart_is_the_one_of_the_map_or_as_asked(shipped: Catalogue) -> None:
    lang = "de"
    curve, need = words.text("gaps.curve.title_min", lang), words.text("gaps.need.title", lang)
    for fields, params, title in (
        ({}, {}, curve),
        ({"metric": "need"}, {}, need),
        ({}, {"chart": "need"}, need),
        ({"metric": "need"}, {"chart": "curve"}, curve),
    ):
        made = said(shipped, fields, **params).chart
        assert made
        assert made.title == title
    assert said(shipped, {}, show="legend").chart is None
    with pytest.raises(PictureError, match="curve, need"):
        said(shipped, {}, chart="years")
    with pytest.raises(PictureError, match="areas"):
        render.drawing(scenes.of(ViewState(), shipped), options.read({"chart": "curve"}))


def test_all_points_of_the_scatter_and_the_ends_of_the_curve_are_drawn(shipped: Catalogue) -> None:
    found = scene_of(shipped, metric="need")
    picture = render.drawing(
        found, options.read({"chart": "need", "size": "1600x1400"}), "", "ZA-1"
    )
    marks = [
        names[-1]
        for _, names in reading.walk(picture.root)
        if names[-1] in ("chart-marks", "chart-doubtful")
    ]
    assert len(marks) == len(found.inside)
    assert trial.HATCH in {pattern.name for pattern in picture.patterns}


def test_sites_of_a_list_of_ones_own_are_drawn_and_named() -> None:
    data = land.land(land.centre("a", land.KEYS[0]))
    plain = replace(supply.of_records(data), title="Praxen")
    own = Analyst(data, supplies={"list-1": plain}, demands={"points": land.people({}, data)})
    gap_scene.install(data, own)
    found = land.asked(data, supply="list-1")
    made = gapped.gather(found, options.read({}), "")
    assert made.trial
    assert made.trial.own == (plain.sites[0].latlon,)
    assert made.trial.own_words == "Standorte der Liste „Praxen“ (1)"
    pilot = words.text("gaps.headline.pilot", "de").replace("**", "").strip()
    assert pilot not in " ".join((made.sentence, *made.notes))
