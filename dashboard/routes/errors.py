"""Error pages in both languages: what happened and what to do, never a trace."""

from __future__ import annotations

from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING

from dash.exceptions import DependencyException
from flask import Response
from flask import abort
from flask import request
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext

# status: German title, German advice, English title, English advice
WORDS = {
    404: (
        "Diese Seite gibt es nicht.",
        "Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite.",
        "This page does not exist.",
        "Check the address, or begin at the start page.",
    ),
    405: (
        "Diese Anfrage passt nicht zu dieser Adresse.",
        "Beginnen Sie auf der Startseite.",
        "This address does not take such a request.",
        "Begin at the start page.",
    ),
    500: (
        "Im Atlas ist ein Fehler aufgetreten.",
        "Laden Sie die Seite neu. Die Ursache steht im Protokoll des Servers.",
        "The atlas met an error.",
        "Reload the page. The cause is in the server's log.",
    ),
}
OTHER = (
    "Die Anfrage ließ sich nicht beantworten.",
    "Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite.",
    "The request could not be answered.",
    "Check the address, or begin at the start page.",
)
PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{code} · {house}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root{{color-scheme:light dark}}
body{{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.5rem}}
h1,h2{{font-size:1.5rem;margin:0 0 .5rem}} section{{margin-top:2rem}} p{{margin:.5rem 0}}
</style></head><body><main>
<p>{code} · {house}</p>
<h1>{title}</h1><p>{advice}</p><p><a href="/">Zur Startseite</a></p>
<section lang="en"><h2>{title_en}</h2><p>{advice_en}</p>
<p><a href="/en/">Start page</a></p></section>
</main></body></html>
"""


def register(server: Flask, ctx: AppContext) -> None:
    """Answer every HTTP error with a page of ours, and unknown addresses with 404."""
    house = ctx.settings.house or "Zukunftsatlas Niedersachsen"

    def answer(error: HTTPException) -> Response:
        return _answer(error.code or HTTPStatus.INTERNAL_SERVER_ERROR, house)

    def no_such_bundle(_error: DependencyException) -> Response:
        return _answer(HTTPStatus.NOT_FOUND, house)

    server.register_error_handler(HTTPException, answer)
    server.register_error_handler(DependencyException, no_such_bundle)
    server.before_request(_refuse_unknown)


def _refuse_unknown() -> None:
    """Dash answers any address with its page; the atlas has one page an address."""
    if request.url_rule is not None and request.url_rule.rule.endswith("/<path:path>"):
        abort(404)


def _answer(code: int, house: str) -> Response:
    title, advice, title_en, advice_en = WORDS.get(code, OTHER)
    if request.accept_mimetypes.accept_html and request.accept_mimetypes["text/html"] > 0:
        page = PAGE.format(
            code=code,
            house=escape(house),
            title=title,
            advice=advice,
            title_en=title_en,
            advice_en=advice_en,
        )
        return Response(page, status=code, mimetype="text/html")
    text = f"{code}\n{title} {advice}\n{title_en} {advice_en}\n"
    return Response(text, status=code, mimetype="text/plain")
