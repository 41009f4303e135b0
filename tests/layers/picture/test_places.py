"""Symbols and names stand where the browser puts them: both are held against one file."""

from __future__ import annotations

import json

from tests.layers.picture import places


def test_the_file_is_what_the_rules_give_today() -> None:
    assert json.loads(places.FILE.read_text("utf-8")) == json.loads(places.text())


def test_cases_try_what_they_should() -> None:
    found = places.content()
    assert all(len(case["groups"]) < len(case["spots"]) for case in found["merge"][1:])
    assert any(move != [0, 0] for case in found["apart"] for row in case["moves"] for move in row)
    for case in found["place"]:
        assert len(case["placed"]["towns"]) > 5
        assert 3 < len(case["placed"]["areas"]) < len(case["names"]["areas"])
    twolines = [a for case in found["place"] for a in case["placed"]["areas"] if len(a[1]) == 2]
    smaller = [a for case in found["place"] for a in case["placed"]["areas"] if a[4] < 12]
    assert twolines
    assert smaller
