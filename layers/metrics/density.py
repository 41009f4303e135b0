"""Inhabitants per square kilometre of official area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import numbers
from layers.spec import MetricSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.scene import Scene

TEN = 10


def values(scene: Scene) -> pd.Series[float]:
    """Return people per km², NaN where nobody lives."""
    return scene.rows["density"].where(scene.rows["inhabitants"] > 0)


def write(value: float, lang: str, *, estimate: bool) -> str:
    """Write a whole number, one decimal below ten."""
    figure = numbers.decimal(value, lang, 0 if value >= TEN else 1)
    return numbers.about(figure, lang) if estimate else figure


METRIC = MetricSpec(
    id="density",
    order=60,
    values=values,
    write=write,
    family="people",
    estimates=True,
)
