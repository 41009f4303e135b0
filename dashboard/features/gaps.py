"""The gaps: norm, supply, sites on trial and the way to them; what one more site would change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import dcc
from dash import html

from dashboard import equipment
from dashboard import ids
from dashboard import markup
from dashboard.features import indicating
from dashboard.features import proposals
from layers import gaps
from layers import spec
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext

PARAMETERS = (("detour", 1, 3, 0.05), ("speed", 5, 130, 5), ("start", 0, 30, 0.5))


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the controls of the mode; the sheet shows them only there."""
    return html.Div(
        className="gaps-only",
        children=[
            _norm(ctx, lang),
            *indicating.gaps(ctx, lang),
            _trial(lang),
            proposals.layout(ctx, lang),
            _supply(ctx, lang),
            _way(ctx, lang),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Keep the controls in step with the scene."""
    now = (Input(ids.VIEW, "data"), Input(ids.SCENE, "data"))
    app.clientside_callback(
        ClientsideFunction("atlas_gaps", "panel"),
        Output("gap-trial", "children"),
        Output("gap-sites", "children"),
        Output("gap-norm", "children"),
        Output("gap-method", "children"),
        Output("gap-flips", "children"),
        Output("gap-problems", "children"),
        Output("gap-sites-count", "children"),
        *now,
    )
    app.clientside_callback(
        ClientsideFunction("atlas_versus", "panel"), Output("gap-versus", "children"), *now
    )
    app.clientside_callback(
        ClientsideFunction("atlas_need", "lists"), Output(ids.LISTS_DONE, "data"), *now
    )


def _section(title: str, *children: Any) -> Component:
    return html.Div(className="sec", children=[html.H3(title), *children])


def _field(id_: str, label: str, control: Component) -> Component:
    return html.Label([html.Span(label), control], className="gap-field", htmlFor=id_)


def _norm(ctx: AppContext, lang: str) -> Component:
    norms = gaps.options(ctx.catalogue, lang)["norms"]
    return _section(
        words.text("screen.gaps_norm", lang),
        html.Select(
            [html.Option(norm["title"], value=norm["id"]) for norm in norms],
            id="norm",
            className="select",
            **markup.attr({"aria-label": words.text("screen.gaps_norm", lang)}),
        ),
        html.Div(id="gap-norm", className="note gap-norm"),
        _field(
            "free-norm",
            words.text("screen.gaps_free", lang),
            dcc.Input(id="free-norm", type="text", placeholder="30min@90", debounce=True),
        ),
        html.Div(id="gap-problems", className="gap-problems", role="status"),
    )


def _trial(lang: str) -> Component:
    """Sites on trial: by a click on the map or by a form, never by dragging alone."""
    return _section(
        words.text("screen.gaps_trial", lang),
        html.Ul(id="gap-trial", className="site-list"),
        _field(
            "candidate-place",
            words.text("screen.gaps_place", lang),
            html.Div(
                [
                    dcc.Input(id="candidate-place", type="text", list="gemeinden-list"),
                    html.Datalist(id="gemeinden-list"),
                ]
            ),
        ),
        html.Div(
            className="row wrap",
            children=[
                _button("set-site", "screen.gaps_set", lang, pressed=True),
                _button("undo", "screen.gaps_undo", lang),
                _button("redo", "screen.gaps_redo", lang),
            ],
        ),
        html.Div(
            className="row wrap",
            children=[
                _button("versus-today", "screen.gaps_versus", lang, pressed=True),
                _button("versus-keep", "screen.gaps_keep", lang, pressed=True),
            ],
        ),
        _field(
            "scenario-name",
            words.text("screen.gaps_name", lang),
            dcc.Input(id="scenario-name", type="text", maxLength=60, debounce=True),
        ),
    )


def _button(action: str, word: str, lang: str, *, pressed: bool = False) -> Component:
    return html.Button(
        words.text(word, lang),
        className="btn small",
        type="button",
        **markup.attr({"data-action": action, **({"aria-pressed": "false"} if pressed else {})}),
    )


def _supply(ctx: AppContext, lang: str) -> Component:
    states = [
        {"label": words.text(f"layer.rvz.{kind}", lang), "value": kind}
        for kind in ("open", "branch", "planned", "study")
    ]
    return _section(
        words.text("screen.gaps_supply", lang),
        html.Select(
            [
                html.Option(spec.layers()[layer].title(lang), value=layer)
                for layer in gaps.supplies(ctx.catalogue)
            ],
            id="supply",
            className="select",
            **markup.attr({"aria-label": words.text("screen.gaps_supply", lang)}),
        ),
        html.Div(
            className="row wrap",
            children=[_button("load-supply", "screen.gaps_load", lang)],
        ),
        html.Div(id="supply-told", className="gap-problems", role="status"),
        html.Div(
            dcc.Checklist(id=ids.SITES, options=states, className="checks two"),
            role="group",
            **markup.attr({"aria-label": words.text("screen.gaps_states", lang)}),
        ),
        html.Details(
            className="group",
            children=[
                html.Summary(
                    [
                        html.Span(words.text("screen.gaps_standing", lang)),
                        html.Em(id="gap-sites-count"),
                    ]
                ),
                html.Ul(id="gap-sites", className="site-list"),
            ],
        ),
    )


def _way(ctx: AppContext, lang: str) -> Component:
    measures = equipment.measures(ctx.settings)
    return _section(
        words.text("screen.gaps_way", lang),
        html.Select(
            [html.Option(words.text(f"gaps.measure.{m}", lang), value=m) for m in measures],
            id="measure",
            className="select",
            **markup.attr({"aria-label": words.text("screen.gaps_way", lang)}),
        ),
        html.Div(
            className="gap-numbers",
            children=[
                _field(
                    id_,
                    words.text(f"screen.gaps_{id_}", lang),
                    dcc.Input(id=id_, type="number", min=low, max=high, step=step, debounce=True),
                )
                for id_, low, high, step in PARAMETERS
            ],
        ),
        html.Div(id="gap-method", className="note"),
        html.Div(id="gap-flips", className="note gap-flips"),
        markup.method(lang, "note"),
    )
