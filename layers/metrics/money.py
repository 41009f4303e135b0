"""Known amounts, in euros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import numbers
from layers.spec import MetricSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.scene import Scene


def values(scene: Scene) -> pd.Series[float]:
    """Return euros, NaN where no amount is known."""
    return scene.rows["amount_eur"]


def write(value: float, lang: str, *, estimate: bool) -> str:  # noqa: ARG001  # part of the contract of a metric
    """Write full euros."""
    return numbers.money(value, lang)


METRIC = MetricSpec(
    id="money",
    order=20,
    values=values,
    write=write,
    family="money",
)
