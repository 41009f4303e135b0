"""Other funding with a place, as points."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="other_funding",
    kind="point",
    dataset="other_funding",
    symbol=symbols.Symbol(shape="pentagon", path=symbols.PENTAGON, fill="--other", stroke="--case"),
    order=160,
    money=True,
)
