"""Capacity beside plain shares: what falls to the inhabitants of an area, where it is known.

Only a supply whose sites bear a capacity has it; the shipped ones do not, a list of one's own may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from layers import memo
from layers import numbers
from layers import words

if TYPE_CHECKING:
    import pandas as pd

    from geodata.analysis.assessment import Assessment
    from geodata.analysis.capacity import Capacity
    from geodata.problems import Problem
    from layers.gaps.scene import GapScene

COLUMN: Final = "capacity_per_1000"
KEPT: Final = "gaps.capacity"
DECIMALS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supplied:
    """What falls to the inhabitants of the areas of a level.

    Parameters
    ----------
    rows
        Capacity per 1,000 inhabitants by key; NaN where nobody lives.
    land
        The same of all areas inside the filter together.
    total
        Capacity of all sites that have one.
    sites, lacking
        How many sites have a capacity, and how many do not.
    problems
        What was left out.
    """

    rows: pd.Series[float]
    land: float
    total: float
    sites: int
    lacking: int
    problems: tuple[Problem, ...]


def of(scene: GapScene) -> Supplied | None:
    """Return the capacity of a scene; None if no site has one."""
    found = scene.assessment
    known = sum(site.capacity is not None for site in found.after.sites)
    if not known:
        return None
    shelf = memo.shelf(scene.catalogue)
    kept: tuple[Assessment, Capacity] | None = shelf.get(KEPT)
    if kept is None or kept[0] is not found:  # the latest question is asked again at once
        from geodata.analysis import capacity  # noqa: PLC0415  its library is heavy and seldom used

        made = capacity.of(found)
        if made is None:
            return None
        kept = (found, made)
        shelf[KEPT] = kept
    answer = kept[1]
    rows = answer.rows(scene.level.id)[COLUMN].reindex(scene.rows.index)
    lives = scene.inside["inhabitants"].to_numpy(dtype=float)
    mine = np.nan_to_num(rows.reindex(scene.inside.index).to_numpy(dtype=float))
    return Supplied(
        rows=rows,
        land=float((mine * lives).sum() / lives.sum()) if lives.sum() else float("nan"),
        total=answer.total,
        sites=known,
        lacking=len(found.after.sites) - known,
        problems=answer.problems,
    )


def figure(value: float, lang: str) -> str:
    """Write capacity per 1,000 inhabitants; a dash where nobody lives, small ones finer."""
    if not np.isfinite(value):
        return words.text("common.dash", lang)
    return numbers.decimal(value, lang, DECIMALS if value >= 1 or not value else DECIMALS + 1)


def section(scene: GapScene, found: Supplied | None) -> dict[str, Any] | None:
    """Return the words beside the table; None without a capacity."""
    if found is None:
        return None
    lang = scene.lang
    text = words.count(
        "gaps.capacity.text",
        found.sites,
        lang,
        total=numbers.decimal(found.total, lang, 1, 0),
        mean=figure(found.land, lang),
    )
    lacking = [p.message_en if lang == "en" else p.message for p in found.problems]
    return {
        "title": words.text("gaps.capacity.title", lang),
        "text": " ".join((text, *lacking)),
        "note": words.text("gaps.capacity.note", lang),
    }
