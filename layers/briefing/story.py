"""A story: scenes in order, read from a text file; what is wrong in it is collected and said."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from layers import words
from layers.briefing.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = ("eyebrow", "headline", "figure", "sentence", "second", "second_label", "note")
NEEDED = ("headline", "sentence")
MOST = {
    "eyebrow": 60,
    "headline": 90,
    "figure": 30,
    "sentence": 420,
    "second": 40,
    "second_label": 120,
    "note": 1500,
}
"""Characters of a text before its figures are filled in; what fits is measured afterwards."""
SECONDS = (5, 600)
USUAL_SECONDS = 20
CHARTS = ("none", "years", "areas", "programmes", "fairs", "reach")
SCENE_KEYS = (*TEXTS, "id", "view", "seconds", "chart", "en")
STORY_KEYS = ("title", "title_en", "about", "about_en", "scene")
PLACE = re.compile(r"\{[^{}]*\}")
FILLED = "0" * 6  # about as long as what a placeholder becomes
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
MOST_SCENES = 40
FILE_MOST = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One scene of a story as it is written; figures in its texts are still placeholders.

    Parameters
    ----------
    id
        Name within the story, in the address.
    view
        Query of the view, as in the address of the page.
    texts, texts_en
        The texts of `TEXTS` by name; English ones where there are any.
    seconds
        How long it is shown.
    chart
        One of `CHARTS`.
    """

    id: str
    view: str
    texts: Mapping[str, str]
    texts_en: Mapping[str, str] = field(default_factory=dict)
    seconds: int = USUAL_SECONDS
    chart: str = "none"

    def text(self, name: str, lang: str) -> str:
        """Return a text in a language, German where there is no other."""
        english = self.texts_en.get(name, "") if lang == "en" else ""
        return english or self.texts.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story.

    Parameters
    ----------
    id
        Name of its file without ending.
    titles, abouts
        Title and description by language.
    steps
        Its scenes; those that could not be read are left out.
    troubles
        What is wrong with the file.
    digest
        Hash of the file.
    """

    id: str
    titles: Mapping[str, str]
    abouts: Mapping[str, str]
    steps: tuple[Step, ...]
    troubles: tuple[Trouble, ...]
    digest: str

    def title(self, lang: str) -> str:
        """Return the title in a language, German where there is no other."""
        return self.titles.get(lang) or self.titles.get("de") or self.id

    def about(self, lang: str) -> str:
        """Return the description in a language, German where there is no other."""
        return self.abouts.get(lang) or self.abouts.get("de") or ""


def read(name: str, body: bytes) -> Story:
    """Return the story of a file; a broken one has troubles and maybe no scenes.

    Parameters
    ----------
    name
        Name of the file without ending.
    body
        Its content.
    """
    digest = hashlib.sha256(body).hexdigest()[:16]
    troubles: list[Trouble] = []
    tree: dict[str, Any] = {}
    if len(body) > FILE_MOST:
        troubles.append(Trouble(code="file-long", values={"most": FILE_MOST // 1000}))
    else:
        try:
            tree = tomllib.loads(body.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            troubles.append(Trouble(code="file", values={"error": str(error)}))
    if tree:
        troubles += _unknown(tree, STORY_KEYS, "")
        if not _is_text(tree.get("title")):
            troubles.append(Trouble(code="title"))
    steps = _steps(tree, troubles) if tree else ()
    return Story(
        id=name,
        titles=_pair(tree, "title"),
        abouts=_pair(tree, "about"),
        steps=steps,
        troubles=tuple(troubles),
        digest=digest,
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _pair(tree: Mapping[str, Any], name: str) -> dict[str, str]:
    found = {"de": tree.get(name), "en": tree.get(f"{name}_en")}
    return {lang: text for lang, text in found.items() if isinstance(text, str)}


def _unknown(tree: Mapping[str, Any], known: tuple[str, ...], scene: str) -> list[Trouble]:
    return [
        Trouble(code="key", scene=scene, values={"found": key, "known": ", ".join(known)})
        for key in tree
        if key not in known
    ]


def _steps(tree: Mapping[str, Any], troubles: list[Trouble]) -> tuple[Step, ...]:
    listed = tree.get("scene")
    if not isinstance(listed, list) or not listed:
        troubles.append(Trouble(code="no-scenes"))
        return ()
    if len(listed) > MOST_SCENES:
        troubles.append(Trouble(code="many-scenes", values={"most": MOST_SCENES}))
    found: dict[str, Step] = {}
    for at, raw in enumerate(listed[:MOST_SCENES], start=1):
        if not isinstance(raw, dict):
            troubles.append(Trouble(code="no-scenes"))
            continue
        step, own = _step(raw, at)
        if step.id in found:
            own.append(Trouble(code="double", scene=step.id))
        troubles += own
        if not own:
            found[step.id] = step
    return tuple(found.values())


def _step(raw: Mapping[str, Any], at: int) -> tuple[Step, list[Trouble]]:
    """Return a scene and what is wrong with how it is written."""
    id_ = raw.get("id", f"szene-{at}")
    scene = id_ if isinstance(id_, str) and NAME.fullmatch(id_) else f"{at}"
    troubles = _unknown(raw, SCENE_KEYS, scene)
    if scene != id_:
        troubles.append(Trouble(code="id", scene=scene))
    english = raw.get("en", {})
    if not isinstance(english, dict):
        english = {}
        troubles.append(
            Trouble(code="key", scene=scene, values={"found": "en", "known": "[scene.en]"})
        )
    troubles += _unknown(english, TEXTS, scene)
    texts = {name: _text(raw, name, scene, troubles) for name in TEXTS}
    texts_en = {name: _text(english, name, scene, troubles) for name in TEXTS}
    for name in NEEDED:
        if not texts[name].strip():
            troubles.append(Trouble(code="text", scene=scene, values={"name": name}))
    seconds = raw.get("seconds", USUAL_SECONDS)
    if not isinstance(seconds, int) or not SECONDS[0] <= seconds <= SECONDS[1]:
        values = {"low": SECONDS[0], "high": SECONDS[1]}
        troubles.append(Trouble(code="seconds", scene=scene, values=values))
        seconds = USUAL_SECONDS
    chart = raw.get("chart", "none")
    if chart not in CHARTS:
        values_ = {"chart": str(chart)[:40], "known": ", ".join(CHARTS)}
        troubles.append(Trouble(code="chart", scene=scene, values=values_))
    view = raw.get("view", "")
    step = Step(
        id=scene,
        view=view.rpartition("?")[2] if isinstance(view, str) else "",
        texts=texts,
        texts_en=texts_en,
        seconds=seconds,
        chart=str(chart),
    )
    return step, troubles


def _text(tree: Mapping[str, Any], name: str, scene: str, troubles: list[Trouble]) -> str:
    value = tree.get(name, "")
    if not isinstance(value, str):
        troubles.append(Trouble(code="text", scene=scene, values={"name": name}))
        return ""
    text = " ".join(value.split())
    length = len(PLACE.sub(FILLED, text))
    if length > MOST[name]:
        values = {"name": name, "n": length, "most": MOST[name]}
        troubles.append(Trouble(code="text-long", scene=scene, values=values))
    return text


def charts_named(lang: str) -> dict[str, str]:
    """Return the charts a scene may show, in words."""
    return {id_: words.text(f"briefing.chart.{id_}", lang) for id_ in CHARTS}
