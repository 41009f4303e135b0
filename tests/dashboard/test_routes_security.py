"""Security headers: nothing from other hosts, no script but our own."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from dashboard.routes import security
from dashboard.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def parts(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}


def test_the_page_allows_its_inline_scripts_by_hash_only(client: FlaskClient) -> None:
    answer = client.get("/")
    allowed = parts(answer.headers["Content-Security-Policy"])["script-src"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"} & set(allowed)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL)
    inline = [
        body
        for attributes, body in scripts
        if body.strip() and "application/json" not in attributes and "alert(" not in body
    ]
    assert inline
    for body in inline:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


@pytest.mark.parametrize("address", ["/", "/healthz", "/nowhere", "/assets/page.css"])
def test_every_answer_is_guarded(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/en/", "/nowhere"])
def test_every_page_has_a_policy(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "text/html"})
    policy = parts(answer.headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]


@pytest.mark.parametrize(
    ("basemap", "host"),
    [
        ("", []),
        ("/tiles/{z}/{x}/{y}.png", []),
        ("https://tiles.example:8443/{z}/{x}/{y}.png", ["https://tiles.example:8443"]),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", ["https://*.tiles.example"]),
    ],
)
def test_pictures_may_come_from_the_installations_own_tiles(basemap: str, host: list[str]) -> None:
    policy = parts(security.policy(Settings(basemap=basemap), []))
    assert policy["img-src"] == ["'self'", "data:", "blob:", *host]


def test_the_embedding_sites_are_a_setting() -> None:
    policy = parts(security.policy(Settings(frame_ancestors="https://portal.example"), []))
    assert policy["frame-ancestors"] == ["https://portal.example"]


def test_a_hash_is_listed_once() -> None:
    server = Flask("mini")
    security.allow_scripts(server, ["'sha256-a'", "'sha256-b'"])
    security.allow_scripts(server, ["'sha256-a'"])
    assert server.extensions[security.EXTENSION] == ["'sha256-a'", "'sha256-b'"]
