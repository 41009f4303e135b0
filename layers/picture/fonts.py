"""The type of pictures: files, widths with kerning, line breaks; the same in every format."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FAMILY = "Source Sans 3"
OWN_FAMILY = "Zukunftsatlas Sans"  # our static files of it, see fontbuild
WEIGHTS = (400, 600, 700)
UNITS = 1000  # of the font, an em
MISSING = "\ufffd"
UNKNOWN_WIDTH = 500  # of a letter the font does not have
SPACES = " \t\n\r"  # where a line may break; a no-break space is none
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """Measures of one weight, in thousandths of the type size.

    Parameters
    ----------
    weight
        400, 600 or 700.
    ascent, descent, cap
        Heights over the base line; the descent is negative.
    box
        Box of all glyphs.
    advance, glyph
        Width and number of the glyph of each letter.
    kerning
        What is added to the width of the first of two letters, by their classes.
    left, right
        Class of each letter as the first and as the second of two.
    """

    weight: int
    ascent: int
    descent: int
    cap: int
    box: tuple[int, int, int, int]
    advance: Mapping[str, int]
    glyph: Mapping[str, int]
    left: Mapping[str, int]
    right: Mapping[str, int]
    kerning: Sequence[Sequence[int]]

    @property
    def path(self) -> Path:
        """The font file."""
        return FOLDER / f"zukunftsatlas-sans-{self.weight}.ttf"

    def kern(self, first: str, second: str) -> int:
        """Return what stands between two letters, usually negative or 0."""
        return self.kerning[self.left[first]][self.right[second]]

    def width(self, text: str) -> int:
        """Return the width of a text, letters the font has not being replaced."""
        known = [letter if letter in self.advance else MISSING for letter in text]
        total = sum(self.advance[letter] for letter in known)
        return total + sum(map(self.kern, known, known[1:]))


@lru_cache(maxsize=1)
def _measures() -> Mapping[str, dict[str, Any]]:
    text = (FOLDER / "zukunftsatlas-sans-measures.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


@lru_cache(maxsize=len(WEIGHTS))
def font(weight: int) -> Font:
    """Return the font of a weight; the nearest heavier one if there is none of it."""
    weight = next((known for known in WEIGHTS if known >= weight), WEIGHTS[-1])
    raw = _measures()[str(weight)]
    nothing = len(raw["kern"])  # class of a letter that the font does not have

    def by_letter(name: str, missing: int) -> dict[str, int]:
        return {MISSING: missing, **dict(zip(raw["chars"], raw[name], strict=True))}

    right = len(raw["kern"][0])
    return Font(
        weight=weight,
        ascent=raw["ascent"],
        descent=raw["descent"],
        cap=raw["cap"],
        box=tuple(raw["box"]),
        advance=by_letter("advance", UNKNOWN_WIDTH),
        glyph=by_letter("glyph", 0),
        left=by_letter("left", nothing),
        right=by_letter("right", right),
        kerning=[*([*row, 0] for row in raw["kern"]), [0] * (right + 1)],
    )


@lru_cache(maxsize=16384)
def _width(text: str, weight: int) -> int:
    return font(weight).width(text)


def width(text: str, size: float, weight: int = 400, spacing: float = 0) -> float:
    """Return the width of a text.

    Parameters
    ----------
    text
        One line.
    size
        Type size; the width has its unit.
    weight
        400, 600 or 700.
    spacing
        Space after each letter, in type sizes.
    """
    return (_width(text, weight) / UNITS + spacing * len(text)) * size


def plain(text: str) -> str:
    """Return a text on one line without control characters, composed."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if letter in SPACES else letter for letter in composed)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return " ".join(part for part in kept.split(" ") if part)


def unknown(text: str) -> str:
    """Return the letters of a text that the font does not have, each once."""
    have = font(WEIGHTS[0]).advance
    return "".join(dict.fromkeys(letter for letter in text if letter not in have))


def shown(text: str) -> str:
    """Return a text in letters the font has: others lose their marks or become a mark."""
    have = font(WEIGHTS[0]).advance
    if all(letter in have for letter in text):
        return text
    found = []
    for letter in text:
        bare = unicodedata.normalize("NFKD", letter)
        found.append(letter if letter in have else "".join(c for c in bare if c in have) or "?")
    return "".join(found)


def _pieces(word: str, size: float, weight: int, room: float) -> list[str]:
    """Break a word that is wider than a line, after hyphens and slashes where it has some."""
    pieces, rest = [], word
    while width(rest, size, weight) > room and len(rest) > 1:
        end = len(rest)
        while end > 1 and width(rest[:end], size, weight) > room:
            end -= 1
        cut = max(rest.rfind(mark, 1, end) + 1 for mark in "-/–_&?=")
        pieces.append(rest[: cut or end])
        rest = rest[cut or end :]
    return [*pieces, rest]


def wrapped(text: str, size: float, weight: int, room: float) -> list[str]:
    """Break a text into lines no wider than `room`, at spaces, long words where need be."""
    lines: list[str] = []
    line = ""
    for word in (word for word in text.split(" ") if word):
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, size, weight, room)
        lines.extend(full)
    return [*lines, line] if line else lines


def balanced(text: str, size: float, weight: int, room: float) -> list[str]:
    """Break a text into as few lines as `wrapped`, but of about the same width."""
    lines = wrapped(text, size, weight, room)
    low, high = room / 2, room
    for _ in range(7):
        middle = (low + high) / 2
        if len(wrapped(text, size, weight, middle)) <= len(lines):
            high = middle
        else:
            low = middle
    return wrapped(text, size, weight, high)


def shortened(text: str, size: float, weight: int, room: float) -> str:
    """Return a text that fits, cut with an ellipsis if need be."""
    if width(text, size, weight) <= room:
        return text
    cut = len(text)
    while cut and width(text[:cut].rstrip() + ELLIPSIS, size, weight) > room:
        cut -= 1
    return text[:cut].rstrip() + ELLIPSIS
