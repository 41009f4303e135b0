"""Cards: figures of an area, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import cards

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene


def plain(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value.replace("\u00a0", " ")) for name, value in pairs]


def test_a_card_has_figures_and_says_what_they_leave_out(of: Callable[..., Scene]) -> None:
    figures, notes = cards.cards(of())
    assert plain(figures[0]) == [
        ("je Einwohner", "8,00 €"),
        ("Bewilligungen", "24.001 €"),
        ("Projekte", "4, davon 1 ohne Betrag"),
    ]
    assert notes[0] == (
        "Mindestwert: 1 Betrag unbekannt. 1 Betrag ist gerundet oder eine Grenze."
        " 4 Einträge, jeder mit Quelle."
    )


def test_unknown_amounts_are_absent_and_fairs_named(of: Callable[..., Scene]) -> None:
    figures, notes = cards.cards(of())
    assert plain(figures[1]) == [
        ("Bewilligungen", "k. A."),
        ("Projekte", "2, davon 2 ohne Betrag"),
        ("Jobmessen", "1"),
    ]
    assert notes[1] == "2 Einträge, jeder mit Quelle."
    assert plain(figures[2]) == [("Jobmessen", "1")]
    assert notes[2] == ""


def test_empty_areas_have_empty_cards(of: Callable[..., Scene]) -> None:
    figures, notes = cards.cards(of(level="gemeinden"))
    assert figures[-1] == []
    assert notes[-1] == ""


def test_the_line_under_the_name(country: Catalogue) -> None:
    def first(level: str) -> str:
        return cards.subtitles(country, level, "de")[0].replace("\u00a0", " ")

    assert first("landkreise") == "ÄrL Süd · 3.000 Einwohner (31.12.2018)"
    assert first("gemeinden") == "Landkreis Südkreis · ca. 1.000 Einwohner"
    assert first("zukunftsregionen") == "ÄrL Süd · 6.000 Einwohner (31.12.2018)"
    assert first("aerl") == "2.000 Einwohner (31.12.2018)"
    assert cards.subtitles(country, "gemeinden", "en")[-1] == "Landkreis Nordkreis · uninhabited"


def test_regions_warn_that_a_record_may_count_next_door(of: Callable[..., Scene]) -> None:
    _, notes = cards.cards(of(level="zukunftsregionen"))
    assert "Nachbarregion" in notes[0]
