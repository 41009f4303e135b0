"""Queries: what the browser asks the server's callbacks for, of which nothing is taken on trust."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dashboard import opening
from dashboard import ready
from layers import scenes
from layers import state
from layers import view as views

if TYPE_CHECKING:
    from dashboard.context import AppContext


def as_query(value: Any) -> dict[str, Any]:
    """Return what a callback was given as a query: anything but an object is an empty one."""
    return value if isinstance(value, dict) else {}


def view_of(query: Any, ctx: AppContext, lang: str) -> state.ViewState:
    """Return the view of a query; what is broken in it keeps its default."""
    usual = state.to_store(state.ViewState())
    found = as_query(query)
    given = {name: found[name] for name in usual if name in found}
    try:
        address = views.to_query(state.from_store(usual | given | {"lang": lang}))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        address = f"lang={lang}"
    view, _ = views.from_query(address, opening.known(ctx.catalogue))
    return view


def scene(query: Any, ctx: AppContext, lang: str) -> dict[str, Any]:
    """Return the scene of a query, or of one the browser has the part that indicators add.

    ``have`` names the data version of the browser's scene: of others the whole is sent.
    """
    view = view_of(query, ctx, lang)
    if scenes.lasts(view):
        ready.keep(made=True)
    if as_query(query).get("have") == ctx.catalogue.version:
        return opening.part_of(view, ctx.catalogue)
    return opening.scene_of(view, ctx)
