"""Municipalities, as areas."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="gemeinden",
    kind="area",
    dataset="gemeinden",
    symbol=symbols.line("--line-2", width=1),
    order=30,
)
