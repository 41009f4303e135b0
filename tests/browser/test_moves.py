"""Steps that follow each other: a moved map stays where it is, quick steps count, many points."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests import support
from tests.bench import synthetic

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser

MANY = 8000
SHOWN = """() => [...document.querySelectorAll('.point[data-layer="zukunftsraeume"]')]
    .filter((e) => e.checkVisibility()).map((e) => Number(e.dataset.count))"""


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def camera(page: Page) -> Any:
    return page.evaluate(
        "() => { const m = atlas.map.state.map, c = m.getCenter();"
        " return [c.lat, c.lng, m.getZoom()]; }"
    )


def drag(page: Page) -> None:
    box = page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 40, steps=5)
    page.wait_for_timeout(200)  # a hand that stops: Leaflet lets a map glide on otherwise
    page.mouse.up()


WATCH = """() => {
  const ground = document.querySelector(".sheet.grounds");
  window.grew = [];
  new MutationObserver(() => window.grew.push(ground.style.transform))
    .observe(ground, { attributes: true });
}"""
AT_REST = """() => window.grew.length > 1 && !document.querySelector(".sheet.stale")"""
# Pixels between where signs and an area stand and where their places are
OFF = """() => {
  const { map } = atlas.map.state, frame = map.getContainer().getBoundingClientRect();
  const off = (x, y, place) => {
    const at = map.latLngToContainerPoint(place);
    return Math.hypot(x - frame.left - at.x, y - frame.top - at.y);
  };
  const all = document.querySelectorAll(".point[data-layer=rvz][data-count='1']");
  const signs = [...all].map((e) => {
    const box = e.getBoundingClientRect(), { lat, lon } = atlas.points.state.byId.get(e.dataset.id);
    return off(box.left + box.width / 2, box.top + box.height / 2, [lat, lon]);
  });
  const path = atlas.map.level("landkreise").get("03241");
  const box = path.getElement().getBoundingClientRect();
  return { signs, area: off(box.left, box.top, path.getBounds().getNorthWest()) };
}"""


def test_a_zoom_grows_the_ground_as_one_and_sets_the_signs_anew(page: Page) -> None:
    began = camera(page)[2]
    page.evaluate(WATCH)
    page.locator('[data-action="zoom-in"]').click()
    page.wait_for_function(AT_REST)
    steps = page.evaluate("() => window.grew")
    assert "scale" in steps[0]
    assert steps[-1] == ""
    assert camera(page)[2] > began
    off = page.evaluate(OFF)
    assert off["signs"], "centres are in sight"
    assert max(off["signs"]) < 24, "a sign stands at its place, or a little aside of a neighbour"
    assert off["area"] < 4, "areas and signs belong together"


def test_a_moved_map_stays_whatever_is_done_next(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    drag(page)
    page.wait_for_function("() => location.search.includes('map=')")
    moved, place = query(page)["map"], camera(page)
    told = [url for url in asked if not url.endswith("favicon.svg")]  # asked at a new address
    assert told == [], "a moved map is nobody's business but the browser's"
    page.locator("#layer-jobmessen").click()
    support.ready(page)
    page.locator("#metric").select_option("inhabitants")
    support.ready(page)
    page.locator("#kind label").nth(1).click()  # another scene, from the server
    support.ready(page)
    assert query(page)["map"] == moved
    assert camera(page) == place
    page.reload()
    support.ready(page)
    assert camera(page) == pytest.approx(
        place, abs=0.01
    )  # the address has two decimals of the zoom
    page.locator('[data-action="home"]').click()
    support.ready(page)
    assert "map" not in query(page)


def test_quick_steps_all_count(page: Page) -> None:
    for layer in ("jobmessen", "rvz", "zukunftsraeume", "rvz"):
        page.locator(f"#layer-{layer}").click()
    support.ready(page)
    expect(page.locator("#layer-jobmessen")).to_have_attribute("aria-checked", "false")
    expect(page.locator("#layer-zukunftsraeume")).to_have_attribute("aria-checked", "false")
    expect(page.locator("#layer-rvz")).to_have_attribute("aria-checked", "true")
    layers = query(page)["layers"][0].split(",")
    assert "rvz" in layers
    assert not {"jobmessen", "zukunftsraeume"} & set(layers)
    assert page.evaluate(SHOWN) == []


UNDER = """() => {
    const floats = [...document.querySelectorAll(
        ".map-controls, .panel-tab, .attribution, .leaflet-control-scale")]
        .map((e) => e.getBoundingClientRect()).filter((box) => box.width);
    const apart = (a, b) => a.right < b.left + 2 || a.left > b.right - 2
        || a.bottom < b.top + 4 || a.top > b.bottom - 4;  // a text's box is higher than its letters
    return [...document.querySelectorAll(".labels text:not(.sea)")]
        .filter((e) => floats.some((box) => !apart(e.getBoundingClientRect(), box)))
        .map((e) => e.textContent);
}"""


def test_no_name_lies_under_what_floats_on_the_map(open_page: OpenPage) -> None:
    phone: Any = {"width": 390, "height": 844}
    page = open_page("/?area=03454&programme=zukunftsraeume", viewport=phone)
    assert page.evaluate(UNDER) == []
    page.set_viewport_size({"width": 500, "height": 700})
    page.wait_for_function(f"() => ({UNDER})().length === 0")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.wait_for_function(f"() => ({UNDER})().length === 0")
    page.evaluate("atlas.map.state.map.setView([52.0, 8.6], 9.5, { animate: false })")
    page.wait_for_function(f"() => ({UNDER})().length === 0")


def test_steps_of_one_moment_all_count(page: Page) -> None:
    record = page.evaluate("atlas.map.state.scene.points.rvz[0]")
    page.evaluate(
        """(id) => {
            atlas.dispatch({ type: "area", key: "03454" });
            atlas.panel.records([id]);
            atlas.dispatch({ type: "layer", id: "jobmessen" });
            atlas.dispatch({ type: "set", field: "metric", value: "density" });
            atlas.dispatch({ type: "set", field: "theme", value: "dark" });
        }""",
        record,
    )
    page.wait_for_url("**theme=dark**")
    support.ready(page)
    found = query(page)
    assert found["metric"] == ["density"]
    assert "jobmessen" not in found["layers"][0]
    assert found["area"] == ["03454"]


def test_a_picked_record_stays_while_the_view_changes(page: Page) -> None:
    record, title = page.evaluate(
        """() => { const id = atlas.map.state.scene.points.rvz[0];
            return [id, atlas.points.state.byId.get(id).title]; }"""
    )
    page.evaluate(
        """(id) => {
            atlas.panel.records([id]);
            atlas.dispatch({ type: "layer", id: "jobmessen" });
            atlas.panel.records([id]);
        }""",
        record,
    )
    expect(page.locator("#details h2")).to_contain_text(title)
    support.ready(page)
    expect(page.locator("#details h2")).to_contain_text(title)


def test_thousands_of_records_are_few_signs_that_open_by_coming_nearer(
    browser: Browser, tmp_path: Path
) -> None:
    data = synthetic.folder(tmp_path / "data", MANY)
    cache = support.ROOT / ".cache"
    env = {"ATLAS_DATA": str(data), "XDG_CACHE_HOME": str(cache)}
    server = support.start_server(tmp_path, env)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    try:
        page = context.new_page()
        page.goto(server.address)
        support.ready(page)
        counts = page.evaluate(SHOWN)
        assert len(counts) <= 300
        assert sum(counts) == MANY
        zoom = page.evaluate("atlas.map.state.map.getZoom()")
        signs = page.locator('.point[data-layer="zukunftsraeume"]')
        signs.nth(counts.index(max(counts))).dispatch_event("click")
        page.wait_for_function(f"() => atlas.map.state.map.getZoom() > {zoom} + 1")
        support.ready(page)
        page.locator("#layer-zukunftsraeume").click()
        support.ready(page)
        assert page.evaluate(SHOWN) == []
    finally:
        context.close()
        server.stop()
