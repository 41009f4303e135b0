"""axe-core finds nothing: every mode in every theme and language, every page, on desktop and phone.

The modes and pages come from their registries, so a new one is checked without a line here. A green
run proves little for a map; `test_keyboard.py` walks it as a person without a mouse does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from axe_playwright_python import base as axe

from dashboard.routes import plain
from layers import state
from tests import support

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import OpenPage

    Record = Callable[[str, object], None]

pytestmark = pytest.mark.browser

# WCAG 2.1 AA is what the law asks for; 2.2 and good practice come on top
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], elementRef: false,
  }).then(found => ({
    version: axe.version,
    passed: found.passes.map(rule => rule.id),
    unsure: found.incomplete.map(rule => rule.id),
    violations: found.violations.flatMap(v => v.nodes.map(n =>
      `${v.id}: ${n.target.join(" ")}: ${n.failureSummary.replace(/\\s+/g, " ")}`)),
  }))"""
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
# What opens or appears only when it is used
OPENED = {
    "explore": "&area=03454,03158&layers=landkreise,aerl,rvz,zukunftsraeume,integration",
    "gaps": "&level=landkreise&candidates=03360002",
}


def open_all(page: Page) -> None:
    """Open every menu and list of the page, as far as they are in sight."""
    for summary in page.locator("summary:visible").all():
        if summary.evaluate("e => !e.parentElement.open && !e.closest('.menu')"):
            summary.click()


def violations(page: Page, record: Record, /, **view: str) -> list[str]:
    """Return what axe objects to; what it checked goes into the report of `make access`."""
    page.evaluate(axe.AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(RUN, TAGS)
    record("axe", {**view, **found})
    return [str(text) for text in found["violations"]]


@pytest.mark.parametrize("mode", state.MODES)
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_violation_in_any_theme(
    open_page: OpenPage, mode: str, viewport: dict[str, int], record_property: Record
) -> None:
    lang = "de" if viewport is DESKTOP else "en"
    path = f"/?mode={mode}&lang={lang}{OPENED.get(mode, '')}"
    page = open_page(path, viewport=viewport, reduced_motion="reduce")
    open_all(page)
    support.ready(page)
    for theme in state.THEMES:
        page.evaluate("theme => document.body.dataset.theme = theme", theme)
        size = "desktop" if viewport is DESKTOP else "phone"
        view = {"page": mode, "theme": theme, "lang": lang, "size": size}
        assert violations(page, record_property, **view) == [], theme


BRIEFING = "?mode=briefing"  # a page of its own: the choice of a story


@pytest.mark.parametrize("name", [*plain.PAGES, BRIEFING, "nowhere"])
def test_no_violation_on_a_page(
    open_page: OpenPage, page_log: support.PageLog, name: str, record_property: Record
) -> None:
    for lang in state.LANGS:
        tail = f"&lang={lang}" if name == BRIEFING else f"?lang={lang}"
        page = open_page(f"/{name}{tail}", wait=False, viewport=PHONE)
        view = {"page": f"/{name}", "theme": "light", "lang": lang, "size": "phone"}
        assert violations(page, record_property, **view) == []
    page_log.errors.clear()  # the browser notes the 404 itself
