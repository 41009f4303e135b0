"""Bundles: only what the page needs, and the same for both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import bundles

if TYPE_CHECKING:
    from flask.testing import FlaskClient


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
