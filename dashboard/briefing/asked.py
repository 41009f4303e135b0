"""What an address asks of the briefing: story, look, distance; broken parts keep their default."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import state
from layers.briefing import deck
from layers.briefing import stage

if TYPE_CHECKING:
    from collections.abc import Mapping

DISTANCES_M = (1.0, 40.0)
DIAGONALS_INCH = (10.0, 400.0)
WINDOWS = ("wall", "presenter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An address of the briefing.

    Parameters
    ----------
    story, scene
        Names of a story and of one of its scenes; empty = none.
    lang, theme
        Of the screen.
    distance, diagonal
        From where it is read (metres), and how large the screen is (inches).
    window
        What is shown: the wall, or the presenter's window.
    code
        Code by which windows on several devices keep in step; empty = none.
    """

    story: str = ""
    scene: str = ""
    lang: str = "de"
    theme: str = "dark"
    distance: float = stage.USUAL_DISTANCE_M
    diagonal: float = stage.USUAL_DIAGONAL_INCH
    window: str = "wall"
    code: str = ""

    @property
    def look(self) -> deck.Look:
        """How the deck is drawn; the factor in steps, so that few decks are kept."""
        factor = stage.factor(self.distance, self.diagonal)
        return deck.Look(lang=self.lang, theme=self.theme, factor=math.ceil(factor * 50) / 50)

    def query(self, **changes: str) -> dict[str, str]:
        """Return the address again, only what differs from the usual."""
        usual = Asked()
        texts = {
            "mode": "briefing",
            "story": self.story,
            "window": self.window if self.window != usual.window else "",
            "distance": f"{self.distance:g}" if self.distance != usual.distance else "",
            "diagonal": f"{self.diagonal:g}" if self.diagonal != usual.diagonal else "",
            "theme": self.theme if self.theme != usual.theme else "",
            "lang": self.lang if self.lang != usual.lang else "",
        }
        return {key: value for key, value in (texts | changes).items() if value}


def _number(text: str, usual: float, limits: tuple[float, float]) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return usual
    return min(max(value, limits[0]), limits[1]) if math.isfinite(value) else usual


def read(args: Mapping[str, str]) -> Asked:
    """Return what the parameters of an address ask for."""
    usual = Asked()

    def one(name: str, known: tuple[str, ...], default: str) -> str:
        return value if (value := args.get(name, "")) in known else default

    return Asked(
        story=args.get("story", "")[:80],
        scene=args.get("scene", "")[:80],
        lang=one("lang", state.LANGS, usual.lang),
        theme=one("theme", state.THEMES, usual.theme),
        distance=_number(args.get("distance", ""), usual.distance, DISTANCES_M),
        diagonal=_number(args.get("diagonal", ""), usual.diagonal, DIAGONALS_INCH),
        window=one("window", WINDOWS, usual.window),
        code=args.get("code", "").upper()[:12],
    )
