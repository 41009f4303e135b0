"""The four offices for regional development (ÄrL), as areas."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="aerl",
    kind="area",
    dataset="aerl",
    symbol=symbols.line("--arl-line", width=3),
    order=20,
)
