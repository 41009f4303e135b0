"""The view: one store, one writer; its address; and the scene that the server makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ALL
from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import State

from dashboard import ids
from dashboard import opening
from dashboard.features import layerpanel
from dashboard.features import pages
from layers import spec
from layers import state

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.context import AppContext

OPACITY = {"type": "layer-opacity", "layer": ALL}


def register(app: Dash, ctx: AppContext, lang: str) -> None:
    """Wire every control to the reducer, the reducer to the address, the query to the scene."""
    app.clientside_callback(
        ClientsideFunction("atlas_view", "reduce"),
        Output(ids.VIEW, "data"),
        Output(ids.METRIC, "value"),
        Output(ids.LEVEL, "value"),
        Output(ids.PROGRAMME, "value"),
        Output(ids.KIND, "value"),
        Output(ids.AERL, "value"),
        Output(ids.YEAR_FROM, "value"),
        Output(ids.YEAR_TO, "value"),
        Output(OPACITY, "value"),
        Input(ids.METRIC, "value"),
        Input(ids.LEVEL, "value"),
        Input(ids.PROGRAMME, "value"),
        Input(ids.KIND, "value"),
        Input(ids.AERL, "value"),
        Input(ids.YEAR_FROM, "value"),
        Input(ids.YEAR_TO, "value"),
        Input(OPACITY, "value"),
        Input(layerpanel.MOVE, "n_clicks"),
        Input(ids.THEME, "n_clicks"),
        Input(ids.RESET, "n_clicks"),
        Input(ids.VIEW_EVENT, "data"),
        *(Input(ids.layer(id_), "n_clicks") for id_ in spec.layers()),
        *(Input(ids.mode(id_), "n_clicks") for id_ in pages.MODES),
        State(ids.VIEW, "data"),
        State(OPACITY, "id"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas_view", "address"),
        Output(ids.ADDRESS_DONE, "data"),
        Input(ids.VIEW, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas_page", "view"),
        Output(ids.PAGE_DONE, "data"),
        Input(ids.VIEW, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas_view", "queryChanged"),
        Output(ids.SCENE_QUERY, "data"),
        Input(ids.VIEW, "data"),
        State(ids.SCENE_QUERY, "data"),
    )

    @app.callback(
        Output(ids.SCENE, "data"), Input(ids.SCENE_QUERY, "data"), prevent_initial_call=True
    )
    def scene(query: dict[str, Any]) -> dict[str, Any]:
        return opening.scene_of(view_of(query, ctx, lang), ctx.catalogue)


def view_of(query: dict[str, Any], ctx: AppContext, lang: str) -> state.ViewState:
    """Return the view of a query from the browser, of which nothing is taken on trust."""
    known = opening.known(ctx.catalogue)
    years = query.get("years")
    return state.ViewState(
        level=_one_of(query.get("level"), state.LEVELS),
        programme=_some_of(query.get("programme"), known.programmes),
        kind=_one_of(query.get("kind"), state.KINDS),
        years=_years(years),
        aerl=_some_of(query.get("aerl"), known.aerl),
        lang=lang,
    )


def _one_of(value: object, choices: tuple[str, ...]) -> str:
    return value if isinstance(value, str) and value in choices else choices[0]


def _some_of(values: object, choices: frozenset[str]) -> tuple[str, ...]:
    if not isinstance(values, list):
        return ()
    return tuple(value for value in values if isinstance(value, str) and value in choices)


def _years(value: object) -> tuple[int, int] | None:
    match value:
        case [int(first), int(last)] if state.FIRST_YEAR <= first <= last <= state.LAST_YEAR:
            return (first, last)
    return None
