"""Downloads of a view: `/export.<format>?<view>` with options, or `?id=` of a picture.

Tables take ``rows=areas|records`` and ``header=key|title``; pictures take the options of
`layers.picture.options` (size, title, subtitle, show, chart, stamp, until).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response
from flask import request

from dashboard import exporting
from dashboard import opening
from dashboard.blobs import FOREVER
from dashboard.blobs import REVALIDATE
from layers import view as views
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext

RETRY_S = "5"  # seconds after which a busy server may be asked again
UNAVAILABLE = 503


def register(server: Flask, ctx: AppContext) -> None:
    """Add one address a format."""

    def export(kind: str) -> Response:
        return answer(kind, request.query_string.decode("utf-8", "replace"), ctx)

    server.add_url_rule("/export.<kind>", "atlas_export", export)


def answer(kind: str, query: str, ctx: AppContext) -> Response:
    """Return the file of a query, or a sentence that says what can be had."""
    own, rest = exporting.split(query)
    try:
        file = exporting.make(kind, rest, own, ctx)
    except PictureError as error:
        view, _ = views.from_query(rest, opening.known(ctx.catalogue))
        return refused(error, view.lang)
    response = Response(file.body, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Cache-Control"] = FOREVER if exporting.ID in own else REVALIDATE
    if file.identifier:
        response.headers["X-Atlas-Id"] = file.identifier
        response.set_etag(f"{file.identifier}.{kind}")
        response.make_conditional(request)
    return response


def refused(error: PictureError, lang: str) -> Response:
    """Return the sentence of a refusal, with the time after which to ask again."""
    response = Response(error.text(lang) + "\n", status=error.status, mimetype="text/plain")
    if error.status == UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_S
    return response
