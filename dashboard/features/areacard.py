"""The card on the map: the selected area with its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import html

from dashboard import ids

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext


def layout(ctx: AppContext, lang: str) -> Component:  # noqa: ARG001
    """Return the empty card."""
    return html.Section(id="area-card", className="area-card", hidden=True)


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Fill it for the selected area."""
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "areaCard"),
        Output("area-card", "children"),
        Output("area-card", "hidden"),
        Input(ids.VIEW, "data"),
        Input(ids.SCENE, "data"),
    )
