"""The page of sources: every dataset with publisher, licence, date and the line that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard import offers
from layers import words

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.context import AppContext
    from geodata.provenance import Source


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the page."""
    catalogue = ctx.catalogue
    return html.Div(
        className="page-body",
        children=[
            html.H1(words.text("screen.sources_title", lang)),
            html.P(words.text("screen.sources_lead", lang, version=catalogue.version)),
            offers.layout(ctx, lang),
            *(_card(source, lang) for source in catalogue.sources),
        ],
    )


def _card(source: Source, lang: str) -> Component:
    english = lang == "en"
    note = source.note_en if english else source.note
    rows = (
        ("publisher", source.publisher),
        ("licence", _link(source.licence, source.licence_url)),
        ("reference_date", source.reference_date),
        ("attribution", source.attribution),
        ("changed", words.text(f"screen.changed_{'yes' if source.changed else 'no'}", lang)),
        ("address", _link(source.url, source.url)),
        ("files", ", ".join(source.files)),
        ("note", note),
    )
    return html.Article(
        id=f"source-{source.id}",
        className="card",
        children=[
            html.H2(source.title_en if english else source.title),
            html.Dl(
                [
                    part
                    for key, value in rows
                    if value
                    for part in (html.Dt(words.text(f"screen.source_{key}", lang)), html.Dd(value))
                ]
            ),
        ],
    )


def _link(text: str, url: str) -> str | Component:
    if not url.startswith(("http://", "https://")):
        return text
    return html.A(text, href=url, target="_blank", rel="noopener noreferrer")
