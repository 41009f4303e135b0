"""The map: Leaflet by dash-leaflet; `assets/js/atlas_map.js` draws on it.

What the view asks for is drawn before Dash has begun (`assets/js/atlas_start.js`), on a map that
dash-leaflet then takes for its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl
from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard import opening
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the map, and what floats on it."""
    return html.Div(
        children=[
            dl.Map(
                id=ids.MAP,
                bounds=opening.LAND,
                trackViewport=False,
                **opening.MAP,
                children=[
                    *_tiles(ctx),
                    dl.ScaleControl(imperial=False, position="bottomleft", maxWidth=140),
                ],
            ),
            html.Div(words.text("screen.keys_help", lang), id="map-keys", className="map-keys"),
            _controls(lang),
            html.Div(id="attribution", className="attribution", role="note", tabIndex=0),
        ]
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Draw each view."""
    app.clientside_callback(
        ClientsideFunction("atlas_map", "render"),
        Output(ids.MAP_DONE, "data"),
        Input(ids.VIEW, "data"),
        Input(ids.SCENE, "data"),
    )


def _tiles(ctx: AppContext) -> list[Component]:
    """Return the installation's own tiles, if it chose some; there is no default."""
    basemap = ctx.settings.basemap
    return [dl.TileLayer(url=basemap)] if basemap else []


def _controls(lang: str) -> Component:
    buttons = (("zoom-in", "plus"), ("zoom-out", "minus"), ("home", "home"))
    return html.Div(
        className="map-controls",
        children=[
            html.Button(
                type="button",
                title=words.text(f"screen.{action.replace('-', '_')}", lang),
                className="in"
                if action == "zoom-in"
                else "out"
                if action == "zoom-out"
                else "home",
                **markup.attr(
                    {
                        "data-action": action,
                        "aria-label": words.text(f"screen.{action.replace('-', '_')}", lang),
                    }
                ),
                children=markup.icon(icon),
            )
            for action, icon in buttons
        ],
    )
