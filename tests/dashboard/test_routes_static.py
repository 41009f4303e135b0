"""Static files: compressed once, shared by both languages, kept by the browser."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import brotli
import pytest

from dashboard import blobs
from dashboard.routes import static
from tests.dashboard import conftest as mini

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from dashboard.context import AppContext

BR = {"Accept-Encoding": "gzip, br"}
RENDERER = re.compile(r'"(/[^"]*dash_renderer\.v[^"]+)"')


def renderer(client: FlaskClient, prefix: str = "/") -> str:
    """Return the address of Dash's renderer, as the page names it."""
    found = RENDERER.search(client.get(prefix).text)
    assert found
    return found[1]


def test_a_bundle_comes_compressed_and_for_good(client: FlaskClient) -> None:
    address = renderer(client)
    for _ in range(2):  # made, then known
        answer = client.get(address, headers=BR)
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.headers["Cache-Control"] == blobs.FOREVER
        assert answer.mimetype in {"application/javascript", "text/javascript"}
        assert b"DashRenderer" in brotli.decompress(answer.data)


def test_both_languages_share_one_copy(client: FlaskClient, ctx: AppContext) -> None:
    german = client.get(renderer(client), headers=BR)
    made = len(list(ctx.store.folder.iterdir()))
    english = client.get(renderer(client, "/en/"), headers=BR)
    assert english.data == german.data
    assert english.headers["ETag"] == german.headers["ETag"]
    assert len(list(ctx.store.folder.iterdir())) == made


def test_a_bundle_without_fingerprint_is_asked_for_again(client: FlaskClient) -> None:
    client.get("/")
    address = "/_dash-component-suites/dash/dcc/async-dropdown.js"
    answer = client.get(address, headers=BR)
    assert answer.headers["Cache-Control"] == blobs.REVALIDATE
    again = client.get(address, headers={**BR, "If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_asset_follows_its_file(client: FlaskClient, tmp_path: Path) -> None:
    first = client.get("/assets/page.css", headers=BR)
    assert brotli.decompress(first.data).decode() == mini.STYLE
    assert first.headers["Cache-Control"] == blobs.REVALIDATE
    file = tmp_path / "assets/page.css"
    file.write_text(mini.STYLE.replace("black", "white"))
    os.utime(file, (1, 1))
    second = client.get("/en/assets/page.css", headers=BR)
    assert b"white" in brotli.decompress(second.data)
    assert second.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/assets/page.css?m=1763.5", blobs.FOREVER),
        ("/assets/page.css", blobs.REVALIDATE),
        ("/assets/vendor/plotly-basic-4.1.1.min.js", blobs.FOREVER),
        ("/assets/fonts/letters.woff2", static.A_WEEK),
        ("/_favicon.ico?v=4.4.1", blobs.FOREVER),
    ],
)
def test_how_long_a_browser_keeps_it(
    client: FlaskClient, tmp_path: Path, address: str, expected: str
) -> None:
    for folder, name in (("vendor", "plotly-basic-4.1.1.min.js"), ("fonts", "letters.woff2")):
        (tmp_path / "assets" / folder).mkdir()
        (tmp_path / "assets" / folder / name).write_bytes(b"content")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == expected


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient, address: str) -> None:
    """Dash writes another id into each page; two workers' pages must be the same all the same."""
    first = client.get(address, headers=BR)
    assert first.headers["Cache-Control"] == blobs.REVALIDATE
    again = client.get(address, headers={**BR, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(address).data == client.get(address).data


@pytest.mark.parametrize("part", ["_dash-layout", "_dash-dependencies"])
def test_the_layout_is_sent_once(client: FlaskClient, part: str) -> None:
    answer = client.get(f"/{part}", headers=BR)
    assert answer.headers["Cache-Control"] == blobs.REVALIDATE
    again = client.get(f"/{part}", headers={**BR, "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_answers_made_on_demand_are_compressed_too(client: FlaskClient) -> None:
    answer = client.get("/", headers=BR)
    assert answer.headers["Content-Encoding"] == "br"
    assert b"<html" in brotli.decompress(answer.data)
    modern = client.get("/", headers={"Accept-Encoding": "gzip, br, zstd"})
    assert modern.headers["Content-Encoding"] == "zstd"


@pytest.mark.parametrize(
    "address",
    ["/_dash-component-suites/dash/secret.py", "/assets/nothing.css", "/assets/../LICENSE"],
)
def test_what_is_not_there_is_not_kept(client: FlaskClient, address: str) -> None:
    client.get("/")
    assert client.get(address).status_code == 404
    assert client.get(address).status_code == 404


def test_a_part_of_a_file_is_left_to_flask(client: FlaskClient) -> None:
    with client.get("/assets/page.css", headers={"Range": "bytes=0-3"}) as answer:
        assert (answer.status_code, answer.data) == (206, b"body")
