"""The opening: all that the browser needs to draw the first view without asking again."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from dashboard.features import pages
from layers import indicators
from layers import memo
from layers import numbers
from layers import points
from layers import scenes
from layers import spec
from layers import state
from layers import view as views
from layers import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.context import AppContext
    from geodata.catalogue import Catalogue
    from geodata.errors import GeodataError
    from geodata.problems import Problem
    from layers.state import ViewState

PLOTLY = "vendor/plotly-basic-4.1.1.min.js"
BROWSER_WORDS = "browser."
# South-west and north-east of what is drawn first, WGS84, and how the map is used
LAND = ((51.28, 6.62), (53.95, 11.62))
MAP = {
    "zoomSnap": 0,
    "zoomDelta": 0.75,
    "wheelPxPerZoomLevel": 90,
    "minZoom": 6,
    "maxZoom": 14,
    "zoomControl": False,
    "attributionControl": False,
}
GAP_CHARTS = ("curve", "need")


def charts(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of all charts of the page: those of indicators first, if there are any."""
    own = spec.indicator_charts() if catalogue.indicators else ()
    return (*own, *spec.charts(), *GAP_CHARTS)


@memo.per_catalogue
def known(catalogue: Catalogue) -> state.Known:
    """Return the ids that an address may name."""
    return state.Known(
        metrics=frozenset((*indicators.metrics(catalogue), *state.GAP_METRICS)),
        programmes=frozenset(programme.id for programme in catalogue.programmes),
        aerl=frozenset(catalogue.areas["aerl"].index),
        layers=frozenset(spec.layers()),
        indicators=frozenset(indicators.own(catalogue)),
        areas=frozenset(key for level in state.LEVELS for key in catalogue.areas[level].index),
    )


def of(
    query: str, ctx: AppContext, lang: str, trouble: GeodataError | None = None
) -> dict[str, Any]:
    """Return the opening for an address query, in the language of the page that is asked.

    Parameters
    ----------
    query, ctx, lang
        What is asked, of which data, and in which language.
    trouble
        Why the data may be older than those of their store, see `AppContext.trouble`.
    """
    view, problems = views.from_query(query, known(ctx.catalogue))
    stored = state.to_store(view) | {"lang": lang}
    asked = state.from_store(stored)
    return {
        "view": stored,
        "scene": scene_of(asked, ctx),
        "notices": [*_notices(problems, lang), *_stale(trouble, ctx, lang)],
        **_constant(ctx, lang),
    }


def scene_of(view: ViewState, ctx: AppContext) -> dict[str, Any]:
    """Return the browser's figures for a view; not to be changed, others may be given them too."""
    return scenes.payload(view, ctx.catalogue)


def part_of(view: ViewState, catalogue: Catalogue) -> dict[str, Any]:
    """Return what a view shows of indicators, for a browser that has the rest."""
    return scenes.part(view, catalogue)


def as_script(opening: dict[str, Any]) -> str:
    """Return the opening as JSON that may stand inside a script element of any page."""
    text = json.dumps(opening, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _notices(problems: Iterable[Problem], lang: str) -> Iterable[dict[str, str]]:
    for problem in problems:
        english = lang == "en"
        yield {
            "text": problem.message_en if english else problem.message,
            "hint": problem.hint_en if english else problem.hint,
        }


def _stale(trouble: GeodataError | None, ctx: AppContext, lang: str) -> Iterable[dict[str, str]]:
    """Say why the data may be older than those of their store, and how old they are."""
    if trouble is None:
        return
    at = ctx.catalogue.loaded_at.astimezone()
    day = numbers.date(at.date().isoformat(), lang)
    yield {
        "text": trouble.message_en if lang == "en" else trouble.message,
        "hint": words.text("intake.stale", lang, date=day, time=f"{at:%H:%M}"),
    }


@lru_cache(maxsize=8)
def _constant(ctx: AppContext, lang: str) -> dict[str, Any]:
    recorded = (int(year) for year in ctx.catalogue.records["year"].dropna().unique())
    years = sorted({*recorded, *indicators.span(ctx.catalogue)})
    return {
        "codec": views.codec(),
        "geo": _addresses(ctx, lang),
        "land": LAND,
        "map": MAP,
        "layers": list(spec.layers()),
        "variants": [
            [id_, kind, words.text(f"layer.{id_}.{kind}", lang)]
            for id_, layer in spec.layers().items()
            for kind in layer.variants
        ],
        "overlaps": _overlaps(ctx.catalogue),
        "charts": list(charts(ctx.catalogue)),
        "indicators": indicators.listing(ctx.catalogue, lang),
        "modes": list(pages.MODES),
        "years": [years[0], years[-1]] if years else [2019, 2025],
        "titles": _titles(ctx.catalogue, lang),
        "words": _browser_words(lang),
    }


def _overlaps(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the Landkreise that belong to several regions, with those regions."""
    regions: dict[str, list[str]] = {}
    for region, members in catalogue.members("zukunftsregionen").items():
        for member in members:
            regions.setdefault(member, []).append(region)
    return {key: found for key, found in regions.items() if len(found) > 1}


def _addresses(ctx: AppContext, lang: str) -> dict[str, str]:
    from dashboard import geometry  # noqa: PLC0415  the layout asks this module too

    body = points.points_file(ctx.catalogue, lang)
    return {
        **geometry.addresses(ctx),
        "points": ctx.store.publish(body, "json", "application/json"),
        "plotly": f"/assets/{PLOTLY}",
    }


def _titles(catalogue: Catalogue, lang: str) -> dict[str, str]:
    titles = {
        programme.id: programme.short_en if lang == "en" else programme.short
        for programme in catalogue.programmes
    }
    titles |= {key: str(row["label"]) for key, row in catalogue.areas["aerl"].iterrows()}
    return titles | {kind: words.text(f"screen.kind_{kind}", lang) for kind in state.KINDS}


def _browser_words(lang: str) -> dict[str, str]:
    table = words.table(lang)
    texts = {
        key.removeprefix(BROWSER_WORDS): text
        for key, text in table.items()
        if key.startswith(BROWSER_WORDS)
    }
    return texts | {f"layer.{id_}": layer.title(lang) for id_, layer in spec.layers().items()}
