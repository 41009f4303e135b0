"""Bundles: only what the page needs, and the same for both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import bundles
from tests.support import ROOT

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_unused_libraries_are_left_out(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "/dash_table/" in page  # Dash still sends it by itself
    lean = bundles.lean(page)
    assert "/dash_table/" not in lean
    assert "polyfill@" not in lean
    assert lean.index("regenerator-runtime") < lean.index("dash_core_components.v")
    for needed in ("react@", "react-dom@", "prop-types@", "dash_renderer", "dash_html_components"):
        assert needed in lean


def test_both_languages_name_the_same_files(client: FlaskClient) -> None:
    english = bundles.lean(client.get("/en/").text)
    assert 'src="/_dash-component-suites/' in english
    assert '"/en/_dash-component-suites/' not in english
    assert '"/en/assets/' not in english


def test_a_vendored_script_comes_once() -> None:
    polyfill = '<script src="/_dash-component-suites/dash/deps/polyfill@7.js"></script>'
    added = '<script src="/assets/vendor/regenerator-runtime-0.14.1.js?m=1763.2"></script>'
    assert bundles.lean(f"{polyfill}\n{added}").count("regenerator-runtime") == 1


def test_the_runtime_is_shipped() -> None:
    name = bundles.RUNTIME.split('"')[1]
    assert (ROOT / name.lstrip("/")).is_file()
