"""What a browser gets: few bytes, from one host, under a policy that bites."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests import support

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import BrowserContext

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser
KILOBYTE = 1000
PLOTLY = "/assets/vendor/plotly"


def wire(context: BrowserContext, address: str) -> Counter[str]:
    """Return the bytes over the wire for each address, headers included, in order of asking."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    names: dict[str, str] = {}
    sizes: Counter[str] = Counter()

    def sent(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"]
        sizes[event["request"]["url"]] += 0

    def finished(event: dict[str, Any]) -> None:
        sizes[names.get(event["requestId"], "?")] += int(event["encodedDataLength"])

    session.send("Network.enable")
    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    page.goto(address)
    support.ready(page)
    page.close()
    return sizes


def test_the_first_visit_is_light_and_the_second_lighter(
    browser: Browser, server: support.RunningServer
) -> None:
    context = browser.new_context(locale="de-DE")
    first = wire(context, server.address)
    second = wire(context, server.address)
    context.close()
    without_plotly = [size for address, size in first.items() if PLOTLY not in address]
    assert sum(without_plotly) <= 415 * KILOBYTE, first.most_common(12)
    assert sum(first.values()) <= 746 * KILOBYTE, first.most_common(12)
    assert sum(second.values()) <= 8 * KILOBYTE, second.most_common(12)


@pytest.mark.parametrize("path", ["/", "/?lang=en", "/?level=gemeinden&theme=dark"])
def test_nothing_comes_from_elsewhere(open_page: OpenPage, path: str) -> None:
    """The fixture refuses requests to other hosts and errors on the console."""
    page = open_page(path)
    own = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert own
    assert {name for name in own if not name.startswith(page.url.split("/?")[0])} == set()


def test_a_script_that_someone_slips_in_does_not_run(
    open_page: OpenPage, page_log: support.PageLog
) -> None:
    page = open_page("/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.slipped = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.slipped") is None
    assert any("Content Security Policy" in error for error in page_log.errors)
    page_log.errors.clear()


def test_an_unknown_address_is_a_page_of_ours(
    open_page: OpenPage, page_log: support.PageLog
) -> None:
    page = open_page("/nowhere", wait=False)
    assert page.locator("h1").inner_text() == "Diese Seite gibt es nicht."
    page.get_by_role("link", name="Zur Startseite").click()
    support.ready(page)
    page_log.errors.clear()  # the browser notes the 404 itself
