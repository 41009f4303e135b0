"""The store of what depends on the data alone."""

from __future__ import annotations

from dataclasses import replace

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


def test_what_follows_from_the_ground_is_kept_for_all_versions_on_it() -> None:
    calls = []

    @memo.per_ground
    def work(_: object, word: str) -> str:
        calls.append(word)
        return word

    one = toy.catalogue()
    assert [work(one, "a"), work(replace(one, version="2"), "a"), work(toy.catalogue(), "a")]
    assert calls == ["a", "a"], "once for each ground"


def test_what_is_in_use_is_not_let_go() -> None:
    used = toy.catalogue()
    memo.shelf(used)["x"] = 1
    for _ in range(2 * memo.KEPT):
        memo.shelf(toy.catalogue())
        assert memo.shelf(used) == {"x": 1}
