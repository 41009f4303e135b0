"""Municipalities, as areas."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="gemeinden",
    kind="area",
    dataset="gemeinden",
    symbol=symbols.line("--gem-line", width=1.5),
    order=30,
)
