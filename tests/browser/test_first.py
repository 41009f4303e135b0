"""The first picture: seen without any script, the same as the live map, and gone with it there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests import support

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Route

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser
FIRST = """() => [...document.querySelectorAll(".first-map .area:not(.outline)")].map((path) => {
    const box = path.getBoundingClientRect();
    const { fill, stroke } = getComputedStyle(path);
    return { box: [box.left, box.top, box.right, box.bottom], fill, stroke };
})"""
LIVE = """() => [...atlas.map.state.levels[atlas.map.state.view.level].values()].map((path) => {
    const element = path.getElement(), box = element.getBoundingClientRect();
    const { fill, stroke } = getComputedStyle(element);
    return { box: [box.left, box.top, box.right, box.bottom], fill, stroke };
})"""
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.shifted += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
"""
HATCHED = {'url("#first-none")': "none", 'url("#first-unknown")': "unknown"} | {
    'url("#hatch-none")': "none",
    'url("#dots-unknown")': "unknown",
}
VIEWS = (
    ("/", 1366, 768),
    ("/?level=zukunftsregionen&kind=budget&metric=money&theme=dark&lang=en", 1920, 1080),
    ("/?mode=gaps&level=landkreise&theme=contrast", 1366, 768),
    ("/?level=aerl", 390, 844),
    ("/?embed=on&programme=zukunftsraeume", 1000, 700),
    ("/?map=52.6,9.5,8.4", 1366, 768),
)


@pytest.mark.parametrize(("path", "width", "height"), VIEWS)
def test_the_live_map_takes_its_place_without_a_jump(
    browser: Browser,
    server: support.RunningServer,
    open_page: OpenPage,
    path: str,
    width: int,
    height: int,
) -> None:
    size: Any = {"width": width, "height": height}
    context = browser.new_context(java_script_enabled=False, viewport=size, locale="de-DE")
    still = context.new_page()
    still.goto(server.address + path)
    first = still.evaluate(FIRST)
    picture = still.get_by_role("img", name=still.locator(".first-map").get_attribute("aria-label"))
    assert picture.is_visible()
    words = still.locator(".first .headline-figure, .first .embed-head h1").inner_text()
    context.close()

    page = open_page(path, wait=False, viewport=size)
    support.ready(page)
    live = page.evaluate(LIVE)
    assert page.locator("#first").count() == 0, "said twice"
    assert page.locator("#headline-figure, #embed-title").filter(visible=True).inner_text() == words
    assert len(first) == len(live) > 0
    frame: Any = page.locator("#map").bounding_box()
    compared = 0
    for drawn, true in zip(first, live, strict=True):
        assert HATCHED.get(drawn["fill"], drawn["fill"]) == HATCHED.get(true["fill"], true["fill"])
        assert drawn["stroke"] == true["stroke"]
        left, top, right, bottom = drawn["box"]
        inside = (
            left >= frame["x"]
            and top >= frame["y"]
            and right <= frame["x"] + frame["width"]
            and bottom <= frame["y"] + frame["height"]
        )
        if not inside:
            continue  # Leaflet cuts off what is out of sight
        compared += 1
        apart = [abs(a - b) for a, b in zip(drawn["box"], true["box"], strict=True)]
        assert max(apart) <= 3, (drawn, true)  # pixels: borders are coarser, not elsewhere
    assert compared >= 3


def test_nothing_on_the_page_moves_while_it_is_replaced(
    browser: Browser, server: support.RunningServer
) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 768})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(server.address)
    support.ready(page)
    assert page.evaluate("shifted") < 0.1  # "good" by the definition of Cumulative Layout Shift
    context.close()


def test_the_map_is_used_before_dash_has_begun_and_dash_goes_on_from_there(
    browser: Browser, server: support.RunningServer
) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)  # a script that is still on its way

    page.route("**/dash-renderer/**", hold)
    page.goto(server.address, wait_until="commit")
    page.wait_for_function("() => window.atlas && atlas.map.state.named && atlas.map.ready()")
    assert page.evaluate("window.DashRenderer === undefined")
    page.locator("#first.mapped").wait_for(state="attached")
    assert page.locator("#map .area.landkreise").count() == 45
    assert not page.locator(".first-map").is_visible()
    page.locator('#map .area[data-key="03454"]').dispatch_event("click")
    page.locator(".leaflet-pick-pane path").first.wait_for(state="attached")
    page.evaluate("atlas.map.state.map.setZoom(8.5, { animate: false })")
    element = page.locator("#map").element_handle()
    held[0].continue_()
    support.ready(page)
    assert page.evaluate("(box) => box === document.getElementById('map')", element)
    assert page.locator("#map").count() == 1
    assert page.locator(".leaflet-pick-pane path").count() == 2
    assert "Emsland" in page.locator("#announce").inner_text()
    assert page.evaluate("atlas.map.state.map.getZoom()") == 8.5
    assert "area=03454" in page.url
    assert "8.5" in page.url
    page.go_back()
    page.wait_for_function("() => document.querySelector('.leaflet-pick-pane path') === null")
    assert "area=" not in page.url
    context.close()


HELD = """
let made = null;
Object.defineProperty(window, "DashRenderer", {
    get() { return window.go ? made : function () { window.go = () => new made(); }; },
    set(value) { made = value; },
});
"""
CHART = ".js-plotly-plot"
TOP = "(e) => Math.round(e.getBoundingClientRect().top)"


@pytest.mark.parametrize("query", ["", "?programme=rvz&theme=dark&lang=en"])
def test_the_first_chart_is_used_before_dash_and_stays_where_it_is(
    browser: Browser, server: support.RunningServer, query: str
) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.add_init_script(HELD)  # all of Dash has come and does not begin
    page.goto(f"{server.address}/{query}", wait_until="commit")
    page.wait_for_function("() => window.go")
    page.locator(f".first .chart {CHART} .bars path").first.wait_for()
    assert page.locator("#react-entry-point .panel").count() == 0
    chart = page.locator(CHART).element_handle()
    top = page.locator(CHART).evaluate(TOP)
    words = page.locator(".first .panel.right").inner_text()
    page.evaluate("go()")
    support.ready(page)
    assert page.evaluate(
        "(e) => e === document.querySelector('#chart-slot-areas .js-plotly-plot')", chart
    )
    assert page.locator(f"#chart-slot-areas {CHART}").count() == 1
    assert abs(page.locator(f"#chart-slot-areas {CHART}").evaluate(TOP) - top) <= 1
    live = page.locator("#panel-right").inner_text()
    for line in filter(str.strip, words.splitlines()):
        assert line in live
    context.close()


def test_a_bar_selects_before_dash_has_begun(
    browser: Browser, server: support.RunningServer
) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.add_init_script(HELD)
    page.goto(server.address, wait_until="commit")
    page.locator(f".first .chart {CHART} .bars path").first.wait_for()
    bar: Any = page.locator(f".first .chart {CHART} .bars path").first.bounding_box()
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    page.locator(".leaflet-pick-pane path").first.wait_for(state="attached")
    page.locator(f".first .chart {CHART} .shapelayer path").first.wait_for(state="attached")
    page.wait_for_function("() => window.go")
    page.evaluate("go()")
    support.ready(page)
    assert "area=" in page.url
    assert page.locator("#chart-slot-areas .shapelayer path").count() == 1
    context.close()


def test_a_chart_that_fails_does_not_keep_dash_away(
    browser: Browser, server: support.RunningServer
) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.route(
        "**/plotly-basic*", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(server.address, wait_until="commit")
    switch = page.locator("#layer-jobmessen")
    switch.click()
    page.wait_for_url("**layers=**")
    assert switch.get_attribute("aria-checked") == "false"
    context.close()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?level=gemeinden", 964),
        ("?mode=gaps&level=gemeinden&layers=gemeinden,aerl,rvz&metric=need&theme=dark", 964),
        ("?level=zukunftsregionen", 14),
    ],
)
def test_finer_areas_need_no_dash_either(
    browser: Browser, server: support.RunningServer, query: str, count: int
) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.route("**/dash-renderer/**", lambda _route: None)  # a script that never comes
    page.goto(f"{server.address}/{query}", wait_until="commit")
    page.wait_for_function("() => window.atlas && atlas.map.state.named && atlas.map.ready()")
    level = page.evaluate("atlas.map.state.view.level")
    assert page.locator(f"#map .area.{level}:not(.outline)").count() == count
    assert not page.locator(".first-map").is_visible()
    context.close()


def test_a_level_that_did_not_come_is_told_and_asked_for_again(
    browser: Browser, server: support.RunningServer
) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(server.address)
    support.ready(page)
    finer = server.address + page.evaluate("atlas.boot().geo.gemeinden")
    page.route(finer, lambda route: route.fulfill(status=503))
    page.get_by_role("radio", name="Gemeinden").check()
    page.locator("body[data-state=error]").wait_for(state="attached")
    page.get_by_role("status").filter(has_text="neu laden").first.wait_for()
    page.unroute(finer)
    page.locator("#metric").select_option("inhabitants")
    support.ready(page)
    assert page.locator("#map .area.gemeinden:not(.outline)").count() == 964
    context.close()


@pytest.mark.parametrize("path", ["/?map=52.4,9.7,11", "/?mode=press", "/?mode=sources"])
def test_no_picture_stands_for_what_it_cannot_show(open_page: OpenPage, path: str) -> None:
    page = open_page(path, java_script_enabled=False, wait=False)
    assert page.locator("#first").count() == 0
    assert page.locator("noscript .notice").is_visible()
