"""The page of programmes: what each is, who grants and who advises, published totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard import markup
from layers import words

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.context import AppContext
    from geodata.programmes import Programme
    from geodata.programmes import Total

PARTNERED = "greengov"  # the programme whose partners are listed


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the page."""
    return html.Div(
        className="page-body",
        children=[
            html.H1(words.text("screen.programmes_title", lang)),
            html.P(words.text("screen.programmes_lead", lang)),
            *(_card(programme, ctx, lang) for programme in ctx.catalogue.programmes),
        ],
    )


def _of(value: object, name: str, lang: str) -> str:
    return str(getattr(value, f"{name}_en" if lang == "en" else name) or "")


def _card(programme: Programme, ctx: AppContext, lang: str) -> Component:
    rows = [
        (words.text(f"screen.programme_{name}", lang), _of(programme, name, lang))
        for name in ("grants", "advises", "may_apply")
    ]
    return html.Article(
        id=f"programme-{programme.id}",
        className="card",
        children=[
            html.H2(
                [
                    html.Span(
                        className="bar-mark",
                        style={"background": f"var(--p-{programme.id}, var(--mute))"},
                    ),
                    _of(programme, "title", lang),
                ]
            ),
            html.P(_of(programme, "about", lang)),
            html.Dl(
                [part for name, text in rows if text for part in (html.Dt(name), html.Dd(text))]
            ),
            *([_totals(programme, lang)] if programme.totals else []),
            *([_partners(ctx, lang)] if programme.id == PARTNERED else []),
            *([_on_map(programme, lang)] if _recorded(programme, ctx) else []),
        ],
    )


def _totals(programme: Programme, lang: str) -> Component:
    heads = ("total", "value", "as_of", "source")
    return html.Div(
        className="scroll-x",
        tabIndex=0,  # wider than a phone: arrow keys scroll it
        role="region",
        **markup.attr(
            {
                "aria-label": words.text(
                    "screen.published", lang, programme=_of(programme, "short", lang)
                )
            }
        ),
        children=html.Table(
            className="grid-table",
            children=[
                html.Caption(
                    words.text("screen.published", lang, programme=_of(programme, "short", lang)),
                    className="visually-hidden",
                ),
                html.Thead(
                    html.Tr(
                        [
                            html.Th(words.text(f"screen.published_{key}", lang), scope="col")
                            for key in heads
                        ]
                    )
                ),
                html.Tbody([_total(total, lang) for total in programme.totals]),
            ],
        ),
    )


def _total(total: Total, lang: str) -> Component:
    return html.Tr(
        [
            html.Td(_of(total, "metric", lang)),
            html.Td(_of(total, "text", lang), className="num"),
            html.Td(_of(total, "as_of", lang)),
            html.Td(
                html.A(
                    words.text("screen.source", lang),
                    href=total.source_url,
                    target="_blank",
                    rel="noopener noreferrer",
                    title=total.source_url,
                )
                if total.source_url
                else "–"
            ),
        ]
    )


def _recorded(programme: Programme, ctx: AppContext) -> bool:
    return bool((ctx.catalogue.records["programme"] == programme.id).any())


def _on_map(programme: Programme, lang: str) -> Component:
    tail = "&lang=en" if lang == "en" else ""
    label = words.text("screen.programme_on_map", lang)
    return html.P(html.A(label, href=f"/?programme={programme.id}{tail}"))


def _partners(ctx: AppContext, lang: str) -> Component:
    """Return GreenGov's partners in Europe; they lie outside the map."""
    table = ctx.catalogue.instruments
    partners = table[table["kind"] == "partner"]
    heads = [
        html.Th(words.text(f"screen.partner_{key}", lang), scope="col")
        for key in ("name", "role", "source")
    ]
    return html.Div(
        className="scroll-x",
        children=[
            html.H3(words.text("screen.greengov", lang)),
            html.P(words.text("screen.greengov_about", lang)),
            html.Table(
                className="grid-table",
                children=[
                    html.Thead(html.Tr(heads)),
                    html.Tbody([_partner(row, lang) for _, row in partners.iterrows()]),
                ],
            ),
        ],
    )


def _partner(row: dict[str, str], lang: str) -> Component:
    suffix = "_en" if lang == "en" else ""
    return html.Tr(
        [
            html.Td(row[f"title{suffix}"] or row["title"]),
            html.Td(row[f"text{suffix}"] or row["text"]),
            html.Td(
                html.A(
                    words.text("screen.source", lang),
                    href=row["source_url"],
                    target="_blank",
                    rel="noopener noreferrer",
                )
            ),
        ]
    )
