"""The card of an area: how many are not served, today and now, and which site is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from geodata.analysis import coverage
from layers import words
from layers.gaps import figures
from layers.gaps import supplied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.gaps.scene import GapScene
    from layers.gaps.supplied import Supplied

Pair = tuple[str, str]


def verdict(row: Any, lang: str) -> str:
    """Write whether an area meets the norm, and that this is uncertain."""
    text = words.text(f"gaps.verdict.{row.verdict}", lang)
    return words.text("gaps.verdict.uncertain", lang, verdict=text) if row.uncertain else text


def change(row: Any, scene: GapScene) -> str:
    """Write the share served, today and now if the scenario moves it."""
    norm, lang = scene.norm, scene.lang
    now = figures.share_served(row.share_served, row.verdict, norm, lang)
    if not row.change:
        return now
    was = figures.share_served(row.share_served_before, row.verdict_before, norm, lang)
    return words.text("gaps.card.from_to", lang, before=was, after=now)


def nearest(row: Any, scene: GapScene, names: dict[str, str]) -> str:
    """Name the site that is nearest to most inhabitants."""
    if row.nearest:
        return names[row.nearest]
    return words.text("gaps.ferry" if scene.assessment.after.sites else "common.dash", scene.lang)


def site_names(scene: GapScene) -> dict[str, str]:
    """Return the name of each site by id, candidates with their letter."""
    letters = scene.letters
    return {
        id_: f"{letters[id_]} {scene.name_of(site)}" if id_ in letters else site.name
        for id_, site in scene.sites.items()
    }


def _pairs(
    row: Any,
    scene: GapScene,
    labels: tuple[str, ...],
    names: dict[str, str],
    found: Supplied | None,
) -> Iterator[Pair]:
    lang = scene.lang
    unserved, share, way, near, result = labels
    yield unserved, figures.about(row.inhabitants_unserved, lang)
    yield share, change(row, scene)
    yield way, figures.way(row.reach, scene.norm, lang)
    yield near, nearest(row, scene, names)
    if found is not None:
        yield words.text("gaps.capacity.column", lang), supplied.figure(found.rows[row.Index], lang)
    yield result, verdict(row, lang)


def _notes(row: Any, scene: GapScene) -> Iterator[str]:
    lang = scene.lang
    if row.uncertain:
        yield words.text("gaps.card.uncertain", lang)
    if row.inhabitants_border:
        people = figures.about(row.inhabitants_border, lang)
        yield words.text("gaps.card.border", lang, people=people)
    if row.inhabitants_unreachable and scene.assessment.after.sites:
        people = figures.about(row.inhabitants_unreachable, lang)
        yield words.text("gaps.card.islands", lang, people=people)


def cards(scene: GapScene) -> tuple[list[list[Pair]], list[str]]:
    """Return figures and note of each area, aligned with the rows; empty where nobody lives."""
    lang, norm = scene.lang, scene.norm
    limit = figures.limit(norm, lang)
    labels = (
        words.text("gaps.card.unserved", lang, limit=limit),
        words.text("gaps.card.share", lang, limit=limit),
        words.text(f"gaps.card.reach_{norm.unit}", lang, share=figures.norm_share(norm, lang)),
        words.text("gaps.card.nearest", lang),
        words.text("gaps.card.verdict", lang),
    )
    names, found = site_names(scene), supplied.of(scene)
    shown, notes = [], []
    for row in scene.rows.itertuples():
        lives = row.verdict != coverage.EMPTY
        shown.append(list(_pairs(row, scene, labels, names, found)) if lives else [])
        notes.append(" ".join(_notes(row, scene)) if lives else "")
    return shown, notes
