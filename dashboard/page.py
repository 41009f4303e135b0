"""The page of one language: Dash with our index, in which the first view already stands."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from dash import Dash
from flask import request

from dashboard import bundles
from dashboard import features
from dashboard import first as firsts
from dashboard import geometry
from dashboard import layout
from dashboard import opening
from dashboard import packs
from dashboard import ready
from dashboard import sprite
from dashboard import still
from dashboard.followers import Followers
from layers import press
from layers import scenes
from layers import state
from layers import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from dashboard.context import AppContext
    from layers.state import ViewState

ASSETS = Path(__file__).resolve().parent.parent / "assets"
MAPPED = ("explore", "gaps", "press")  # modes that show the map, or a picture of it
PREFIXES = {"de": "/", "en": "/en/"}

INDEX = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{about}">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
<link rel="preload" as="font" type="font/woff2" crossorigin href="{font}">
{preload}
{css}
</head>
<body data-state="loading" data-theme="{theme}" data-page="{page}" data-mode="{mode}"
 data-press="{press}" data-embed="{embed}" data-sheet="map">
<a class="skip-link on-map" href="#map">{skip_map}</a>
<a class="skip-link on-map" href="#panel-right">{skip}</a>
<a class="skip-link on-page" href="#page">{skip_page}</a>
<a class="skip-link on-press" href="#press-panel">{skip_press}</a>
{sprite}
{first}
{app_entry}
<script type="application/json" id="boot">{boot}</script>
<footer>{config}{scripts}</footer>
<noscript><p class="notice">{noscript}</p></noscript>
</body>
</html>"""


class AtlasDash(Dash):
    """Dash whose index carries the view of the address and its scene."""

    def __init__(self, ctx: AppContext, lang: str, **options: Any) -> None:
        self.ctx, self.lang = ctx, lang
        self.followers = Followers()
        super().__init__("zukunftsatlas", **options)

    def clientside_callback(self, function: Any, *parts: Any, **options: Any) -> Any:  # type: ignore[override]  # Dash names the first
        """Register a function of the browser; those that follow the view alone go together."""
        if not options and self.followers.take(function, parts):
            return None
        return super().clientside_callback(  # type: ignore[no-untyped-call]
            function, *parts, **options
        )

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # Dash names each
        """Fill the index for the present request."""
        ctx, query = self.ctx, request.query_string.decode("utf-8", "replace")
        trouble, packed = ctx.trouble, packs.state()  # read before: a change is seen next time
        first = opening.of(query, ctx, self.lang, trouble)
        view = first["view"]
        asked = state.from_store(view)
        if trouble is None and scenes.lasts(asked):
            ready.keep(lambda: ctx.trouble is None and packs.state() == packed, made=True)
        return INDEX.format(
            lang=self.lang,
            theme=view["theme"],
            page="off" if view["mode"] in MAPPED else "on",
            mode=asked.subject,
            press="on" if view["mode"] == press.MODE else "off",
            embed=view["embed"],
            title=escape(words.text("screen.title", self.lang)),
            about=escape(words.text("screen.about", self.lang)),
            skip=escape(words.text("screen.skip", self.lang)),
            skip_map=escape(words.text("screen.skip_map", self.lang)),
            skip_press=escape(words.text("press.skip", self.lang)),
            skip_page=escape(words.text("screen.skip_page", self.lang)),
            noscript=escape(words.text("screen.noscript", self.lang)),
            icon=self.get_asset_url("favicon.svg"),
            font=self.get_asset_url("fonts/source-sans-3-latin-wght-normal.woff2"),
            preload=_preload(first["geo"], asked, PREFIXES[self.lang]),
            sprite=sprite.svg(),
            first=firsts.page(asked, first, ctx),
            boot=opening.as_script({**first, "followers": self.followers.functions}),
            css=f'<link rel="stylesheet" href="{packs.sheet(ctx.store)}">',
            app_entry=parts["app_entry"],
            config=parts["config"],
            scripts=bundles.ordered(parts["scripts"], _script(packs.script(ctx.store)), ctx.store),
        )


# Fetched by scripts that run late; the browser may as well have them by then
EARLY = ("borders", "labels", "points")
EARLY_PARTS = ("_dash-layout", "_dash-dependencies")


def _preload(address: Mapping[str, str], view: ViewState, prefix: str) -> str:
    """Let the browser fetch at once what the map needs, beside the scripts that will ask for it."""
    drawn = [view.level, *(ref.id for ref in view.drawn())]
    finer = [name for name in geometry.FINER if name in drawn]
    data = [*(address[name] for name in (*EARLY, *finer)), *(prefix + part for part in EARLY_PARTS)]
    tags = [f'<link rel="preload" as="fetch" crossorigin href="{one}">' for one in data]
    return "\n".join(tags)


def _script(address: str) -> str:
    """Return the tag of our scripts, under the id by which Dash knows what starts its renderer."""
    return f'<script id="_dash-renderer" src="{address}"></script>'


def create(server: Flask, ctx: AppContext, lang: str) -> Dash:
    """Return the Dash application of a language, with its layout and callbacks."""
    app = AtlasDash(
        ctx,
        lang,
        server=server,
        title=words.text("screen.title", lang),
        update_title="",
        assets_folder=str(ASSETS),
        assets_ignore=".*",  # packed, or asked for where they are needed
        routes_pathname_prefix=PREFIXES[lang],
        requests_pathname_prefix=PREFIXES[lang],
        serve_locally=True,
    )
    # Each said by name: what is left open, Dash takes from variables such as DASH_HOT_RELOAD
    app.enable_dev_tools(
        debug=False,
        dev_tools_ui=False,
        dev_tools_props_check=False,
        dev_tools_serve_dev_bundles=False,
        dev_tools_hot_reload=False,
        dev_tools_disable_version_check=True,
    )
    app.layout = layout.build(ctx, lang)
    for feature in features.ALL:
        feature.register(app, ctx, lang)
    app.followers.register(super(AtlasDash, app).clientside_callback)
    used = still.named(app._callback_list)  # noqa: SLF001  Dash tells them nowhere else
    app.layout = still.settle(still.ordered(app.layout), used)
    return app
