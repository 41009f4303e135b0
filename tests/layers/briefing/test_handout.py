"""The handout: a page a scene, with its note, title and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from dashboard import opening
from layers.briefing import deck
from layers.briefing import handout

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.briefing.story import Story


def test_each_scene_is_a_page_with_its_note(
    stories_shipped: dict[str, Story], shipped: Catalogue
) -> None:
    story = stories_shipped["ankommen"]
    body = handout.write(story, shipped, opening.known(shipped), deck.Look())
    document = pypdfium2.PdfDocument(body)
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    assert len(pages) == len(story.steps) + 1
    for page in pages[: len(story.steps)]:
        assert "Sprechzettel" in page
        assert story.title("de") in page
        assert "{" not in page
    assert "Erfasst ist etwa die Hälfte" in pages[0]
    assert document.get_metadata_value("Title") == story.title("de")
    assert b"/StructTreeRoot" in body or b"/MarkInfo" in body or document.is_tagged()
    document.close()
