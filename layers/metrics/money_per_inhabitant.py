"""Known amounts per inhabitant, in euros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import numbers
from layers.spec import MetricSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.scene import Scene


def values(scene: Scene) -> pd.Series[float]:
    """Return euros per inhabitant, NaN where no amount is known."""
    return scene.rows["per_inhabitant"]


def write(value: float, lang: str, *, estimate: bool) -> str:
    """Write euros with cents, roughly where inhabitants are estimated."""
    return numbers.per_head(value, lang, estimate=estimate)


METRIC = MetricSpec(
    id="money_per_inhabitant",
    order=10,
    values=values,
    write=write,
    family="money",
    estimates=True,
)
