"""Records, counted whether or not their amount is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import numbers
from layers.spec import MetricSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.scene import Scene


def values(scene: Scene) -> pd.Series[float]:
    """Return the number of records, NaN where none is recorded."""
    return scene.rows["n"].where(scene.rows["n"] > 0)


def write(value: float, lang: str, *, estimate: bool) -> str:  # noqa: ARG001  # part of the contract of a metric
    """Write a whole number."""
    return numbers.integer(value, lang)


METRIC = MetricSpec(
    id="projects",
    order=30,
    values=values,
    write=write,
    family="count",
    whole=True,
)
