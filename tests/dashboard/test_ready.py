"""Ready answers: what is given again is what would be made anew, and never what was another's."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

import pytest
from werkzeug.test import Client
from werkzeug.test import TestResponse

from dashboard import app
from dashboard import packs
from dashboard import ready
from dashboard.settings import Settings
from geodata import catalogue
from geodata.errors import GeodataError
from tests.dashboard.test_routes_callbacks import SCENE

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from geodata.stores.watch import Watch

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
UPDATE = "/_dash-update-component"
ADDRESSES = (
    "/",
    "/?level=aerl&theme=dark",
    "/?lang=en&metric=density",
    "/en/?level=nonsense",
    "/?mode=gaps&candidates=03360002",
    "/_dash-layout",
    "/en/_dash-dependencies",
    "/assets/favicon.svg",
    "/assets/fonts/source-sans-3-latin-wght-normal.woff2",
    "/_dash-component-suites/dash_leaflet/dash_leaflet.js",
)


@pytest.fixture(scope="module")
def watch() -> Any:
    """Stand in for what tells that the store does not answer."""
    return SimpleNamespace(trouble=None)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, watch: Any) -> Flask:
    cache: Path = tmp_path_factory.mktemp("ready")
    settings = Settings(cache=cache, rate=2)
    return app.create_app(settings, catalogue.load(), cast("Watch", watch))


@pytest.fixture
def before(server: Flask) -> ready.Ready:
    """Return what stands before the application, with nothing kept yet."""
    found: ready.Ready = server.extensions[ready.EXTENSION]
    found.files, found.made = ready.Shelf(ready.FILES), ready.Shelf(ready.MADE, ready.MADE_BYTES)
    return found


@pytest.fixture
def client(server: Flask, before: ready.Ready) -> Client:
    """Return a client as of a browser; nothing is kept yet."""
    assert not before.made
    return Client(server, TestResponse)


def kept(before: ready.Ready) -> int:
    return len(before.files) + len(before.made)


def told(answer: TestResponse) -> list[tuple[str, str]]:
    """Return the headers but for the time, which the server adds."""
    return [pair for pair in answer.headers if pair[0] != "Date"]


def unpacked(answer: TestResponse) -> bytes:
    """Return the body without gzip, which writes into it the second in which it packed."""
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(answer.data) if packed else answer.data


def behind(before: ready.Ready) -> Client:
    """Return a client of the application behind."""
    return Client(before.application, TestResponse)


def question(**view: Any) -> bytes:
    inputs = [{"id": "scene-query", "property": "data", "value": view}]
    return json.dumps({**SCENE, "inputs": inputs}).encode()


def ask(client: Client, body: bytes, **headers: str) -> TestResponse:
    sent = {**BROWSER, **headers}
    return client.post(UPDATE, data=body, content_type="application/json", headers=sent)


# ------------------------------------------------------------- equal to what is made anew


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_kept_answer_is_the_one_that_would_be_made(
    client: Client, before: ready.Ready, address: str
) -> None:
    for headers in (BROWSER, {"Accept-Encoding": "gzip"}, {}):
        count = kept(before)
        first = client.get(address, headers=headers)
        assert kept(before) == count + 1
        again, made = (one.get(address, headers=headers) for one in (client, behind(before)))
        assert again.status_code == made.status_code == 200
        assert told(again) == told(made) == told(first)
        assert again.data == first.data
        assert unpacked(again) == unpacked(made)
        assert kept(before) == count + 1
    tag = {**BROWSER, "If-None-Match": made.headers["ETag"]}
    again, made = (one.get(address, headers=tag) for one in (client, behind(before)))
    assert (again.status_code, again.data) == (made.status_code, made.data) == (304, b"")
    assert told(again) == told(made)
    other = client.get(address, headers={**BROWSER, "If-None-Match": 'W/"other"'})
    assert other.status_code == 200
    assert other.data


def test_files_of_the_page_are_kept(client: Client, before: ready.Ready) -> None:
    files = re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css|bin|json)[^"]*)"', client.get("/").text)
    assert len(files) >= 8
    for address in files:
        assert client.get(address, headers=BROWSER).status_code == 200
        count = kept(before)
        assert client.get(address, headers=BROWSER).status_code == 200
        assert kept(before) == count
    assert len(before.files) == len(set(files))


def test_a_scene_is_kept_by_its_question(client: Client, before: ready.Ready) -> None:
    views: tuple[dict[str, Any], ...] = ({"level": "aerl"}, {"level": "gemeinden"}, {})
    for view in views:
        first = ask(client, question(**view))
        again, made = (ask(one, question(**view)) for one in (client, behind(before)))
        assert first.data == again.data == made.data
        assert told(again) == told(made)
        sent = client.post(UPDATE, data=question(**view), content_type="application/json").text
        query = json.loads(sent)["response"]["scene-answer"]["data"]["query"]
        assert query["level"] == view.get("level", "landkreise")
    assert len(before.made) == 2 * len(views)  # compressed and not
    english = client.post("/en" + UPDATE, data=question(), content_type="application/json")
    assert english.json is not None
    assert english.json["response"]["scene-answer"]["data"]["query"]["lang"] == "en"


# ------------------------------------------------------------- new as soon as anything is


def test_new_data_are_answered_anew(server: Flask, client: Client, before: ready.Ready) -> None:
    old = client.get("/", headers=BROWSER).data
    loaded = catalogue.load()
    newer = replace(loaded, version="fedcba987654")
    settings = Settings(cache=server.extensions["atlas_store"].folder)
    fresh = Client(app.create_app(settings, newer, before=server), TestResponse)
    assert kept(before)
    for number in range(2):
        page = fresh.get("/").text
        assert newer.version in page, number
        assert loaded.version not in page
        scene = fresh.post(UPDATE, data=question(), content_type="application/json").text
        assert newer.version in scene
    assert client.get("/", headers=BROWSER).data == old


def test_trouble_is_said_at_once_and_no_longer_than_it_lasts(client: Client, watch: Any) -> None:
    well = client.get("/").text
    watch.trouble = GeodataError("Der Speicher antwortet nicht.", "The store is silent.")
    try:
        for _ in range(2):
            assert "Der Speicher antwortet nicht." in client.get("/").text
    finally:
        watch.trouble = None
    assert client.get("/").text == well


def test_a_changed_script_is_in_the_next_page(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assets = shutil.copytree(packs.ASSETS, tmp_path / "assets")
    monkeypatch.setattr(packs, "ASSETS", assets)
    name = re.compile(r'<script id="_dash-renderer" src="(/geo/[0-9a-f]+\.js)"')
    found = [name.findall(client.get("/").text)[0] for _ in range(2)]
    with (assets / "js/atlas_view.js").open("a") as script:
        script.write("\nvar later = 1;\n")
    found.append(name.findall(client.get("/").text)[0])
    assert found[0] == found[1] != found[2]
    assert "later=1" in client.get(found[2]).text


# ------------------------------------------------------------- nobody else's, and never too many


@pytest.mark.parametrize(
    "address",
    [
        "/healthz",
        "/readyz",
        "/daten",
        "/hilfe",
        "/nothing",
        "/gaps/here?mode=gaps&at=52.5~9.1",
        "/?mode=gaps&supply=list-0123456789abcdef",
        "/?mode=gaps&measure=router",
        "/_dash-layout?anything",
    ],
)
def test_what_may_change_or_fail_is_not_kept(
    client: Client, before: ready.Ready, address: str
) -> None:
    assert client.get(address).status_code in {200, 404}
    assert kept(before) == 0


def test_a_cookie_is_nobody_elses() -> None:
    def answer(environ: dict[str, Any], start: Any) -> list[bytes]:
        environ[ready.MARK] = (ready.always, True)
        start("200 OK", [("Set-Cookie", "own=1"), ("Content-Length", "1")])
        return [b"1"]

    before = ready.Ready(answer)
    assert Client(before, TestResponse).get("/").data == b"1"
    assert kept(before) == 0


def test_another_site_is_refused_what_is_kept(client: Client) -> None:
    assert ask(client, question()).status_code == 200
    assert ask(client, question(), **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    plain = client.post(UPDATE, data=question(), content_type="text/plain")
    assert plain.status_code >= 400
    assert client.put("/", data=b"").status_code == 405


def test_costly_answers_are_counted_all_the_same(client: Client, before: ready.Ready) -> None:
    count = kept(before)
    answers = [client.get("/export.csv?rows=areas").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert kept(before) == count


def test_a_part_is_left_to_flask(client: Client, before: ready.Ready) -> None:
    whole = client.get("/assets/favicon.svg").data
    with client.get("/assets/favicon.svg", headers={"Range": "bytes=0-3"}) as answer:
        assert (answer.status_code, answer.data) == (206, whole[:4])
    assert client.head("/assets/favicon.svg").data == b""
    assert client.get("/assets/favicon.svg").data == whole
    assert kept(before) == 1


def test_only_so_many_are_kept() -> None:
    shelf = ready.Shelf(3, 100)

    def answer(size: int) -> ready.Answer:
        body = b"." * size
        return ready.Answer(headers=[], unmodified=[], tag="", body=body, holds=ready.always)

    for name in "abcd":
        shelf.put(name, answer(20))
    assert (len(shelf), shelf.bytes) == (3, 60)
    assert shelf.get("a") is None
    assert shelf.get("b")
    shelf.put("e", answer(60))  # c, not asked for longest, goes; then there is room
    assert [name for name in "abcde" if shelf.get(name)] == ["b", "d", "e"]
    shelf.put("f", answer(101))
    shelf.put("e", answer(10))
    assert (shelf.get("f"), shelf.bytes) == (None, 50)


def test_many_addresses_fill_no_memory(client: Client, before: ready.Ready) -> None:
    before.made = ready.Shelf(5, ready.MADE_BYTES)
    for number in range(8):
        assert client.get(f"/?x={number}").status_code == 200
    assert len(before.made) == 5


def test_what_no_longer_holds_is_forgotten() -> None:
    shelf, now = ready.Shelf(3), [True]
    answer = ready.Answer(headers=[], unmodified=[], tag="", body=b"1", holds=lambda: now[0])
    shelf.put("a", answer)
    assert shelf.get("a") is answer
    now[0] = False
    assert shelf.get("a") is None
    assert (len(shelf), shelf.bytes) == (0, 0)
