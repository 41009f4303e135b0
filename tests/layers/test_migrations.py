"""Old addresses are rewritten step by step."""

from __future__ import annotations

from layers import migrations


def test_steps_are_folded_from_the_old_version_on() -> None:
    steps = {
        1: lambda params: {"level": params["ebene"]},
        2: lambda params: {**params, "two": "yes"},
        3: lambda params: {**params, "three": "yes"},
    }
    before = {"ebene": "aerl"}
    assert migrations.migrate(before, 1, 3, steps) == {"level": "aerl", "two": "yes"}
    assert before == {"ebene": "aerl"}  # the caller's parameters stay as they were


def test_the_current_version_needs_no_step() -> None:
    assert migrations.migrate({"level": "aerl"}, 1, 1) == {"level": "aerl"}
