"""Controls of indicators: their year, those in the table, and what they are in the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard import markup
from layers import indicators
from layers import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.context import AppContext
    from layers.indicators import IndicatorSpec


def options(found: list[IndicatorSpec], lang: str) -> list[Component]:
    """Return indicators as choices, by topic."""
    topics: dict[str, list[Component]] = {}
    for metric in found:
        topic = metric.indicator.topic or words.text("browser.indicator.group", lang)
        one = html.Option(metric.title(lang, ""), value=metric.id)
        topics.setdefault(topic, []).append(one)
    return [html.Optgroup(listed, label=topic) for topic, listed in topics.items()]


def every(ctx: AppContext) -> list[IndicatorSpec]:
    """Return the indicators of the installation."""
    return list(indicators.own(ctx.catalogue).values())


def time(ctx: AppContext, lang: str) -> list[Component]:
    """Return the choice of the year, hidden where there is none; nothing without indicators."""
    if not every(ctx):
        return []
    label = words.text("screen.indicator_year", lang)

    def step(by: int, sign: str, word: str) -> Component:
        says = words.text(f"screen.indicator_{word}", lang)
        return html.Button(
            sign,
            type="button",
            className="btn small",
            title=says,
            **markup.attr({"data-year-step": str(by), "aria-label": says}),
        )

    return [
        html.Div(
            className="indicator-time",
            hidden=True,
            children=[
                html.Span(words.text("screen.year_short", lang), className="field-label"),
                step(-1, "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", "before"),
                html.Select([], className="select", **markup.attr({"aria-label": label})),
                step(1, "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "after"),
            ],
        )
    ]


def columns(ctx: AppContext, lang: str) -> list[Component]:
    """Return the choice of columns; `assets/js/atlas_indicators.js` fills it when it is opened."""
    if not every(ctx):
        return []
    title = words.text("screen.table_columns", lang)
    return [
        html.Details(
            id="table-columns",
            className="group",
            children=[
                html.Summary([html.Span(title), html.Em(id="table-columns-count")]),
                html.P(words.text("screen.table_columns_note", lang), className="note"),
                html.Div(id="table-columns-list", className="table-columns"),
            ],
        )
    ]


def gaps(ctx: AppContext, lang: str) -> list[Component]:
    """Return what indicators may be in the gaps: need, or how many of the inhabitants count."""
    found = every(ctx)
    if not found:
        return []
    people = [metric for metric in found if metric.indicator.people]
    way = html.Option(words.text("screen.gaps_need_way", lang), value="")
    everyone = html.Option(words.text("screen.gaps_weight_all", lang), value="")
    senses = [
        html.Option(words.text(f"screen.gaps_need_{id_}", lang), value=id_)
        for id_ in ("high", "low")
    ]
    return [
        html.Div(
            className="sec",
            children=[
                html.H3(words.text("screen.gaps_indicators", lang)),
                _field("gap-need", "gaps_need", [way, *options(found, lang)], lang),
                html.Div(
                    _field("gap-need-way", "gaps_need_sense", senses, lang),
                    id="gap-need-sense",
                    hidden=True,
                ),
                *(
                    [_field("gap-weight", "gaps_weight", [everyone, *options(people, lang)], lang)]
                    if people
                    else [html.Select([everyone], id="gap-weight", hidden=True)]
                ),
                *time(ctx, lang),
                html.Div(id="gap-weight-note", className="note"),
            ],
        )
    ]


def _field(id_: str, word: str, options: Sequence[Component], lang: str) -> Component:
    return html.Label(
        [
            html.Span(words.text(f"screen.{word}", lang)),
            html.Select(options, id=id_, className="select"),
        ],
        className="gap-field",
        htmlFor=id_,
    )
