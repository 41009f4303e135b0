"""The page that the law asks for: each part is there, and nothing of an installation is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import context
from dashboard.routes import plain
from dashboard.settings import Settings
from dashboard.settings import SettingsError
from tests.dashboard.conftest import catalogue

if TYPE_CHECKING:
    from pathlib import Path

PARTS = {
    "de": (
        "§ 9b",
        "EN 301 549",
        "noch nicht zugänglich",
        "Rückmeldung",
        "Schlichtungsstelle nach § 9d",
    ),
    "en": ("§ 9b", "EN 301 549", "not accessible yet", "Feedback", "conciliation body under § 9d"),
}


def page(tmp_path: Path, lang: str, **settings: str) -> str:
    chosen = Settings(cache=tmp_path, **settings)  # type: ignore[arg-type]  # texts only
    ctx = context.AppContext(settings=chosen, catalogue=catalogue(tmp_path))
    return plain.render("barrierefreiheit", lang, ctx)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_part_that_the_law_asks_for_is_there(tmp_path: Path, lang: str) -> None:
    text = page(tmp_path, lang)
    assert [part for part in PARTS[lang] if part not in text] == []
    assert "ATLAS_CONTACT" in text, "what is missing is said"
    assert "mailto:" not in text


def test_an_installation_names_house_contact_and_conciliation(tmp_path: Path) -> None:
    text = page(
        tmp_path,
        "de",
        house='Amt <b>"X"</b>',
        contact="barrieren@amt.example",
        conciliation="https://amt.example/schlichtung",
    )
    assert '<a href="mailto:barrieren@amt.example">' in text
    assert '<a href="https://amt.example/schlichtung">' in text
    assert "Amt &lt;b&gt;" in text
    assert "ATLAS_" not in text


@pytest.mark.parametrize("value", ["javascript:x", "nobody", 'a@b.c" onclick="x'])
def test_an_odd_contact_is_refused_at_start(value: str) -> None:
    with pytest.raises(SettingsError):
        Settings.from_env({"ATLAS_CONTACT": value})
