"""Whole numbers that keep their sum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import apportion

weights = st.lists(
    st.floats(min_value=0, max_value=1e6, allow_subnormal=False), min_size=1, max_size=40
).filter(lambda w: sum(w) > 1e-3)


@given(weights=weights, total=st.integers(min_value=0, max_value=10**7))
def test_parts_are_whole_sum_to_the_total_and_stay_within_one(
    weights: list[float], total: int
) -> None:
    parts = apportion.largest_remainder(weights, total)
    exact = np.asarray(weights) / sum(weights) * total
    assert parts.dtype.kind == "i"
    assert int(parts.sum()) == total
    assert (parts >= 0).all()
    assert np.abs(parts - exact).max() < 1 + 1e-6


@given(weights=weights, total=st.integers(min_value=1, max_value=10**6))
def test_a_larger_weight_never_gets_less(weights: list[float], total: int) -> None:
    parts = apportion.largest_remainder(weights, total)
    order = np.argsort(weights, kind="stable")
    assert (np.diff(parts[order]) >= -1).all()


def test_equal_remainders_go_to_the_earlier_part() -> None:
    assert apportion.largest_remainder([1, 1, 1], 4).tolist() == [2, 1, 1]


@pytest.mark.parametrize(
    ("weights", "total"),
    [([0.0, 0.0], 3), ([], 3), ([1.0, -1.0], 3), ([float("nan")], 3), ([1], -1)],
)
def test_impossible_orders_are_refused(weights: list[float], total: int) -> None:
    with pytest.raises(ValueError, match=r"weights|nothing"):
        apportion.largest_remainder(weights, total)
