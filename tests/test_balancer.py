"""Two servers that share nothing but the database, behind nginx: users see one atlas."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import time
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from geodata import folders
from geodata.stores import pushing
from geodata.stores.database import Database
from layers import state
from tests import balancer
from tests import support
from tests.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

    from tests.postgres import Cluster

RATE = 30
GEOMETRY = re.compile(r"/geo/[0-9a-f]{64}\.\w+")
LETTER = {"story": "versorgung", "id": "heute", "paused": False, "elapsed": 9, "from": "lead-1"}
PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Two servers, as of two machines, and the address of nginx before them."""

    address: str
    servers: tuple[support.RunningServer, support.RunningServer]
    database: str


def started(folder: Path, database: str) -> support.RunningServer:
    """Start a server with a cache of its own, as on a machine of its own."""
    ready = support.ROOT / ".cache/zukunftsatlas"  # compressed files, to start quickly
    if ready.is_dir():
        unlike = shutil.ignore_patterns("data", "pictures", "published", "lists", "briefing")
        shutil.copytree(ready, folder / "zukunftsatlas", ignore=unlike)
    folder.mkdir(exist_ok=True)
    env = {
        "ATLAS_DATA": database,
        "ATLAS_WORKERS": "1",
        "ATLAS_PROXIES": "1",
        "ATLAS_RATE": str(RATE),
        "XDG_CACHE_HOME": str(folder),
    }
    return support.start_server(folder, env)


@pytest.fixture(scope="module")
def house(
    cluster: Cluster, pushed: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    if balancer.program() is None:
        pytest.skip(balancer.MISSING)
    database = cluster.fresh("atlas_balancer", template=pushed.rpartition("/")[2])
    place = tmp_path_factory.mktemp("balancer")
    servers: list[support.RunningServer] = []
    try:
        servers += [started(place / name, database) for name in ("one", "two")]
        before = place / "nginx"
        before.mkdir()
        with balancer.running(before, [server.address for server in servers]) as address:
            yield House(address=address, servers=(servers[0], servers[1]), database=database)
    finally:
        for server in servers:
            server.stop()


def ask(address: str, body: Any = None, **headers: str) -> tuple[int, bytes, Message[str, str]]:
    """Return status, body and headers of an answer; a body is posted as JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    data = None
    if body is not None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        named.setdefault("Content-Type", "application/json")
    request = urllib.request.Request(address, data=data, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers
    except HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def callback(address: str, output: str, trigger: str, **values: Any) -> Any:
    """Ask a callback as the page does; return what it gives for its one output."""
    known = json.loads(ask(f"{address}/_dash-dependencies")[1])
    found = next(one for one in known if one["output"] == output)
    id_, prop = output.split(".")

    def given(parts: list[dict[str, str]]) -> list[dict[str, Any]]:
        return [{**part, "value": values.get(part["id"].replace("-", "_"))} for part in parts]

    body = {
        "output": output,
        "outputs": {"id": id_, "property": prop},
        "inputs": given(found["inputs"]),
        "state": given(found["state"]),
        "changedPropIds": [trigger],
    }
    status, text, _ = ask(f"{address}/_dash-update-component", body)
    return json.loads(text)["response"][id_][prop] if status == 200 else None


def test_a_page_and_its_files_come_through_in_the_form_that_was_asked_for(house: House) -> None:
    status, page, headers = ask(house.address, Accept_Encoding="identity")
    assert (status, headers["Content-Encoding"]) == (200, None)
    assert ask(house.address, Accept_Encoding="zstd")[2]["Content-Encoding"] == "zstd"
    name = GEOMETRY.findall(page.decode())[0]
    for asked, coding in (("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)):
        first = ask(house.address + name, Accept_Encoding=asked)
        again = ask(house.address + name, Accept_Encoding=asked)
        assert (first[0], first[2]["Content-Encoding"]) == (200, coding)
        assert again[2]["X-Cache"] == "HIT", "kept by the balancer, once in each form"
        assert again[1] == first[1]
        assert "immutable" in again[2]["Cache-Control"]
    assert ask(f"{house.address}/geo/{'0' * 64}.pbf")[0] == 404
    assert "X-Cache" not in ask(house.address)[2]


def test_the_servers_hear_scheme_and_host_of_the_user(house: House) -> None:
    body = ask(f"{house.address}/catalog.jsonld")[1].decode()
    assert house.address in body
    assert house.servers[0].address not in body


def test_a_scene_and_a_table_come_through(house: House) -> None:
    view = {**state.to_store(state.ViewState()), "level": "aerl"}
    scene = callback(house.address, "scene-answer.data", "scene-query.data", scene_query=view)
    assert scene["query"]["level"] == "aerl"
    status, body, _ = ask(f"{house.address}/export.csv?rows=areas&level=aerl")
    assert status == 200
    assert body.count(b"\n") >= 5, "four offices below a line of titles"


def test_letters_of_a_briefing_reach_the_other_machine(house: House) -> None:
    one, two = (server.address for server in house.servers)
    code = json.loads(ask(f"{one}/briefing/remote", {})[1])["code"]
    number = json.loads(ask(f"{two}/briefing/remote/{code}", LETTER)[1])["number"]
    for address in (one, two, house.address):
        found = json.loads(ask(f"{address}/briefing/remote/{code}?after=-1")[1])
        assert found == {"number": number, "state": LETTER}
    assert ask(f"{one}/briefing/remote/{code}?after={number}")[0] == 204
    assert ask(f"{two}/briefing/remote/ZZZZZZ")[0] == 404


def test_a_list_loaded_on_one_machine_serves_on_the_other(house: House) -> None:
    one, two = (server.address for server in house.servers)
    rows = b"Name;Ort\nPraxis A;Uelzen\nPraxis B;Emden\n"
    mark = "----one"
    about = 'Content-Disposition: form-data; name="file"; filename="praxen.csv"'
    form = f"--{mark}\r\n{about}\r\n\r\n".encode() + rows + f"\r\n--{mark}--\r\n".encode()
    kind = f"multipart/form-data; boundary={mark}"
    found = json.loads(ask(f"{one}/gaps/supply", form, Content_Type=kind)[1])
    assert found["name"].startswith("list-"), found
    shown = json.loads(ask(f"{two}/gaps/glimpse?mode=gaps&supply={found['name']}")[1])
    assert len(shown["sites"]) == 2
    assert shown == json.loads(ask(f"{one}/gaps/glimpse?mode=gaps&supply={found['name']}")[1])


def test_a_picture_named_on_one_machine_is_known_on_the_other(house: House) -> None:
    one, two = (server.address for server in house.servers)
    id_ = json.loads(ask(f"{one}/caption?level=aerl&size=square")[1])["id"]
    drawn = ask(f"{two}/export.svg?id={id_}")
    assert drawn[0] == 200, drawn[1]
    assert drawn[1] == ask(f"{one}/export.svg?id={id_}")[1]
    assert id_ in ask(f"{house.address}/bild/{id_}")[1].decode()


def test_a_search_goes_on_whichever_machine_is_asked(house: House) -> None:
    one, two = (server.address for server in house.servers)
    view = {**state.to_store(state.ViewState()), "mode": "gaps"}
    asked: dict[str, Any] = {"scene_query": view, "view": view, "gap_count": 2, "gap_aim": "cover"}
    begun = callback(one, "gap-proposed.data", "gap-exact.n_clicks", gap_exact=1, **asked)
    assert begun["state"] in ("running", "done")
    end = time.monotonic() + PATIENCE_S
    found = begun
    while found["state"] != "done":
        assert time.monotonic() < end, found
        assert found["state"] == "running", found
        for address in (two, one):
            found = callback(
                address, "gap-proposed.data", "gap-tick.n_intervals", gap_proposed=begun, **asked
            )
            assert found["name"] == begun["name"]
    assert (
        found["rows"]
        == callback(one, "gap-proposed.data", "gap-tick.n_intervals", gap_proposed=begun, **asked)[
            "rows"
        ]
    )
    ended = callback(
        two,
        "gap-proposed.data",
        "gap-cancel.n_clicks",
        gap_proposed={**begun, "name": "0" * 32},
        **asked,
    )
    assert ended["state"] == "cancelled", "one that another machine began ends there by itself"


def knock(house: House, source: str, **headers: str) -> int:
    """Ask for a download from an address of one's own."""
    parts = urlsplit(house.address)
    door = http.client.HTTPConnection(
        str(parts.hostname), parts.port, timeout=30, source_address=(source, 0)
    )
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        door.request("GET", "/export.csv?rows=areas&level=aerl", headers=named)
        answer = door.getresponse()
        answer.read()
        return answer.status
    finally:
        door.close()


def test_each_client_has_a_rate_of_its_own_and_cannot_take_another_ones(house: House) -> None:
    asked = 0
    while knock(house, "127.0.0.2") == 200:
        asked += 1
        assert asked < 20 * RATE, "no end"
    assert asked >= RATE
    lies = [knock(house, "127.0.0.2", X_Forwarded_For=f"10.9.8.{n}") for n in range(12)]
    assert lies.count(429) >= 6, "its own word is not taken; some tokens came back meanwhile"
    assert {knock(house, "127.0.0.3") for _ in range(12)} == {200}


def test_what_is_too_large_is_refused_in_words(house: House) -> None:
    for size in (270_000, 400_000):  # beyond what the server takes, beyond what nginx takes
        status, body, _ = ask(f"{house.address}/_dash-update-component", b"x" * size)
        assert status == 413
        assert "nginx" not in body.decode()
        assert len(body.decode().split()) > 4


def test_new_data_are_taken_over_by_both_and_no_question_fails(
    house: House, tmp_path: Path
) -> None:
    page = ask(house.address)[1].decode()
    kept = GEOMETRY.findall(page)[0]
    traffic = Traffic(house.address, ("/", "/readyz", "/?lang=en", kept), threads=1)
    watched = [Traffic(server.address, ("/readyz",), threads=1) for server in house.servers]
    try:
        data = shutil.copytree(folders.DATA, tmp_path / "data")
        path = data / "records/rvz.csv"
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
        version = pushing.push(Database(house.database), data, "test")
        since = time.monotonic()
        fresh: set[str] = set()
        for flow in watched:
            flow.settled(version, since)
        fresh = set(GEOMETRY.findall(ask(house.address)[1].decode()))
        statuses = {ask(server.address + name)[0] for name in fresh for server in house.servers}
    finally:
        for flow in (traffic, *watched):
            flow.stop()
    assert [flow.failed for flow in (traffic, *watched)] == [[], [], []]
    assert statuses == {200}
    assert fresh - set(GEOMETRY.findall(page)), "the points are others"


def test_a_machine_that_goes_costs_no_page_and_the_last_one_leaves_words(house: House) -> None:
    """The last test of the house: nobody lives there after it."""
    kept = GEOMETRY.findall(ask(house.address)[1].decode())[0]
    ask(house.address + kept, Accept_Encoding="br")
    traffic = Traffic(house.address, ("/", "/readyz", "/?level=aerl"), threads=2)
    try:
        house.servers[1].process.send_signal(signal.SIGTERM)
        house.servers[1].process.wait(timeout=60)
        count = traffic.count
        end = time.monotonic() + PATIENCE_S
        while traffic.count < count + 40:
            assert time.monotonic() < end
            time.sleep(0.05)  # answers are what is awaited
    finally:
        traffic.stop()
    assert traffic.failed == []
    house.servers[0].stop()
    status, body, headers = ask(house.address)
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "Der Atlas antwortet gerade nicht" in body.decode()
    assert "The atlas does not answer" in body.decode()
    status, _, headers = ask(house.address + kept, Accept_Encoding="br")
    assert (status, headers["X-Cache"]) == (200, "HIT"), "geometry is served on"
