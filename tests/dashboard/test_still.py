"""What no callback touches is put together, and nothing of it is lost."""

from __future__ import annotations

from typing import Any

from dash import dcc
from dash import html

from dashboard import still

USED = {"figure", "name"}


def test_still_neighbours_become_one_piece_in_their_place() -> None:
    made = still.settle(
        html.Div(
            [
                html.H2("Titel"),
                "Text",
                html.P(id="figure"),
                html.Div([html.Span("a", className="x"), html.Label("b", htmlFor="name")]),
                dcc.Store(id="store"),
            ]
        ),
        USED,
    )
    kinds = [type(child).__name__ for child in made.children]
    assert kinds == ["Still", "P", "Still", "Store"]
    assert made.children[0].tree == [["H2", {}, ["Titel"]], "Text"]
    (box,) = made.children[2].tree
    assert box[0] == "Div"
    assert box[2][0] == ["Span", {"className": "x"}, ["a"]]


def test_what_a_callback_writes_stays_a_component() -> None:
    for id_ in ("figure", {"type": "pattern", "n": 1}):
        made = still.settle(html.Div(html.Section([html.B("x"), html.P(id=id_)])), USED)
        (title, kept) = made.children.children
        assert type(title) is still.Still
        assert kept.id == id_


def test_ids_are_read_from_callbacks() -> None:
    callbacks: list[Any] = [
        {"output": "..a.children...b.data..", "inputs": [{"id": "c"}], "state": [{"id": "d"}]},
        {"output": "e.children", "inputs": [], "state": []},
    ]
    assert still.named(callbacks) == {"a", "b", "c", "d", "e"}
