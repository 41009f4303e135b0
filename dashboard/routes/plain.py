"""Plain pages from text files (help, accessibility, privacy), and short addresses of page modes."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
from flask import Response
from flask import redirect
from flask import request

from dashboard import statement
from layers import state
from layers import words
from layers.gaps import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from flask import Flask
    from werkzeug.wrappers import Response as AnyResponse

    from dashboard.context import AppContext
    from geodata.catalogue import Catalogue

TEXTS = Path(__file__).resolve().parent.parent / "help"
PAGES = ("hilfe", "methode", "barrierefreiheit", "datenschutz")
MODES = {"quellen": "sources", "programme": "programmes"}
# Pages whose figures are taken from the data
FILLED: Mapping[str, Callable[[Catalogue, str], Mapping[str, str]]] = {"methode": explained.values}
STYLES = ("00-tokens", "10-layout", "40-pages", "60-press")

PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · {house}</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">{styles}</head>
<body data-state="ready" data-theme="light" style="overflow:auto">
<header class="bar"><a class="brand" href="/{home}">
<img class="brand-mark" src="/assets/favicon.svg" alt="">{house}</a><span class="bar-space"></span>
<a class="lang" href="?lang={other}" hreflang="{other}">{other_name}</a></header>
<main class="plain">{body}<p><a href="/{home}">{back}</a></p></main></body></html>"""


def register(server: Flask, ctx: AppContext) -> None:
    """Add the addresses."""
    for name in PAGES:
        server.add_url_rule(f"/{name}", f"atlas_{name}", _page(name, ctx))
    # Browsers ask for it by themselves where an answer is no page that names one
    server.add_url_rule("/favicon.ico", "atlas_favicon", lambda: redirect("/assets/favicon.svg"))
    for name, mode in MODES.items():
        server.add_url_rule(f"/{name}", f"atlas_{name}", _mode(mode))


def _lang() -> str:
    lang = request.args.get("lang", "")
    return lang if lang in state.LANGS else state.ViewState().lang


def _page(name: str, ctx: AppContext) -> Callable[[], AnyResponse]:
    def page() -> Response:
        return Response(render(name, _lang(), ctx), mimetype="text/html")

    return page


def _mode(mode: str) -> Callable[[], AnyResponse]:
    def page() -> AnyResponse:
        lang = _lang()
        return redirect(f"/?mode={mode}" + ("" if lang == "de" else f"&lang={lang}"))

    return page


def render(name: str, lang: str, ctx: AppContext) -> str:
    """Return a text file as a page in the atlas' dress."""
    text = (TEXTS / f"{name}.{lang}.md").read_text(encoding="utf-8")
    if name in FILLED:
        text = text.format(**FILLED[name](ctx.catalogue, lang))
    if name == statement.PAGE:
        text = statement.filled(text, ctx.settings, lang)
    title = text.partition("\n")[0].lstrip("# ")
    return framed(markdown.markdown(text, output_format="html"), title, lang)


def framed(body: str, title: str, lang: str) -> str:
    """Return a page in the atlas' dress.

    Parameters
    ----------
    body
        HTML of the inner part.
    title, lang
        Title and language of the page.
    """
    other = "en" if lang == "de" else "de"
    return PAGE.format(
        lang=lang,
        other=other,
        other_name=words.text("screen.other_language", lang),
        title=escape(title),
        house=escape(words.text("screen.title", lang)),
        home="" if lang == "de" else "?lang=en",
        back=escape(words.text("screen.back", lang)),
        styles="".join(f'<link rel="stylesheet" href="/assets/css/{s}.css">' for s in STYLES),
        body=body,
    )
