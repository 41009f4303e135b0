"""The words of the facts in both languages, from a table kept beside the facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.build.convert import facts
from geodata.build.convert.facts import Pair
from geodata.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Original words of the facts and what they are in German and English."""

    pairs: Mapping[str, Pair]

    def pair(self, original: str) -> Pair:
        """Return both languages; a text that is not in the table stops the build.

        Raises
        ------
        BuildError
            Nobody has translated the text yet.
        """
        if not original:
            return facts.NOTHING
        if original not in self.pairs:
            raise BuildError(
                f"words.csv: Übersetzung fehlt für „{original}“.",
                f"words.csv: no translation of '{original}'.",
            )
        return self.pairs[original]

    def name(self, original: str) -> Pair:
        """Return both languages of a name; a name without translation is the same in both."""
        return self.pairs.get(original, Pair(original, original))


def load(folder: Path) -> Words:
    """Return the table ``words.csv`` of the facts."""
    rows = facts.table(folder / "words.csv")
    return Words(pairs={c["original"]: Pair(c["de"], c["en"]) for _, c in rows})


def join(pairs: Iterable[Pair], between: str = "; ") -> Pair:
    """Join what is not empty, language by language."""
    kept = [pair for pair in pairs if pair.de]
    return Pair(between.join(p.de for p in kept), between.join(p.en for p in kept))
