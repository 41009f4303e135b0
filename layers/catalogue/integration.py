"""Neighbourhood projects (Gemeinwesenarbeit, Quartiersmanagement), as points."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="integration",
    kind="point",
    dataset="integration",
    symbol=symbols.Symbol(shape="diamond", path=symbols.DIAMOND, fill="--integ", stroke="--case"),
    order=140,
    money=True,
)
