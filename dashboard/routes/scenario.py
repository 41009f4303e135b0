"""Scenarios between two clicks: what changes at once, what a site here would add, own lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from flask import Response
from flask import abort
from flask import current_app
from flask import jsonify
from flask import request

from dashboard import opening
from dashboard.routes import callbacks
from dashboard.routes import limits
from layers import gaps
from layers import state
from layers import view as views
from layers import words

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext
    from dashboard.lists import Lists
    from dashboard.lists import Loaded
    from layers.state import ViewState

NO_STORE = "no-store"
LARGEST = 8 * 1024 * 1024
SHOWN = 40
COST = 5.0  # as much as so many downloads
TOO_LARGE = 413
BAD_REQUEST = 400


def register(server: Flask, ctx: AppContext) -> None:
    """Add the addresses."""

    def glimpse() -> Response:
        return _json(gaps.glimpse(gaps.build(_view(ctx), ctx.catalogue)))

    def here() -> Response:
        place = request.args.get("at", "")[:40]
        return _json(gaps.here(_view(ctx), ctx.catalogue, place))

    def supply() -> Response:
        return _take(ctx)

    server.add_url_rule("/gaps/glimpse", "atlas_glimpse", glimpse)
    server.add_url_rule("/gaps/here", "atlas_here", here)
    server.add_url_rule("/gaps/supply", "atlas_supply", supply, methods=["POST"])


def _view(ctx: AppContext) -> ViewState:
    """Return the view of the address, in the mode of gaps whatever it says."""
    query = request.query_string.decode("utf-8", "replace")
    kept = "&".join(part for part in query.split("&") if not part.startswith("at="))
    view, _ = views.from_query(kept, opening.known(ctx.catalogue))
    return replace(view, mode="gaps")


def _json(value: dict[str, Any]) -> Response:
    response = jsonify(value)
    response.headers["Cache-Control"] = NO_STORE
    return response


def _take(ctx: AppContext) -> Response:
    """Keep an uploaded list, and say what of it could be taken; only from a page of our own."""
    if request.headers.get("Sec-Fetch-Site", callbacks.OWN_SITES[0]) not in callbacks.OWN_SITES:
        abort(callbacks.FORBIDDEN)
    refused = limits.take(current_app, COST)
    if refused is not None:
        return refused
    lang = request.args.get("lang", "")
    lang = lang if lang in state.LANGS else state.ViewState().lang
    if (request.content_length or 0) > LARGEST:
        return _refused("gaps.list.large", lang, TOO_LARGE)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _refused("gaps.list.none", lang, BAD_REQUEST)
    lists: Lists = gaps.analyst(ctx.catalogue).supplies  # type: ignore[assignment]
    return _json(_told(lists.take(file.filename, file.read(LARGEST)), lang))


def _refused(word: str, lang: str, status: int) -> Response:
    response = _json({"name": "", "text": words.text(word, lang), "problems": []})
    response.status_code = status
    return response


def _told(loaded: Loaded, lang: str) -> dict[str, Any]:
    """Say what was taken, and what is wrong with the rest."""
    english = lang == "en"
    key = "gaps.list.taken" if loaded.name else "gaps.list.nothing"
    text = words.count(key, loaded.taken, lang, title=loaded.title) if loaded.name else ""
    if not loaded.name:
        text = words.text(key, lang, title=loaded.title)
    if loaded.left:
        text += " " + words.text("gaps.list.left", lang, n=loaded.left)
    return {
        "name": loaded.name,
        "title": loaded.title,
        "text": text,
        "more": max(0, len(loaded.findings) - SHOWN),
        "problems": [
            {
                "row": found.row,
                "column": found.column,
                "raw": found.raw[:80],
                "severity": found.severity,
                "text": found.words.message_en if english else found.words.message,
                "hint": found.words.hint_en if english else found.words.hint,
            }
            for found in loaded.findings[:SHOWN]
        ],
    }
