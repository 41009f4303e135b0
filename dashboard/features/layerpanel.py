"""The left panel: what colours the areas, which layers are drawn, which records count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import dcc
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard.features import gaps
from dashboard.features import indicating
from layers import spec
from layers import state
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext
    from layers.spec import LayerSpec


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the panel."""
    points = [layer for layer in spec.layers().values() if layer.kind == "point"]
    others = [layer for layer in spec.layers().values() if layer.kind != "point"]
    return html.Aside(
        id="panel-left",
        className="panel left",
        **markup.attr({"aria-label": words.text("screen.layers", lang)}),
        children=[
            _head(lang),
            _fill(ctx, lang),
            gaps.layout(ctx, lang),
            _section("screen.points", points, lang, missing=True),
            _section("screen.boundaries", others, lang),
            _filters(ctx, lang),
            _foot(lang),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Keep switches and counts in step with view and scene."""
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "layerStates"),
        *(Output(ids.layer(id_), "aria-checked") for id_ in spec.layers()),
        Input(ids.VIEW, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "layerCounts"),
        Output(ids.COUNTS_DONE, "data"),
        Input(ids.VIEW, "data"),
        Input(ids.SCENE, "data"),
    )


def _head(lang: str) -> Component:
    return html.Div(
        className="sec row between panel-head",
        children=[
            html.H2(words.text("screen.layers", lang)),
            html.Button(
                words.text("screen.reset", lang),
                id=ids.RESET,
                className="btn small",
                type="button",
                title=words.text("screen.reset_hint", lang),
            ),
        ],
    )


def _fill(ctx: AppContext, lang: str) -> Component:
    levels = [
        {"label": words.text(f"screen.level_{id_}", lang), "value": id_} for id_ in state.LEVELS
    ]
    metrics = [
        html.Option(metric.title(lang, "award"), value=id_)
        for id_, metric in spec.metrics().items()
    ] + indicating.options(indicating.every(ctx), lang)
    return html.Div(
        className="sec",
        children=[
            html.Label(
                words.text("screen.fill", lang),
                className="field-label explore-only",
                htmlFor=ids.METRIC,
            ),
            html.Select(metrics, id=ids.METRIC, className="select explore-only"),
            html.Div(indicating.time(ctx, lang), className="explore-only"),
            _maps(lang),
            html.Div(
                role="group",
                **markup.attr({"aria-label": words.text("screen.level", lang)}),
                children=dcc.RadioItems(
                    id=ids.LEVEL, options=levels, className="segments", inline=True
                ),
            ),
            html.Div(
                className="legend-head",
                children=[
                    html.Span(id="legend-subtitle"),
                    html.Span(words.text("screen.count", lang)),
                ],
            ),
            html.Ul(
                id="legend",
                className="legend",
                **markup.attr({"aria-label": words.text("screen.legend", lang)}),
            ),
        ],
    )


def _maps(lang: str) -> Component:
    """Return the choice of the mode gaps: the way to a site, or need beside funding."""
    return html.Div(
        className="segments gaps-only",
        role="group",
        **markup.attr({"aria-label": words.text("screen.fill", lang)}),
        children=[
            html.Button(
                words.text(f"screen.gaps_map_{id_}", lang),
                type="button",
                **markup.attr({"data-map-of": id_, "aria-pressed": "false"}),
            )
            for id_ in ("gap", "need")
        ],
    )


def _section(
    heading: str, layers: list[LayerSpec], lang: str, *, missing: bool = False
) -> Component:
    return html.Div(
        className="sec",
        children=[
            html.H3(words.text(heading, lang)),
            html.Div(className="layers", children=[_layer(layer, lang) for layer in layers]),
            *([_missing(lang)] if missing else []),
        ],
    )


def _layer(layer: LayerSpec, lang: str) -> Component:
    title = layer.title(lang)
    return html.Div(
        children=[
            html.Div(
                className="layer",
                title=layer.about(lang),
                children=[
                    html.Button(
                        id=ids.layer(layer.id),
                        className="switch",
                        type="button",
                        role="switch",
                        **markup.attr({"aria-checked": "false", "aria-label": title}),
                    ),
                    html.Span(
                        className="symbol", **markup.attr({"data-symbol": f"sym-{layer.id}"})
                    ),
                    html.Span(
                        className="layer-name",
                        children=[title, html.Small(id=f"count-text-{layer.id}")],
                    ),
                    html.Span(id=f"count-{layer.id}", className="layer-count"),
                    _more(layer, title, lang),
                    _options(layer, title, lang),
                ],
            ),
            *([_variants(layer, lang)] if layer.variants else []),
        ]
    )


def _more(layer: LayerSpec, title: str, lang: str) -> Component:
    label = words.text("screen.layer_more", lang, layer=title)
    return html.Details(
        className="layer-more",
        children=html.Summary(
            markup.icon("more"), title=label, **markup.attr({"aria-label": label})
        ),
        id=f"more-{layer.id}",
    )


def _options(layer: LayerSpec, title: str, lang: str) -> Component:
    def move(by: int, key: str) -> Component:
        return html.Button(
            words.text(key, lang),
            className="btn small",
            type="button",
            **markup.attr(
                {
                    "aria-label": f"{title}: {words.text(key, lang)}",
                    "data-move": layer.id,
                    "data-by": str(by),
                }
            ),
        )

    return html.Div(
        className="layer-options",
        children=[
            html.Div(layer.about(lang), className="note"),
            html.Label(
                [
                    words.text("screen.opacity", lang),
                    dcc.Input(
                        id=f"opacity-{layer.id}",
                        type="range",
                        min=10,
                        max=100,
                        step=10,
                        value=100,
                    ),
                ]
            ),
            html.Div(className="row", children=[move(1, "screen.up"), move(-1, "screen.down")]),
        ],
    )


def _variants(layer: LayerSpec, lang: str) -> Component:
    """Name the signs of a layer that tells states apart."""
    return html.Div(
        className="sub-legend",
        children=[
            html.Span(
                [
                    html.Span(
                        className="symbol",
                        **markup.attr({"data-symbol": f"sym-{layer.id}-{kind}"}),
                    ),
                    html.Span(
                        words.text(f"layer.{layer.id}.{kind}", lang), id=f"kind-{layer.id}-{kind}"
                    ),
                ]
            )
            for kind in layer.variants
        ],
    )


def _missing(lang: str) -> Component:
    return html.Div(
        id="missing",
        className="missing",
        children=[
            markup.icon("info"),
            html.Span(
                [
                    html.Span(id="missing-text"),
                    " ",
                    html.Button(
                        words.text("screen.missing_show", lang),
                        className="link",
                        type="button",
                        **markup.attr({"data-show-unplaced": "1"}),
                    ),
                ]
            ),
        ],
    )


def _filters(ctx: AppContext, lang: str) -> Component:
    english = lang == "en"
    recorded = set(ctx.catalogue.records["programme"])
    programmes = [
        {"label": p.short_en if english else p.short, "value": p.id}
        for p in ctx.catalogue.programmes
        if p.id in recorded
    ]
    aerl = [
        {"label": str(row["label"]), "value": key}
        for key, row in ctx.catalogue.areas["aerl"].iterrows()
    ]
    kinds = [
        {"label": words.text(f"screen.kind_{kind}", lang), "value": kind} for kind in state.KINDS
    ]
    return html.Details(
        className="sec filters",
        open=True,
        children=[
            html.Summary(words.text("screen.filter", lang)),
            _field(
                "screen.kind", dcc.RadioItems(id=ids.KIND, options=kinds, className="checks"), lang
            ),
            _field(
                "screen.programme",
                dcc.Checklist(id=ids.PROGRAMME, options=programmes, className="checks"),
                lang,
            ),
            _field("screen.years", _years(ctx, lang), lang),
            _field(
                "screen.aerl", dcc.Checklist(id=ids.AERL, options=aerl, className="checks"), lang
            ),
        ],
    )


def _field(key: str, control: Component, lang: str) -> Component:
    return html.Fieldset([html.Legend(words.text(key, lang)), control])


def _years(ctx: AppContext, lang: str) -> Component:
    years = sorted(int(year) for year in ctx.catalogue.records["year"].dropna().unique())
    span = range(years[0], years[-1] + 1) if years else range(0)

    def choice(id_: str, word: str) -> Component:
        label = words.text(word, lang)
        options = [html.Option(label, value=""), *(html.Option(str(y), value=str(y)) for y in span)]
        return html.Select(
            options, id=id_, className="select", **markup.attr({"aria-label": label})
        )

    return html.Div(
        className="years",
        children=[
            choice(ids.YEAR_FROM, "screen.from"),
            html.Span("–"),
            choice(ids.YEAR_TO, "screen.to"),
        ],
    )


def _foot(lang: str) -> Component:
    query = "" if lang == "de" else "?lang=en"
    links = ("quellen", "barrierefreiheit", "datenschutz", "hilfe")
    return html.Div(
        className="foot",
        children=[
            html.Div(id="state-line"),
            html.Nav(
                [
                    html.A(words.text(f"screen.link_{link}", lang), href=f"/{link}{query}")
                    for link in links
                ],
                **markup.attr({"aria-label": words.text("screen.links", lang)}),
            ),
        ],
    )
