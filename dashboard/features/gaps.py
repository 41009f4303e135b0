"""The gaps: norm, supply, sites on trial and the way to them; what one more site would change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import State
from dash import ctx as ctx_of_callback
from dash import dcc
from dash import html
from dash import no_update

from dashboard import ids
from dashboard import markup
from dashboard import queries
from layers import gaps
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext

PARAMETERS = (("detour", 1, 3, 0.05), ("speed", 5, 130, 5), ("start", 0, 30, 0.5))
PROPOSALS = 5


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the controls of the mode; the sheet shows them only there."""
    return html.Div(
        className="gaps-only",
        children=[_norm(ctx, lang), _trial(lang), _supply(lang), _way(lang), _next(lang)],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:
    """Keep the controls in step with the scene; answer where a site would help most."""
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
        ClientsideFunction("atlas_need", "lists"), Output(ids.LISTS_DONE, "data"), *now
    )

    @app.callback(
        Output("gap-proposals", "children"),
        Input("gap-propose", "n_clicks"),
        Input(ids.SCENE_QUERY, "data"),
        State(ids.VIEW, "data"),
        prevent_initial_call=True,
        running=[(Output("gap-propose", "disabled"), True, False)],
    )
    def propose(clicks: int | None, _: Any, view: dict[str, Any] | None) -> Any:
        return _proposals(clicks, view, ctx, lang)


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
                _button("before", "screen.gaps_before", lang, pressed=True),
                _button("undo", "screen.gaps_undo", lang),
                _button("redo", "screen.gaps_redo", lang),
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


def _supply(lang: str) -> Component:
    states = [
        {"label": words.text(f"layer.rvz.{kind}", lang), "value": kind}
        for kind in ("open", "branch", "planned", "study")
    ]
    return _section(
        words.text("screen.gaps_supply", lang),
        html.Div(
            dcc.Checklist(id=ids.SITES, options=states, className="checks two"),
            role="group",
            **markup.attr({"aria-label": words.text("screen.gaps_supply", lang)}),
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


def _way(lang: str) -> Component:
    measures = ("overland", "beeline")
    return _section(
        words.text("screen.gaps_way", lang),
        html.Select(
            [html.Option(words.text(f"screen.gaps_{m}", lang), value=m) for m in measures],
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
        html.A(
            words.text("screen.gaps_how", lang),
            href="/methode" + ("" if lang == "de" else "?lang=en"),
            className="note",
        ),
    )


def _next(lang: str) -> Component:
    return _section(
        words.text("screen.gaps_next", lang),
        html.Button(
            words.text("screen.gaps_propose", lang),
            id="gap-propose",
            className="btn small",
            type="button",
        ),
        html.Div(id="gap-proposals", **markup.attr({"aria-live": "polite"})),
    )


def _proposals(clicks: int | None, query: dict[str, Any] | None, ctx: AppContext, lang: str) -> Any:
    """Return the ranked proposals for the present scenario, or clear those of another."""
    if not clicks or queries.as_query(query).get("mode") != "gaps":
        return no_update
    if "gap-propose" not in _triggered():
        return []
    found = gaps.proposals(queries.view_of(query, ctx, lang), ctx.catalogue, PROPOSALS)
    rows = [
        html.Li(
            className="site-row",
            children=[
                html.Span(str(rank), className="site-letter"),
                html.Span([f"{row['name']} ({row['landkreis']})", html.Small(row["text"])]),
                html.Button(
                    words.text("screen.gaps_add", lang),
                    className="link",
                    type="button",
                    **markup.attr(
                        {
                            "data-candidate": row["key"],
                            "aria-label": f"{words.text('screen.gaps_add', lang)}: {row['name']}",
                        }
                    ),
                ),
            ],
        )
        for rank, row in enumerate(found["greedy"], start=1)
    ]
    return [html.Ol(rows, className="site-list"), html.P(found["text"], className="note")]


def _triggered() -> str:
    return str(ctx_of_callback.triggered_id)
