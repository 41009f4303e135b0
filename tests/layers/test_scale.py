"""Classes: round, none empty, stable."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from layers import scale

values = st.lists(
    st.floats(0.01, 1e9, allow_nan=False).map(lambda v: float(f"{v:.4g}")), min_size=1, max_size=60
)


@given(values)
@settings(max_examples=150, deadline=None)
def test_no_class_is_empty_and_limits_rise(found: list[float]) -> None:
    classes = scale.classify(found)
    steps = [classes.step(value) for value in found]
    assert list(classes.limits) == sorted(set(classes.limits))
    assert set(steps) == set(classes.steps)
    assert len(classes.steps) <= scale.CLASSES


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_limits_of_counts_are_whole(found: list[int]) -> None:
    classes = scale.classify(found, whole=True)
    assert all(limit == int(limit) for limit in classes.limits)
    assert {classes.step(value) for value in found} == set(classes.steps)


@given(values)
@settings(max_examples=50, deadline=None)
def test_order_does_not_matter(found: list[float]) -> None:
    assert scale.classify(found) == scale.classify(found[::-1])


def test_limits_are_those_a_person_would_choose() -> None:
    low = [0.3, 0.5, 0.6, 0.9, 1.2, 1.5, 1.9]
    middle = [2.0, 2.1, 2.3, 2.4, 2.6, 2.8, 2.9, 3.1, 3.3, 3.5, 3.8, 4.1, 4.4, 4.6, 4.9]
    assert scale.classify(low + middle + [5.7, 6.5, 7.5, 8.9, 9.1]).limits == (1, 2, 3, 5)
    assert scale.classify([1] * 10 + [2] * 3 + [3], whole=True).limits == (2, 3)


@pytest.mark.parametrize("found", [[], [7.0], [7.0, 7.0, 7.0], [0.0, 0.0]])
def test_values_that_cannot_be_divided_make_one_class(found: list[float]) -> None:
    assert scale.classify(found).limits == ()


def test_fewer_classes_use_colours_far_apart() -> None:
    for number, steps in scale.STEPS.items():
        assert len(steps) == number
        assert list(steps) == sorted(set(steps))
    assert scale.STEPS[3] == (0, 2, 4)


def test_a_limit_belongs_to_the_class_above() -> None:
    classes = scale.Scale(limits=(1.0, 2.0))
    assert [classes.step(v) for v in (0.99, 1.0, 1.99, 2.0)] == [0, 2, 2, 4]
    assert list(classes.steps_of(np.array([0.99, 1.0, 2.0]))) == [0, 2, 4]
