"""Recent answers: made once, forgotten in order, and a failure is not kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from threading import Event

import pytest

from layers.recent import Recent

CROWD = 8


def test_an_answer_is_made_once_however_many_ask_at_once() -> None:
    kept: Recent[int] = Recent(4)
    made: list[int] = []
    together, go_on = Barrier(CROWD), Event()

    def make() -> int:
        go_on.wait(10)  # all others are at the door meanwhile
        made.append(1)
        return 7

    def ask(number: int) -> int:
        together.wait(10)
        if number == 0:
            go_on.set()
        return kept.get("key", make)

    with ThreadPoolExecutor(CROWD) as crowd:
        assert list(crowd.map(ask, range(CROWD))) == [7] * CROWD
    assert made == [1]


def test_the_one_not_asked_for_longest_is_forgotten() -> None:
    kept: Recent[str] = Recent(2)
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    def ask(key: str) -> None:
        kept.get(key, lambda: make(key))

    for key in "abacab":
        ask(key)
    assert made == ["a", "b", "c", "b"]


def test_a_failure_is_not_kept() -> None:
    kept: Recent[int] = Recent(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("key", lambda: 1 // 0)
    assert kept.get("key", lambda: 3) == 3
