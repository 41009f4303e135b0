"""The part of the page of sources where data are had: files of every layer, services, metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html
from flask import has_request_context
from flask import request

from dashboard import markup
from geodata.collections import collection as collections
from layers import downloads
from layers import words

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.context import AppContext
    from geodata.collections.collection import Collection


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the section."""
    host = request.host_url.rstrip("/") if has_request_context() else ""
    service = f"{host}/ogc/"
    whole = f"{downloads.EVERYTHING}.gpkg"
    return html.Section(
        id="offers",
        className="card offers",
        children=[
            html.H2(words.text("data.title", lang)),
            html.P(words.text("data.lead", lang)),
            html.P(
                [
                    html.A(
                        [markup.icon("download"), words.text("data.all", lang)],
                        href=_address(whole, lang),
                        className="button",
                        download="",
                    ),
                    html.Span(words.text("data.all_note", lang), className="note"),
                ],
                className="offer",
            ),
            html.Details([html.Summary(words.text("data.layers", lang)), _table(ctx, lang)]),
            html.H3(words.text("data.service", lang)),
            html.P(html.Code(service)),
            html.P(words.text("data.service_note", lang, address=service)),
            html.H3(words.text("data.portal", lang)),
            html.P(html.A(f"{host}/catalog.jsonld", href="/catalog.jsonld")),
            html.P(words.text("data.portal_note", lang)),
        ],
    )


def _address(file: str, lang: str) -> str:
    return f"/download/{file}" + ("" if lang == "de" else f"?lang={lang}")


def _table(ctx: AppContext, lang: str) -> Component:
    heads = ("layer", "rows", "formats")
    return html.Div(
        className="offers-table",
        children=html.Table(
            [
                html.Thead(
                    html.Tr([html.Th(words.text(f"data.{n}", lang), scope="col") for n in heads])
                ),
                html.Tbody([_row(found, ctx, lang) for found in collections.every(ctx.catalogue)]),
            ]
        ),
    )


def _row(found: Collection, ctx: AppContext, lang: str) -> Component:
    title, _ = found.says(lang)
    links = [
        html.A(
            kind.upper() if kind != "geojson" else "GeoJSON",
            href=_address(f"{found.id}.{kind}", lang),
            download="",
            **markup.attr({"aria-label": f"{title}, {kind.upper()}"}),
        )
        for kind in downloads.FORMATS
    ]
    return html.Tr(
        [
            html.Th(title, scope="row"),
            html.Td(str(collections.size(ctx.catalogue, found)), className="number"),
            html.Td(links, className="links"),
        ]
    )
