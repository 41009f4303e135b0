"""What is wrong with a story, in words for the person who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from layers import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One mistake in a story.

    Parameters
    ----------
    code
        Key of its words.
    scene
        Id or number of the scene; empty = the file.
    values
        What stands in the words.
    problem
        What the reader of addresses said about the view; it has words of its own.
    """

    code: str
    scene: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    problem: Problem | None = None

    def text(self, lang: str) -> str:
        """Return the sentence: what is wrong and what to do."""
        said = {"said": self.problem.line(lang)} if self.problem else {}
        return words.text(f"briefing.trouble.{self.code}", lang, **self.values, **said)

    def line(self, file: str, lang: str) -> str:
        """Return file, scene and mistake in one line."""
        scene = words.text("briefing.trouble.scene", lang, scene=self.scene) if self.scene else ""
        return f"{file}{scene}: {self.text(lang)}"
