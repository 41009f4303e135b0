"""Inhabitants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import numbers
from layers.spec import MetricSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.scene import Scene


def values(scene: Scene) -> pd.Series[float]:
    """Return people, NaN where nobody lives."""
    return scene.rows["inhabitants"].where(scene.rows["inhabitants"] > 0).astype(float)


def write(value: float, lang: str, *, estimate: bool) -> str:
    """Write people; estimates rounded, with ca."""
    return numbers.people(value, lang, estimate=estimate)


METRIC = MetricSpec(
    id="inhabitants",
    order=50,
    values=values,
    write=write,
    family="people",
    estimates=True,
)
