"""What every store has to keep, whichever kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata import areas
from geodata import catalogue as catalogues
from geodata import web
from geodata.stores.watch import Watch

if TYPE_CHECKING:
    from tests.geodata.stores.conftest import Case


def test_the_version_is_that_of_the_catalogue(case: Case) -> None:
    assert case.store.version() == case.store.load().version == catalogues.version(case.data)


def test_everything_arrives(case: Case) -> None:
    here, there = catalogues.load(case.data), case.store.load()
    pd.testing.assert_frame_equal(there.records, here.records)
    pd.testing.assert_frame_equal(there.instruments, here.instruments)
    pd.testing.assert_frame_equal(there.places, here.places)
    for level, frame in here.areas.items():
        pd.testing.assert_frame_equal(there.areas[level], frame)
    assert (there.programmes, there.sources, there.problems) == (
        here.programmes,
        here.sources,
        here.problems,
    )
    assert areas.geometry("landkreise", there.folder).equals(
        areas.geometry("landkreise", case.data)
    )
    sums = {name: file.sha256 for name, file in web.files(case.data).items()}
    assert {name: file.sha256 for name, file in web.files(there.folder).items()} == sums


def test_a_change_is_a_new_version_and_arrives_whole(case: Case) -> None:
    watch = Watch(case.store, case.store.load())
    assert watch.look() is None
    before = watch.served
    case.change("Ein anderer Titel")
    found = watch.look()
    assert found is not None
    assert found.version != before.version
    assert "Ein anderer Titel" in set(found.records["title"])
    assert "Ein anderer Titel" not in set(before.records["title"])
    assert watch.look() is None


def test_its_name_may_be_read_by_anyone(case: Case) -> None:
    assert case.store.name
    assert "geheim" not in case.store.name
