"""A printed page: map, legend, date and sources are on the first sheet, and nothing to operate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from layers.picture import stylesheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser


def _sheets(page: Page) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _text(sheet: pypdfium2.PdfPage) -> str:
    return _plain(sheet.get_textpage().get_text_range())


@pytest.mark.parametrize("mode", ["explore", "gaps"])
def test_first_sheet_is_complete(open_page: OpenPage, mode: str) -> None:
    page = open_page(f"/?mode={mode}")
    figure = page.locator("#headline-figure").inner_text()
    classes = page.locator("#legend li > span:nth-child(2)").all_inner_texts()
    state = _plain(page.locator("#state-line").text_content() or "")
    first, *others = _sheets(page)
    said = _text(first)
    for part in (figure, *(entry.splitlines()[0] for entry in classes), "BKG 2016", "Destatis"):
        assert _plain(part) in said, part
    assert state
    assert state in said
    assert "Zurücksetzen" not in said
    assert 1 <= len(others) <= 4
    # The map is drawn, and as large as it should be: the land around has a colour of its own
    picture = first.render(scale=1).to_numpy()[..., :3].astype(int)
    around = [int(stylesheet.token("--land-out", "light")[at : at + 2], 16) for at in (1, 3, 5)]
    shares = [(abs(picture - seen).max(axis=2) <= 3).mean() for seen in (around, around[::-1])]
    assert max(shares) > 0.03


def test_a_page_of_text_is_printed_whole(open_page: OpenPage) -> None:
    page = open_page("/?mode=sources")
    last = page.locator(".page-body .card h2").all_inner_texts()[-1]
    sheets = [_text(sheet) for sheet in _sheets(page)]
    assert len(sheets) > 1
    assert any(_plain(last) in said for said in sheets)
    assert "Zum Inhalt springen" not in " ".join(sheets)
