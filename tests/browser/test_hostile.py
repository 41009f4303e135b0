"""Records and addresses that want to run a script are read as the texts they are."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from geodata import folders
from tests import support
from tests.fuzz import odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser

IMAGE = f"<img src=x onerror={odd.SIGN}()>"
SCRIPT = f"</script><script>{odd.SIGN}()</script>"
LINK = f'<a href="javascript:{odd.SIGN}()">{odd.SIGN}</a>'
LONG = "Z\u0351\u036ba\u0368lgo " * 40 + "\u202e\U0001f468\u200d\U0001f469" + "x" * 300
# Every text of a record that people see somewhere
SPOILT = {
    "title": IMAGE + "Projekt",
    "applicant": SCRIPT,
    "place_text": LINK,
    "amount_note": IMAGE,
    "funder": LINK,
    "kind_label": SCRIPT,
    "theme": LONG,
    "note": IMAGE + SCRIPT,
    "status": LINK,
}
RAN = f"window.{odd.SIGN} = () => {{ window.ran = true; }};"


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[support.RunningServer]:
    """Serve data in which every record of one programme is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    data = folder / "data"
    shutil.copytree(folders.DATA, data, ignore=shutil.ignore_patterns("facts"))
    for file in (data / "records" / "zukunftsraeume.csv", data / "records" / "jobmessen.csv"):
        with file.open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        for row in rows:
            row |= {name: text for name, text in SPOILT.items() if name in row}
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    running = support.start_server(folder, {"ATLAS_DATA": str(data)})
    yield running
    running.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a context in which a script that ran leaves its mark."""
    made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    made.add_init_script(RAN)
    yield made
    made.close()


def test_hostile_records_are_shown_as_texts(
    spoilt: support.RunningServer, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(spoilt.address + "/?layers=landkreise,zukunftsraeume,jobmessen")
    support.ready(page)
    point = page.locator('.point[data-layer="zukunftsraeume"]').first
    point.hover()
    expect(page.locator(".tip")).to_contain_text("<img src=x")
    point.click()
    expect(page.locator("#details")).to_contain_text("<img src=x")
    for details in page.locator("#details details").all():
        details.evaluate("e => e.open = true")
    page.locator("#points-list summary").click()
    expect(page.locator("#points-list [data-pick]").first).to_contain_text("<img src=x")
    page.locator("#search").fill("img src")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("<img src=x")
    page.keyboard.press("Enter")
    page.locator("#table tr[data-key='03454'] button").click()
    support.ready(page)
    for details in page.locator("#details details, .chart-data").all():
        details.evaluate("e => e.open = true")
    page.locator("#chart-areas .bars .point path").first.hover(force=True)
    assert page.evaluate("window.ran") is None
    assert page.locator("a[href^='javascript' i], [onerror], #details img").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (
        "a long text widens the page"
    )


@pytest.mark.parametrize("kind", ["csv", "geojson", "svg"])
def test_hostile_records_leave_in_downloads_as_data(
    spoilt: support.RunningServer, context: BrowserContext, kind: str
) -> None:
    page = context.new_page()
    query = f"programme=zukunftsraeume&rows=records&size=800x600&title={quote(SCRIPT)}"
    wanted = query.replace("rows=records&", "") if kind == "svg" else query.partition("&size")[0]
    answer = page.request.get(f"{spoilt.address}/export.{kind}?{wanted}")
    assert answer.ok
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "text/html" not in answer.headers["content-type"]
    if kind == "svg":
        assert "<script" not in answer.text()
        assert "onerror=" not in answer.text().replace("&lt;img src=x onerror=", "")


@pytest.mark.parametrize("text", [odd.MARKUP[0], odd.MARKUP[2], odd.MARKUP[3], odd.MARKUP[5]])
def test_hostile_addresses_run_nothing(
    server: support.RunningServer, context: BrowserContext, text: str
) -> None:
    page = context.new_page()
    wanted = quote(text)
    page.goto(
        f"{server.address}/?level={wanted}&area={wanted}&{wanted}=1&name={wanted}&mode=gaps"
        f"&norm={wanted}&candidates={wanted}#{wanted}"
    )
    support.ready(page)
    assert page.locator("#notices .notice").count() >= 1
    assert page.evaluate("window.ran") is None
    page.goto(f"{server.address}/{wanted}?lang={wanted}")
    assert page.evaluate("window.ran") is None
