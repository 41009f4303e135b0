"""The wall while the server is killed in the middle of a story, and after it came back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import support
from tests.browser import walls

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

OUTAGE_S = 90
BACK_S = 60
SCENE_S = 7
LIVE = '.over.on[aria-label*="Neu nach dem Ausfall"]'


def test_the_wall_goes_on_without_its_server(browser: Browser, tmp_path: Path) -> None:
    """Sampled every second for the whole outage: filled, going on, dated; then live again."""
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "probe.toml").write_text(walls.story(SCENE_S), encoding="utf-8")
    env = {"ATLAS_STORIES": str(folder), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    server = support.start_server(tmp_path, env)
    port = urlsplit(server.address).port or 0
    context = browser.new_context(viewport={"width": 960, "height": 540})
    uncaught: list[str] = []
    context.on("weberror", lambda error: uncaught.append(str(error.error)))
    judge = browser.new_context().new_page()
    wall = context.new_page()
    try:
        wall.goto(f"{server.address}/?mode=briefing&story=probe")
        support.ready(wall)
        walls.killed(server)
        gone = time.monotonic()
        samples: list[dict[str, Any]] = []
        while time.monotonic() - gone < OUTAGE_S:
            due = gone + len(samples)
            wall.wait_for_timeout(max(0, due - time.monotonic()) * 1000)
            samples.append(walls.seen(wall, judge))
        assert len(samples) >= OUTAGE_S * 0.8
        assert [s for s in samples if not walls.is_filled(s)] == []
        assert {s["scene"] for s in samples} >= {name for name, _ in walls.SCENES}
        told = next(s["time"] for s in samples if s["banner"]) - gone
        assert told < 30
        banner = wall.locator(".banner").inner_text()
        assert "Keine Verbindung seit 1 min" in banner

        server = support.start_server(tmp_path, env, port)
        back = time.monotonic()
        wall.wait_for_selector(".banner", state="hidden", timeout=BACK_S * 1000)
        assert time.monotonic() - back < BACK_S
        assert walls.is_filled(walls.seen(wall, judge))

        changed = walls.story(SCENE_S, "Neu nach dem Ausfall.")
        (folder / "probe.toml").write_text(changed, encoding="utf-8")
        wall.wait_for_selector(LIVE, timeout=BACK_S * 1000)
        assert uncaught == []
    finally:
        context.close()
        judge.context.close()
        server.stop()
