"""The method page: every figure in it is that of the data."""

from __future__ import annotations

import json
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from geodata import folders
from geodata import norms
from layers.gaps import explained
from layers.gaps import scene
from layers.state import ViewState
from tests.layers.gaps import land
from tests.support import ROOT

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

HELP = ROOT / "dashboard" / "help"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def page(catalogue: Catalogue, lang: str) -> str:
    text = (HELP / f"methode.{lang}.md").read_text(encoding="utf-8")
    return plain(text.format(**explained.values(catalogue, lang)))


def test_both_languages_use_the_same_figures() -> None:
    places = [
        {
            name
            for _, name, _, _ in Formatter().parse((HELP / f"methode.{lang}.md").read_text("utf-8"))
        }
        for lang in ("de", "en")
    ]
    assert places[0] == places[1]
    headings = [
        (HELP / f"methode.{lang}.md").read_text("utf-8").count("\n## ") for lang in ("de", "en")
    ]
    assert headings[0] == headings[1]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_figures_are_those_of_the_files(lang: str, shipped: Catalogue) -> None:
    text = page(shipped, lang)
    path = folders.DATA / "odbl" / "population_error.json"
    error = json.loads(path.read_text(encoding="utf-8"))
    comma = "," if lang == "de" else "."
    for name in ("mape_percent", "median_percent", "p90_percent", "wrong_gemeinde_percent"):
        assert str(error[name]).replace(".", comma) in text, name
    thousands = "." if lang == "de" else ","
    assert f"{error['total']:,}".replace(",", thousands) in text
    for norm in norms.load().norms:
        assert norm.address in text
    found = scene.build(ViewState(mode="gaps", level="gemeinden"), shipped)
    assert f"{int(found.rows['uncertain'].sum())} " in text
    assert "Wesertunnel" in text


def test_it_says_what_matters(shipped: Catalogue) -> None:
    german, english = page(shipped, "de"), page(shipped, "en")
    assert "kein rechtlicher Mangel" in german
    assert "no legal shortfall" in english
    assert "10 km Weg über Land sind 16 min" in german
    assert "20 min entsprechen 13,1 km" in german
    assert "Sekundärquelle" in german


def test_it_stands_without_error_statement_and_waters() -> None:
    data = land.land(land.centre("a", land.KEYS[0]))
    assert "k. A." in page(data, "de")
