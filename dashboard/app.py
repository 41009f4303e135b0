"""The application: one Flask server, the routes beside the page, and one Dash page a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from flask import Response
from flask import request
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import context
from dashboard import equipment
from dashboard import page
from dashboard import routes
from dashboard.routes import callbacks
from dashboard.routes import security
from layers import state

if TYPE_CHECKING:
    from dashboard.fleet import Fleet
    from dashboard.settings import Settings
    from geodata.catalogue import Catalogue
    from geodata.stores.watch import Watch

STORE = "atlas_store"


def create_app(
    settings: Settings,
    catalogue: Catalogue,
    watch: Watch | None = None,
    before: Flask | None = None,
    fleet: Fleet | None = None,
) -> Flask:
    """Return the server with every route and page registered.

    Dash builds one layout an application; as every word of the page depends on the language,
    each language is an application of its own on the same server, with the same scripts. The
    address stays one: ``/?lang=en`` is answered by the English one.
    """
    server = Flask("zukunftsatlas", static_folder=None)
    server.debug = False  # whatever FLASK_DEBUG says: a trace is for the log, never for a reader
    if settings.proxies:
        proxied = ProxyFix(server.wsgi_app, *(settings.proxies,) * 3)  # client, scheme, host
        server.wsgi_app = proxied  # type: ignore[method-assign]
    equipment.equip(catalogue, settings)
    ctx = context.AppContext(settings=settings, catalogue=catalogue, watch=watch, fleet=fleet)
    if before is not None:
        ctx.store.adopt(before.extensions[STORE])
    server.extensions[STORE] = ctx.store
    routes.register(server, ctx)
    pages = {lang: page.create(server, ctx, lang) for lang in state.LANGS}

    def by_language() -> Response | None:
        lang = request.args.get("lang", "")
        if request.path == "/" and lang in pages and lang != state.ViewState().lang:
            return Response(pages[lang].index(), mimetype="text/html")
        return None

    server.before_request(by_language)
    callbacks.register(server, {page.PREFIXES[lang]: app for lang, app in pages.items()})
    for app in pages.values():
        app._setup_server()  # noqa: SLF001  fixes the callbacks, so that their scripts can be hashed
        security.allow_scripts(server, app.csp_hashes())
    return server
