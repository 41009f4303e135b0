"""Endurance of the wall: rounds of a story for a bounded time; memory, errors and blank screens.

``python -m tests.bench.wall --minutes 120`` (as often as wanted; CI runs the outage test only).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from playwright.sync_api import sync_playwright

from tests import support
from tests.browser import walls

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession
    from playwright.sync_api import Page

GROWTH = 1.2  # page memory at the end by that after the first round
MEGABYTE = 1_000_000
SCENE_S = 5  # shortest that a story may ask for
SAMPLE_S = 30.0


def memory(session: CDPSession) -> dict[str, float]:
    """Return what the page holds after a full collection: heap in MB, elements, listeners."""
    session.send("HeapProfiler.collectGarbage")
    found = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return {
        "heap_mb": round(found["JSHeapUsedSize"] / MEGABYTE, 3),
        "nodes": found["Nodes"],
        "listeners": found["JSEventListeners"],
        "documents": found["Documents"],
    }


def run(address: str, minutes: float, size: tuple[int, int]) -> dict[str, Any]:
    """Play the story for some minutes; return what was seen."""
    with sync_playwright() as playwright:
        flags = list(support.CHROMIUM_FLAGS)
        browser = playwright.chromium.launch(executable_path=support.chromium(), args=flags)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        log = support.PageLog(address)
        log.watch(context)
        wall, judge = context.new_page(), browser.new_context().new_page()
        session = context.new_cdp_session(wall)
        session.send("Performance.enable")
        wall.goto(f"{address}/?mode=briefing&story=probe")
        support.ready(wall)
        wall.wait_for_timeout((len(walls.SCENES) + 3) * SCENE_S * 1000)  # the first round
        found = play(wall, judge, session, minutes)
        browser.close()
    first, last = found["samples"][0], found["samples"][-1]
    return {
        "minutes": round(found["seconds"] / 60, 1),
        "changes": found["changes"],
        "samples": len(found["samples"]),
        "first": first,
        "last": last,
        "growth": round(last["heap_mb"] / first["heap_mb"], 3),
        "blank": found["blank"],
        "errors": log.errors,
        "external": log.external,
    }


def play(wall: Page, judge: Page, session: CDPSession, minutes: float) -> dict[str, Any]:
    """Watch a wall for some minutes."""
    began = time.monotonic()
    samples, blank = [memory(session)], 0
    before = wall.evaluate("window.briefing.wall.changes")
    while time.monotonic() - began < minutes * 60:
        wall.wait_for_timeout(SAMPLE_S * 1000)
        blank += not walls.is_filled(walls.seen(wall, judge))
        samples.append(memory(session))
        sys.stderr.write(f"{time.monotonic() - began:7.0f} s  {samples[-1]}\n")
    changes = wall.evaluate("window.briefing.wall.changes") - before
    return {
        "samples": samples,
        "blank": blank,
        "changes": changes,
        "seconds": time.monotonic() - began,
    }


def main() -> int:
    """Run it; 1 if memory grew, an error was on the console or a screen was blank."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--size", default="1920x1080")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    (folder / "probe.toml").write_text(walls.story(SCENE_S), encoding="utf-8")
    server = support.start_server(
        folder, {"ATLAS_STORIES": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    )
    width, height = map(int, arguments.size.split("x"))
    try:
        found = run(server.address, arguments.minutes, (width, height))
    finally:
        server.stop()
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    bad = found["growth"] > GROWTH or found["blank"] or found["errors"] or found["external"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
