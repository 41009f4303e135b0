"""Bundles: only what the page needs, and the same for both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import dash_extensions  # noqa: F401  whoever imports it makes Dash send its scripts

from dashboard import bundles

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from dashboard.context import AppContext


def test_unused_libraries_are_left_out(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "/dash_table/" in page  # Dash still sends it by itself
    lean = bundles.lean(page)
    for part in bundles.UNUSED:
        assert part in page, "no longer sent: nothing to leave out"
        assert part not in lean
    for needed in ("react@", "react-dom@", "prop-types@", "dash_renderer"):
        assert needed in lean


def test_both_languages_name_the_same_files(client: FlaskClient) -> None:
    english = bundles.lean(client.get("/en/").text)
    assert 'src="/_dash-component-suites/' in english
    assert '"/en/_dash-component-suites/' not in english
    assert '"/en/assets/' not in english


def test_react_goes_as_one_file_that_stands_first(client: FlaskClient, ctx: AppContext) -> None:
    tags = bundles.ordered(client.get("/").text, '<script src="/own.js"></script>', ctx.store)
    packed, leaflet, own, renderer = re.findall(r'<script[^>]*src="([^"]+)"', tags)
    text = client.get(packed).text
    at = [text.index(part) for part in ("react.production", "react-dom.production", "PropTypes=")]
    assert at == sorted(at)
    assert text.count("@license React") == 2, "licences stay"
    assert "dash_leaflet" in leaflet
    assert own == "/own.js"
    assert "dash_renderer" in renderer
