"""Limits: costly answers run out and come back, the map never does; each client for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import app
from dashboard.routes import limits
from dashboard.settings import Settings
from geodata import catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask


def test_a_bucket_runs_out_and_fills_again() -> None:
    now = [0.0]
    buckets = limits.Buckets(6, clock=lambda: now[0])
    assert [buckets.wait("a") for _ in range(6)] == [0.0] * 6
    assert buckets.wait("a") == pytest.approx(10.0)
    assert buckets.wait("b") == 0.0
    now[0] = 10.0
    assert buckets.wait("a") == 0.0
    assert buckets.wait("a") == pytest.approx(10.0)
    now[0] = 1e6  # never more than full
    assert [buckets.wait("a") for _ in range(7)][-1] > 0


def test_no_rate_is_no_limit() -> None:
    buckets = limits.Buckets(0)
    assert not any(buckets.wait("a", 100.0) for _ in range(1000))


def test_forgotten_clients_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CLIENTS", 3)
    buckets = limits.Buckets(1)
    for client in "abcde":
        buckets.wait(client)
    assert list(buckets._buckets) == ["c", "d", "e"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    cache: Path = tmp_path_factory.mktemp("limits")
    return app.create_app(Settings(cache=cache, rate=3, proxies=1), catalogue.load())


def test_downloads_are_refused_in_words_and_the_map_is_not(server: Flask) -> None:
    def ask(path: str, client: str) -> tuple[int, str, str]:
        headers = {"X-Forwarded-For": client}
        answer = server.test_client().get(path, headers=headers)
        return answer.status_code, answer.text[:200], answer.headers.get("Retry-After", "")

    first = [ask("/export.csv?rows=areas", "10.0.0.1")[0] for _ in range(3)]
    assert first == [200, 200, 200]
    status, text, after = ask("/export.csv?rows=areas&lang=en", "10.0.0.1")
    assert (status, text[:17]) == (429, "Too many requests")
    assert 1 <= int(after) <= 20
    assert ask("/export.csv?rows=areas", "10.0.0.1")[1].startswith("Zu viele Anfragen")
    assert ask("/", "10.0.0.1")[0] == 200
    assert ask("/export.csv?rows=areas", "10.0.0.2")[0] == 200  # as its proxy tells


@pytest.mark.parametrize(
    ("path", "kind", "cost"),
    [
        ("/export.csv", "files", 1.0),
        ("/download/rvz.csv", "files", 1.0),
        ("/briefing/deck", "files", 1.0),
        ("/briefing/versorgung.pdf", "files", 4.0),
        ("/ogc/collections/rvz/items", "ogc", 0.4),
        ("/gaps/here", "gaps", 0.05),
        ("/gaps/glimpse", "gaps", 0.05),
    ],
)
def test_costly_addresses_have_their_price(path: str, kind: str, cost: float) -> None:
    assert limits.costs(path) == (kind, cost)


@pytest.mark.parametrize(
    "path",
    ["/", "/_dash-update-component", "/geo/x.pbf", "/briefing/status", "/briefing/remote/ABCDEF"],
)
def test_what_a_page_and_a_wall_live_on_is_free(path: str) -> None:
    assert limits.costs(path)[1] == 0


def test_kinds_are_counted_apart(server: Flask) -> None:
    """Three tokens: seven pages of the OGC API at 0.4, and downloads as ever."""

    def ask(path: str) -> int:
        headers = {"X-Forwarded-For": "10.0.0.9"}
        return server.test_client().get(path, headers=headers).status_code

    found = [ask("/ogc/collections/rvz/items?limit=1&f=json") for _ in range(8)]
    assert found == [200] * 7 + [429]
    found = [ask("/gaps/here?mode=gaps&at=52.5~9.5") for _ in range(10)]
    assert found == [200] * 10, "a pointer on its way asks often"
    assert ask("/briefing/deck?story=versorgung") == 200
    assert ask("/export.csv?rows=areas") == 200
    assert ask("/briefing/deck?story=versorgung") == 200
    assert ask("/briefing/deck?story=versorgung") == 429
    assert ask("/briefing/status?story=versorgung") == 200
