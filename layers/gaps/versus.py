"""Two scenarios side by side: classes for the other half of the map, and figures in two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from layers import numbers
from layers import words
from layers.gaps import coloured
from layers.gaps import figures
from layers.gaps import sites

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.gaps.scene import GapScene

AREAS: Final = 6
"""Areas that are listed: those where the two differ most."""
HEAD: Final = ("figure", "area", "difference")
MINUS: Final = "\u2212"


def name(scene: GapScene, *, is_other: bool) -> str:
    """Return what a scenario of two is called: heute, its own name, Stand A or Szenario."""
    if not scene.what_if:
        return words.text("gaps.versus.today", scene.lang)
    if is_other:
        return words.text("gaps.versus.kept", scene.lang)
    return scene.view.name or words.text("gaps.scenario", scene.lang)


def _signed(value: float, write: Callable[[float], str], lang: str) -> str:
    """Write a difference with its sign, after a word such as ca.; in words where there is none."""
    if not value:
        return words.text("gaps.versus.same", lang)
    shown = write(abs(value))
    first = next(at for at, letter in enumerate(shown) if letter.isdigit())
    return f"{shown[:first]}{'+' if value > 0 else MINUS}{shown[first:]}"


def _people(scene: GapScene, other: GapScene) -> list[str]:
    lang = scene.lang
    then, now = other.totals.unserved, scene.totals.unserved
    change = _signed(now - then, lambda value: figures.about(value, lang), lang)
    label = words.text("gaps.table.inhabitants_unserved", lang, limit=_limit(scene))
    return [label, figures.about(then, lang), figures.about(now, lang), change]


def _share(scene: GapScene, other: GapScene) -> list[str]:
    lang = scene.lang
    ends = [round(one.totals.share, 1) for one in (other, scene)]
    label = words.text("gaps.table.share_served", lang, limit=_limit(scene))
    points = words.text("gaps.versus.points", lang)
    change = _signed(
        round(ends[1] - ends[0], 1),
        lambda value: f"{numbers.decimal(value, lang, 1, 1)}{numbers.NBSP}{points}",
        lang,
    )
    return [label, *(figures.percent(end, lang) for end in ends), change]


def _passing(scene: GapScene, other: GapScene) -> list[str]:
    lang = scene.lang
    then, now = other.totals.passing, scene.totals.passing
    label = words.text(f"gaps.versus.passing_{scene.level.id}", lang)
    ends = (numbers.integer(end, lang) for end in (then, now))
    return [label, *ends, _signed(now - then, lambda v: numbers.integer(v, lang), lang)]


def _limit(scene: GapScene) -> str:
    return figures.limit(scene.norm, scene.lang)


def _areas(scene: GapScene, other: GapScene) -> list[list[str]]:
    """Return the areas that differ most in people not served: name, both figures, difference."""
    lang = scene.lang
    now, then = scene.inside["inhabitants_unserved"], other.inside["inhabitants_unserved"]
    change = now - then
    order = change[change != 0].abs().sort_values(ascending=False, kind="stable").index[:AREAS]
    return [
        [
            str(scene.inside.loc[key, "label"]),
            figures.about(int(then[key]), lang),
            figures.about(int(now[key]), lang),
            _signed(float(change[key]), lambda value: figures.about(value, lang), lang),
        ]
        for key in order
    ]


def rows(scene: GapScene, other: GapScene) -> list[list[str]]:
    """Return the figures of both: label, other, present, difference."""
    return [_people(scene, other), _share(scene, other), _passing(scene, other)]


def of(scene: GapScene) -> dict[str, Any] | None:
    """Return the scenario to compare with, for the browser; None if there is none."""
    other = scene.versus
    if other is None:
        return None
    lang = scene.lang
    listed = sites.listed(other)
    return {
        "name": name(other, is_other=True),
        "present": name(scene, is_other=False),
        "classes": coloured.classes(other),
        "texts": coloured.texts(other),
        "flips": coloured.uncertain(other),
        "sites": [one for one in listed if one["removable"] or one["closed"]],
        "head": [
            words.text(f"gaps.versus.{part}", lang) for part in ("figure", "area", "difference")
        ],
        "areas_title": words.text("gaps.versus.areas", lang, supply=scene.supply_word),
        "rows": rows(scene, other),
        "areas": _areas(scene, other),
    }
