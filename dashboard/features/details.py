"""The details: everything recorded for the selected area or place, each entry with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import State
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard import queries
from layers import detail
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext
    from layers.entries import Entry

SPOKEN = "de"  # language of the records' titles, whatever that of the page
MOST_RECORDS = 40


def layout(ctx: AppContext, lang: str) -> Component:  # noqa: ARG001
    """Return the empty section."""
    return html.Section(
        id="details", **markup.attr({"aria-label": words.text("screen.details", lang)})
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:
    """Ask the browser what is wanted, then the catalogue what there is."""
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "detailQuery"),
        Output(ids.DETAIL_QUERY, "data"),
        Input(ids.VIEW, "data"),
        Input(ids.PICKED, "data"),
        State(ids.DETAIL_QUERY, "data"),
    )

    @app.callback(
        Output(ids.DETAIL_TREE, "data"), Input(ids.DETAIL_QUERY, "data"), prevent_initial_call=True
    )
    def details(query: Any) -> list[Component]:
        return content(queries.as_query(query), ctx, lang)

    # As plain elements: Dash would ask each of some hundred components at every later step
    app.clientside_callback(
        ClientsideFunction("atlas_tree", "details"),
        Output("details", "className"),
        Input(ids.DETAIL_TREE, "data"),
        prevent_initial_call=True,
    )


def content(query: dict[str, Any], ctx: AppContext, lang: str) -> list[Component]:
    """Return the components for a query: records by id, or an area by key."""
    wanted = query.get("ids")
    records = ctx.catalogue.records.index
    texts = [id_ for id_ in wanted if isinstance(id_, str)] if isinstance(wanted, list) else []
    ids_ = [id_ for id_ in dict.fromkeys(texts) if id_ in records]
    if ids_:
        return _records(ids_, ctx, lang, unplaced=query.get("why") == "unplaced")
    view = queries.view_of(query, ctx, lang)
    key = query.get("key")
    if not isinstance(key, str) or key not in ctx.catalogue.areas[view.level].index:
        return []
    return _area(detail.area_detail(view, key, ctx.catalogue), lang)


def _close(lang: str) -> Component:
    return html.Button(
        "×",
        className="btn small square",
        type="button",
        **markup.attr(
            {"data-action": "close-details", "aria-label": words.text("screen.close", lang)}
        ),
    )


def _figures(pairs: Any) -> Component:
    return html.Dl(
        className="figures",
        children=[html.Div([html.Dt(name), html.Dd(value)]) for name, value in pairs],
    )


def _area(area: detail.AreaDetail, lang: str) -> list[Component]:
    return [
        html.Div(
            className="detail-head",
            children=[
                html.Div(
                    [html.H2(area.title), html.Div(area.subtitle, className="detail-sub")],
                    style={"flex": 1},
                ),
                html.Button(
                    words.text("screen.zoom_to", lang),
                    className="btn small",
                    type="button",
                    **markup.attr({"data-zoom-area": area.key}),
                ),
                _close(lang),
            ],
        ),
        _figures(area.figures),
        html.H3(words.text("screen.what_is_here", lang), style={"marginTop": "12px"}),
        *(_group(group, lang) for group in area.groups),
        *([html.P(area.note, className="note")] if area.note else []),
    ]


def _group(group: detail.Group, lang: str) -> Component:
    return html.Details(
        className="group",
        children=[
            html.Summary([html.Span(group.title), html.Em(str(len(group.entries)))]),
            *(_entry(entry, lang) for entry in group.entries),
        ],
    )


def _entry(entry: Entry, lang: str) -> Component:
    return html.Div(
        className="entry",
        children=[
            html.B(entry.title, lang=SPOKEN),
            *([html.Div(entry.line)] if entry.line else []),
            *([html.Div(entry.note, className="note")] if entry.note else []),
            html.Div(
                _sources(entry.sources, entry.source_date, entry.confidence, lang), className="note"
            ),
        ],
    )


def _sources(sources: tuple[str, ...], date: str, confidence: str, lang: str) -> list[Any]:
    parts: list[Any] = []
    for i, url in enumerate(sources):
        label = words.text("screen.source", lang) + (f" {i + 1}" if len(sources) > 1 else "")
        parts += [
            html.A(label, href=url, target="_blank", rel="noopener noreferrer", title=url),
            " ",
        ]
    tail = ", ".join(text for text in (date, confidence) if text)
    return [*parts, f"({tail})"] if tail else parts


def _records(ids_: list[str], ctx: AppContext, lang: str, *, unplaced: bool) -> list[Component]:
    found = [detail.record_detail(id_, lang, ctx.catalogue) for id_ in ids_[:MOST_RECORDS]]
    several = len(ids_) > 1
    key = "screen.unplaced_title" if unplaced else "screen.records_here"
    title = words.text(key, lang, n=str(len(ids_))) if several else found[0].title
    head = html.Div(
        className="detail-head",
        children=[
            html.H2(title, style={"flex": 1}, lang=lang if several else SPOKEN),
            _close(lang),
        ],
    )
    if not several:
        return [head, html.Div(found[0].subtitle, className="detail-sub"), _facts(found[0], lang)]
    return [
        head,
        *(
            html.Details(
                className="group",
                open=len(found) <= 2,  # noqa: PLR2004  two fit without scrolling
                children=[
                    html.Summary([html.Span(record.title, lang=SPOKEN), html.Em(record.subtitle)]),
                    _facts(record, lang),
                ],
            )
            for record in found
        ),
    ]


def _facts(record: detail.RecordDetail, lang: str) -> Component:
    return html.Div(
        [
            html.Dl(
                className="facts",
                children=[
                    part for name, value in record.rows for part in (html.Dt(name), html.Dd(value))
                ],
            ),
            *([html.P(record.note, className="note")] if record.note else []),
            html.Div(
                _sources(record.sources, record.source_date, record.confidence, lang),
                className="note",
            ),
        ]
    )
