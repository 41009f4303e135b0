"""Journeys without a mouse: the map, its list and table, charts in words, a site on trial."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest
from playwright.sync_api import expect

from layers import spec
from tests import support
from tests.test_contrast import TEXT
from tests.test_contrast import contrast

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser

MOST_STOPS = 160
# Where the focus is, how it is named, and whether a person sees it
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  const label = e.closest("label") || (e.id && document.querySelector(`label[for="${e.id}"]`));
  const host = e.closest(".segments label") || e;
  const ring = document.querySelector("path.focus-line");
  const name = e.getAttribute("aria-label") || e.textContent.trim() || e.title || e.placeholder ||
    (label && label.textContent.trim()) || "";
  return {
    tag: e.tagName, id: e.id, name, box: [box.left, box.top, box.right, box.bottom],
    kind: e.matches("path.area") ? "area" : e.matches(".point") ? "point" : "",
    shown: e.matches("path.area") ? Boolean(ring)
      : parseFloat(getComputedStyle(host).outlineWidth) >= 2 &&
        getComputedStyle(host).outlineStyle !== "none",
    inside: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
    sized: box.width > 0 && box.height > 0 && style.visibility === "visible",
  };
}"""


def focus(page: Page) -> dict[str, Any]:
    found: dict[str, Any] | None = page.evaluate(FOCUS)
    assert found, "nothing has the focus"
    return found


def focused_key(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.dataset.key || ''"))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def to_areas(page: Page) -> None:
    """Go by the skip link to the map, and on to its areas."""
    page.locator("a.skip-link.on-map").first.focus()
    press(page, "Enter", "Tab")
    assert focus(page)["kind"] == "area"


@pytest.mark.parametrize("path", ["/", "/?mode=gaps&level=landkreise&candidates=03360002"])
def test_every_stop_is_named_and_seen_and_none_is_a_trap(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    stops = []
    for _ in range(MOST_STOPS):
        press(page, "Tab")
        if page.evaluate(
            "() => !document.activeElement || document.activeElement === document.body"
        ):
            break
        stops.append(focus(page))
    else:
        pytest.fail(f"Tab does not come to an end: {[stop['name'] for stop in stops[-5:]]}")
    assert [stop for stop in stops if not stop["name"]] == []
    assert [stop for stop in stops if not stop["shown"]] == []
    assert [stop for stop in stops if not stop["inside"] or not stop["sized"]] == []
    kinds = [stop["kind"] for stop in stops if stop["kind"]]
    assert sorted(kinds) == ["area", "point"]
    assert len([stop for stop in stops if stop["tag"] == "BUTTON"]) >= 12


def test_areas_are_named_selected_and_compared(page: Page) -> None:
    to_areas(page)
    press(page, "Home", "e", "m", "s")
    assert focused_key(page) == "03454"
    announce = page.locator("#announce")
    expect(announce).to_have_text(
        re.compile(r"Landkreis Emsland: Bewilligungen je Einwohner [\d,]+\s€")
    )
    press(page, "Enter")
    page.wait_for_url(re.compile("area=03454"))
    support.ready(page)
    expect(announce).to_have_text(re.compile("Emsland.*ausgewählt"))
    expect(page.locator('#table tr[data-key="03454"]')).to_have_attribute("aria-selected", "true")
    expect(page.locator("#details h2")).to_contain_text("Emsland")
    press(page, "ArrowDown")
    other = focused_key(page)
    assert other not in {"", "03454"}
    press(page, "Shift+Enter")
    page.wait_for_url(re.compile(f"area=03454,{other}"))
    support.ready(page)
    expect(announce).to_have_text(re.compile("2 Gebiete im Vergleich.*Emsland"))
    expect(page.locator('#table tr[aria-selected="true"]')).to_have_count(2)
    assert focused_key(page) == other
    press(page, "Escape")
    support.ready(page)
    assert "area=" not in page.url
    assert focused_key(page) == other


def test_all_municipalities_are_reached_by_one_stop(open_page: OpenPage) -> None:
    page = open_page("/?level=gemeinden&metric=inhabitants")
    total = page.locator("path.area.gemeinden[data-key]").count()
    assert total > 900
    assert page.locator('path.area[tabindex="0"]').count() == 1
    to_areas(page)
    walk = """() => {  // by the arrows alone, from the focused one; then by name
      const { map, level } = window.atlas.map.state.map ? { map: window.atlas.map.state.map,
        level: window.atlas.map.level("gemeinden") } : {};
      const items = [...level.values()].map((path) => ({ name: path.name,
        ...map.latLngToLayerPoint(path.getBounds().getCenter()) }));
      const seen = new Set([0]), queue = [0];
      while (queue.length) {
        const at = queue.pop();
        for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
          const next = window.atlas.keys.step(items, at, key);
          if (next >= 0 && !seen.has(next)) { seen.add(next); queue.push(next); }
        }
      }
      let at = window.atlas.keys.step(items, 0, "Home"), named = 1;
      while ((at = window.atlas.keys.step(items, at, "PageDown")) >= 0) named += 1;
      return [items.length, seen.size, named];
    }"""
    all_, by_arrows, by_name = page.evaluate(walk)
    assert all_ == by_name == total
    assert by_arrows >= total * 0.97  # the rest lie in the shadow of a neighbour: by name
    press(page, "w", "o", "l", "f", "s", "b")
    assert focused_key(page) == "03103000"
    assert page.locator('path.area[tabindex="0"]').count() == 1
    expect(page.locator("#announce")).to_contain_text("Wolfsburg")
    press(page, "Tab")
    assert focus(page)["kind"] == "point"


def test_points_are_opened_and_keep_the_focus_while_the_map_moves(page: Page) -> None:
    to_areas(page)
    press(page, "Tab")
    assert focus(page)["kind"] == "point"
    press(page, "End")
    name = focus(page)["name"]
    expect(page.locator("#announce")).to_contain_text(name)
    press(page, "+", "+")
    page.wait_for_function("() => !window.atlas.map.state.map._animatingZoom")
    support.ready(page)
    assert focus(page)["kind"] == "point"
    press(page, "Enter")
    expect(page.locator("#announce")).to_contain_text("Geöffnet")
    expect(page.locator("#details")).to_contain_text(re.compile(r"\w{4}"))
    expect(page.locator(".point.on")).to_have_count(1)
    press(page, "Enter")
    assert focus(page)["id"] == "details"
    page.keyboard.press("Tab")
    page.locator('#details [data-action="close-details"]').press("Enter")
    expect(page.locator("#details h2")).to_have_count(0)
    page.wait_for_function("() => document.activeElement !== document.body")


def test_the_list_of_points_is_in_step_with_the_map(page: Page) -> None:
    page.locator("#points-list summary").press("Enter")
    listed = page.locator("#points-list [data-pick]")
    drawn = "() => window.atlas.map.state.scene.points"
    points: dict[str, list[str]] = page.evaluate(drawn)
    layers = [
        id_
        for id_ in spec.layers()
        if page.locator(f"#layer-{id_}").get_attribute("aria-checked") == "true"
    ]
    expected = sum(len(points.get(id_, [])) for id_ in layers)
    assert listed.count() == expected == int(page.locator("#points-list-count").inner_text())
    page.locator("#layer-jobmessen").press("Space")
    support.ready(page)
    assert listed.count() == expected - len(points["jobmessen"])
    listed.first.press("Enter")
    expect(page.locator("#details h2")).to_contain_text(listed.first.inner_text())
    expect(page.locator(".point.on")).to_have_count(1)


def test_the_list_keeps_the_focus_while_nothing_in_it_changes(page: Page) -> None:
    page.locator("#points-list summary").press("Enter")
    page.locator("#points-list [data-pick]").nth(3).focus()
    page.evaluate("atlas.dispatch({ type: 'set', field: 'metric', value: 'density' })")
    page.wait_for_url(re.compile("metric=density"))
    support.ready(page)
    focused = "document.activeElement.closest('#points-list-body') !== null"
    assert page.evaluate(focused)
    assert page.evaluate("document.activeElement.isConnected")


def test_rows_of_the_table_are_one_stop_and_compare(page: Page) -> None:
    assert page.locator('#table tbody button[tabindex="0"]').count() == 1
    page.locator('#table tbody button[tabindex="0"]').focus()
    press(page, "ArrowDown", "ArrowDown", "Enter")
    page.wait_for_url(re.compile(r"area=\d{5}$"))
    support.ready(page)
    press(page, "End", "Shift+Enter")
    page.wait_for_url(re.compile(r"area=\d{5},\d{5}$"))
    support.ready(page)
    assert page.evaluate("() => document.activeElement.closest('#table') !== null")


def test_charts_are_named_and_have_a_table_behind_each(open_page: OpenPage) -> None:
    for path, charts in (("/", spec.charts()), ("/?mode=gaps&level=landkreise", ("curve", "need"))):
        page = open_page(path)
        for id_ in charts:
            picture = page.locator(f"#chart-slot-{id_}")
            assert picture.get_attribute("role") == "img"
            assert page.locator(f"#chart-title-{id_}").inner_text().strip()
            assert len(page.locator(f"#chart-alt-{id_}").inner_text()) > 20
            page.locator(f"#chart-data-{id_} summary").press("Enter")
            table = page.locator(f"#chart-data-body-{id_} table")
            expect(table.locator("tbody tr").nth(4)).to_be_attached()
            heads = table.locator("thead th").all_inner_texts()
            assert len(heads) >= 2
            assert all(text.strip() for text in heads), id_
    # the table says what the bars say: a column of known amounts adds up to the recorded sum
    page = open_page("/?metric=money&programme=zukunftsraeume")
    page.locator("#chart-data-programmes summary").press("Enter")
    cells = page.locator("#chart-data-body-programmes tbody tr").first
    expect(cells).to_contain_text("14.560.322,36 €")


def test_a_chart_table_follows_the_selected_area(page: Page) -> None:
    page.locator("#chart-data-years summary").press("Enter")
    body = page.locator("#chart-data-body-years")
    before = body.inner_text()
    page.locator('#table tr[data-key="03454"] button').press("Enter")
    support.ready(page)
    assert body.inner_text() != before
    expect(body.locator("table")).to_have_attribute("aria-label", re.compile("Emsland"))


def test_choices_work_by_arrows_and_space(page: Page) -> None:
    page.locator("#level input").first.focus()
    press(page, "ArrowRight")
    page.wait_for_url(re.compile("level=aerl"))
    support.ready(page)
    assert page.locator("path.area.aerl:not(.outline)").count() == 4
    page.locator("#programme input").first.focus()
    press(page, "Space")
    page.wait_for_url(re.compile("programme="))
    support.ready(page)
    chip = page.locator("#chips button").first
    chip.focus()
    press(page, "Enter")
    support.ready(page)
    assert "programme=" not in page.url
    page.wait_for_function("() => document.activeElement !== document.body")  # the chip is gone


def test_a_site_is_set_on_the_map_without_a_mouse(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps&level=gemeinden&layers=gemeinden,rvz")
    before = page.locator("#headline-figure").inner_text()
    page.locator('[data-action="set-site"]').press("Enter")
    to_areas(page)
    press(page, "b", "a", "d", " ")  # a space ends the name and sets the site
    page.wait_for_url(re.compile(r"candidates=03\d{6}"))
    support.ready(page)
    assert page.locator("#headline-figure").inner_text() != before
    site = page.locator('.point.site[data-layer="candidates"]')
    expect(site).to_have_count(1)
    assert site.get_attribute("aria-label")
    page.locator('[data-action="set-site"]').press("Enter")
    page.locator("#map").focus()
    press(page, "Enter")
    page.wait_for_url(re.compile(r"candidates=03\d{6},\d+\.\d+~\d+\.\d+"))
    support.ready(page)
    expect(site).to_have_count(2)
    page.locator("#gap-trial button").first.press("Enter")
    support.ready(page)
    expect(site).to_have_count(1)


def test_movements_are_dropped_when_asked(open_page: OpenPage) -> None:
    page = open_page("/", reduced_motion="reduce")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(e => {"
        " const s = getComputedStyle(e);"
        " return `${s.transitionDuration},${s.animationDuration}`.split(',')"
        ".some(d => parseFloat(d) > 0); })"
        ".map(e => e.tagName + '.' + e.getAttribute('class'))"
    )
    assert moving == []
    page.locator("#search").fill("Emden")
    press(page, "Enter")
    support.ready(page)
    assert page.evaluate("() => Boolean(window.atlas.map.state.map._animatingZoom)") is False


def test_titles_on_the_english_page_are_said_to_be_german(open_page: OpenPage) -> None:
    page = open_page("/?lang=en&area=03454&layers=landkreise,zukunftsraeume")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#details details summary").first.click()
    title = page.locator("#details .entry b").first
    expect(title).to_have_attribute("lang", "de")
    page.locator("#points-list summary").press("Enter")
    expect(page.locator("#points-list-body [data-pick]").first).to_have_attribute("lang", "de")


def test_forced_colours_leave_charts_and_states_readable(open_page: OpenPage) -> None:
    """Where the system sets the colours, letters of charts keep their paper, switches a state."""
    page = open_page("/", forced_colors="active", color_scheme="dark")
    look = """(selector) => {
      const style = getComputedStyle(document.querySelector(selector));
      return [style.fill, style.backgroundColor];
    }"""
    letters, _ = page.evaluate(look, "#chart-areas .ytick text")
    _, paper = page.evaluate(look, ".chart-slot")
    values = [[int(n) for n in re.findall(r"\d+", colour)[:3]] for colour in (letters, paper)]
    ink, ground = ("#{:02x}{:02x}{:02x}".format(*value) for value in values)
    assert contrast(ink, ground) >= TEXT, (letters, paper)
    on, off = '[role="switch"][aria-checked="true"]', '[role="switch"][aria-checked="false"]'
    assert page.evaluate(look, on)[1] != page.evaluate(look, off)[1]
