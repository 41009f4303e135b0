"""Pages beside the map: help, accessibility, privacy, programmes, sources, in both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import pytest

from dashboard import context
from dashboard import programmes
from dashboard import settings
from dashboard import sources
from dashboard.routes import plain
from geodata import catalogue
from layers import state

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture
def ctx(tmp_path: Path) -> context.AppContext:
    chosen = settings.Settings(cache=tmp_path)
    return context.AppContext(settings=chosen, catalogue=catalogue.load())


def text(component: Any) -> str:
    return json.dumps(component.to_plotly_json(), default=lambda c: c.to_plotly_json())


@pytest.mark.parametrize("lang", state.LANGS)
@pytest.mark.parametrize("name", plain.PAGES)
def test_plain_pages_are_whole_in_both_languages(atlas: FlaskClient, name: str, lang: str) -> None:
    answer = atlas.get(f"/{name}?lang={lang}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert answer.text.count("<h1>") == 1
    assert "{" not in answer.text.split("<main")[1]


@pytest.mark.parametrize(("path", "mode"), plain.MODES.items())
def test_short_addresses_lead_to_their_mode(atlas: FlaskClient, path: str, mode: str) -> None:
    assert atlas.get(f"/{path}").headers["Location"] == f"/?mode={mode}"
    assert atlas.get(f"/{path}?lang=en").headers["Location"] == f"/?mode={mode}&lang=en"


@pytest.mark.parametrize("lang", state.LANGS)
def test_programmes_page_names_all_totals_with_their_sources(
    ctx: context.AppContext, lang: str
) -> None:
    page = text(programmes.layout(ctx, lang))
    for programme in ctx.catalogue.programmes:
        assert f'"id": "programme-{programme.id}"' in page
        for total in programme.totals:
            if total.source_url:
                assert json.dumps(total.source_url) in page
    assert page.count('"id": "programme-greengov"') == 1
    partners = ctx.catalogue.instruments.query("kind == 'partner'")
    titles = partners["title_en" if lang == "en" else "title"]
    assert all(json.dumps(title) in page for title in titles)


@pytest.mark.parametrize("lang", state.LANGS)
def test_sources_page_holds_every_attribution(ctx: context.AppContext, lang: str) -> None:
    page = text(sources.layout(ctx, lang))
    for source in ctx.catalogue.sources:
        assert json.dumps(source.attribution) in page
        assert f'"id": "source-{source.id}"' in page
