"""Projects and staff posts of Zukunftsräume Niedersachsen, as points."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec

LAYER = LayerSpec(
    id="zukunftsraeume",
    kind="point",
    dataset="zukunftsraeume",
    symbol=symbols.Symbol(shape="circle", path=symbols.CIRCLE, fill="--zr", stroke="--zr-line"),
    order=110,
    money=True,
)
