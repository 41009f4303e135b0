"""Details: everything recorded, with sources and precision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geodata import errors
from layers import detail
from layers import words
from layers.state import ViewState

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue


def plain(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name: value.replace("\u00a0", " ") for name, value in pairs}


def test_an_area_lists_what_is_recorded_there(shipped: Catalogue) -> None:
    found = detail.area_detail(ViewState(), "03454", shipped)
    assert (found.title, found.key) == ("Landkreis Emsland", "03454")
    assert plain(found.figures)["Einwohner"] == "325.657"
    assert plain(found.figures)["Fläche"] == "2.884 km²"
    groups = {group.id: group for group in found.groups}
    assert len(groups["zukunftsraeume"].entries) == 15
    assert groups["instrument-office"].entries[0].title == "ÄrL Weser-Ems"
    assert {"instrument-region", "instrument-cooperation", "instrument-strategy"} <= set(groups)
    assert found.note.startswith("Die Listen sind nicht vollständig")


def test_the_groups_do_not_depend_on_filters(shipped: Catalogue) -> None:
    wide = detail.area_detail(ViewState(), "03454", shipped)
    narrow = detail.area_detail(ViewState(programme=("rvz",), years=(2020, 2020)), "03454", shipped)
    assert wide.groups == narrow.groups
    assert wide.figures != narrow.figures


@pytest.mark.parametrize(
    ("level", "key"),
    [
        ("landkreise", "03402"),
        ("aerl", "weser-ems"),
        ("gemeinden", "03454041"),
        ("zukunftsregionen", "jadebay"),
    ],
)
@pytest.mark.parametrize("lang", words.LANGS)
def test_every_entry_names_where_it_comes_from(
    level: str, key: str, lang: str, shipped: Catalogue
) -> None:
    found = detail.area_detail(ViewState(level=level, lang=lang), key, shipped)
    assert found.groups
    for group in found.groups:
        assert group.title
        for entry in group.entries:
            assert entry.title
            assert entry.confidence
            if group.id != "instrument-central_place":  # a list without an address
                assert entry.sources, entry.id
            assert all(url.startswith("http") for url in entry.sources)


def test_a_region_lists_its_budget_and_says_that_it_is_one(shipped: Catalogue) -> None:
    found = detail.area_detail(ViewState(level="zukunftsregionen"), "jadebay", shipped)
    lines = [entry.line.replace("\u00a0", " ") for group in found.groups for entry in group.entries]
    assert any("Budget rd. 6.173.000 €" in line for line in lines)


def test_what_does_not_count_says_why(shipped: Catalogue) -> None:
    id_ = str(shipped.records.index[~shipped.records["counted"]][0])
    record = detail.record_detail(id_, "de", shipped)
    assert plain(record.rows)["zählt nicht in Summen"]


def test_an_area_without_records_says_that_this_is_not_nothing(country: Catalogue) -> None:
    found = detail.area_detail(ViewState(level="gemeinden"), "03003003", country)
    assert found.groups == ()
    assert found.note == (
        "Für dieses Gebiet ist nichts erfasst. Das bedeutet nicht, dass es nichts gibt."
    )


def test_an_unknown_area_is_an_error(country: Catalogue) -> None:
    with pytest.raises(errors.UnknownKeyError, match="99999"):
        detail.area_detail(ViewState(), "99999", country)


def test_a_record_says_how_precise_its_amount_is(shipped: Catalogue) -> None:
    record = detail.record_detail("zr-001", "de", shipped)
    rows = plain(record.rows)
    assert rows["Betrag"] == "75.354 € (genauer Betrag)"
    assert rows["Art des Betrags"].startswith("Bewilligungen")
    assert rows["Genauigkeit des Orts"].startswith("Gemeinde")
    assert record.sources
    assert record.source_date == "09.12.2019"
    assert record.confidence == "Verlässlichkeit hoch"
    budget = plain(detail.record_detail("zrb-01", "de", shipped).rows)
    assert budget["Betrag"].startswith("über 7.000.000 € (mindestens")
    assert budget["Art des Betrags"].startswith("Budgets: reservierte Mittel")


@pytest.mark.parametrize("lang", words.LANGS)
def test_every_record_can_be_read(lang: str, shipped: Catalogue) -> None:
    for id_ in shipped.records.index:
        record = detail.record_detail(str(id_), lang, shipped)
        assert record.title
        assert record.subtitle
        assert record.sources, id_
        assert all(name and value for name, value in record.rows)
        assert not re.search(r"\b(nan|NaN|None|<NA>)\b", str(record.rows))


def test_a_record_of_no_programme_is_listed_too(shipped: Catalogue) -> None:
    found = detail.area_detail(ViewState(), "03251", shipped)
    (apart,) = (group for group in found.groups if group.id == "none")
    assert [entry.id for entry in apart.entries] == ["rvz-x01"]


def test_every_record_of_a_kreis_is_in_its_details(shipped: Catalogue) -> None:
    for key in shipped.areas["landkreise"].index:
        mine = {str(i) for i, held in shipped.records["landkreise"].items() if key in held}
        groups = detail.area_detail(ViewState(), key, shipped).groups
        listed = {e.id for g in groups if not g.id.startswith("instrument-") for e in g.entries}
        assert listed == mine
