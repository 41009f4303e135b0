"""What is taken away from a briefing: one file that plays it without a network, and a PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard import opening
from dashboard.briefing import pages
from layers.briefing import deck as decks
from layers.briefing import handout

if TYPE_CHECKING:
    from dashboard.briefing.asked import Asked
    from dashboard.context import AppContext
    from layers.briefing.story import Story


def html(story: Story, ctx: AppContext, asked: Asked) -> bytes:
    """Return the player with the whole story in one file."""
    known = opening.known(ctx.catalogue)
    deck = decks.build(story, ctx.catalogue, known, asked.look)
    return pages.standalone(replace(asked, story=story.id, code=""), deck).encode("utf-8")


def pdf(story: Story, ctx: AppContext, asked: Asked) -> bytes:
    """Return the handout: a page a scene, with its note."""
    known = opening.known(ctx.catalogue)
    return handout.write(story, ctx.catalogue, known, asked.look)
