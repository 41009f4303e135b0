"""The four pages and how they are used: what is waited for, what is clicked, what tells the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LAYER: Final = "zukunftsraeume"  # the largest layer of points, switched on every page
POINTS: Final = 192


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """How one page is used. Tests are JavaScript expressions.

    Parameters
    ----------
    picture
        Shapes of the Land are in the page, drawn by whom ever.
    ready, chart
        Areas and points can be used; the first chart is drawn ("" = it has none).
    quiet
        Nothing more is going on.
    switch
        Selector of the switch of `LAYER`.
    hidden, shown
        The layer's points are not there, are there.
    metrics
        How the metric is changed: values of the choice, or selectors of buttons.
    fills
        Value that differs once all areas have another colour.
    bars
        Value that differs once the chart follows a selected area.
    map
        Selector of the map.
    """

    id: str
    title: str
    picture: str
    ready: str
    chart: str
    quiet: str
    switch: str
    hidden: str
    shown: str
    metrics: tuple[str, str, str]
    choice: str
    fills: str
    bars: str
    map: str = "#map"


def _fills(paths: str) -> str:
    return (
        f"Array.from(document.querySelectorAll({paths!r}),"
        " p => p.getAttribute('class') + p.getAttribute('fill')).join()"
    )


def _text(selectors: str) -> str:
    return f"Array.from(document.querySelectorAll({selectors!r}), e => e.innerHTML).join()"


def atlas(level: str, areas: int) -> PageKind:
    """Return the atlas at a level."""
    pane = f"document.querySelector('.leaflet-points-{LAYER}-pane')"
    paths = f".leaflet-areas-{level}-pane path.area"
    signs = f"{pane}.querySelectorAll('[data-id]').length"
    gone = f"({pane}.style.display === 'none' || !{signs})"
    return PageKind(
        id="atlas",
        title="atlas",
        picture=f"document.querySelectorAll('path.area').length >= {areas}",
        ready=f"document.querySelectorAll('{paths}').length >= {areas} && {signs} > 5",
        chart="document.querySelector('.first .chart .bars path, #chart-areas .bars path')",
        quiet="document.body.dataset.state === 'ready'",
        switch=f"#layer-{LAYER}",
        hidden=gone,
        shown=f"!{gone}",
        metrics=("inhabitants", "density", "money_per_inhabitant"),
        choice="#metric",
        fills=_fills(paths),
        bars=_text("#chart-areas .plot, #chart-areas .shapelayer, #chart-areas .yaxislayer-above"),
    )


def plain(level: str, areas: int, points: int = POINTS) -> PageKind:
    """Return the hand-written page."""
    canvas = level == "gemeinden"
    there = f"plain.drawn >= {points}"
    paths = "path.leaflet-interactive"
    drawn = "plain.ready" if canvas else f"document.querySelectorAll('{paths}').length >= {areas}"
    return PageKind(
        id="plain",
        title="plain Leaflet",
        picture=drawn,
        ready=f"plain.ready && {there} && {drawn}",
        chart="document.querySelector('#chart .bar')",
        quiet="plain.ready",
        switch=f"#layer-{LAYER}",
        hidden=f"!({there})",
        shown=there,
        metrics=("inhabitants", "density", "per_inhabitant"),
        choice="#metric",
        fills="plain.painted" if canvas else _fills(paths),
        bars=_text("#chart"),
    )


def dash(areas: int) -> PageKind:
    """Return the tutorial's page."""
    paths = "#map path.leaflet-interactive"
    count = f"document.querySelectorAll('{paths}').length"
    box = "#layers label:nth-child(2) input"
    return PageKind(
        id="dash",
        title="plain Dash",
        picture=f"{count} >= {areas}",
        ready=f"{count} >= {areas + POINTS}",
        chart="document.querySelector('#chart .bars path')",
        quiet="document.querySelector('#chart .bars path') && document.title !== 'Updating...'",
        switch=box,
        hidden=f"{count} < {areas + POINTS}",
        shown=f"{count} >= {areas + POINTS}",
        metrics=tuple(f"#metric label:nth-child({n}) input" for n in (2, 3, 1)),  # type: ignore[arg-type]
        choice="",
        fills=_fills(paths),
        bars=_text("#chart .plot, #chart .yaxislayer-above"),
    )


def folium(areas: int) -> PageKind:
    """Return folium's page; it has a pop-up in place of a chart."""
    paths = ".leaflet-overlay-pane path.leaflet-interactive"
    count = f"document.querySelectorAll('{paths}').length"
    control = ".leaflet-control-layers"
    return PageKind(
        id="folium",
        title="folium",
        picture=f"{count} >= {areas}",
        ready=f"{count} >= {areas + POINTS}",
        chart="",
        quiet=f"{count} >= {areas + POINTS}",
        switch=f"{control}-overlays label:nth-child(2) input",
        hidden=f"{count} < {areas + POINTS}",
        shown=f"{count} >= {areas + POINTS}",
        metrics=tuple(f"{control}-base label:nth-child({n}) input" for n in (2, 3, 1)),  # type: ignore[arg-type]
        choice="",
        fills=_fills(paths),
        bars=_text(".leaflet-popup-pane"),
        map=".folium-map",
    )
