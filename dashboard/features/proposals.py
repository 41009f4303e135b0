"""Where next: proposed sites, quickly at once and exactly in the background, with a way to stop.

A search runs in a process of its own and is known by its name on disk, so whichever server
process hears the next tick can answer. The page asks once a second while one runs. A machine that
does not know the name looks for itself: the name is what is asked, and the answer the same. The
other one stops as soon as nobody asks it any more.
"""

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
from geodata.analysis.job import Desk
from layers import gaps
from layers import words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext
    from layers.state import ViewState

USUAL = 5
TICK_MS = 1000
FOLDER = "sitings"


def layout(ctx: AppContext, lang: str) -> Component:  # noqa: ARG001
    """Return the form, and the places for the answer."""
    return html.Div(
        className="sec",
        children=[
            html.H3(words.text("screen.gaps_next", lang)),
            html.Div(className="gap-ask", children=[_count(lang), _aim(lang)]),
            html.Div(
                className="row wrap",
                children=[
                    _button("gap-propose", "screen.gaps_propose", lang),
                    _button("gap-exact", "screen.gaps_exact", lang),
                ],
            ),
            html.Div(id="gap-progress", role="status"),
            _button("gap-cancel", "screen.gaps_cancel", lang, hidden=True),
            html.Div(id="gap-proposals"),
            dcc.Store(id=ids.PROPOSED),
            dcc.Interval(id="gap-tick", interval=TICK_MS, disabled=True),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:
    """Answer at once, look after a search, and draw list and map from one answer."""
    app.clientside_callback(
        ClientsideFunction("atlas_proposals", "draw"),
        Output("gap-proposals", "children"),
        Output("gap-progress", "children"),
        Output("gap-tick", "disabled"),
        Output("gap-cancel", "hidden"),
        Input(ids.PROPOSED, "data"),
    )

    @app.callback(
        Output(ids.PROPOSED, "data"),
        Input("gap-propose", "n_clicks"),
        Input("gap-exact", "n_clicks"),
        Input("gap-cancel", "n_clicks"),
        Input("gap-tick", "n_intervals"),
        Input(ids.SCENE_QUERY, "data"),
        State("gap-count", "value"),
        State("gap-aim", "value"),
        State(ids.VIEW, "data"),
        State(ids.PROPOSED, "data"),
        prevent_initial_call=True,
    )
    def answer(*given: Any) -> Any:
        *_, count, aim, query, before = given
        if queries.as_query(query).get("mode") != "gaps":
            return no_update
        asked = _asked(count, aim)
        view = queries.view_of(query, ctx, lang)
        return _answer(str(ctx_of_callback.triggered_id), view, asked, before, ctx)


def _answer(
    trigger: str, view: ViewState, asked: tuple[int, str], before: Any, ctx: AppContext
) -> Any:
    """Return what to show next; None clears what belonged to another scenario."""
    desk = Desk(folder=ctx.settings.cache / FOLDER)
    name = str(before.get("name") or "") if isinstance(before, dict) else ""
    if trigger == "gap-exact":
        return gaps.search(view, ctx.catalogue, *asked, desk)
    if trigger == "gap-propose":
        return gaps.proposals(view, ctx.catalogue, *asked)
    if trigger in ("gap-tick", "gap-cancel"):
        if not name:
            return no_update
        same = _same(before, asked)
        if trigger == "gap-cancel":
            desk.cancel(name)
        elif desk.progress(name) is None:  # another machine looks for it, or did until it ended
            return gaps.search(view, ctx.catalogue, *same, desk)
        return gaps.searched(view, ctx.catalogue, *same, desk, name)
    if name:
        desk.cancel(name)
    return None if before else no_update


def _asked(count: Any, aim: Any) -> tuple[int, str]:
    """Return how many sites and to what end; an empty field is the usual number."""
    number = count if isinstance(count, int) and count >= 1 else USUAL
    known = aim if isinstance(aim, str) and aim in gaps.AIMS else gaps.AIMS[0]
    return min(number, gaps.MOST), known


def _same(before: Any, asked: tuple[int, str]) -> tuple[int, str]:
    """Return the question that the running search was asked; the form may have changed since."""
    return _asked(before.get("count"), before.get("aim", asked[1]))


def _count(lang: str) -> Component:
    return html.Label(
        [
            html.Span(words.text("screen.gaps_count", lang)),
            dcc.Input(id="gap-count", type="number", value=USUAL, min=1, max=gaps.MOST, step=1),
        ],
        className="gap-field",
        htmlFor="gap-count",
    )


def _aim(lang: str) -> Component:
    title = words.text("screen.gaps_aim", lang)
    return html.Div(
        className="gap-field",
        role="group",
        **markup.attr({"aria-label": title}),
        children=[
            html.Span(title),
            dcc.RadioItems(
                id="gap-aim",
                options=[
                    {"label": words.text(f"screen.gaps_aim_{aim}", lang), "value": aim}
                    for aim in gaps.AIMS
                ],
                value=gaps.AIMS[0],
                className="checks",
            ),
        ],
    )


def _button(id_: str, word: str, lang: str, *, hidden: bool = False) -> Component:
    return html.Button(
        words.text(word, lang),
        id=id_,
        className="btn small",
        type="button",
        hidden=hidden,
    )
