"""The headline: figures as in the table, caveats said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import describe
from layers import scene
from layers import spec
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene


def said(headline: describe.Headline) -> str:
    return headline.sentence.replace("\u00a0", " ")


def test_one_programme_stands_beside_its_published_number(of: Callable[..., Scene]) -> None:
    headline = describe.money(of(programme=("zukunftsraeume",)))
    assert said(headline) == (
        "4.601 € bewilligte Landesmittel für 5 von über 170 Projekten"
        " in 2 von 3 Landkreisen und kreisfreien Städten."
        " 2 Projekte ohne bekannten Betrag sind nicht in der Summe."
        " 1 Projekt gehört zu mehreren Landkreisen oder hat keinen Ort."
    )
    assert ("5 von über\u00a0170 Projekten", True) in headline.text


def test_several_programmes_are_counted(of: Callable[..., Scene]) -> None:
    assert said(describe.money(of(lang="en"))).startswith(
        "€24,601 awarded to 7 recorded projects of 2 programmes in 2 of 3 Landkreise"
    )


def test_filters_are_named_and_end_the_comparison(of: Callable[..., Scene]) -> None:
    text = said(
        describe.money(of(programme=("zukunftsraeume",), aerl=("sued",), years=(2020, 2021)))
    )
    assert "für 4 erfasste Projekte im Programm Zukunftsräume (ÄrL Süd, 2020–2021)" in text
    assert "in 2 von 2 Landkreisen" in text
    assert "1 weiterer Eintrag hat kein Jahr und fehlt hier." in text
    assert "170" not in text


def test_budgets_are_called_budgets(of: Callable[..., Scene]) -> None:
    text = said(describe.money(of(kind="budget")))
    assert text.startswith("12.000 € reservierte EU-Mittel in 2 erfassten Budgets")
    assert "bewilligt" not in text
    regions = said(describe.money(of(kind="budget", level="zukunftsregionen")))
    assert "Regionen überschneiden sich, die Summe zählt jeden Eintrag einmal." in regions


def test_without_amounts_no_sum_is_made_up() -> None:
    country = toy.catalogue([toy.record("zr-1", "03001001", None)])
    found = describe.money(scene.build(ViewState(), country))
    assert found.figure == "k. A."
    assert "Für 1 Projekt im Programm Zukunftsräume ist kein Betrag bekannt." in found.sentence


def test_nothing_recorded_is_said_not_to_be_zero(of: Callable[..., Scene]) -> None:
    found = describe.money(of(aerl=("nord",)))
    assert said(found) == "– Für diese Auswahl ist nichts erfasst. Das bedeutet nicht 0 €."
    assert "keine Fördermittel" in said(describe.money(of(programme=("jobmessen",))))


def test_fairs_stand_beside_the_published_number(of: Callable[..., Scene]) -> None:
    assert said(describe.fairs(of())) == (
        "2 erfasste Jobmessen in 2 von 3 Landkreisen und kreisfreien Städten."
        " Das Land nennt über 50."
    )
    assert "Das Land nennt" not in said(describe.fairs(of(years=(2023, 2023))))
    assert said(describe.fairs(of(years=(2019, 2019)))).startswith("– Für diese Auswahl")


def test_projects_name_their_known_amounts(of: Callable[..., Scene]) -> None:
    text = said(describe.projects(of()))
    assert text.startswith("7 erfasste Projekte aus 2 Programmen in 2 von 3")
    assert "Bekannte Beträge: 24.601 €." in text
    partial = said(describe.projects(of(programme=("zukunftsraeume",))))
    assert partial.startswith("5 von über 170 Projekten erfasst")


def test_people_of_overlapping_regions_are_counted_once(of: Callable[..., Scene]) -> None:
    assert said(describe.inhabitants(of(level="zukunftsregionen"))).startswith("8.000 Einwohner")
    assert said(describe.inhabitants(of())).startswith("8.000 Einwohner am 31.12.2018 in 3 ")
    assert "Schätzungen" in said(describe.inhabitants(of(level="gemeinden")))
    assert said(describe.density(of())).startswith("89 Einwohner je km²")


def test_the_title_names_metric_programmes_years_and_offices(of: Callable[..., Scene]) -> None:
    metrics = spec.metrics()
    found = of(programme=("rvz", "zukunftsraeume"), years=(2019, 2021), aerl=("nord",))
    title = describe.title(found, metrics["money"])
    assert title == "Bewilligungen: RVZ und Zukunftsräume, 2019–2021, ÄrL Nord"
    assert describe.title(found, metrics["inhabitants"]) == "Einwohner, ÄrL Nord"
    assert describe.title(of(kind="budget"), metrics["money"]) == "Budgets: alle Programme"


def test_the_shipped_programme_reads_as_in_the_design(shipped: Catalogue) -> None:
    view = ViewState(programme=("zukunftsraeume",))
    assert said(describe.money(scene.build(view, shipped))) == (
        "14,56 Mio. € bewilligte Landesmittel für 84 von über 170 Projekten"
        " in 27 von 45 Landkreisen und kreisfreien Städten."
        " 6 Projekte ohne bekannten Betrag sind nicht in der Summe."
    )
