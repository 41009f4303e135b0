"""The shipped stories, and a look at one that is written in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import opening
from dashboard.briefing import library
from layers.briefing import deck
from layers.briefing import story as stories

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.briefing.story import Story

NAMES = sorted(path.stem for path in library.SHIPPED.glob("*.toml"))


@pytest.fixture(scope="session")
def stories_shipped() -> dict[str, Story]:
    return {name: library.load(library.SHIPPED / f"{name}.toml") for name in NAMES}


@pytest.fixture(scope="session")
def troubles(shipped: Catalogue) -> Callable[..., list[str]]:
    """Return a function from the text of a story to its mistakes, one a line."""

    def found(text: str, lang: str = "de") -> list[str]:
        story = stories.read("probe", text.encode())
        look = deck.Look(lang=lang)
        _, own = deck.check(story.steps, shipped, opening.known(shipped), look)
        return [t.line("probe.toml", lang) for t in (*story.troubles, *own)]

    return found
