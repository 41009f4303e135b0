"""Landkreise and kreisfreie Städte, as areas."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="landkreise",
    kind="area",
    dataset="landkreise",
    symbol=symbols.line("--line-2", width=2),
    order=10,
)
