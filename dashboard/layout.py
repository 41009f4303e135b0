"""The layout: the frame of the page, with each feature in its place. Built once a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard.features import areacard
from dashboard.features import charts
from dashboard.features import details
from dashboard.features import embed
from dashboard.features import headline
from dashboard.features import layerpanel
from dashboard.features import mapview
from dashboard.features import pages
from dashboard.features import press
from dashboard.features import table
from dashboard.features import topbar
from layers import words

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.context import AppContext

STORES = (
    ids.VIEW,
    ids.VIEW_EVENT,
    ids.SCENE_QUERY,
    ids.SCENE,
    ids.SCENE_ANSWER,
    ids.PICKED,
    ids.DETAIL_QUERY,
    ids.DETAIL_TREE,
    ids.CHARTS_DONE,
    ids.PAGE_QUERY,
    ids.ADDRESS_DONE,
    ids.PAGE_DONE,
    ids.MAP_DONE,
    ids.TABLE_DONE,
    ids.LISTS_DONE,
    ids.COUNTS_DONE,
    ids.PRESS_DONE,
)


def build(ctx: AppContext, lang: str) -> Component:
    """Return the whole page in a language."""
    return html.Div(
        className="atlas-shell",
        children=[
            *(dcc.Store(id=store) for store in STORES),
            html.Div(
                className="atlas",
                children=[
                    topbar.layout(ctx, lang),
                    layerpanel.layout(ctx, lang),
                    html.Main(
                        className="map-area",
                        children=[
                            html.H1(words.text("screen.title", lang), className="visually-hidden"),
                            mapview.layout(ctx, lang),
                            areacard.layout(ctx, lang),
                        ],
                    ),
                    _right(ctx, lang),
                    pages.layout(ctx, lang),
                    press.layout(ctx, lang),
                    embed.layout(ctx, lang),
                    _bottom_bar(lang),
                ],
            ),
            _panel_tab("left", lang),
            _panel_tab("right", lang),
            html.Div(id=ids.NOTICES),
            html.Div(id="toast", className="toast", role="status"),
            html.Div(
                id=ids.ANNOUNCE,
                className="visually-hidden",
                role="status",
                **markup.attr({"aria-live": "polite"}),
            ),
        ],
    )


def _right(ctx: AppContext, lang: str) -> Component:
    """Return the panel of figures."""
    return html.Aside(
        id=ids.PANEL_RIGHT,
        className="panel right",
        tabIndex=-1,
        **markup.attr({"aria-label": words.text("screen.panel_right", lang)}),
        children=[
            html.H2(words.text("screen.panel_right", lang), className="visually-hidden"),
            headline.layout(ctx, lang),
            html.Section(id="gap-versus", className="sec gaps-only"),
            details.layout(ctx, lang),
            charts.layout(ctx, lang),
            table.layout(ctx, lang),
            html.Section(id="gap-capacity", className="sec gaps-only"),
            html.Section(id="gap-lists", className="sec gaps-only"),
        ],
    )


def _panel_tab(side: str, lang: str) -> Component:
    return html.Button(
        className=f"panel-tab {side}",
        type="button",
        title=words.text(f"screen.toggle_{side}", lang),
        **markup.attr(
            {
                "data-action": f"toggle-{side}",
                "aria-label": words.text(f"screen.toggle_{side}", lang),
            }
        ),
        children=markup.icon(side),
    )


def _bottom_bar(lang: str) -> Component:
    """On small screens: what the sheet under the map shows."""
    tabs = (("map", "map"), ("charts", "chart"), ("table", "table"), ("layers", "layers"))
    return html.Nav(
        className="bottom-bar",
        **markup.attr({"aria-label": words.text("screen.sheets", lang)}),
        children=[
            html.Button(
                type="button",
                **markup.attr(
                    {"data-sheet-to": sheet, "aria-current": "true" if sheet == "map" else "false"}
                ),
                children=[
                    markup.icon(icon),
                    words.text(f"screen.sheet_{sheet}", lang),
                ],
            )
            for sheet, icon in tabs
        ],
    )
