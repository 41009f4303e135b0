"""A small application on made-up data: the routes as they are, a page of one line."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from hashlib import sha256
from types import SimpleNamespace
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

import pandas as pd
import pytest
from dash import Dash
from dash import html
from flask import Flask

from dashboard import app
from dashboard import context
from dashboard import routes
from dashboard import settings
from dashboard.routes import security
from geodata import catalogue as shipped
from geodata import state
from geodata import web

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from geodata.catalogue import Catalogue

GEOMETRY = b"pretend geobuf " * 80
STYLE = "body { color: black } /* " + "quiet " * 200 + "*/"
LOADED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def catalogue(folder: Path, **changes: Any) -> Catalogue:
    """Return what the routes read of a catalogue."""
    parts = {
        "version": "0123456789ab",
        "areas": {"landkreise": pd.DataFrame({"name": ["A", "B"]}, index=["03001", "03002"])},
        "records": pd.DataFrame({"dataset": ["rvz", "rvz", "jobmessen"]}),
        "problems": (),
        "folder": folder,
        "loaded_at": LOADED,
        "state": state.SHIPPED,
        **changes,
    }
    return cast("Catalogue", SimpleNamespace(**parts))


@pytest.fixture
def ctx(tmp_path: Path) -> context.AppContext:
    chosen = settings.Settings(cache=tmp_path / "cache")
    return context.AppContext(settings=chosen, catalogue=catalogue(tmp_path))


@pytest.fixture
def web_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> web.WebFile:
    """Ship one browser file instead of the real ones."""
    path = tmp_path / "landkreise.pbf"
    path.write_bytes(GEOMETRY)
    file = web.WebFile(
        name=path.name,
        path=path,
        sha256=sha256(GEOMETRY).hexdigest(),
        media_type="application/x-protobuf",
    )
    monkeypatch.setattr(web, "files", lambda _folder: {path.name: file})
    return file


@pytest.fixture
def flask_app(ctx: context.AppContext, web_file: web.WebFile, tmp_path: Path) -> Flask:
    """Return the routes and a page in two languages, as the atlas is built."""
    assert web_file.path.is_file()
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/page.css").write_text(STYLE)
    server = Flask("mini", static_folder=None)
    routes.register(server, ctx)
    for prefix in ("/", "/en/"):
        app = Dash(
            "mini",
            server=server,  # type: ignore[arg-type]  # its annotation forgets Flask
            url_base_pathname=prefix,
            assets_folder=str(tmp_path / "assets"),
        )
        app.layout = html.Div("one line")
        security.allow_scripts(server, app.csp_hashes())

    @server.get("/broken")
    def broken() -> str:
        message = "a secret of the inside"
        raise RuntimeError(message)

    return server


@pytest.fixture
def client(flask_app: Flask) -> FlaskClient:
    return flask_app.test_client()


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return a client of the real application on the shipped data."""
    cache = tmp_path_factory.mktemp("atlas")
    return app.create_app(settings.Settings(cache=cache), shipped.load()).test_client()
