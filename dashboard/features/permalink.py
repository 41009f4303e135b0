"""The view: one store, one writer; its address; and the scene that the server makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import State

from dashboard import ids
from dashboard import queries

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.context import AppContext


# Dash's controls, which the reducer reads and, as only writer, sets. Buttons and native choices
# (metric and years) have no value that Dash knows: assets/js/atlas_page.js hands in what they do
# as events.
CONTROLS = (
    (ids.LEVEL, "value"),
    (ids.PROGRAMME, "value"),
    (ids.KIND, "value"),
    (ids.AERL, "value"),
    (ids.SITES, "value"),
    (ids.PRESS_SHOW, "value"),
    (ids.PRESS_CLEAN, "value"),
    (ids.PRESS_FORMAT, "value"),
    (ids.PRESS_STAMP, "value"),
)


def register(app: Dash, ctx: AppContext, lang: str) -> None:
    """Wire every control to the reducer, the reducer to the address, the query to the scene."""
    _reduce(app)
    view = Input(ids.VIEW, "data")
    address = ClientsideFunction("atlas_view", "address")
    app.clientside_callback(address, Output(ids.ADDRESS_DONE, "data"), view)
    page = ClientsideFunction("atlas_page", "view")
    app.clientside_callback(page, Output(ids.PAGE_DONE, "data"), view)
    app.clientside_callback(
        ClientsideFunction("atlas_view", "queryChanged"),
        Output(ids.SCENE_QUERY, "data"),
        view,
        State(ids.SCENE_QUERY, "data"),
        State(ids.SCENE, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas_scene", "merged"),
        Output(ids.SCENE, "data"),
        Input(ids.SCENE_ANSWER, "data"),
        State(ids.SCENE, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(ids.SCENE_ANSWER, "data"), Input(ids.SCENE_QUERY, "data"), prevent_initial_call=True
    )
    def scene(query: Any) -> dict[str, Any]:
        return queries.scene(query, ctx, lang)


def _reduce(app: Dash) -> None:
    """Register the one writer of the view."""
    app.clientside_callback(
        ClientsideFunction("atlas_view", "reduce"),
        Output(ids.VIEW, "data"),
        *(Output(*control) for control in CONTROLS),
        *(Input(*control) for control in CONTROLS),
        Input(ids.VIEW_EVENT, "data"),
        State(ids.VIEW, "data"),
    )
