"""The way from a view to a story: an entry of the menu; the dialog is made in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard import markup
from dashboard.briefing import pages
from layers import words
from layers.briefing import story

if TYPE_CHECKING:
    from dash.development.base_component import Component

MODE = "briefing"


def entry(lang: str) -> Component:
    """Return the entry that saves the present view as a scene."""
    charts = "|".join(f"{id_}={said}" for id_, said in story.charts_named(lang).items())
    return html.Button(
        id="story-add",
        className="menu-entry",
        type="button",
        **markup.attr(
            {
                "data-action": "story",
                "data-charts": charts,
                "data-script": pages.address("js/briefing_builder.js"),
                "data-sheet": pages.address("css/briefing_builder.css"),
            }
        ),
        children=[
            html.Span(words.text("briefing.builder.add", lang)),
            html.Small(words.text("briefing.builder.add_small", lang)),
        ],
    )


def link(lang: str) -> Component:
    """Return the way to the stories, beside the modes."""
    tail = "" if lang == "de" else "&lang=en"
    return html.A(
        words.text("briefing.title", lang),
        id=f"mode-{MODE}",
        className="mode",
        href=f"/?mode={MODE}{tail}",
    )
