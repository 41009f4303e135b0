"""Programmes, their published totals in words, and how much of them is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from geodata import completeness
from geodata import dataset
from geodata import programmes

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue


def total(**cells: Any) -> dict[str, Any]:
    given = {"value_to": None, "unit": "Projekte", "unit_en": "projects", "precision": "exact"}
    return given | cells


@pytest.mark.parametrize(
    ("cells", "german", "english"),
    [
        (total(value=170.0, precision="lower_bound"), "über 170 Projekte", "over 170 projects"),
        (total(value=14.0, precision="reported"), "14 Projekte", "14 projects"),
        (
            total(value=33e6, unit="EUR", unit_en="EUR", precision="rounded"),
            "rd. 33 Mio. €",
            "about €33 million",
        ),
        (
            total(value=8.6e6, unit="EUR", unit_en="EUR", precision="upper_bound"),
            "knapp 8,6 Mio. €",
            "just under €8.6 million",
        ),
        (total(value=300000.0, unit="EUR", unit_en="EUR"), "300.000 €", "€300,000"),
        (
            total(value=5e6, value_to=8e6, unit="EUR", unit_en="EUR", precision="range"),
            "5–8 Mio. €",
            "€5–8 million",
        ),
        (
            total(value=60.0, value_to=90.0, unit="Prozent", unit_en="percent", precision="range"),
            "60–90 %",
            "60–90 %",
        ),
        (total(value=1.0, unit="Standorte", unit_en="sites"), "1 Standort", "1 site"),
        (
            total(value=2500.0, unit="Personen", unit_en="persons"),
            "2.500 Personen",
            "2,500 persons",
        ),
        (total(value=None), "", ""),
    ],
)
def test_a_total_in_words(cells: dict[str, Any], german: str, english: str) -> None:
    assert programmes.figure(cells, german=True) == german
    assert programmes.figure(cells, german=False) == english


def test_programmes_are_complete_in_both_languages(shipped: Catalogue) -> None:
    assert [p.id for p in shipped.programmes] == [*dataset.PROGRAMMES, "packt-an"]
    for programme in shipped.programmes:
        for name in ("title", "short", "about", "grants", "advises", "may_apply"):
            assert getattr(programme, name), (programme.id, name)
            assert getattr(programme, f"{name}_en"), (programme.id, name)
        assert programme.about.count(". ") + 1 >= 2
        assert set(programme.datasets) <= set(dataset.SCHEMAS)


def test_every_total_has_its_programme(shipped: Catalogue) -> None:
    totals = [total.id for programme in shipped.programmes for total in programme.totals]
    assert len(totals) == len(set(totals)) == 41


def beside(shipped: Catalogue, programme: str) -> dict[str, completeness.Completeness]:
    found = completeness.of(shipped.programme(programme), shipped.records)
    return {entry.total.id: entry for entry in found}


@pytest.mark.parametrize(
    ("programme", "key", "recorded", "unknown", "text"),
    [
        ("zukunftsraeume", "tot-01", 84, 6, "über 170 Projekte"),
        ("zukunftsraeume", "tot-03", 14560322.36, 6, "rd. 33 Mio. €"),
        ("rvz", "tot-19", 5, 0, "5 Standorte"),
        ("rvz", "tot-20", 1, 0, "1 Standort"),
        ("rvz", "tot-41", 2, 0, "2 Standorte"),
        ("zukunftsregionen", "tot-10", 14, 0, "14 Regionen"),
        ("zukunftsregionen", "tot-09", 82566962, 0, "rd. 96 Mio. €"),
        ("jobmessen", "tot-23", 26, 0, "rd. 50 Messen"),
        ("kofinanzierung", "tot-34", 8, 0, "rd. 50 Projekte"),
        ("kofinanzierung", "tot-33", 1091000, 0, "rd. 8,6 Mio. €"),
    ],
)
def test_recorded_beside_published(
    shipped: Catalogue, programme: str, key: str, recorded: float, unknown: int, text: str
) -> None:
    entry = beside(shipped, programme)[key]
    assert entry.recorded == pytest.approx(recorded, abs=0.005)
    assert entry.unknown == unknown
    assert entry.total.text == text
    assert entry.total.value
    assert entry.share == pytest.approx(recorded / entry.total.value)


def test_only_named_totals_are_held_against_records(shipped: Catalogue) -> None:
    held = [entry for p in shipped.programmes for entry in completeness.of(p, shipped.records)]
    assert len(held) == 10


def test_figures_in_the_sentences_are_those_of_the_records(shipped: Catalogue) -> None:
    records = shipped.records
    fairs = records[records["dataset"] == "jobmessen"]
    allied = int((fairs["alliance"] == "yes").sum())
    assert f"{allied} der {len(fairs)} erfassten" in shipped.programme("packt-an").about
    towns = records[records["programme"] == "resiliente-innenstaedte"]
    assert len(towns) == 15
    assert "Fünfzehn Städte" in shipped.programme("resiliente-innenstaedte").about
    assert set(towns["amount_eur"]) == {4_200_000, 3_950_000}
