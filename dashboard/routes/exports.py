"""Downloads of a view: `/export.<format>?<view>&rows=areas|records&header=key|title`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from urllib.parse import urlencode

from flask import Response
from flask import request

from dashboard import opening
from layers import scene
from layers import spec
from layers import view as views
from layers import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from dashboard.context import AppContext
    from layers.rowset import Header
    from layers.rowset import Rows

ROWS: Mapping[str, Rows] = {"areas": "areas", "records": "records"}
HEADERS: Mapping[str, Header] = {"key": "key", "title": "title"}
OWN = ("rows", "header")


def register(server: Flask, ctx: AppContext) -> None:
    """Add one address a format."""

    def export(kind: str) -> Response:
        return answer(kind, request.query_string.decode("utf-8", "replace"), ctx)

    server.add_url_rule("/export.<kind>", "atlas_export", export)


def answer(kind: str, query: str, ctx: AppContext) -> Response:
    """Return the file of a query, or a sentence that says what can be had."""
    parts = parse_qsl(query, keep_blank_values=True)
    own = {name: value for name, value in parts if name in OWN}
    rest = urlencode([(name, value) for name, value in parts if name not in OWN])
    view, _ = views.from_query(rest, opening.known(ctx.catalogue))
    rows, header = ROWS.get(own.get("rows", "areas")), HEADERS.get(own.get("header", "key"))
    formats = spec.exports()
    if kind not in formats:
        return _refusal("screen.export_unknown", view.lang, 404, got=kind, known=", ".join(formats))
    if rows is None or header is None:
        known = f"rows={'|'.join(ROWS)}, header={'|'.join(HEADERS)}"
        return _refusal("screen.export_option", view.lang, 400, known=known)
    body = formats[kind].write(scene.build(view, ctx.catalogue), rows, header)
    name = f"zukunftsatlas-{view.level}-{rows}-{ctx.catalogue.version}.{kind}"
    response = Response(body, content_type=formats[kind].media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def _refusal(key: str, lang: str, status: int, **values: str) -> Response:
    return Response(words.text(key, lang, **values) + "\n", status=status, mimetype="text/plain")
