"""The table: the same rows as the map, drawn by `assets/js/atlas_table.js`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard.features import indicating
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the empty table with its downloads, and the list of points behind it."""
    return html.Section(
        className="sec table-sec",
        **markup.attr({"aria-label": words.text("screen.table", lang)}),
        children=[
            html.Div(
                className="row between",
                children=[
                    html.H3(words.text("screen.table", lang)),
                    html.Span(
                        className="note",
                        children=[
                            html.A(
                                "CSV",
                                **markup.attr({"data-export": "csv", "data-options": "rows=areas"}),
                            ),
                            " · ",
                            html.A(
                                "XLSX",
                                **markup.attr(
                                    {"data-export": "xlsx", "data-options": "rows=areas"}
                                ),
                            ),
                        ],
                    ),
                ],
            ),
            html.Div(html.Table(id=ids.TABLE), className="table-wrap"),
            html.Button(id="table-more", className="link", type="button", hidden=True),
            html.P(id="table-note", className="note"),
            *indicating.columns(ctx, lang),
            _points(lang),
        ],
    )


def _points(lang: str) -> Component:
    """Return the list that holds each point of the map; `assets/js/atlas_data.js` fills it."""
    return html.Details(
        id="points-list",
        className="group points-list",
        children=[
            html.Summary(
                [html.Span(words.text("screen.points_list", lang)), html.Em(id="points-list-count")]
            ),
            html.Div(id="points-list-body"),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Redraw it with view and scene."""
    app.clientside_callback(
        ClientsideFunction("atlas_table", "render"),
        Output(ids.TABLE_DONE, "data"),
        Input(ids.VIEW, "data"),
        Input(ids.SCENE, "data"),
    )
