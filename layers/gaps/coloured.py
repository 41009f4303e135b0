"""Areas coloured by how far the service is: classes, words, legend and marks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from geodata.analysis import coverage
from layers import numbers
from layers import words
from layers.gaps import figures
from layers.gaps import headline
from layers.gaps import scene as scenes
from layers.gaps import weighed

if TYPE_CHECKING:
    from layers.gaps.scene import GapScene

ID: Final = "gap"
FAMILY: Final = "gap"
NONE: Final = -1
CLASSES: Final = (0, 1, 2, 3, 4)
COLOURS: Final = tuple(f"var(--g{step})" for step in CLASSES)
NEW: Final = "var(--g-new)"


def title(scene: GapScene) -> str:
    """Return what the map shows: Ohne RVZ in 20 Minuten."""
    limit = figures.limit_words(scene.norm, scene.lang)
    return words.text("gaps.title", scene.lang, supply=scene.supply_word, limit=limit)


def subtitle(scene: GapScene) -> str:
    """Return what the classes are of, and the method."""
    key = "approximate" if scene.assessment.method.is_approximate else "measured"
    share = figures.norm_share(scene.norm, scene.lang)
    unit = words.text(f"gaps.unit.{scene.norm.unit}", scene.lang)
    text = words.text(f"gaps.subtitle_{key}", scene.lang, share=share, unit=unit)
    return ", ".join(part for part in (text, weighed.title(scene)) if part)


def _text(reach: float, share: float, verdict: str, scene: GapScene) -> str:
    norm, lang = scene.norm, scene.lang
    if verdict == coverage.EMPTY:
        return weighed.empty(scene, "gaps.verdict.empty")
    figure = figures.share_unserved(share, verdict, norm, lang)
    return words.text("gaps.unserved", lang, way=figures.way(reach, norm, lang), share=figure)


def texts(scene: GapScene, *, before: bool = False) -> list[str]:
    """Return for each area how far the service is, and the share that is not served."""
    tail = "_before" if before else ""
    rows = scene.rows
    triples = zip(
        rows[f"reach{tail}"], rows[f"share_served{tail}"], rows[f"verdict{tail}"], strict=True
    )
    return [_text(reach, share, verdict, scene) for reach, share, verdict in triples]


def classes(scene: GapScene, *, before: bool = False) -> list[int]:
    """Return the class of each area, -1 where nobody lives or outside the ÄrL of the view."""
    column = scene.rows["step_before" if before else "step"]
    return [int(step) for step in column.where(scene.rows["inside"], NONE)]


def _label(step: int, scene: GapScene) -> str:
    """Name a class: bis 40 min, über 40 bis 60 min, über 90 min."""
    norm, lang = scene.norm, scene.lang
    edges = [norm.limit * times for times in scenes.LIMITS]
    high = edges[min(max(step - 1, 0), len(edges) - 1)]
    return words.text(
        f"gaps.legend.class_{step}",
        lang,
        low=figures.number(edges[max(step - 2, 0)], lang),
        high=f"{figures.number(high, lang)}{numbers.NBSP}{norm.unit}",
    )


def legend(scene: GapScene) -> list[dict[str, Any]]:
    """Return the five classes, best first, each with its number of areas, then uninhabited."""
    lang, norm = scene.lang, scene.norm
    counts = Counter(int(step) for step in scene.inside["step"])
    share, limit = figures.norm_share(norm, lang), figures.limit(norm, lang)
    note = words.text("gaps.legend.note_0", lang, share=share, limit=limit)
    found = [
        {"class": step, "label": _label(step, scene)}
        | ({"note": note} if step == 0 else {})
        | {"count": counts[step]}
        for step in CLASSES
    ]
    if counts[NONE]:
        label = weighed.empty(scene, "gaps.legend.empty")
        found.append({"class": NONE, "label": label, "count": counts[NONE]})
    return found


def uncertain(scene: GapScene) -> list[str]:
    """Return the keys of the areas inside whose verdict hangs on the detour factor."""
    return [str(key) for key in scene.inside.index[scene.inside["uncertain"]]]


def marks(scene: GapScene) -> list[dict[str, Any]]:
    """Return what is drawn over the classes, with its number of areas."""
    lang, parameters = scene.lang, scene.assessment.method.parameters
    low, high = (figures.number(end, lang) for end in parameters.band)
    found = []
    flips = uncertain(scene)
    if flips:
        note = words.text("gaps.marks.uncertain_note", lang, low=low, high=high)
        label = words.text("gaps.marks.uncertain", lang)
        found.append({"id": "uncertain", "label": label, "note": note, "count": len(flips)})
    if scene.gained:
        label = words.text("gaps.marks.gained", lang)
        found.append({"id": "gained", "label": label, "note": "", "count": len(scene.gained)})
    return found


def flip_text(scene: GapScene) -> str:
    """Say how many areas with how many people have an uncertain verdict; empty if none."""
    keys = uncertain(scene)
    if not keys:
        return ""
    people = int(scene.rows.loc[keys, "inhabitants"].sum())
    return words.count(
        f"gaps.flips.{scene.level.id}",
        len(keys),
        scene.lang,
        n=numbers.integer(len(keys), scene.lang),
        people=figures.people(people, scene.lang),
    )


def metric(scene: GapScene) -> dict[str, Any]:
    """Return the metric of the map."""
    said = headline.of(scene)
    known = scene.rows["inside"] & np.isfinite(scene.rows["reach"])
    return {
        "title": title(scene),
        "subtitle": subtitle(scene),
        "unit": scene.norm.unit,
        "family": FAMILY,
        "values": [
            round(float(value), 2) if is_known else None
            for value, is_known in zip(scene.rows["reach"], known, strict=True)
        ],
        "classes": classes(scene),
        "texts": texts(scene),
        "legend": legend(scene),
        "marks": marks(scene),
        "headline": {
            "figure": said.figure,
            "text": [[run, int(bold)] for run, bold in said.text],
        },
        "view_title": headline.title(scene),
    }
