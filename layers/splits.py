"""How money is split in stacked charts: by programme, or within one programme by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import palette
from layers import programmes

if TYPE_CHECKING:
    import pandas as pd

    from layers.scene import Scene

WITHIN = (palette.FIRST, palette.SECOND, palette.THIRD, palette.MUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The parts of a stack.

    Parameters
    ----------
    column
        Column of the records that is split by.
    parts
        Value, label and colour of each part, in stacking order.
    """

    column: str
    parts: tuple[tuple[str, str, str], ...]

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return label and colour of each part; empty when there is nothing to tell apart."""
        found = tuple((label, colour) for _, label, colour in self.parts)
        return found if len(found) > 1 else ()


def _known(scene: Scene) -> pd.DataFrame:
    return scene.records[scene.records["amount_eur"].notna()]


def split(scene: Scene) -> Split:
    """Choose the split of a scene; parts without a known amount are left out."""
    known = _known(scene)
    present = [id_ for id_ in scene.programmes if (known["programme"] == id_).any()]
    if len(present) > 1 or len(scene.programmes) > 1:
        parts = tuple(
            (id_, programmes.short(id_, scene.catalogue, scene.view.lang), palette.programme(id_))
            for id_ in present
        )
        return Split(column="programme", parts=parts)
    label = "kind_label_en" if scene.view.lang == "en" else "kind_label"
    sizes = known.groupby("kind_detail", sort=True)["amount_eur"].sum()
    order = sizes.sort_values(ascending=False, kind="stable").index
    names = known.drop_duplicates("kind_detail").set_index("kind_detail")[label]
    colours = [*WITHIN, *([palette.MUTE] * len(order))]
    parts = tuple(
        (str(kind), str(names[kind] or kind), colour)
        for kind, colour in zip(order, colours, strict=False)
    )
    return Split(column="kind_detail", parts=parts)
