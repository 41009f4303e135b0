"""Narrow and low windows, as at 400 % of a notebook: nothing is cut off, all of it is in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard.routes import plain
from layers import state

if TYPE_CHECKING:
    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 256}  # 1280x1024 at 400 %


@pytest.mark.parametrize("mode", state.MODES)
def test_nothing_is_wider_than_320_pixels(open_page: OpenPage, mode: str) -> None:
    page = open_page(f"/?mode={mode}", viewport=NARROW)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
    if mode != "explore":
        return
    for name in ("#search", ".map-controls .in", ".map-controls .out", ".bottom-bar"):
        box = page.locator(name).bounding_box()
        assert box, name
        assert box["width"] >= (100 if name == "#search" else 24), name
    for sheet in ("layers", "table", "charts", "map"):
        page.locator(f'[data-sheet-to="{sheet}"]').click()
    page.locator('[data-sheet-to="table"]').click()
    expect(page.locator("#table")).to_be_visible()


@pytest.mark.parametrize("name", plain.PAGES)
def test_pages_reflow(open_page: OpenPage, name: str) -> None:
    page = open_page(f"/{name}", wait=False, viewport=NARROW)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
