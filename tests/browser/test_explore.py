"""What a person does in Explore: switch, select, filter, share, go back; in a real Chromium."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from layers import spec
from tests import support

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser

FACTS = Path(__file__).resolve().parents[2] / "geodata" / "data" / "facts"
EMSLAND = "03454"
POINTS = [id_ for id_, layer in spec.layers().items() if layer.kind == "point"]
AREAS = [id_ for id_, layer in spec.layers().items() if layer.kind == "area"]


def shown(page: Page, layer: str) -> int:
    """Count what a layer draws on the screen."""
    selector = (
        f'.point[data-layer="{layer}"]' if layer in POINTS else f"path.area.{layer}[data-key]"
    )
    count: int = page.evaluate(
        "(s) => [...document.querySelectorAll(s)].filter((e) => e.getClientRects().length &&"
        " getComputedStyle(e.closest('.leaflet-pane')).display !== 'none').length",
        selector,
    )
    return count


def switch(page: Page, layer: str) -> None:
    """Click a layer's switch and wait until it is painted."""
    page.locator(f"#layer-{layer}").click()
    support.ready(page)


def number(text: str) -> float:
    """Read a German number."""
    return float(re.sub(r"[^\d,-]", "", text).replace(",", "."))


def test_first_view_has_all_areas_points_charts_and_figures(page: Page) -> None:
    assert shown(page, "landkreise") == 45
    assert shown(page, "rvz") > 5
    assert page.locator("#headline-figure").inner_text().strip()
    for chart in spec.charts():
        expect(page.locator(f"#chart-{chart} .main-svg").first).to_be_visible()
    assert page.locator("#table tbody tr[data-key]").count() == 45
    assert page.locator("#legend li").count() >= 6
    assert page.locator("#attribution").inner_text().count("©") >= 1


@pytest.mark.parametrize("layer", [*POINTS, *AREAS])
def test_each_layer_can_be_switched_off_and_on(open_page: OpenPage, layer: str) -> None:
    page = open_page("/")
    control = page.locator(f"#layer-{layer}")
    if control.get_attribute("aria-checked") == "false":
        switch(page, layer)
    assert control.get_attribute("aria-checked") == "true"
    assert shown(page, layer) > 0
    switch(page, layer)
    assert control.get_attribute("aria-checked") == "false"
    assert shown(page, layer) == 0
    switch(page, layer)
    assert shown(page, layer) > 0


def test_ground_can_be_switched_off(page: Page) -> None:
    labels = page.locator("svg.labels")
    expect(labels).to_be_visible()
    switch(page, "surroundings")
    expect(labels).not_to_be_visible()


def test_click_on_an_area_marks_row_card_and_charts(page: Page) -> None:
    page.locator(f'path.area.landkreise[data-key="{EMSLAND}"]').click(position={"x": 40, "y": 60})
    support.ready(page)
    expect(page.locator(f'#table tr[data-key="{EMSLAND}"]')).to_have_attribute(
        "aria-selected", "true"
    )
    expect(page.locator("#area-card")).to_contain_text("Emsland")
    expect(page.locator("#chart-title-years")).to_contain_text("Emsland")
    expect(page.locator("#details h2")).to_contain_text("Emsland")
    expect(page.locator("#details a[href^='http']").first).to_be_attached()
    assert "area=03454" in page.url
    assert page.locator("path.pick").count() >= 1
    page.locator(f'path.area.landkreise[data-key="{EMSLAND}"]').click(position={"x": 40, "y": 60})
    support.ready(page)
    assert "area=" not in page.url


def test_click_on_a_bar_selects_the_area_on_the_map(page: Page) -> None:
    box = page.locator("#chart-areas .bars .point path").first.bounding_box()
    assert box  # plotly lays a plane for drags over the bars: click where a person would
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    support.ready(page)
    key = re.search(r"area=(\d+)", page.url)
    assert key
    expect(page.locator(f'#table tr[data-key="{key[1]}"]')).to_have_attribute(
        "aria-selected", "true"
    )
    assert page.locator("path.pick").count() >= 1


def test_click_on_a_row_selects_the_area(page: Page) -> None:
    row = page.locator("#table tr[data-key] button").nth(2)
    name = row.inner_text()
    row.click()
    support.ready(page)
    expect(page.locator("#area-card")).to_contain_text(name.split(" ")[-1])


def test_one_programme_adds_up_to_its_records(open_page: OpenPage) -> None:
    with (FACTS / "zukunftsraeume.csv").open(encoding="utf-8") as file:
        known = [float(r["funding_eur"]) for r in csv.DictReader(file) if r["funding_eur"]]
    page = open_page("/?metric=money")
    page.locator("#programme label", has_text="Zukunftsräume").locator("input").check()
    support.ready(page)
    assert "programme=zukunftsraeume" in page.url
    cells = page.locator("#table tfoot tr.total td").all_inner_texts()
    assert any(number(cell) == round(sum(known)) for cell in cells if re.search(r"\d", cell))
    assert (
        f"{sum(known) / 1e6:.2f}".replace(".", ",") in page.locator("#headline-figure").inner_text()
    )


def test_filters_act_on_map_table_and_headline_alike(page: Page) -> None:
    before = page.locator("#headline-figure").inner_text()
    points = shown(page, "zukunftsraeume")
    page.locator("#aerl input").first.check()
    support.ready(page)
    assert "aerl=" in page.url
    assert page.locator("#headline-figure").inner_text() != before
    assert 0 < shown(page, "zukunftsraeume") < points
    page.locator("#chips button").first.click()
    support.ready(page)
    assert page.locator("#headline-figure").inner_text() == before


@pytest.mark.parametrize(
    ("level", "count"), [("aerl", 4), ("gemeinden", 964), ("zukunftsregionen", 14)]
)
def test_levels_bring_their_areas(page: Page, level: str, count: int) -> None:
    page.locator(f'#level input[value="{level}"]').check()
    support.ready(page)
    assert shown(page, level) == count
    assert f"level={level}" in page.url
    coloured = page.locator(f"path.area.{level}:not(.outline)")
    assert coloured.count() == count


def test_shared_link_shows_the_same_view_to_another_person(open_page: OpenPage) -> None:
    view = "level=aerl&metric=money&programme=zukunftsraeume&area=weser-ems&theme=dark"
    first = open_page(f"/?{view}&map=52.8,8.2,8.5")
    second = open_page(first.url.removeprefix(first.url.split("/?")[0]))
    for page in (first, second):
        assert page.locator("body").get_attribute("data-theme") == "dark"
    read = (
        "() => [...document.querySelectorAll('path.area')]"
        ".map((e) => e.dataset.key + e.getAttribute('class')).sort().join()"
    )
    assert first.evaluate(read) == second.evaluate(read)
    for selector in ("#headline-figure", "#table", "#area-card", "#legend"):
        assert first.locator(selector).inner_text() == second.locator(selector).inner_text()
    assert first.url == second.url


def test_back_and_reload_restore_the_view(page: Page) -> None:
    page.locator('#level input[value="aerl"]').check()
    support.ready(page)
    page.reload()
    support.ready(page)
    assert shown(page, "aerl") == 4
    page.go_back()
    support.ready(page)
    assert "level=" not in page.url
    assert page.locator("path.area.landkreise:not(.outline)").count() == 45


def test_broken_parts_of_an_address_are_told_and_left_out(open_page: OpenPage) -> None:
    page = open_page("/?level=planet&metric=money&years=abc&wurst=1")
    assert page.locator("#notices .notice").count() >= 2
    assert shown(page, "landkreise") == 45
    assert page.locator("#headline-figure").inner_text().strip()


def test_every_record_at_a_shared_place_can_be_reached(page: Page) -> None:
    group = page.locator('.point[data-layer="zukunftsraeume"][data-id*=" "]').first
    ids = (group.get_attribute("data-id") or "").split()
    group.click()
    expect(page.locator("#details details.group")).to_have_count(len(ids))
    expect(page.locator("#details a[href^='http']").first).to_be_attached()


def test_search_finds_a_place_and_selects_its_landkreis(page: Page) -> None:
    page.locator("#search").fill("soegel")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("Sögel")
    page.keyboard.press("Enter")
    support.ready(page)
    assert f"area={EMSLAND}" in page.url
    assert "map=" in page.url
    page.locator("#search").fill("Atlantis")
    expect(page.locator("#search-list")).to_contain_text("Atlantis")


def test_english_page_speaks_english(open_page: OpenPage) -> None:
    page = open_page("/?lang=en")
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("#mode-explore")).to_have_text("Explore")
    assert page.locator("#lang").get_attribute("href") == "/"


@pytest.mark.parametrize("mode", ["programmes", "sources"])
def test_pages_stand_in_place_of_the_map(page: Page, mode: str) -> None:
    page.locator(f"#mode-{mode}").click()
    support.ready(page)
    expect(page.locator("#page h1")).to_be_visible()
    assert page.locator("#page article").count() >= 5
    page.locator("#mode-explore").click()
    support.ready(page)
    expect(page.locator("#map")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/quellen", "/programme", "/hilfe", "/barrierefreiheit", "/datenschutz"]
)
def test_plain_addresses_answer_without_outside_requests(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    expect(page.locator("h1:not(.visually-hidden)").first).to_be_visible()


def test_hatches_and_themes_leave_no_area_unpainted(open_page: OpenPage) -> None:
    for theme in ("light", "dark", "contrast"):
        page = open_page(f"/?theme={theme}")
        fills = page.evaluate(
            "() => [...document.querySelectorAll('path.area.landkreise')]"
            ".map((e) => getComputedStyle(e).fill)"
        )
        assert len(fills) == 45
        assert all(fill not in {"none", "rgba(0, 0, 0, 0)"} for fill in fills)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160), (390, 844)])
def test_nothing_spills_over_the_page(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page("/", viewport={"width": size[0], "height": size[1]})
    wide, tall = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert wide <= size[0]
    assert tall <= size[1]
    box = page.locator("#map").bounding_box()
    assert box
    assert box["height"] > size[1] * 0.35
