"""Funding beside need in a real Chromium: the map of two questions, its groups, the lists."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from typing import Any

import pytest
from playwright.sync_api import expect

from geodata import catalogue
from layers import scenes
from layers import state
from layers import view as views
from layers.picture import options
from layers.picture import render
from layers.picture.drawing import Shape
from layers.state import ViewState
from tests import support
from tests.layers.picture import reading

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser

GROUPS = ("served-much", "served-little", "need-much", "need-little")


def areas(page: Page, selector: str) -> set[str]:
    """Return the keys of the areas of the map with these classes."""
    found = page.locator(f"path.area:not(.outline){selector}")
    keys: list[str] = found.evaluate_all("(all) => all.map((e) => e.dataset.key)")
    return set(keys)


def rows(page: Page) -> set[str]:
    more = page.locator("#table-more")
    if more.is_visible():
        more.click()
    found = page.locator("#table tbody tr[data-key]")
    keys: list[str] = found.evaluate_all("(all) => all.map((e) => e.dataset.key)")
    return set(keys)


def downloaded(page: Page, link: str) -> set[str]:
    """Return the keys in the file behind a link."""
    address = page.locator(link).get_attribute("href")
    text = page.request.get(page.url.split("/?")[0] + str(address)).text().lstrip("\ufeff")
    return {row["key"] for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def test_a_group_is_exactly_its_areas_everywhere(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise")
    page.locator('[data-map-of="need"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("metric=need"))
    support.ready(page)
    expect(page.locator("#headline-text")).to_contain_text("kein rechtlicher Mangel")
    for at, group in enumerate(GROUPS):
        cell = page.locator(f'.two-way [data-group="{group}"]')
        assert len(areas(page, f".n{at}")) == int(cell.inner_text())
    unknown = areas(page, ".unknown")
    assert unknown

    needy = areas(page, ".n3")
    page.locator('.two-way [data-group="need-little"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("group=need-little"))
    support.ready(page)
    assert areas(page, ".grouped") == needy == rows(page)
    assert areas(page, ".aside") == {*areas(page, "")} - needy
    assert downloaded(page, '.table-sec a[data-export="csv"]') == needy
    assert downloaded(page, '[data-list="need"] a[data-export="csv"]') == needy
    pale = page.evaluate(
        "() => [...document.querySelector('#chart-need .js-plotly-plot').data]"
        ".filter((t) => t.opacity !== 0.18).map((t) => t.meta)"
    )
    assert set(pale) == {"need-little"}

    other = open_page(page.url.removeprefix(page.url.split("/?")[0]))
    assert areas(other, ".grouped") == needy == rows(other)
    other.locator('.chart [data-group="need-little"]').press("Space")  # takes it back
    support.ready(other)
    assert "group=" not in other.url
    assert len(rows(other)) == len(areas(other, "")) == 45

    other.locator("#chart-need .chart-slot").scroll_into_view_if_needed()
    plot = other.locator("#chart-need .nsewdrag").bounding_box()
    assert plot is not None
    plot_right = plot["x"] + plot["width"] * 0.75, plot["y"] + plot["height"] * 0.85
    other.mouse.move(*plot_right)
    other.mouse.click(*plot_right)  # below on the right: less need, more money
    other.wait_for_url(re.compile("group=served-much"))
    support.ready(other)
    assert areas(other, ".grouped") == areas(other, ".n0") == rows(other)

    other.locator("#mode-explore").click()
    support.ready(other)
    assert "need" not in other.url
    assert "group" not in other.url


def test_the_lists_open_their_areas_and_fairs_count_from_a_day(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=landkreise&metric=need")
    fairs = page.locator('[data-list="fairs"]')
    fairs.locator("summary").click()
    expect(fairs).to_contain_text("nicht vollständig")
    before = fairs.locator("tbody tr").count()
    page.locator("#fairs-since").fill("2025-06-01")
    page.locator("#fairs-since").dispatch_event("change")
    page.wait_for_url(re.compile("since=2025-06-01"))
    support.ready(page)
    expect(fairs).to_contain_text("seit 01.06.2025")
    after = fairs.locator("tbody tr").count()
    assert 45 >= after > before
    assert len(downloaded(page, '[data-list="fairs"] a[data-export="csv"]')) == after

    centres = page.locator('[data-list="centres"]')
    centres.locator("summary").click()
    expect(centres).to_contain_text("September 2025")
    first = centres.locator("tbody button").first
    key = first.get_attribute("data-goto")
    first.click()
    page.wait_for_url(re.compile(f"area={key}"))
    support.ready(page)
    assert "level=gemeinden" in page.url
    expect(page.locator(f'#table tr[data-key="{key}"]')).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("metric", ["", "&metric=need&group=need-much&theme=dark"])
def test_a_picture_of_the_gaps_has_the_colours_of_the_screen(
    metric: str, open_page: OpenPage
) -> None:
    view = f"mode=gaps&level=gemeinden&layers=gemeinden,aerl,rvz&candidates=03360002{metric}"
    page = open_page(f"/?{view}")
    seen = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('path.area.gemeinden[data-key]')]"
        ".map((e) => [e.dataset.key, getComputedStyle(e).fill]))"
    )
    found = scenes.of(ViewState(**fields(view)), catalogue.load())
    drawing = render.drawing(found, options.read({"show": "clean", "size": "1200x1000"}))
    shapes = [item for item, _ in reading.walk(drawing.root) if isinstance(item, Shape)]
    drawn = {item.key: item.paints[0].fill for item in shapes if item.key}
    assert set(drawn) >= set(seen)
    for key, fill in seen.items():
        mine = drawn[key]
        parts = [str(int(mine[at : at + 2], 16)) for at in (1, 3, 5)] if mine[0] == "#" else []
        rgb = ", ".join(parts)
        assert fill == f"rgb({rgb})" if rgb else mine in fill, key
    names = [names[-1] for _, names in reading.walk(drawing.root)]
    assert names.count("doubtful") == page.locator("path.flip").count()
    assert names.count("trial") == 2  # the pin and its letter
    expect(page.locator('.point.site[data-layer="candidates"]')).to_have_count(1)


def fields(query: str) -> dict[str, Any]:
    """Return the fields of the view of an address."""
    data = catalogue.load()
    known = state.Known(
        metrics=frozenset(state.GAP_METRICS),
        programmes=frozenset(),
        aerl=frozenset(data.areas["aerl"].index),
        layers=frozenset({"gemeinden", "aerl", "rvz"}),
        areas=frozenset(),
    )
    found, problems = views.from_query(query, known)
    assert not problems
    return {name: getattr(found, name) for name in ViewState.__slots__}
