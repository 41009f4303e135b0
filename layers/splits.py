"""How money is split in stacked charts: by programme, or within one programme by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import memo
from layers import palette
from layers import programmes
from layers import sums

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from geodata.catalogue import Catalogue
    from layers.query import Entry
    from layers.scene import Scene
    from layers.sums import Lump

WITHIN = (palette.FIRST, palette.SECOND, palette.THIRD, palette.MUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The parts of a stack.

    Parameters
    ----------
    column
        Attribute of the entries that is split by: ``programme`` or ``detail``.
    parts
        Value, label and colour of each part, in stacking order.
    """

    column: str
    parts: tuple[tuple[str, str, str], ...]

    def of(self, entry: Entry | Lump) -> str:
        """Return the part a record or lump belongs to."""
        return entry.programme if self.column == "programme" else entry.detail

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return label and colour of each part; empty when there is nothing to tell apart."""
        found = tuple((label, colour) for _, label, colour in self.parts)
        return found if len(found) > 1 else ()


@memo.per_catalogue
def detail_labels(catalogue: Catalogue, lang: str) -> Mapping[tuple[str, str], str]:
    """Return the words of each ``kind_detail`` of each programme."""
    column = "kind_label_en" if lang == "en" else "kind_label"
    records = catalogue.records
    rows = zip(records["programme"], records["kind_detail"], records[column], strict=True)
    found: dict[tuple[str, str], str] = {}
    for programme, detail, label in rows:
        found.setdefault((str(programme), str(detail)), str(label or detail))
    return found


def _by_programme(scene: Scene, known: Sequence[Lump]) -> Split:
    present = {lump.programme for lump in known}
    parts = tuple(
        (id_, programmes.short(id_, scene.catalogue, scene.view.lang), palette.programme(id_))
        for id_ in scene.programmes
        if id_ in present
    )
    return Split(column="programme", parts=parts)


def split(scene: Scene) -> Split:
    """Choose the split of a scene; parts without a known amount are left out."""
    known = [lump for lump in scene.lumps if lump.amount_eur is not None]
    if len(scene.programmes) > 1:
        return _by_programme(scene, known)
    labels = detail_labels(scene.catalogue, scene.view.lang)
    amounts = sums.lumped(known, lambda lump: (lump.programme, lump.detail))
    order = sorted(amounts, key=lambda key: (-(amounts[key].amount_eur or 0), key))
    colours = [*WITHIN, *([palette.MUTE] * len(order))]
    parts = tuple(
        (key[1], labels[key], colour) for key, colour in zip(order, colours, strict=False)
    )
    return Split(column="detail", parts=parts)
