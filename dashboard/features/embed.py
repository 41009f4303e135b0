"""The view in the frame of another page: title, legend and sources round the map, no controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import html

from dashboard import ids
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext


def layout(ctx: AppContext, lang: str) -> Component:  # noqa: ARG001
    """Return what stands above and below the map in a frame."""
    return html.Div(
        className="embed-parts",
        children=[
            html.Header(
                className="embed-head",
                children=[html.H1(id="embed-title"), html.P(id="embed-subtitle")],
            ),
            html.Footer(
                className="embed-foot",
                children=[
                    html.Ul(id="embed-legend", className="embed-legend"),
                    html.P(id="embed-source"),
                    html.A(
                        words.text("press.in_atlas", lang),
                        id="embed-link",
                        target="_blank",
                        rel="noopener",
                    ),
                ],
            ),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Fill it from view and scene."""
    app.clientside_callback(
        ClientsideFunction("atlas_embed", "fill"),
        Output("embed-title", "children"),
        Output("embed-subtitle", "children"),
        Output("embed-legend", "children"),
        Output("embed-source", "children"),
        Output("embed-link", "href"),
        Input(ids.VIEW, "data"),
        Input(ids.SCENE, "data"),
    )
