"""The door of the callbacks: only the page's own requests, only what its callbacks can be asked.

Dash trusts the body of a callback to be what its renderer writes, and fails on anything else. Here
a body that no renderer wrote is refused before Dash sees it, with a status that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from flask import abort
from flask import request

from dashboard import ready
from dashboard.routes import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash import Dash
    from flask import Flask
    from flask import Response

UPDATE, OWN_SITES = ready.UPDATE, ready.OWN_SITES
MOST_BYTES = 256 * 1024  # the largest body of ours, a scenario of 200 sites, has 12 kB
# Buttons that start a search: as much as so many downloads
COSTS = {"gap-propose.n_clicks": 10.0, "gap-exact.n_clicks": 10.0}
FORBIDDEN, BAD, TOO_LARGE = 403, 400, 413


def register(server: Flask, apps: Mapping[str, Dash]) -> None:
    """Guard the callbacks of each application, named by its prefix."""
    known = {f"{prefix}{UPDATE}": app for prefix, app in apps.items()}

    def guard() -> Response | None:
        app = known.get(request.path)
        if app is None or request.method != "POST":
            return None
        if request.headers.get("Sec-Fetch-Site", OWN_SITES[0]) not in OWN_SITES:
            abort(FORBIDDEN)
        if (request.content_length or 0) > MOST_BYTES:
            abort(TOO_LARGE)
        request.max_content_length = MOST_BYTES  # for bodies that do not tell their length
        try:
            body = request.get_json()
        except RecursionError:  # a list in a list in a list …
            abort(BAD)
        if not is_askable(body, app.callback_map):
            abort(BAD)
        changed = body.get("changedPropIds")
        cost = sum(COSTS.get(str(one), 0.0) for one in changed or ())
        return limits.take(server, cost) if cost else None

    server.before_request(guard)


def is_askable(body: Any, callbacks: Mapping[str, Any]) -> bool:
    """Tell whether a body asks one of the callbacks for what it gives, with all that it takes."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = callbacks.get(body["output"])
    if callback is None or "callback" not in callback:
        return False
    changed = body.get("changedPropIds", [])
    return (
        isinstance(changed, list)
        and all(isinstance(prop, str) for prop in changed)
        and _match(body.get("inputs", []), callback["inputs"])
        and _match(body.get("state", []), callback["state"])
        and _are_outputs(body.get("outputs"), body["output"])
    )


def _match(given: Any, wanted: list[dict[str, Any]]) -> bool:
    """Tell whether the values are those of the callback's inputs, in their order."""
    return (
        isinstance(given, list)
        and len(given) == len(wanted)
        and all(_is_value(one, other) for one, other in zip(given, wanted, strict=True))
    )


def _is_value(given: Any, wanted: dict[str, Any]) -> bool:
    if str(wanted["id"]).startswith("{"):  # a pattern: one value, or a list of them
        many = given if isinstance(given, list) else [given]
        return all(
            isinstance(one, dict)
            and isinstance(one.get("id"), dict)
            and one.get("property") == wanted["property"]
            for one in many
        )
    return (
        isinstance(given, dict)
        and given.get("id") == wanted["id"]
        and given.get("property") == wanted["property"]
    )


def _are_outputs(given: Any, output: str) -> bool:
    """Tell whether the outputs are those that the callback's own name lists."""
    several = output.startswith("..")
    names = output.strip(".").split("...") if several else [output]
    if several != isinstance(given, list):
        return False
    ones = given if several else [given]
    return len(ones) == len(names) and all(
        isinstance(one, dict)
        and (isinstance(one.get("id"), dict) or f"{one.get('id')}.{one.get('property')}" == name)
        and isinstance(one.get("property"), str)
        for one, name in zip(ones, names, strict=True)
    )
