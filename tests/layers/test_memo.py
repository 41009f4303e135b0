"""The store of what depends on the data alone."""

from __future__ import annotations

from layers import memo
from tests.layers import toy


def test_results_are_kept_by_catalogue_and_arguments() -> None:
    calls = []

    @memo.per_catalogue
    def work(catalogue: object, word: str) -> str:
        calls.append((id(catalogue), word))
        return word.upper()

    one, two = toy.catalogue(), toy.catalogue()
    assert [work(one, "a"), work(one, "a"), work(one, "b"), work(two, "a")] == ["A", "A", "B", "A"]
    assert calls == [(id(one), "a"), (id(one), "b"), (id(two), "a")]


def test_old_catalogues_are_let_go() -> None:
    for _ in range(2 * memo.KEPT):
        memo.shelf(toy.catalogue())["x"] = 1
    assert len(memo._SHELVES) == memo.KEPT
