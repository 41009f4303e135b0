"""The map of two questions: how many are not served, and how much money is recorded there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from geodata.analysis import coverage
from layers import describe
from layers import numbers
from layers import words
from layers.describe import Headline
from layers.gaps import figures
from layers.gaps import need
from layers.gaps import needed
from layers.gaps import weighed

if TYPE_CHECKING:
    from layers.gaps.need import Need
    from layers.gaps.scene import GapScene

ID: Final = "need"
FAMILY: Final = "need"
ROWS: Final = ((3, 2), (1, 0))
"""Classes as the legend has them: higher need above, more money on the right."""


def title(scene: GapScene) -> str:
    """Return what the map shows."""
    return words.text("gaps.need.map", scene.lang)


def view_title(scene: GapScene) -> str:
    """Return the title of the view: Förderung und Bedarf: ohne RVZ in 20 Minuten, ÄrL …."""
    lang, axis = scene.lang, needed.of(scene)
    limit = figures.limit_words(scene.norm, lang)
    subject = words.text("gaps.title", lang, supply=scene.supply_word, limit=limit)
    subject = axis.title(lang) if axis else subject
    text = words.text("gaps.need.view_title", lang, title=subject)
    return ", ".join(part for part in (text, describe.offices(scene.ground)) if part)


def subtitle(scene: GapScene) -> str:
    """Say which money is meant."""
    view, years, axis = scene.view, numbers.years(scene.view.years), needed.of(scene)
    return words.text(
        "gaps.needed.subtitle" if axis else "gaps.need.subtitle",
        scene.lang,
        **({"title": axis.title(scene.lang), "unit": axis.metric.indicator.unit} if axis else {}),
        kind=words.text(f"screen.kind_{view.kind}", scene.lang),
        programmes=describe.programmes_named(scene.ground) if view.programme else "",
        years=f" {years}" if years else "",
    )


def classes(scene: GapScene, found: Need) -> list[int]:
    """Return the class of each area, -2 where amounts are not known, -1 where nobody lives."""
    group = found.rows["group"].reindex(scene.rows.index)
    return [need.NONE if np.isnan(one) else int(one) for one in group]


def texts(scene: GapScene, found: Need) -> list[str]:
    """Return share and money of each area."""
    lang, key_ = scene.lang, "gaps.needed.both" if found.axis else "gaps.need.both"
    said = {
        row.Index: words.text(
            key_,
            lang,
            share=need.need_text(found, row, scene),
            money=need.money_text(row.money, row, lang),
        )
        for row in found.rows.itertuples()
    }
    nobody = weighed.empty(scene, "gaps.needed.absent" if found.axis else "gaps.verdict.empty")
    return [said.get(str(key), nobody) for key in scene.rows.index]


def _nothing(found: Need, group: int) -> int:
    """Return in how many areas of a group nothing is recorded at all."""
    return int(((found.rows["group"] == group) & (found.rows["n"] == 0)).sum())


def _note(found: Need, group: int, lang: str) -> str:
    nothing = _nothing(found, group)
    return words.count("gaps.need.nothing_here", nothing, lang) if nothing else ""


def legend(scene: GapScene, found: Need) -> list[dict[str, Any]]:
    """Return the four groups, then what belongs to none, each with its number of areas."""
    lang, own = scene.lang, classes(scene, found)
    entries = [
        {"class": at, "label": need.title(at, lang), "count": own.count(at)}
        | ({"note": note} if (note := _note(found, at, lang)) else {})
        for row in ROWS
        for at in row
    ]
    if need.UNKNOWN in own:
        label = need.title(need.UNKNOWN, lang)
        entries.append({"class": need.UNKNOWN, "label": label, "count": own.count(need.UNKNOWN)})
    empty = int((scene.inside["verdict"] == coverage.EMPTY).sum())
    empty = len(scene.inside) - len(found.rows) if found.axis else empty
    if empty:
        label = weighed.empty(scene, "gaps.needed.absent" if found.axis else "gaps.legend.empty")
        entries.append({"class": need.NONE, "label": label, "count": empty})
    return entries


def axes(scene: GapScene, found: Need) -> dict[str, list[str]]:
    """Return the words along both sides of the legend: title, then low and high."""
    lang = scene.lang
    share = need.share_text(found, lang)
    money, axis = words.text("common.absent", lang), found.axis
    tail = "_falling" if axis and axis.falling else ""
    if found.money is not None:
        money = numbers.per_head(found.money, lang, estimate=scene.ground.estimated)
    return {
        "need": [
            axis.metric.title(lang, "") if axis else words.text("gaps.need.axis_need", lang),
            words.text(f"gaps.{'needed' if axis else 'need'}.low{tail}", lang, limit=share),
            words.text(f"gaps.{'needed' if axis else 'need'}.high{tail}", lang, limit=share),
        ],
        "money": [
            words.text("gaps.need.axis_money", lang),
            words.text("gaps.need.money_low", lang),
            words.text("gaps.need.money_high", lang, limit=money),
        ],
    }


def cells(scene: GapScene, found: Need) -> list[dict[str, Any]]:
    """Return the four groups as they stand in the legend, row by row, to be chosen."""
    lang, whole = scene.lang, len(found.rows)
    made = []
    for at in (at for row in ROWS for at in row):
        count = int((found.rows["group"] == at).sum())
        name, n = need.title(at, lang), numbers.integer(count, lang)
        areas = words.count(f"gaps.need.areas_{scene.level.id}", count, lang, n=n)
        total = numbers.integer(whole, lang)
        made.append(
            {
                "group": need.GROUPS[at],
                "class": at,
                "label": name,
                "count": count,
                "choose": words.text("gaps.need.choose", lang, title=name, n=areas),
                "chosen": words.text("gaps.need.chosen", lang, title=name, n=n, all=total),
            }
        )
    return made


def headline(scene: GapScene, found: Need) -> Headline:
    """Return how many people live not served where little or nothing is recorded."""
    lang = scene.lang
    mine = need.unfunded(found)
    nothing = _nothing(found, need.NEEDY)
    said = words.count("gaps.need.headline_nothing", nothing, lang) if nothing else ""
    if found.axis is not None:
        return _indicated(scene, found, said)
    if not len(mine):
        text = words.text("gaps.need.headline_none", lang, nothing=said).strip()
    else:
        n = numbers.integer(len(mine), lang)
        text = words.text(
            "gaps.need.headline",
            lang,
            limit=figures.limit_words(scene.norm, lang),
            supply=scene.supply_word,
            n=words.count(f"gaps.need.areas_{scene.level.id}", len(mine), lang, n=n),
            share=need.share_text(found, lang),
            nothing=said,
        ).strip()
    text += weighed.only(scene)
    if scene.assessment.scenario.layer == "rvz":
        text += words.text("gaps.headline.pilot", lang)
    people = int(mine["inhabitants_unserved"].sum())
    return Headline(figure=figures.about(people, lang), text=describe.runs(text))


def _indicated(scene: GapScene, found: Need, nothing: str) -> Headline:
    """Return in how many areas an indicator says higher need and little or nothing is recorded."""
    lang, axis = scene.lang, found.axis
    assert axis is not None  # noqa: S101  asked only then
    mine, people = need.unfunded(found), 0
    people = int(mine["inhabitants"].sum())
    sense = "low" if axis.falling else "high"
    text = words.text(
        "gaps.needed.headline" if len(mine) else "gaps.needed.headline_none",
        lang,
        areas=words.text(f"level.{scene.level.id}.dative", lang),
        all=len(found.rows),
        n=len(mine),
        people=figures.about(people, lang),
        sense=words.text(f"gaps.needed.sense_{sense}", lang, limit=axis.written(found.share, lang)),
        title=axis.title(lang),
        nothing=nothing,
    ).strip()
    return Headline(figure=numbers.integer(len(mine), lang), text=describe.runs(text))


def metric(scene: GapScene, found: Need) -> dict[str, Any]:
    """Return the groups as a metric of the map: two questions in one colour."""
    own, said = classes(scene, found), headline(scene, found)
    return {
        "title": title(scene),
        "subtitle": subtitle(scene),
        "unit": "",
        "family": FAMILY,
        "values": [one if one >= 0 else None for one in own],
        "classes": own,
        "texts": texts(scene, found),
        "legend": legend(scene, found),
        "marks": [],
        "axes": axes(scene, found),
        "cells": cells(scene, found),
        "groups": list(need.GROUPS),
        "limits": {
            "money": found.money,
            "share": found.share,
            "falling": bool(found.axis and found.axis.falling),
        },
        "note": need.medians(scene, found),
        "headline": {
            "figure": said.figure,
            "text": [[run, int(bold)] for run, bold in said.text],
        },
        "view_title": view_title(scene),
    }
