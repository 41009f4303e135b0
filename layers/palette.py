"""Colours of the programmes in charts; every other colour is a token of assets/css/00-tokens.css.

The set keeps a contrast of at least 3:1 to the surface of its theme, and its colours stay apart
under normal sight, deuteranopia, protanopia and tritanopia (a test computes both). Colour is
never alone: the legend stands in stacking order and every value is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDER = (
    "zukunftsraeume",
    "rvz",
    "zukunftsregionen",
    "resiliente-innenstaedte",
    "kofinanzierung",
    "soziale-innovation",
    "integration",
)
_HEX = {
    "light": ("#dd6b10", "#b3123b", "#2c7ead", "#203495", "#7c9885", "#25331a", "#c566ee"),
    "dark": ("#ffc043", "#f0607d", "#4b9edd", "#6a5fe0", "#dbf3da", "#84701c", "#cbc2fe"),
    "contrast": ("#c0702c", "#9b0028", "#0a93b8", "#2b1979", "#5f7482", "#151d00", "#944ce0"),
}
SURFACE: Mapping[str, str] = {"light": "#ffffff", "dark": "#0d161b", "contrast": "#ffffff"}

# theme -> token name -> colour; the browser's sheet defines the same
TOKENS: Mapping[str, Mapping[str, str]] = {
    theme: {f"--p-{programme}": colour for programme, colour in zip(ORDER, colours, strict=True)}
    for theme, colours in _HEX.items()
}

FIRST, SECOND, THIRD = "var(--s-a)", "var(--s-b)", "var(--ink-3)"
MUTE = "var(--mute)"
INK, INK_2, INK_3 = "var(--ink)", "var(--ink-2)", "var(--ink-3)"


def programme(id_: str) -> str:
    """Return the colour of a programme as a CSS variable; unknown programmes are muted."""
    return f"var(--p-{id_})" if id_ in ORDER else MUTE
