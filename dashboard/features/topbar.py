"""The bar: title, modes, search, share, download, theme, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import dcc
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard import pictures
from dashboard.features import pages
from dashboard.features import storybuilder
from layers import words
from layers.picture import logo as logos

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext

# Downloads of the present view: format, what it holds, and the options in its address
DOWNLOADS = (
    ("png", "picture", "size=hd"),
    ("pdf", "picture", "size=a4-landscape"),
    ("svg", "picture", "size=hd"),
    ("csv", "areas", "rows=areas"),
    ("xlsx", "areas", "rows=areas"),
    ("csv", "records", "rows=records"),
    ("xlsx", "records", "rows=records"),
    ("geojson", "areas", "rows=areas"),
    ("gpkg", "areas", "rows=areas"),
)
IN_EXPLORE = ("records",)  # not offered in the mode gaps


def layout(ctx: AppContext, lang: str) -> Component:
    """Return the bar."""
    return html.Header(
        className="bar",
        children=[
            _brand(ctx, lang),
            _modes(lang),
            html.Span(className="bar-space wide"),
            _search(lang),
            html.Div(
                className="bar-tools",
                children=[
                    _share(lang),
                    _downloads(lang),
                    _theme(lang),
                    _language(lang),
                    _small_menu(lang),
                ],
            ),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Mark the mode that is shown."""
    app.clientside_callback(
        ClientsideFunction("atlas_panel", "modes"),
        *(Output(ids.mode(id_), "aria-current") for id_ in pages.MODES),
        Input(ids.VIEW, "data"),
    )


def _brand(ctx: AppContext, lang: str) -> Component:
    house = ctx.settings.house
    logo = pictures.logo(ctx)
    own = logo and ctx.store.publish(logo.body, logo.kind, logos.TYPES[logo.kind])
    return html.A(
        className="brand",
        href="/",
        children=[
            html.Img(className="brand-logo", src=own, alt=house)
            if own
            else html.Img(className="brand-mark", src="/assets/favicon.svg", alt=""),
            html.Span(
                [
                    words.text("screen.name", lang),
                    html.Span(" " + words.text("screen.land", lang), className="brand-name-long"),
                ]
            ),
            *([html.Span(house, className="brand-house")] if house else []),
        ],
    )


def _modes(lang: str) -> Component:
    return html.Nav(
        className="modes",
        **markup.attr({"aria-label": words.text("screen.modes", lang)}),
        children=[
            html.Button(
                words.text(f"screen.mode_{id_}", lang),
                id=ids.mode(id_),
                className="mode",
                type="button",
            )
            for id_ in pages.MODES
        ]
        + [storybuilder.link(lang)],
    )


def _search(lang: str) -> Component:
    label = words.text("screen.search", lang)
    return html.Div(
        className="search",
        role="search",
        children=[
            markup.icon("search"),
            dcc.Input(
                id=ids.SEARCH,
                type="text",
                placeholder=label,
                autoComplete="off",
                debounce=True,
            ),
            html.Div(
                id="search-list",
                className="search-list",
                role="listbox",
                **markup.attr({"aria-label": label}),
            ),
        ],
    )


def _share(lang: str) -> Component:
    return html.Button(
        id=ids.SHARE,
        className="btn",
        type="button",
        **markup.attr({"data-action": "share"}),
        title=words.text("screen.share_hint", lang),
        children=[
            markup.icon("share"),
            html.Span(words.text("screen.share", lang), className="wide"),
        ],
    )


def _downloads(lang: str) -> Component:
    return html.Details(
        className="menu wide",
        children=[
            html.Summary(
                id=ids.EXPORT,
                className="btn primary",
                children=[markup.icon("download"), words.text("screen.export", lang)],
            ),
            html.Div(
                className="menu-body",
                children=[
                    html.A(
                        **markup.attr({"data-export": kind, "data-options": options}),
                        href=f"/export.{kind}?{options}",
                        className="explore-only" if what in IN_EXPLORE else "",
                        download="",
                        children=[
                            html.Span(words.text(f"screen.export_{what}", lang)),
                            html.Small(words.text(f"screen.export_{kind}", lang)),
                        ],
                    )
                    for kind, what, options in DOWNLOADS
                ]
                + [storybuilder.entry(lang)],
            ),
        ],
    )


def _theme(lang: str) -> Component:
    label = words.text("screen.theme", lang)
    return html.Button(
        id=ids.THEME,
        className="btn square wide",
        type="button",
        title=label,
        **markup.attr({"aria-label": label}),
        children=markup.icon("contrast"),
    )


def _language(lang: str) -> Component:
    other = "en" if lang == "de" else "de"
    return html.A(
        id="lang",
        className="lang",
        href=f"/?lang={other}",
        lang=other,
        hrefLang=other,
        title=words.text("screen.other_language", lang),
        **markup.attr({"data-lang": other}),
        children=[
            html.B("DE") if lang == "de" else "DE",
            " ",
            html.B("EN") if lang == "en" else "EN",
        ],
    )


def _small_menu(lang: str) -> Component:
    """Return what the bar has no room for on small screens: the pages, as plain addresses."""
    tail = "" if lang == "de" else "&lang=en"
    label = words.text("screen.modes", lang)
    return html.Details(
        className="menu small-menu",
        children=[
            html.Summary(
                className="btn square",
                title=label,
                **markup.attr({"aria-label": label}),
                children=markup.icon("menu"),
            ),
            html.Div(
                className="menu-body",
                children=[
                    html.A(words.text(f"screen.mode_{id_}", lang), href=f"/?mode={id_}{tail}")
                    for id_ in pages.MODES
                ]
                + [html.A(words.text("briefing.title", lang), href=f"/?mode=briefing{tail}")],
            ),
        ],
    )
