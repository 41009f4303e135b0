"""Ids of the page's elements that callbacks, tests and scripts of others refer to."""

from __future__ import annotations

VIEW = "view"
VIEW_EVENT = "view-event"
SCENE_QUERY = "scene-query"
SCENE = "scene"
SCENE_ANSWER = "scene-answer"
PICKED = "picked"
DETAIL_QUERY = "detail-query"
DETAIL_TREE = "detail-tree"
CHARTS_DONE = "charts-done"
PAGE_QUERY = "page-query"
PROPOSED = "gap-proposed"
# Outputs of callbacks that only act: Dash tells callbacks without an output apart by their inputs
# alone, so that of two with the same inputs one would never be called
ADDRESS_DONE = "address-done"
PAGE_DONE = "page-done"
MAP_DONE = "map-done"
TABLE_DONE = "table-done"
LISTS_DONE = "lists-done"
COUNTS_DONE = "counts-done"
PRESS_DONE = "press-done"

METRIC = "metric"
LEVEL = "level"
PROGRAMME = "programme"
KIND = "kind"
AERL = "aerl"
SITES = "sites"
PRESS_SHOW = "press-show"
PRESS_CLEAN = "press-clean"
PRESS_FORMAT = "press-format"
PRESS_STAMP = "press-stamp"
YEAR_FROM = "year-from"
YEAR_TO = "year-to"
THEME = "theme"
RESET = "reset"
SHARE = "share"
EXPORT = "export"
SEARCH = "search"

PANEL_RIGHT = "panel-right"
NOTICES = "notices"
ANNOUNCE = "announce"
TABLE = "table"
MAP = "map"


def layer(id_: str) -> str:
    """Return the id of a layer's switch."""
    return f"layer-{id_}"


def mode(id_: str) -> str:
    """Return the id of a mode's button."""
    return f"mode-{id_}"


def chart(id_: str) -> str:
    """Return the id of a chart's section."""
    return f"chart-{id_}"
