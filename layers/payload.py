"""The scene as JSON for the page: what it needs to draw and to switch without asking again.

It depends on level, programme, kind, years, ÄrL and language only; metric, selected areas, layers,
camera and theme switch in the browser.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from layers import attribution
from layers import cards
from layers import coloured
from layers import describe
from layers import indicators
from layers import numbers
from layers import points
from layers import programmes
from layers import scale
from layers import spec
from layers import table
from layers import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from layers.coloured import Coloured
    from layers.describe import Headline
    from layers.figure import Chart
    from layers.scene import Scene
    from layers.spec import MetricSpec
    from layers.state import ViewState
    from layers.table import Table

HEADLINES: Mapping[str, Callable[[Scene], Headline]] = {
    "money": describe.money,
    "money_per_inhabitant": describe.money,
    "projects": describe.projects,
    "fairs": describe.fairs,
    "inhabitants": describe.inhabitants,
    "density": describe.density,
}


def key(view: ViewState) -> tuple[Any, ...]:
    """Return the part of a view on which the payload depends, as a key for a cache."""
    return view.level, view.programme, view.kind, view.years, view.aerl, view.lang


def headline(scene: Scene, metric: MetricSpec) -> Headline:
    """Return the headline of a metric; metrics without one of their own are about money."""
    if isinstance(metric, indicators.IndicatorSpec):
        return indicators.headline(scene, metric)
    return HEADLINES.get(metric.id, describe.money)(scene)


def subtitle(scene: Scene, metric: MetricSpec) -> str:
    """Return unit and years, as they stand above the legend: € je Einwohner, 2019–2025."""
    lang = scene.view.lang
    if isinstance(metric, indicators.IndicatorSpec):
        return indicators.subtitle(scene, metric)
    parts = [metric.unit(lang)]
    if metric.family == "people":
        parts.append(numbers.date(scene.catalogue.state.inhabitants, lang))
    else:
        entries = scene.fairs if metric.id == "fairs" else scene.records
        dated = [entry.year for entry in entries if entry.year is not None]
        span = (min(dated), max(dated)) if dated else None
        parts.append(numbers.years(scene.view.years or span))
    if metric.estimates and scene.estimated:
        key_ = "estimated_people" if metric.family == "people" else "estimate"
        parts.append(words.text(f"metric.note.{key_}", lang))
    if scene.overlapping:
        parts.append(words.text("metric.note.overlapping", lang))
    return ", ".join(part for part in parts if part)


def metric(scene: Scene, metric: MetricSpec) -> dict[str, Any]:
    """Return a metric as the browser draws it: classes, words, legend and headline."""
    found: Coloured = coloured.build(scene, metric)
    said = headline(scene, metric)
    return {
        "title": metric.title(scene.view.lang, scene.view.kind),
        "subtitle": subtitle(scene, metric),
        "unit": metric.unit(scene.view.lang),
        "classes": [scale.NONE if step == scale.OUTSIDE else step for step in found.steps],
        "texts": found.texts,
        "legend": [
            {
                "class": entry.step,
                "label": entry.label,
                "count": entry.count,
                **({"note": entry.note} if entry.note else {}),
            }
            for entry in found.entries
        ],
        "headline": {
            "figure": said.figure,
            "text": [[run, int(bold)] for run, bold in said.text],
        },
        "view_title": describe.title(scene, metric),
    }


def as_table(found: Table) -> dict[str, Any]:
    """Return a table as the browser reads it, whatever the mode."""
    return {
        "columns": [
            {"id": column.id, "title": column.title, "align": column.align}
            for column in found.columns
        ],
        "rows": found.rows,
        "none": found.none,
        "total": found.total,
        "caption": found.caption,
        "note": found.note,
    }


def as_chart(chart: Chart) -> dict[str, Any]:
    """Return a chart as the browser reads it, whatever the mode."""
    return {
        "title": chart.title,
        "note": chart.note,
        "figure": chart.figure,
        "legend": chart.legend,
        "series": chart.series,
        "notes": chart.notes or None,
        "alt": chart.alt,
        "empty": chart.empty,
        "others": chart.others,
    }


def completeness(scene: Scene) -> list[dict[str, Any]]:
    """Return the published totals beside what is recorded, for the programmes of the view."""
    view = scene.view
    wanted = [
        programme.id
        for programme in scene.catalogue.programmes
        if programme.id in (view.programme or scene.programmes)
    ]
    return [
        {
            "programme": row.programme,
            "title": row.title,
            "count_text": row.count_text,
            "count_share": row.count_share,
            "money_text": row.money_text,
            "money_share": row.money_share,
            "note": row.note,
            "as_of": row.as_of,
            "source_url": row.source_url,
        }
        for id_ in wanted
        for row in programmes.completeness(scene.catalogue, id_, view.kind, view.lang)
    ]


def freshest(scene: Scene) -> str:
    """Return the newest source date (ISO, may be partial) of the records and fairs shown."""
    return max((entry.source_date for entry in (*scene.records, *scene.fairs)), default="")


def state_line(scene: Scene, newest: str) -> str:
    """Say how old the data are: newest source and date of the inhabitants."""
    lang = scene.view.lang
    people = numbers.date(scene.catalogue.state.inhabitants, lang)
    if not newest:
        return words.text("state.line_without", lang, inhabitants=people)
    date = numbers.date(newest, lang)
    return words.text("state.line", lang, freshest=date, inhabitants=people)


def own_lines(catalogue: Catalogue, level: str) -> dict[str, list[str]]:
    """Return the lines to be shown with layers and the atlas' own metrics."""
    found = attribution.lines(catalogue, level)
    others = {f"metric:{id_}" for id_ in indicators.own(catalogue)}
    return {name: lines for name, lines in found.items() if name not in others}


def query(view: ViewState) -> dict[str, Any]:
    """Return what the scene was asked for, values as in the store."""
    return {
        "level": view.level,
        "programme": list(view.programme),
        "kind": view.kind,
        "years": list(view.years) if view.years else None,
        "aerl": list(view.aerl),
        "lang": view.lang,
    }


def payload(scene: Scene) -> dict[str, Any]:
    """Return the scene for the browser; JSON without NaN, a pure function of the scene.

    Indicators are not in it: :mod:`layers.indicated` adds those that are shown.
    """
    view, newest = scene.view, freshest(scene)
    figures, notes = cards.cards(scene)
    visible, counts, unplaced = points.summary(scene)
    return {
        "version": scene.catalogue.version,
        "query": query(view),
        "areas": {
            "keys": list(scene.rows.index),
            "labels": list(scene.rows["label"]),
            "sub": cards.subtitles(scene.catalogue, view.level, view.lang),
            "inside": [bool(inside) for inside in scene.rows["inside"]] if view.aerl else None,
        },
        "metrics": {id_: metric(scene, found) for id_, found in spec.metrics().items()},
        "cards": figures,
        "card_notes": notes,
        "table": as_table(table.build(scene)),
        "completeness": completeness(scene),
        "charts": {id_: as_chart(chart.build(scene)) for id_, chart in spec.charts().items()},
        "points": visible,
        "counts": counts,
        "unplaced": unplaced,
        "freshest": numbers.date(newest, view.lang) if newest else "",
        "state_line": state_line(scene, newest),
        "attribution": own_lines(scene.catalogue, view.level),
    }


def dumps(value: Mapping[str, Any]) -> bytes:
    """Return a payload as compact JSON; NaN is an error, not a value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")
