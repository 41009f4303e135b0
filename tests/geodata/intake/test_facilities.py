"""A list of facilities becomes places; each doubtful row is told with its number."""

from __future__ import annotations

from typing import Any

import pytest

from geodata.intake import facilities
from geodata.intake.whereabouts import Ground
from tests.geodata.intake import files


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground.load()


def read(rows: list[list[Any]], ground: Ground, kind: str = "xlsx") -> facilities.Facilities:
    body = files.xlsx(rows) if kind == "xlsx" else files.csv(rows)
    return facilities.read(f"praxen.{kind}", body, ground)


def codes(found: facilities.Facilities) -> list[tuple[int | None, str]]:
    return [(one.row, one.words.code) for one in found.findings]


def test_places_come_from_coordinates_keys_or_names(ground: Ground) -> None:
    found = read(
        [
            [
                "Praxis",
                "Breitengrad",
                "Längengrad",
                "Gemeindeschlüssel",
                "Ort",
                "Landkreis",
                "Betten",
            ],
            ["A", 52.3744, 9.7386, None, None, None, 3],
            ["B", None, None, 3241001, None, None, None],
            ["C", None, None, None, "Burgdorf", "Region Hannover", "2,5"],
            ["D", None, None, "03152012", None, None, "k. A."],
        ],
        ground,
    )
    assert [(p.name, p.gemeinde, p.precision, p.capacity) for p in found.places] == [
        ("A", "03241001", "exact", 3.0),
        ("B", "03241001", "municipality", None),
        ("C", "03241003", "municipality", 2.5),
        ("D", "03159016", "municipality", None),
    ]
    assert codes(found) == [(5, "unknown-word")]


def test_what_cannot_be_placed_is_told_by_row(ground: Ground) -> None:
    found = read(
        [
            ["Name", "lat", "lon", "AGS", "Gemeinde", "Landkreis"],
            ["swapped", 9.73, 52.37, None, None, None],
            ["utm", 5802000, 550000, None, None, None],
            ["half", 52.3, None, None, None, None],
            ["key", None, None, "03999999", None, None],
            ["twice", None, None, None, "Burgdorf", None],
            ["typo", None, None, None, "Hanover", None],
            ["none", None, None, None, None, None],
            [None, 52.3, 9.7, None, None, None],
            ["Bremen", 53.08, 8.8, None, None, None],
            ["good", 52.3, 9.7, None, None, None],
            ["good", 52.3, 9.7, None, None, None],
        ],
        ground,
    )
    assert codes(found) == [
        (2, "point-swapped"),
        (3, "point-metres"),
        (4, "point-half"),
        (5, "ags-unknown"),
        (6, "place-ambiguous"),
        (7, "place-unknown"),
        (8, "place-missing"),
        (9, "name-missing"),
        (10, "point-outside"),
        (12, "facility-double"),
    ]
    assert [p.name for p in found.places] == ["Bremen", "good"]
    hints = {one.words.code: one.words for one in found.findings}
    assert "Hannover" in hints["place-unknown"].hint
    assert "Wolfenbüttel" in hints["place-ambiguous"].hint
    assert "52,37" in hints["point-swapped"].hint
    assert all(one.words.message_en and one.words.hint_en for one in found.findings)


def test_a_refused_file_is_a_finding(ground: Ground) -> None:
    found = facilities.read("x.xlsm", b"PK", ground)
    assert [one.words.code for one in found.findings] == ["macros"]
    assert found.places == ()
    assert found.problems[0].message == "Die Arbeitsmappe enthält Makros."


def test_a_file_without_the_needed_columns_says_which(ground: Ground) -> None:
    found = read([["Foo", "Bar"], ["1", "2"]], ground, "csv")
    assert codes(found) == [(1, "columns-missing")]
    assert found.match is not None
    assert found.match.unused == ("Foo", "Bar")


def test_heads_may_stand_below_a_title(ground: Ground) -> None:
    rows: list[list[Any]] = [
        ["Liste der Hausärzte", None],
        [None, None],
        ["Praxis", "Gemeinde"],
        ["A", "Celle"],
    ]
    found = read(rows, ground)
    assert [(p.name, p.row) for p in found.places] == [("A", 4)]
