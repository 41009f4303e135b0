"""The ground: sea, neighbours, rivers, lakes and towns."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="surroundings",
    kind="ground",
    dataset="surroundings",
    symbol=symbols.line("--river"),
    order=50,
)
