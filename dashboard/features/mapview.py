"""The map: dash-leaflet draws the shipped geometry, `assets/js/atlas_map.js` dresses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl
from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import html
from dash_extensions.javascript import Namespace

from dashboard import geometry
from dashboard import ids
from dashboard import markup
from dashboard import opening
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext

FUNCTIONS = Namespace("atlas", "map")
LAND = [[51.28, 6.62], [53.95, 11.62]]  # south-west and north-east of what is drawn first, WGS84
# What the ground is made of, lowest first: pane, file, z-index of the pane
GROUND = (("ground", "surroundings", 200),)


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the map with its panes, and what floats on it."""
    address = geometry.addresses(ctx)
    return html.Div(
        children=[
            dl.Map(
                id=ids.MAP,
                bounds=LAND,
                zoomSnap=0,
                zoomDelta=0.75,
                wheelPxPerZoomLevel=90,
                minZoom=6,
                maxZoom=14,
                zoomControl=False,
                attributionControl=False,
                trackViewport=False,
                children=[
                    *_tiles(ctx),
                    *(_ground(pane, address[file], z) for pane, file, z in GROUND),
                    *(_areas(level) for level in opening.LAZY),
                    dl.ScaleControl(imperial=False, position="bottomleft", maxWidth=140),
                ],
            ),
            html.Div(words.text("screen.keys_help", lang), id="map-keys", className="map-keys"),
            _controls(lang),
            html.Div(id="attribution", className="attribution", role="note", tabIndex=0),
        ]
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Fetch the areas of a level when it is drawn first; redraw when view or scene change."""
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "levelUrls"),
        *(Output(ids.geometry(level), "url") for level in opening.LAZY),
        Input(ids.VIEW, "data"),
    )
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


def _ground(pane: str, url: str, z: int) -> Component:
    made: Component = dl.Pane(
        name=pane,
        style={"zIndex": z, "pointerEvents": "none"},
        children=dl.GeoJSON(
            id=f"ground-{pane}",
            url=url,
            format="geobuf",
            interactive=False,
            onEachFeature=FUNCTIONS("ground"),
        ),
    )
    return made


def _areas(level: str) -> Component:
    made: Component = dl.Pane(
        name=f"areas-{level}",
        style={"zIndex": 410},
        children=dl.GeoJSON(
            id=ids.geometry(level), format="geobuf", onEachFeature=FUNCTIONS("area")
        ),
    )
    return made


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
