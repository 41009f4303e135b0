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


def test_a_site_shows_what_it_adds_before_it_is_set_and_the_map_answers_at_once(
    open_page: OpenPage,
) -> None:
    page = open_page("/?mode=gaps&level=gemeinden&layers=gemeinden,landkreise,aerl,rvz")
    before = headline(page), classes(page)
    page.locator('[data-action="set-site"]').click()
    page.locator(".leaflet-container").hover(position={"x": 500, "y": 420})
    tip = page.locator(".tip.here")
    expect(tip).to_contain_text("Menschen mehr in 20")
    page.locator(".leaflet-container").click(position={"x": 500, "y": 420})
    page.wait_for_function("(old) => document.querySelector('#headline-figure').innerText !== old",
                           arg=before[0])  # fmt: skip
    support.ready(page)
    assert classes(page) != before[1]
    expect(tip).to_have_count(0)
    marker = page.locator('.point.site[data-layer="candidates"]')
    at = marker.bounding_box()
    assert at is not None
    placed = page.url
    with page.expect_response("**/gaps/glimpse?**"):
        marker.hover()
        page.mouse.down()
        page.mouse.move(at["x"] + 70, at["y"] + 40, steps=6)
    page.mouse.up()
    page.wait_for_url(lambda url: url != placed)
    support.ready(page)
    expect(page.locator("#gap-trial li button")).to_have_count(1)
    assert classes(page) != before[1]


def test_two_scenarios_are_compared_side_by_side_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise&candidates=03360004")
    page.locator('[data-action="versus-keep"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("versus=03360004"))
    support.ready(page)
    place = page.locator("#candidate-place")
    place.focus()
    page.keyboard.type("Lüchow (Wendland)")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("candidates=03360004,"))
    support.ready(page)
    table = page.locator("#gap-versus table").first
    expect(table.locator("thead th")).to_have_text(
        ["Kennzahl", "gemerkter Stand", "Szenario", "Unterschied"]
    )
    figures = table.locator("tbody tr").first.locator("td").all_inner_texts()
    assert headline(page) == figures[1] != figures[0]
    assert page.locator("path.versus").count() == 45
    slider = page.locator(".swipe-slider")
    clip = "() => document.querySelector('.leaflet-versus-pane').style.clip"
    at_half = page.evaluate(clip)
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(clip) != at_half
    page.locator('[data-action="versus-keep"]').click()
    support.ready(page)
    expect(page.locator("path.versus")).to_have_count(0)
    expect(page.locator(".swipe")).to_be_hidden()


def test_a_list_of_ones_own_serves_and_its_faults_are_told(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise")
    before = headline(page)
    body = "Name;Gemeinde;Landkreis\nPraxis;Meppen;Emsland\nEck;Nirgendwo;\nHaus;Aurich;Aurich\n"
    with page.expect_file_chooser() as chooser:
        page.locator('[data-action="load-supply"]').click()
    chooser.value.set_files({"name": "Praxen.csv", "mimeType": "text/csv", "buffer": body.encode()})
    page.wait_for_url(re.compile("supply=list-"))
    support.ready(page)
    expect(page.locator("#supply-told")).to_contain_text("2 Standorte aus „Praxen“")
    expect(page.locator("#supply-told .problem")).to_contain_text("Zeile 3")
    assert headline(page) != before
    expect(page.locator(".point.site.own")).to_have_count(2)
    other = open_page(page.url.removeprefix(page.url.split("/?")[0]))
    assert headline(other) == headline(page)
    expect(other.locator("#supply")).to_have_value(re.compile("^list-"))
    lost = open_page("/?mode=gaps&level=landkreise&supply=list-000000000000")
    assert headline(lost) == before
    expect(lost.locator("#gap-problems")).to_contain_text("liegt hier nicht vor")


def test_the_exact_answer_comes_in_the_background_and_can_be_stopped(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise&aerl=lueneburg")
    page.locator("#gap-count").fill("3")
    page.locator("#gap-exact").click()
    expect(page.locator("#gap-proposals li")).to_have_count(3, timeout=20_000)
    expect(page.locator("#gap-proposals")).to_contain_text("nachgerechnet", timeout=90_000)
    expect(page.locator(".point.proposed")).to_have_count(3)
    page.locator("#gap-aim input").nth(1).check()
    page.locator("#gap-count").fill("14")
    page.locator("#gap-exact").click()
    page.locator("#gap-cancel").click(timeout=20_000)
    expect(page.locator("#gap-progress")).to_contain_text("abgebrochen")
    expect(page.locator("#gap-proposals li")).to_have_count(14)
    page.locator('[data-action="take-proposals"]').click()
    page.wait_for_url(re.compile("candidates="))
    support.ready(page)
    expect(page.locator("#gap-trial li")).to_have_count(14)
    expect(page.locator("#gap-proposals li")).to_have_count(0)
