"""Geometry by content hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import brotli

from dashboard import blobs
from tests.dashboard import conftest as mini

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from dashboard.context import AppContext
    from geodata.web import WebFile


def test_a_shipped_file_is_served_for_good(client: FlaskClient, web_file: WebFile) -> None:
    answer = client.get(f"/geo/{web_file.sha256}.pbf", headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert brotli.decompress(answer.data) == mini.GEOMETRY
    assert answer.headers["Content-Type"] == "application/x-protobuf"
    assert answer.headers["Cache-Control"] == blobs.FOREVER


def test_what_a_feature_publishes_is_served(client: FlaskClient, ctx: AppContext) -> None:
    address = ctx.store.publish(b'[{"id":"rvz-01"}]', "json", "application/json")
    assert client.get(address).json == [{"id": "rvz-01"}]


def test_an_unknown_hash_is_404(client: FlaskClient, web_file: WebFile) -> None:
    for name in ("0" * 64 + ".pbf", f"{web_file.sha256}.json", "landkreise.pbf"):
        answer = client.get(f"/geo/{name}", headers={"Accept": "application/json"})
        assert answer.status_code == 404
        assert "Diese Seite gibt es nicht." in answer.text
