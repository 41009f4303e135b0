"""Pages in place of the map: the programmes and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import State
from dash import html
from dash import no_update

from dashboard import ids
from dashboard import programmes
from dashboard import sources
from layers import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext

MODES = state.MODES
PAGES: dict[str, Callable[[AppContext, str], Component]] = {
    "programmes": programmes.layout,
    "sources": sources.layout,
}


def layout(ctx: AppContext, lang: str) -> Component:  # noqa: ARG001
    """Return the empty place of the pages."""
    return html.Main(id="page", className="page", tabIndex=-1)


def register(app: Dash, ctx: AppContext, lang: str) -> None:
    """Fill it when a mode with a page is chosen."""
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "pageQuery"),
        Output(ids.PAGE_QUERY, "data"),
        Input(ids.VIEW, "data"),
        State(ids.PAGE_QUERY, "data"),
    )

    @app.callback(
        Output("page", "children"), Input(ids.PAGE_QUERY, "data"), prevent_initial_call=True
    )
    def page(mode: Any) -> Any:
        known = isinstance(mode, str) and mode in PAGES
        return PAGES[mode](ctx, lang) if known else no_update
