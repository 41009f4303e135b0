"""Queries: what the browser asks the server's callbacks for, of which nothing is taken on trust."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dashboard import opening
from layers import state
from layers import view as views

if TYPE_CHECKING:
    from dashboard.context import AppContext


def view_of(query: dict[str, Any], ctx: AppContext, lang: str) -> state.ViewState:
    """Return the view of a query; what is broken in it keeps its default."""
    usual = state.to_store(state.ViewState())
    given = {name: query[name] for name in usual if name in query}
    try:
        address = views.to_query(state.from_store(usual | given | {"lang": lang}))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        address = f"lang={lang}"
    view, _ = views.from_query(address, opening.known(ctx.catalogue))
    return view
