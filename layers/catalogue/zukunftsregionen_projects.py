"""Projects of the Zukunftsregionen, as points."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="zukunftsregionen_projects",
    kind="point",
    dataset="zukunftsregionen_projects",
    symbol=symbols.Symbol(
        shape="hexagon", path=symbols.HEXAGON, fill="--p-zukunftsregionen", stroke="--case"
    ),
    order=150,
    money=True,
)
