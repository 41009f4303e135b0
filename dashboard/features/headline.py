"""The headline: figure, sentence, what is recorded of what was published, active filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import html

from dashboard import ids
from dashboard import markup

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext


def layout(ctx: AppContext, lang: str) -> Component:  # noqa: ARG001
    """Return the empty headline."""
    return html.Section(
        className="sec headline",
        children=[
            html.Div(id="chips", className="chips"),
            html.Div(id="headline-figure", className="headline-figure"),
            html.P(id="headline-text", className="headline-text"),
            markup.method(lang, "gaps-only note"),
            html.Ul(
                id="mobile-legend",
                className="mobile-legend",
                **markup.attr({"aria-hidden": "true"}),
            ),
            html.P(id="state-small", className="state-small"),
            html.Div(id="completeness", className="completeness"),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Fill everything that is a text of the scene."""
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "fill"),
        Output("legend", "children"),
        Output("legend-subtitle", "children"),
        Output("headline-figure", "children"),
        Output("headline-text", "children"),
        Output("completeness", "children"),
        Output("chips", "children"),
        Output("missing-text", "children"),
        Output("missing", "style"),
        Output("state-line", "children"),
        Output("mobile-legend", "children"),
        Output("attribution", "children"),
        Output(ids.ANNOUNCE, "children"),
        Output(ids.METRIC, "children"),
        Output("state-small", "children"),
        Input(ids.VIEW, "data"),
        Input(ids.SCENE, "data"),
    )
