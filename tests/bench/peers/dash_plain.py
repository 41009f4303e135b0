"""The page as a tutorial would write it: dash-leaflet, plotly express, every answer by the server.

Served by gunicorn as ``tests.bench.peers.dash_plain:server``; ``PEER_LEVEL`` chooses the areas.
Colours change by ``hideout``, as dash-leaflet's own guide teaches; nothing is compressed, which is
Dash's default.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dash_leaflet as dl
import dash_leaflet.express as dlx
import plotly.express as px
from dash import Dash
from dash import Input
from dash import Output
from dash import State
from dash import dcc
from dash import html
from dash_extensions.javascript import Namespace

from tests.bench.peers import shipped

LAND = shipped.land(os.environ.get("PEER_LEVEL", "landkreise"))
PEER = Namespace("peer", "functions")
FIRST = next(iter(shipped.METRICS))


def hideout(metric: str) -> dict[str, Any]:
    """Return what the browser's style function needs to know."""
    return {
        "metric": metric,
        "breaks": LAND.breaks[metric],
        "colours": shipped.COLOURS,
        "none": shipped.NONE,
    }


def points(names: list[str]) -> dict[str, Any]:
    """Return the points of some layers, each with its tooltip."""
    found: dict[str, Any] = dlx.dicts_to_geojson(
        [
            {
                "lat": point["lat"],
                "lon": point["lon"],
                "tooltip": f"{point['title']} · {point['where']} · {point['line']}",
            }
            for point in LAND.points
            if point["layer"] in names
        ]
    )
    return found


def figure(metric: str, chosen: str) -> Any:
    """Return bars of the ten highest areas and the chosen one."""
    known = [a for a in LAND.areas if a.figures[metric] is not None]
    ranked = sorted(known, key=lambda a: a.figures[metric] or 0, reverse=True)
    top = ranked[:10]
    top += [a for a in ranked[10:] if a.key == chosen]
    return px.bar(
        x=[a.figures[metric] for a in top],
        y=[a.name for a in top],
        color=["chosen" if a.key == chosen else "other" for a in top],
        orientation="h",
    )


app = Dash(__name__, assets_folder=str(Path(__file__).parent / "dash_assets"))
server = app.server
app.layout = html.Div(
    [
        dl.Map(
            [
                dl.GeoJSON(
                    id="areas",
                    data=shipped.geojson(LAND),
                    style=PEER("style"),
                    hideout=hideout(FIRST),
                ),
                dl.GeoJSON(id="points", data=points(list(LAND.layers)), pointToLayer=PEER("point")),
            ],
            id="map",
            bounds=[list(corner) for corner in shipped.LAND],
            style={"height": "100vh"},
        ),
        html.Div(
            [
                html.H1("Zukunftsatlas"),
                dcc.RadioItems(shipped.METRICS, FIRST, id="metric"),
                dcc.Checklist(LAND.layers, list(LAND.layers), id="layers"),
                dcc.Graph(id="chart"),
            ]
        ),
    ],
    style={"display": "grid", "gridTemplateColumns": "1fr 400px"},
)


@app.callback(Output("areas", "hideout"), Input("metric", "value"))
def recolour(metric: str) -> dict[str, Any]:
    """Colour the areas by a metric."""
    return hideout(metric)


@app.callback(Output("points", "data"), Input("layers", "value"))
def show(names: list[str]) -> dict[str, Any]:
    """Show the layers of points that are ticked."""
    return points(names)


@app.callback(
    Output("chart", "figure"),
    Input("areas", "n_clicks"),
    Input("metric", "value"),
    State("areas", "clickData"),
)
def chart(_clicks: int | None, metric: str, clicked: dict[str, Any] | None) -> Any:
    """Draw the bars for the metric and the area that was clicked."""
    return figure(metric, clicked["properties"]["key"] if clicked else "")
