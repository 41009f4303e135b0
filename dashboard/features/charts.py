"""The linked charts: plotly graphs that are put into the page after the map is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard import opening
from layers import spec
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext


def layout(ctx: AppContext, lang: str) -> Component:
    """Return a section a chart, still without a graph."""
    return html.Section(
        className="charts",
        **markup.attr({"aria-label": words.text("screen.charts", lang)}),
        children=[
            *(
                _chart(id_, "explore-only indicator-only", lang)
                for id_ in opening.charts(ctx.catalogue)
                if id_ in spec.indicator_charts()
            ),
            *(_chart(id_, "explore-only", lang) for id_ in spec.charts()),
            *(_chart(id_, "gaps-only", lang) for id_ in opening.GAP_CHARTS),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Write what stands round the charts; plotly draws them without Dash in between."""
    charts = opening.charts(ctx.catalogue)
    now = (Input(ids.VIEW, "data"), Input(ids.SCENE, "data"))
    app.clientside_callback(
        ClientsideFunction("atlas_charts", "heads"),
        *(Output(f"chart-legend-{id_}", "children") for id_ in charts),
        *now,
    )
    figures = ClientsideFunction("atlas_charts", "figures")
    app.clientside_callback(figures, Output(ids.CHARTS_DONE, "data"), *now)


def _chart(id_: str, mode: str, lang: str) -> Component:
    """Return the place of a chart: for screen readers a picture with a sentence and a table."""
    return html.Section(
        id=ids.chart(id_),
        className=f"chart {mode}",
        **markup.attr({"aria-labelledby": f"chart-title-{id_}"}),
        children=[
            html.Div(className="chart-head", children=html.H3(id=f"chart-title-{id_}")),
            html.Div(id=f"chart-legend-{id_}", className="chart-legend"),
            html.Div(id=f"chart-alt-{id_}", className="visually-hidden"),
            html.Div(
                id=f"chart-slot-{id_}",
                className="chart-slot",
                role="img",
                **markup.attr(
                    {
                        "aria-labelledby": f"chart-title-{id_}",
                        "aria-describedby": f"chart-alt-{id_}",
                    }
                ),
            ),
            html.Div(id=f"chart-note-{id_}", className="chart-note"),
            *([markup.method(lang, "chart-note")] if mode == "gaps-only" else ()),
            html.Details(
                id=f"chart-data-{id_}",
                className="chart-data",
                children=[
                    html.Summary(words.text("screen.chart_data", lang)),
                    html.Div(id=f"chart-data-body-{id_}", className="table-wrap", tabIndex=0),
                ],
            ),
        ],
    )
