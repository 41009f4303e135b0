"""Regional supply centres, as points told apart by their state."""

from __future__ import annotations

from layers import symbols
from layers.spec import LayerSpec
from layers.symbols import Symbol

OPEN = Symbol(shape="square-cross", path=symbols.SQUARE, fill="--rvz", mark=symbols.CROSS)
BRANCH = Symbol(shape="small-square", path=symbols.SMALL_SQUARE, fill="--rvz")
PLANNED = Symbol(
    shape="open-square-cross",
    path=symbols.SQUARE,
    fill="--case",
    stroke="--rvz",
    width=2.4,
    mark=symbols.CROSS,
    mark_stroke="--rvz",
)
STUDY = Symbol(
    shape="dashed-square",
    path=symbols.SQUARE,
    fill="--case",
    stroke="--rvz",
    width=2.2,
    dash="3 1.7",
)
LOOKALIKE = Symbol(shape="grey-square", path=symbols.SMALL_SQUARE, fill="--other")

LAYER = LayerSpec(
    id="rvz",
    kind="point",
    dataset="rvz",
    symbol=OPEN,
    variants={
        "open": OPEN,
        "branch": BRANCH,
        "planned": PLANNED,
        "study": STUDY,
        "lookalike": LOOKALIKE,
    },
    order=120,
    money=True,
)
