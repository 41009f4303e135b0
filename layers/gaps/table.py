"""The table of the gaps: the rows of the map, meant to be read by people affected."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from geodata.analysis import coverage
from layers import numbers
from layers import table as tables
from layers import words
from layers.gaps import figures
from layers.gaps import need
from layers.gaps import supplied
from layers.gaps import weighed
from layers.table import Column
from layers.table import Table

if TYPE_CHECKING:
    import pandas as pd

    from layers.gaps.need import Need
    from layers.gaps.scene import GapScene
    from layers.gaps.supplied import Supplied
    from layers.table import Cell

SORT = "inhabitants_unserved"
ORDER = {coverage.FAIL: 0, coverage.PASS: 1}


def _capacity_column(found: Supplied | None, lang: str) -> list[Column]:
    if found is None:
        return []
    return [Column(id=supplied.COLUMN, title=words.text("gaps.capacity.column", lang))]


def columns(scene: GapScene, found: Supplied | None) -> tuple[Column, ...]:
    """Return the columns; today's share only beside a scenario, capacity only where it is known."""
    lang = scene.lang
    limit = figures.limit(scene.norm, lang)
    before = words.text("gaps.table.share_served_before", lang)
    return (
        Column(id="name", title=words.text(f"level.{scene.level.id}.one", lang), align="left"),
        Column(id="inhabitants", title=weighed.heading(scene, "gaps.table.inhabitants")),
        Column(id=SORT, title=words.text("gaps.table.inhabitants_unserved", lang, limit=limit)),
        Column(id="share_served", title=words.text("gaps.table.share_served", lang, limit=limit)),
        *([Column(id="share_served_before", title=before)] if scene.what_if else []),
        *_capacity_column(found, lang),
        Column(id="verdict", title=words.text("gaps.table.verdict", lang), align="left"),
    )


def _inhabitants(value: int, status: str, lang: str) -> str:
    official = status != "estimate"
    return numbers.integer(value, lang) if official else figures.people(value, lang)


def _verdict(row: Any, lang: str) -> str:
    """Write the verdict so short that the column has room beside the figures."""
    text = words.text(f"gaps.table.{row.verdict}", lang)
    return words.text("gaps.table.uncertain", lang, verdict=text) if row.uncertain else text


def _row(row: Any, scene: GapScene, found: Supplied | None) -> tuple[list[str], list[Cell]]:
    lang, norm = scene.lang, scene.norm
    name = str(row.short)
    empty = row.verdict == coverage.EMPTY
    dash = words.text("common.dash", lang)
    shown = [
        name,
        dash if empty else _inhabitants(row.inhabitants, row.inhabitants_status, lang),
        dash if empty else figures.people(row.inhabitants_unserved, lang),
        figures.share_served(row.share_served, row.verdict, norm, lang),
    ]
    values: list[Cell] = [tables.folded(name)]
    shares = [row.share_served]
    if scene.what_if:
        shares.append(row.share_served_before)
        before = figures.share_served(row.share_served_before, row.verdict_before, norm, lang)
        shown.append(before)
    capacity = [] if found is None else [float(found.rows[row.Index])]
    shown += [supplied.figure(value, lang) for value in capacity]
    shown.append(_verdict(row, lang))
    if not empty:
        values += [int(row.inhabitants), int(row.inhabitants_unserved)]
        values += [round(float(share), 4) for share in (*shares, *capacity)]
        values.append(ORDER[row.verdict])
    return shown, values


def _total(scene: GapScene, label: str, rows: pd.DataFrame, found: Supplied | None) -> list[str]:
    """Return the sum of some areas, each person counted once."""
    lang, norm = scene.lang, scene.norm
    lives = int(rows["inhabitants"].sum())
    columns = ["inhabitants_unserved"]
    if scene.what_if:
        columns.append("inhabitants_unserved_before")
    unserved = [int(rows[column].sum()) for column in columns]
    written = []
    for one in unserved:
        share = (lives - one) / lives * coverage.WHOLE if lives else float("nan")
        empty = coverage.EMPTY if not lives else ""
        verdict = coverage.PASS if norm.passes(lives - one, lives) else coverage.FAIL
        written.append(figures.share_served(share, empty or verdict, norm, lang))
    return [
        label,
        _inhabitants(lives, "estimate" if scene.weight else "", lang),
        figures.people(unserved[0], lang),
        *written,
        *_mean(rows, found, lang),
        words.text(
            "gaps.table.met",
            lang,
            n=numbers.integer(int((rows["verdict"] == coverage.PASS).sum()), lang),
            all=numbers.integer(int((rows["verdict"] != coverage.EMPTY).sum()), lang),
        ),
    ]


def _mean(rows: pd.DataFrame, found: Supplied | None, lang: str) -> list[str]:
    """Return the capacity of some areas together, weighted by their inhabitants."""
    if found is None:
        return []
    lives = rows["inhabitants"].astype(float)
    mean = (found.rows[rows.index].fillna(0) * lives).sum() / lives.sum() if lives.sum() else np.nan
    return [supplied.figure(float(mean), lang)]


def totals(scene: GapScene, found: Need) -> dict[str, list[str]]:
    """Return the sum of each group of need and funding, for a table that shows only that."""
    label, capacity = words.text("gaps.need.total", scene.lang), supplied.of(scene)
    return {
        name: _total(scene, label, scene.inside.loc[need.members(found, name)], capacity)
        for name in need.GROUPS
    }


def build(scene: GapScene) -> Table:
    """Return the table of a scene; no row stands for what belongs to no area."""
    lang, found = scene.lang, supplied.of(scene)
    return Table(
        columns=columns(scene, found),
        rows=tuple(_row(row, scene, found) for row in scene.rows.itertuples()),
        none=None,
        total=_total(scene, words.text("table.total", lang), scene.inside, found),
        caption=words.text(
            "gaps.table.caption",
            lang,
            limit=figures.limit_words(scene.norm, lang),
            supply=scene.supply_word,
            by=words.text(f"level.{scene.level.id}.by", lang),
        ),
        note=f"{words.text('gaps.table.note', lang)} {weighed.statement(scene)}".strip(),
    )
