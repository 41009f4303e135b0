"""The shipped catalogue: what it holds, and that it is the same every time."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from geodata import catalogue
from geodata import dataset
from geodata import folders
from geodata.errors import UnknownKeyError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.catalogue import Catalogue

DRAWN = {"address", "place", "municipality", "samtgemeinde"}


def test_the_shipped_data_are_without_fault(shipped: Catalogue) -> None:
    assert [problem.line() for problem in shipped.problems] == []


def test_version_follows_the_content(data: Path, shipped: Catalogue) -> None:
    first = catalogue.version(data)
    assert first == catalogue.version(data)
    assert len(first) == len(shipped.version) == 12
    path = data / "records/rvz.csv"
    path.write_text(path.read_text("utf-8").replace("Nordholz", "Nordhulz"), encoding="utf-8")
    assert catalogue.version(data) != first


def test_a_new_version_takes_the_ground_over_while_none_of_its_files_changes(
    tmp_path: Path, shipped: Catalogue
) -> None:
    data = shutil.copytree(folders.DATA, tmp_path / "data")
    path = data / "records/rvz.csv"
    path.write_text(path.read_text("utf-8").replace("Nordholz", "Nordhulz"), encoding="utf-8")
    new, alone = catalogue.load(data, shipped), catalogue.load(data)
    assert new.ground is shipped.ground
    assert new.areas is shipped.areas
    assert alone.ground is not shipped.ground
    assert (new.version, new.problems) == (alone.version, alone.problems)
    assert new.version != shipped.version
    assert new.records.equals(alone.records)
    for name, text in {
        "areas/gemeinden.csv": ("Bad Essen", "Bad Esszen"),
        "gazetteer.csv": ("Bad Essen", "Bad Esszen"),
        "odbl/population_error.json": ("{", "{ "),
        "web/search.json": ("Bad Essen", "Bad Esszen"),
    }.items():
        path = data / name
        path.write_text(path.read_text("utf-8").replace(*text, 1), encoding="utf-8")
        changed = catalogue.load(data, new)
        assert changed.ground is not new.ground, name
        new = changed
    assert "Bad Esszen" in set(new.areas["gemeinden"]["name"])
    assert new.gazetteer.find("Bad Esszen").place is not None


def test_records_have_the_columns_of_the_schema(shipped: Catalogue) -> None:
    names = [column.name for column in dataset.RECORD if column.name != "id"]
    assert list(shipped.records.columns) == names
    assert str(shipped.records["year"].dtype) == "Int64"
    assert shipped.records["counted"].dtype == bool
    assert set(shipped.records["dataset"]) == set(dataset.SCHEMAS)


def test_points_stand_only_where_a_place_is_known(shipped: Catalogue) -> None:
    records = shipped.records
    placed = records["lat"].notna()
    assert (placed == records["lon"].notna()).all()
    assert set(records.loc[placed, "place_precision"]) <= DRAWN
    lost = records[~placed & records["place_precision"].isin(DRAWN)]
    assert list(lost.index) == ["in-04"]  # three islands: its points are in `places`
    assert int(placed.sum()) == 191


def test_unplaced_records_say_why_or_where(shipped: Catalogue) -> None:
    unplaced = shipped.records[shipped.records["lat"].isna()]
    said = (unplaced["place_text"] != "") | (unplaced["place_note"] != "")
    assert said.all()


def test_places_belong_to_records(shipped: Catalogue) -> None:
    places = shipped.places
    assert set(places["record"]) <= set(shipped.records.index)
    assert places["lat"].notna().all()
    doubled = places["record"][places["record"].duplicated()].unique()
    assert list(doubled) == ["in-04"]


def test_unknown_amounts_are_empty_and_known_ones_have_kind_and_precision(
    shipped: Catalogue,
) -> None:
    records = shipped.records
    known = records["amount_eur"].notna()
    assert (records.loc[known, "amount_eur"] > 0).all()
    assert (records.loc[known, "amount_kind"] != "").all()
    assert (records.loc[known, "amount_precision"] != "").all()
    assert (records.loc[~known, "amount_precision"] == "").all()


def test_what_does_not_count_says_why(shipped: Catalogue) -> None:
    records = shipped.records
    assert (records["counted"] == (records["not_counted_reason"] == "")).all()
    assert int((~records["counted"]).sum()) == 38


def test_every_record_has_its_source(shipped: Catalogue) -> None:
    assert shipped.records["source_url"].str.match(r"https?://").all()


def test_areas_and_members(shipped: Catalogue) -> None:
    assert shipped.area("landkreise", "03454")["name"] == "Emsland"
    members = shipped.members("zukunftsregionen")
    assert members["ems-vechte"] == ("03454", "03456")
    doubled = [k for k in shipped.areas["landkreise"].index if _times(members, k) > 1]
    assert len(doubled) == 6
    assert shipped.members("landkreise")["03101"] == ("03101",)


def _times(members: Mapping[str, tuple[str, ...]], kreis: str) -> int:
    return sum(kreis in keys for keys in members.values())


@pytest.mark.parametrize(("level", "key"), [("kreise", "03454"), ("landkreise", "99999")])
def test_an_unknown_area_is_refused(shipped: Catalogue, level: str, key: str) -> None:
    with pytest.raises(UnknownKeyError, match="Unbekannt"):
        shipped.area(level, key)


def test_unknown_levels_and_programmes_are_refused(shipped: Catalogue) -> None:
    with pytest.raises(UnknownKeyError):
        shipped.members("kreise")
    with pytest.raises(UnknownKeyError):
        shipped.programme("rzv")
    assert shipped.programme("rvz").short == "RVZ"


def test_instruments(shipped: Catalogue) -> None:
    sizes = shipped.instruments.groupby("kind").size().to_dict()
    assert sizes == {
        "central_place": 95,
        "cooperation": 26,
        "model_project": 64,
        "office": 4,
        "partner": 11,
        "region": 14,
        "strategy": 41,
        "study": 10,
    }
    centres = shipped.instruments[shipped.instruments["kind"] == "central_place"]
    assert centres["kind_label"].value_counts().to_dict() == {
        "Mittelzentrum": 84,
        "Oberzentrum": 11,
    }
    assert centres["lat"].notna().all()
    harz = shipped.instruments.loc["hs-28", "landkreise"]
    assert harz == ("03153", "03155", "03159", "03255")


def test_offices_hold_the_kreise_of_their_area(shipped: Catalogue) -> None:
    offices = shipped.instruments[shipped.instruments["kind"] == "office"]
    members = shipped.members("aerl")
    for _, office in offices.iterrows():
        assert office["landkreise"] == members[office["aerl"][0]]
