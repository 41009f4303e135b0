"""The records step run again, and what it mended, one test a kind of mending."""

from __future__ import annotations

import csv
import re

import pytest

from geodata import folders
from geodata.build import records as build
from geodata.build.convert import facts
from geodata.build.convert import words
from geodata.errors import BuildError

RECORDS = folders.DATA / "records"
FACTS = folders.DATA / "facts"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return build.tables(folders.DATA)


def rows(name: str) -> dict[str, dict[str, str]]:
    with (RECORDS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return {row["id"]: row for row in csv.DictReader(handle)}


def mended() -> list[dict[str, str]]:
    with (RECORDS / "mended.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_shipped_tables_are_what_the_build_makes(made: dict[str, str]) -> None:
    shipped = {path.stem: path.read_text("utf-8") for path in RECORDS.glob("*.csv")}
    assert set(made) == set(shipped)
    assert [name for name in made if made[name] != shipped[name]] == []


def test_every_change_names_file_row_column_and_reason() -> None:
    entries = mended()
    assert len(entries) > 100
    for entry in entries:
        assert all(entry[column] for column in ("file", "row", "id", "column", "why", "why_en"))
        assert entry["before"] != entry["after"] or not entry["after"], entry
        line = (FACTS / entry["file"]).read_text("utf-8").splitlines()[int(entry["row"]) - 1]
        assert (
            not entry["before"]
            or entry["before"].split(";")[0] in line
            or (entry["column"] == "counted")
        ), entry


@pytest.mark.parametrize(
    ("table", "key", "column", "value"),
    [
        # one place in two writings
        ("zukunftsraeume", "zr-044", "place_text", "Stadt Nienburg (Weser)"),
        ("jobmessen", "jm-05", "place_text", "Stadt Nienburg (Weser)"),
        ("jobmessen", "jm-05", "landkreise", "03256"),
        # same names told apart
        ("rvz", "rvz-04a", "gemeinde", "03158004"),
        ("integration", "in-11", "landkreise", "03404"),
        ("integration", "in-13", "landkreise", "03403"),
        ("integration", "in-24", "landkreise", "03458"),
        ("integration", "in-16", "samtgemeinde", "034595404"),
        ("jobmessen", "jm-12", "landkreise", "03404"),
        # a Kreis that the facts leave out
        ("zukunftsregionen_projects", "zrp-028", "landkreise", "03404"),
        # Ortsteil, Samtgemeinde, Gemeinde
        ("rvz", "rvz-01", "place_precision", "place"),
        ("rvz", "rvz-04", "gemeinde", "03158002"),
        ("rvz", "rvz-s02", "place_precision", "municipality"),
        ("rvz", "rvz-s06", "place_precision", "samtgemeinde"),
        ("rvz", "rvz-s08", "place_text", "Gemeinde Börßum"),
        ("zukunftsraeume", "zr-014", "place_precision", "samtgemeinde"),
        ("zukunftsraeume", "zr-014", "gemeinde", ""),
        # no place, no point
        ("jobmessen", "jm-26", "place_precision", "landkreis"),
        ("jobmessen", "jm-26", "landkreise", "03357"),
        ("jobmessen", "jm-26", "lat", ""),
        ("integration", "in-05", "place_text", "Landkreis Aurich"),
        ("integration", "in-07", "place_precision", "none"),
        ("integration", "in-17", "lat", ""),
        ("rvz", "rvz-s01", "lat", ""),
        ("zukunftsregionen_projects", "zrp-002", "lat", ""),
        ("zukunftsregionen_projects", "zrp-002", "place_note", "Altkreis Lingen"),
        ("zukunftsregionen_projects", "zrp-017", "place_note", "Roß'sche Villa"),
        ("other_funding", "of-34", "place_precision", "region"),
        ("other_funding", "of-34", "lat", ""),
        # three islands in three Kreise
        ("integration", "in-04", "landkreise", "03452;03455;03462"),
        ("integration", "in-04", "aerl", "weser-ems"),
        ("integration", "in-04", "lat", ""),
        # a region known, the Kreis within it not
        ("zukunftsregionen_projects", "zrp-007", "landkreise", ""),
        ("zukunftsregionen_projects", "zrp-007", "aerl", "weser-ems"),
        ("zukunftsregionen", "zrb-04", "aerl", "braunschweig;leine-weser"),
        ("zukunftsregionen", "zrb-04", "landkreise", "03153;03155;03159;03255"),
        # years
        ("rvz", "rvz-01", "year", "2020"),
        ("rvz", "rvz-04", "year", "2021"),
        ("rvz", "rvz-06", "year", "2024"),
        ("other_funding", "of-01", "year", "2022"),
        ("other_funding", "of-27", "year", ""),
        # kinds and precision of money
        ("rvz", "rvz-03", "amount_precision", "computed"),
        ("rvz", "rvz-03", "total_cost_precision", "lower_bound"),
        ("zukunftsraeume", "zr-001", "amount_precision", "exact"),
        ("zukunftsraeume", "zr-015", "amount_precision", "upper_bound"),
        ("zukunftsraeume", "zr-007", "amount_precision", "reported"),
        ("zukunftsregionen", "zrb-01", "amount_precision", "lower_bound"),
        ("zukunftsregionen", "zrb-03", "amount_precision", "upper_bound"),
        ("zukunftsregionen", "zrb-09", "amount_precision", "exact"),
        ("other_funding", "of-16", "amount_precision", "rounded"),
        ("integration", "in-34", "amount_precision", "reported"),
        ("jobmessen", "jm-08", "visitors_precision", "upper_bound"),
        ("jobmessen", "jm-26", "visitors_precision", "rounded"),
        # what counts
        ("rvz", "rvz-04a", "counted", "no"),
        ("rvz", "rvz-x01", "counted", "no"),
        ("rvz", "rvz-x01", "programme", ""),
        ("rvz", "rvz-x01", "kind_detail", "lookalike"),
        ("zukunftsregionen_projects", "zrp-019", "counted", "no"),
        ("zukunftsregionen_projects", "zrp-024", "counted", "no"),
        ("zukunftsregionen_projects", "zrp-035", "counted", "yes"),
        ("integration", "in-01", "counted", "no"),
        ("integration", "in-01", "money_bearing", "no"),
        ("integration", "in-33", "counted", "no"),
        # German words
        ("other_funding", "of-01", "title", "Stadtbudget bis 2027"),
        ("other_funding", "of-01", "title_en", "city budget to 2027"),
        ("integration", "in-10", "title", "Titel in der Quelle nicht genannt"),
    ],
)
def test_settled(table: str, key: str, column: str, value: str) -> None:
    assert rows(table)[key][column] == value


@pytest.mark.parametrize(
    ("key", "twin"),
    [
        ("of-33", "zrp-041 mit 1.260.000 €"),
        ("of-34", "zrp-038 mit 1.100.000 €"),
        ("of-35", "zrb-03 mit 8.000.000 €"),
        ("of-39", "zrb-06 mit 6.173.000 €"),
        ("of-41", "zrb-09 mit 5.460.962 €"),
        ("of-46", "zrp-035 mit 1.108.839,20 €"),
        ("of-47", "zrp-009 mit 40.000 €"),
    ],
)
def test_a_double_names_the_record_that_counts(key: str, twin: str) -> None:
    row = rows("other_funding")[key]
    assert row["counted"] == "no"
    assert row["not_counted_reason"] == f"doppelt: zählt als {twin}"


def test_no_amount_of_the_facts_counts_twice() -> None:
    counted = [r for name in build.RECORDS for r in rows(name).values() if r["counted"] == "yes"]
    seen: dict[tuple[str, ...], str] = {}
    for row in counted:
        if not row.get("amount_eur") or not row.get("region"):
            continue
        key = (row["region"], row["kind_detail"], row["amount_eur"], row["title"])
        assert key not in seen, f"{row['id']} and {seen[key]}"
        seen[key] = row["id"]


def test_joint_project_has_one_point_on_each_island() -> None:
    with (RECORDS / "places.csv").open(encoding="utf-8", newline="") as handle:
        places = [row for row in csv.DictReader(handle) if row["record"] == "in-04"]
    assert [p["name"].split(" ", 1)[1] for p in places] == ["Wangerooge", "Spiekeroog", "Juist"]
    assert len({p["landkreis"] for p in places}) == 3


def test_records_hold_no_point_of_the_odbl_database() -> None:
    with (folders.DATA / "odbl/gemeinde_points.csv").open(encoding="utf-8") as handle:
        points = {(row["lat"], row["lon"]) for row in csv.DictReader(handle)}
    shipped = [row for name in build.RECORDS for row in rows(name).values()]
    assert points
    assert [row["id"] for row in shipped if (row.get("lat"), row.get("lon")) in points] == []


ENGLISH = re.compile(
    r"\b(the|of|and|about|handed|over|found|not|stated|reported|rounded|since|with|from|as)\b"
)
NAMES = ("Shuttle on Demand", "Zukunftsregion")  # names of projects stay as they are


def test_readers_words_are_german() -> None:
    table = words.load(FACTS).pairs
    english = {original: pair.de for original, pair in table.items() if ENGLISH.search(pair.de)}
    assert english == {}
    assert [original for original, pair in table.items() if not (pair.de and pair.en)] == []


@pytest.mark.parametrize("table", [*build.RECORDS, *build.INSTRUMENTS, "totals", "mended"])
def test_every_german_text_has_its_english(table: str) -> None:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            pairs = [name for name in row if f"{name}_en" in row]
            assert [n for n in pairs if bool(row[n]) != bool(row[f"{n}_en"])] == [], row["id"]


def test_a_text_without_translation_stops_the_build() -> None:
    known = words.Words(pairs={"found": facts.Pair("gefunden", "found")})
    assert known.pair("found") == ("gefunden", "found")
    assert known.pair("") == ("", "")
    with pytest.raises(BuildError, match="lost"):
        known.pair("lost")
