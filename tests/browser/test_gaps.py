"""What a planner does in Gaps, in a real Chromium: norm, a site on trial, undo, share, download."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import support

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser


def headline(page: Page) -> str:
    return page.locator("#headline-figure").inner_text()


def classes(page: Page) -> str:
    """Return the classes of all areas, as one text."""
    found: str = page.evaluate(
        "() => [...document.querySelectorAll('path.area:not(.outline)')]"
        ".map((e) => e.dataset.key + e.getAttribute('class')).sort().join()"
    )
    return found


def rows(page: Page) -> list[str]:
    return page.locator("#table tbody tr[data-key]").all_inner_texts()


def test_the_whole_story_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise")
    before = headline(page), classes(page), rows(page)
    page.locator("#norm").focus()
    page.keyboard.press("ArrowDown")
    support.ready(page)
    assert "norm=" in page.url
    page.keyboard.press("ArrowUp")
    support.ready(page)
    assert (headline(page), classes(page), rows(page)) == before

    page.locator("#candidate-place").focus()
    page.keyboard.type("Bad Bevensen")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("candidates=0336"))
    support.ready(page)
    expect(page.locator("#gap-trial li")).to_contain_text("Bad Bevensen")
    assert headline(page) != before[0]
    assert rows(page) != before[2]
    expect(page.locator('.point.site[data-layer="candidates"]')).to_have_count(1)

    with_site = headline(page), classes(page), rows(page)
    undo = page.locator('[data-action="undo"]')
    undo.focus()
    page.keyboard.press("Enter")
    support.ready(page)
    assert (headline(page), classes(page), rows(page)) == before
    page.locator('[data-action="redo"]').focus()
    page.keyboard.press("Enter")
    support.ready(page)
    assert (headline(page), classes(page), rows(page)) == with_site

    other = open_page(page.url.removeprefix(page.url.split("/?")[0]))
    assert (headline(other), classes(other), rows(other)) == with_site
    with other.expect_download() as download:
        other.locator('.table-sec a[data-export="csv"]').focus()
        other.keyboard.press("Enter")
    text = download.value.path().read_text("utf-8-sig")
    assert "inhabitants_served" in text.splitlines()[0]
    assert len(text.splitlines()) >= 46


def test_a_click_on_the_map_places_a_site_and_a_button_removes_it(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise")
    before = headline(page)
    page.locator('[data-action="set-site"]').click()
    page.locator('path.area[data-key="03360"]').click(position={"x": 30, "y": 30})
    page.wait_for_url(re.compile(r"candidates=\d+\.\d+~\d+"))
    support.ready(page)
    assert headline(page) != before
    page.locator("#gap-trial button").click()
    support.ready(page)
    assert "candidates=" not in page.url
    assert headline(page) == before


def test_closing_a_centre_leaves_more_people_without(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise")
    before = headline(page)
    page.locator("#panel-left details.group summary").click()
    page.locator("#gap-sites button").first.click()
    support.ready(page)
    assert "closed=rvz" in page.url
    assert headline(page) != before
    expect(page.locator(".point.site.closed")).to_have_count(1)


def test_the_mode_speaks_of_its_limits(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=gemeinden")
    expect(page.locator("#gap-norm")).to_contain_text("Sekundärquelle")
    expect(page.locator("#gap-norm")).to_contain_text("kein rechtlicher Mangel")
    expect(page.locator("#gap-method")).to_contain_text("Näherung")
    assert page.locator("path.flip").count() >= 1
    expect(page.locator("#chart-curve .main-svg").first).to_be_visible()
    page.locator("#panel-left a[href='/methode']").click()
    expect(page.locator("h1")).to_be_visible()


def test_proposals_can_be_taken(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise")
    before = headline(page)
    page.locator("#gap-propose").click()
    expect(page.locator("#gap-proposals li")).to_have_count(5, timeout=20_000)
    page.locator("#gap-proposals li button").first.click()
    page.wait_for_url(re.compile("candidates="))
    support.ready(page)
    assert headline(page) != before


def test_bad_scenarios_are_told_and_the_page_stands(open_page: OpenPage) -> None:
    page = open_page(
        "/?mode=gaps&level=landkreise&candidates=54.4~7.2,99999999&norm=wurst&travel=9,1,1"
    )
    assert page.locator("#gap-problems .problem").count() + page.locator(".notice").count() >= 3
    assert headline(page).strip()
