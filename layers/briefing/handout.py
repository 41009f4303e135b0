"""The handout: a page a scene with what the speaker reads, for paper and for reading on a desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers import words
from layers.briefing import deck as decks
from layers.briefing import ground
from layers.briefing import stage
from layers.picture import pdf
from layers.picture import stylesheet
from layers.picture.blocks import Block
from layers.picture.blocks import Style
from layers.picture.blocks import rect
from layers.picture.drawing import About
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.catalogue import Catalogue
    from layers.briefing.deck import Drawn
    from layers.briefing.deck import Look
    from layers.briefing.story import Story
    from layers.state import Known

INCHES = (297 / 25.4, 210 / 25.4)  # A4 across
WIDTH = 2080.0
HEIGHT = WIDTH * INCHES[1] / INCHES[0]
EDGE = 80.0
TOP = 104.0
UNITS = 1.75  # units of the page for one of the paper scale
SMALLER = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)


def write(story: Story, catalogue: Catalogue, known: Known, look: Look) -> bytes:
    """Return a story as PDF: one page a scene, with its note.

    Parameters
    ----------
    story
        What is told.
    catalogue, known
        The data, and the ids an address may name.
    look
        How it is shown; paper is light and read from near.
    """
    paper = replace(look, theme="light", factor=1.0)
    found, _ = decks.draw(story, catalogue, known, paper)
    total = len(found)
    pictures = [_page(one, at, total, (story, catalogue, paper)) for at, one in enumerate(found, 1)]
    return pdf.book(pictures)


def _page(found: Drawn, at: int, total: int, about: tuple[Story, Catalogue, Look]) -> Picture:
    story, catalogue, look = about
    style = Style(theme=look.theme, factor=UNITS)
    width = WIDTH - 2 * EDGE
    head = Block(style=style, width=width, name="running", role="P")
    head.put(story.title(look.lang), 0, 0, size="text", weight=600)
    place = words.text("briefing.handout.page", look.lang, n=at, all=total)
    head.put(place, width, 0, size="text", colour="--ink-2", anchor="end")
    zoom = width / stage.WIDTH
    scene = Group(items=tuple(_scene(found, look)), x=EDGE, y=TOP, zoom=zoom, role="Div")
    below = TOP + stage.HEIGHT * zoom + 30
    note = _note(found, look.lang, (width, HEIGHT - below - 40))
    items = (head.group(EDGE, 40), scene, *([note.group(EDGE, below)] if note else []))
    pixels = (round(INCHES[0] * 96), round(INCHES[1] * 96))
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        pixels=pixels,
        inches=INCHES,
        ground="#ffffff",
        patterns=ground.patterns(look.theme, stripes=True),
        root=Group(items=items),
        about=About(
            title=story.title(look.lang),
            description=story.about(look.lang),
            credit=words.text("screen.title", look.lang),
            source="",
            date="",
            lang=look.lang,
            identifier=decks.tag(story, catalogue, look),
        ),
    )


def _scene(found: Drawn, look: Look) -> Sequence[Group]:
    """Return a scene as it stands on the wall."""
    edge = Paint(fill=stylesheet.token("--surface", look.theme), stroke="#c3c9cb", width=2)
    back = Group(items=(rect((0, 0, stage.WIDTH, stage.HEIGHT), edge),), role="Artifact")
    if found.map is None or found.look is None:
        return [back, found.over]
    left, top, _, _ = decks.frame(look.factor)
    drawn = Group(
        items=(found.map,),
        x=left,
        y=top,
        zoom=stage.unit(look.factor),
        clip=(found.look.width, found.look.height),
        role="Figure",
        alt=found.spoken,
    )
    return [back, drawn, found.over]


def _note(found: Drawn, lang: str, room: tuple[float, float]) -> Block | None:
    """Return the note in the largest type that fits."""
    if not found.note:
        return None
    for share in SMALLER:
        style = Style(theme="light", factor=UNITS * share)
        block = Block(style=style, width=room[0], name="note", role="P")
        block.lines(words.text("briefing.handout.note", lang), "small", "--ink-2", weight=600)
        block.lines(found.note, "text")
        if block.height <= room[1]:
            return block
    return block
