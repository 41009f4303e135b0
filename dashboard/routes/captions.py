"""Words of a picture as JSON (`/caption?<view>` or `?id=`), and its page (`/bild/<id>`)."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from typing import Any

from flask import Response
from flask import request

from dashboard import captions
from dashboard import exporting
from dashboard import opening
from dashboard import pictures
from dashboard.blobs import REVALIDATE
from dashboard.routes import exports
from dashboard.routes import plain
from layers import press
from layers import state
from layers import view as views
from layers import words
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext
    from layers.picture.manifest import Manifest

KINDS = ("png", "svg", "pdf", "csv", "xlsx")
TEXTS = ("caption", "alt", "source")


def register(server: Flask, ctx: AppContext) -> None:
    """Add both addresses."""

    def caption() -> Response:
        return answer(request.query_string.decode("utf-8", "replace"), ctx)

    def picture(id_: str) -> Response:
        return page(id_, request.args.get("lang", ""), ctx)

    server.add_url_rule("/caption", "atlas_caption", caption)
    server.add_url_rule(f"{captions.PAGE}<id_>", "atlas_picture", picture)


def answer(query: str, ctx: AppContext) -> Response:
    """Return the words of an address' picture, or a sentence that says why there is none."""
    own, rest = exporting.split(query)
    try:
        found = captions.of(rest, own, ctx)
    except PictureError as error:
        view, _ = views.from_query(rest, opening.known(ctx.catalogue))
        return exports.refused(error, view.lang)
    response = Response(json.dumps(found, ensure_ascii=False), mimetype="application/json")
    response.headers["Cache-Control"] = REVALIDATE
    return response


def page(id_: str, wanted: str, ctx: AppContext) -> Response:
    """Return the page of a picture: itself, its words, its files, the way to its view."""
    lang = wanted if wanted in state.LANGS else state.ViewState().lang
    try:
        made = pictures.recalled(id_, ctx)
        told = captions.told(made, ctx)
        lang = wanted if wanted in state.LANGS else str(told["lang"])
        pictures.body(made, "svg", ctx)  # refused in words now, not as a broken image later
    except PictureError as error:
        text = f"<h1>{escape(words.text('press.identifier', lang))}</h1>{_p(error.text(lang))}"
        return Response(plain.framed(text, id_[:40], lang), error.status, mimetype="text/html")
    body = _body(told, address(made, ctx), lang)
    return Response(plain.framed(body, made.id, lang), mimetype="text/html")


def address(made: Manifest, ctx: AppContext) -> str:
    """Return the address of a picture's view in the mode press."""
    view, _ = views.from_query(made.query, opening.known(ctx.catalogue))
    own: dict[str, Any] = {k: text for k, text in made.options.items() if k != "show"}
    show = tuple(made.options.get("show", ",".join(state.USUAL_PARTS)).split(","))
    whole = replace(view, mode=press.MODE, of=view.mode, show=show, **own)
    return views.to_query(whole)


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _body(told: dict[str, Any], query: str, lang: str) -> str:
    """Return the inner part of a picture's page."""
    said = told[lang]
    files = " ".join(
        f'<a class="btn" href="/export.{kind}?id={told["id"]}" download>'
        f"{escape(words.text(f'press.file_{kind}', lang))}</a>"
        for kind in KINDS
    )
    rows = [
        (words.text("press.identifier", lang), told["id"]),
        (words.text("press.data", lang), told["data"]),
        (words.text("press.dimensions", lang), size(told, lang)),
        *((words.text(f"press.{name}", lang), said[name]) for name in TEXTS),
    ]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    return (
        f"<h1>{escape(said['title'])}</h1>"
        f'<img class="picture" src="/export.svg?id={told["id"]}" alt="{escape(said["alt"])}"'
        f' width="{told["width"]}" height="{told["height"]}">'
        f'<p class="row wrap">{files}</p><dl class="facts">{listed}</dl>'
        f'<p><a href="/?{escape(query)}">{escape(words.text("press.open_view", lang))}</a></p>'
    )


def size(told: dict[str, Any], lang: str) -> str:
    """Return the size of a picture in words."""
    kind = "paper" if told["mm"] else "screen"
    values = {"width": told["width"], "height": told["height"], "dpi": told["dpi"]}
    wide, high = told["mm"] or (0, 0)
    return words.text(f"press.size_{kind}", lang, **values, wide=wide, high=high)
