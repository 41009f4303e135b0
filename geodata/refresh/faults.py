"""Faults: what keeps a delivery from becoming the areas of the atlas; all are said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import GeodataError

if TYPE_CHECKING:
    from collections.abc import Iterable

Fault = tuple[str, str]
"""One sentence in German and in English, without its full stop."""


class RefusedBoundariesError(GeodataError, ValueError):
    """Boundaries that the atlas does not take; nothing was written.

    Parameters
    ----------
    faults
        What is wrong.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        german, english = (list(texts) for texts in zip(*faults, strict=True))
        super().__init__(
            f"Die Grenzen werden nicht übernommen: {'; '.join(german)}.",
            f"The boundaries are not taken: {'; '.join(english)}.",
            hint="Es wurde nichts geändert.",
            hint_en="Nothing was changed.",
        )


def refuse(faults: Iterable[Fault]) -> None:
    """Raise if there is any fault.

    Raises
    ------
    RefusedBoundariesError
    """
    if found := list(faults):
        raise RefusedBoundariesError(found)
