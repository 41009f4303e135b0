"""Job and integration fairs, as points with a date."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="jobmessen",
    kind="point",
    dataset="jobmessen",
    symbol=symbols.Symbol(shape="triangle", path=symbols.TRIANGLE, fill="--fair", stroke="--case"),
    order=130,
    money=False,
)
