"""Landkreise and kreisfreie Städte, as areas."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="landkreise",
    kind="area",
    dataset="landkreise",
    symbol=symbols.line("--area-line", width=2),
    order=10,
)
