"""The first picture of a page: its map, headline and legend, before any script has run.

It lies over the page as the frame of the live one, in the same grid, and is given up for it piece
by piece by `assets/js/atlas_first.js`. Nothing in it can be operated. Readers of the screen hear
the picture's sentence and the headline, and afterwards only the live page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from typing import Any

from layers import state
from layers import words
from layers.picture import outline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from dashboard.context import AppContext
    from layers.state import ViewState

MODES = ("explore", "gaps")  # the press shows a file in place of the map
SWATCHES = {-1: "none", -2: "unknown"}


def page(view: ViewState, opening: Mapping[str, Any], ctx: AppContext) -> str:
    """Return the element, or nothing where the page shows no map or it cannot be drawn ahead.

    Parameters
    ----------
    view, opening
        What the page is asked for, and what it tells the browser about that, see `opening.of`.
    ctx
        Settings and data of this process.
    """
    if view.mode not in MODES or not outline.shown(view):
        return ""
    scene = opening["scene"]
    metric = outline.metric_of(view, scene)
    if not metric:
        return ""
    said = "".join(run for run, _ in metric["headline"]["text"])
    alt = f"{metric['view_title']}. {metric['headline']['figure']} {said}"
    svg = outline.svg(view, scene, ctx.catalogue, escape(alt))
    if view.embed == "on":
        before, after = _head(view, metric, opening), _foot(view, metric, opening)
    else:
        before = f"{_bar(view.lang)}{''.join(_left(view, metric))}"
        after = _right(metric, scene["state_line"])
    middle = f'<div class="map-area">{svg}</div>'
    return f'<div class="atlas first" id="first">{before}{middle}{after}</div>'


def _bar(lang: str) -> str:
    name, land = (escape(words.text(f"screen.{key}", lang)) for key in ("name", "land"))
    return (
        '<div class="bar"><span class="brand"><img class="brand-mark" src="/assets/favicon.svg"'
        f' alt=""><span>{name}<span class="brand-name-long"> {land}</span></span></span></div>'
    )


def _left(view: ViewState, metric: Mapping[str, Any]) -> Iterator[str]:
    """Yield the panel of layers as far as the legend."""
    lang = view.lang
    layers, reset, fill, count = (
        escape(words.text(f"screen.{key}", lang)) for key in ("layers", "reset", "fill", "count")
    )
    yield (
        '<div class="panel left"><div class="sec row between panel-head">'
        f'<h2>{layers}</h2><span class="btn small">{reset}</span></div><div class="sec">'
    )
    if view.subject != "gaps":
        title = escape(metric["title"])
        yield f'<span class="field-label">{fill}</span><span class="select">{title}</span>'
    else:
        maps = [(id_, words.text(f"screen.gaps_map_{id_}", lang)) for id_ in ("gap", "need")]
        yield _segments(maps, "need" if view.metric == "need" else "gap")
    offered = state.LEVELS if view.subject != "gaps" else state.LEVELS[:3]
    levels = [(id_, words.text(f"screen.level_{id_}", lang)) for id_ in offered]
    yield _segments(levels, view.level)
    yield (
        f'<div class="legend-head"><span>{escape(metric["subtitle"])}</span><span>{count}</span>'
        f'</div><ul class="legend">{"".join(_entries(metric))}</ul></div></div>'
    )


def _segments(choices: list[tuple[str, str]], chosen: str) -> str:
    shown = (
        f"<label{' class=on' if id_ == chosen else ''}>{escape(word)}</label>"
        for id_, word in choices
    )
    return f'<div class="segments">{"".join(shown)}</div>'


def _entries(metric: Mapping[str, Any]) -> Iterator[str]:
    for entry in metric["legend"]:
        note = f"<small>{escape(entry['note'])}</small>" if entry.get("note") else ""
        count = "" if entry["count"] is None else entry["count"]
        yield (
            f"<li>{_swatch(entry, metric)}<span>{escape(entry['label'])}{note}</span>"
            f"<span>{count}</span></li>"
        )


def _swatch(entry: Mapping[str, Any], metric: Mapping[str, Any]) -> str:
    family = outline.FAMILIES.get(metric.get("family", ""), "c")
    name = SWATCHES.get(entry["class"], f"{family}{entry['class']}")
    return f'<span class="swatch {name}"></span>'


def _right(metric: Mapping[str, Any], state: str) -> str:
    said = metric["headline"]
    text = "".join(f"<b>{escape(t)}</b>" if bold else escape(t) for t, bold in said["text"])
    small = "".join(
        f"<li>{_swatch(entry, metric)}{escape(entry['label'])}</li>" for entry in metric["legend"]
    )
    return (
        '<div class="panel right"><div class="sec headline">'
        f'<div class="headline-figure">{escape(said["figure"])}</div>'
        f'<p class="headline-text">{text}</p><ul class="mobile-legend">{small}</ul>'
        f'<p class="state-small">{escape(state)}</p></div></div>'
    )


# ---------------------------------------------------------------- in the frame of another page


def _head(view: ViewState, metric: Mapping[str, Any], opening: Mapping[str, Any]) -> str:
    """Return title and subtitle as `fill` of `atlas_embed.js` writes them."""
    titles = opening["titles"]
    programmes = ", ".join(titles.get(id_, id_) for id_ in view.programme)
    offices = ", ".join(titles.get(id_, id_) for id_ in view.aerl)
    title = f"{metric['title']}: {programmes}" if programmes else metric["title"]
    lead = " · ".join(filter(None, (metric["subtitle"], offices)))
    return (
        f'<div class="embed-head"><h1>{escape(view.title or title)}</h1>'
        f"<p>{escape(view.subtitle or lead)}</p></div>"
    )


def _foot(view: ViewState, metric: Mapping[str, Any], opening: Mapping[str, Any]) -> str:
    """Return legend and sources; the signs of points are still empty, their places are not."""
    scene, lang = opening["scene"], view.lang
    entries = [f"<li>{_swatch(e, metric)}{escape(e['label'])}</li>" for e in metric["legend"]]
    drawn = [ref.id for ref in view.drawn()]
    for ref in reversed(view.drawn()):
        if ref.opacity and (scene["counts"].get(ref.id) or {}).get("total"):
            name = escape(opening["words"][f"layer.{ref.id}"])
            entries.append(f'<li><span class="symbol"></span>{name}</li>')
    kind = next(id_ for id_, found in scene["metrics"].items() if found is metric)
    lines = dict.fromkeys(
        line for id_ in (*drawn, f"metric:{kind}") for line in scene["attribution"].get(id_, ())
    )
    sources = " · ".join(filter(None, (scene["state_line"], " · ".join(lines))))
    link = escape(words.text("press.in_atlas", lang))
    return (
        f'<div class="embed-foot"><ul class="embed-legend">{"".join(entries)}</ul>'
        f'<p>{escape(sources)}</p><span class="embed-link">{link}</span></div>'
    )
