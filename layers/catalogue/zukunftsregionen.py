"""Zukunftsregionen, as areas that overlap."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="zukunftsregionen",
    kind="area",
    dataset="zukunftsregionen",
    symbol=symbols.line("--p-zukunftsregionen", width=3, dash="4 2.5"),
    order=40,
)
