"""The table adds up to the headline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from layers import state
from layers import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.scene import Scene


def test_rows_say_dash_for_nothing_and_absent_for_unknown(of: Callable[..., Scene]) -> None:
    found = table.build(of())
    south, middle, north = found.rows
    assert south[0] == ["Südkreis", "4", "1", "24.001", "8,00"]
    assert middle[0] == ["Mittelkreis", "2", "2", "k. A.", "k. A."]
    assert north[0] == ["Nordkreis", "–", "–", "–", "–"]
    assert south[1] == ["sudkreis", 4, 1, 24000.5, 8.0002]
    assert middle[1] == ["mittelkreis", 2, 2, None, None]
    assert north[1] == ["nordkreis"]  # nothing recorded is no zero to sort by
    assert found.none == ["ohne einzelnen Landkreis", "1", "–", "600", ""]
    assert found.total == ["Summe", "7", "3", "24.601", ""]


@pytest.mark.parametrize("level", ["landkreise", "aerl", "gemeinden"])
def test_rows_and_rest_add_up_to_the_headline(level: str, of: Callable[..., Scene]) -> None:
    scene = of(level=level)
    rows = [values for _, values in table.build(scene).rows if len(values) > 1]
    money = math.fsum(v[3] for v in rows if isinstance(v[3], (int, float)))
    assert money + (scene.nowhere.amount_eur or 0) == pytest.approx(scene.total.amount_eur)
    counts = sum(v[1] for v in rows if isinstance(v[1], int))
    assert counts + scene.nowhere.n == scene.total.n


def test_overlapping_rows_are_said_not_to_add_up(of: Callable[..., Scene]) -> None:
    found = table.build(of(level="zukunftsregionen"))
    assert found.total[0] == "jeder Eintrag einmal"
    assert "überschneiden" in found.note


def test_columns_are_named_after_kind_and_level(of: Callable[..., Scene]) -> None:
    titles = [column.title for column in table.columns(of(kind="budget", level="gemeinden"))]
    assert titles == ["Gemeinde", "Budgets", "ohne Betrag", "Betrag, €", "€ je Einw. (ca.)"]
    assert table.columns(of())[0].align == "left"


def test_names_sort_with_their_vowels() -> None:
    names = ["Zeven", "Übersee", "Uelzen", "Osnabrück", "Ölper"]
    assert sorted(names, key=table.folded) == ["Ölper", "Osnabrück", "Übersee", "Uelzen", "Zeven"]
    assert set(state.LEVELS)  # every level has a title of its own, see test_words
