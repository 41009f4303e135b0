"""One visit of a page in a browser of its own: what is transferred, painted, held, and how fast."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from tests import support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import CDPSession
    from playwright.sync_api import Page
    from playwright.sync_api import Playwright

    from tests.bench.pages import PageKind

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
SIZE = {"width": 1600, "height": 1000}
PATIENCE_MS = 30_000
ACT_MS = 5_000
CALM_MS = 300  # before a click: the page before it has settled
MEGABIT = 1e6 / 8
PLOTLY = "plotly"
WANTED = ("picture", "ready", "chart", "quiet")


class Wire:
    """What a page asks for and what comes, as the browser counts it."""

    def __init__(self, session: CDPSession) -> None:
        self.asked: dict[str, dict[str, Any]] = {}
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        request = event["request"]
        if request["url"].startswith("http"):
            self.asked[event["requestId"]] = {
                "url": request["url"],
                "method": request["method"],
                "body": request.get("postData"),
                "bytes": 0,
                "wait_ms": 0.0,
                "cached": False,
            }

    def _answered(self, event: dict[str, Any]) -> None:
        found = self.asked.get(event["requestId"])
        if found is None:
            return
        response = event["response"]
        found["cached"] = response.get("fromDiskCache") or response.get("fromPrefetchCache", False)
        timing = response.get("timing") or {}
        if timing.get("sendEnd", -1) >= 0:
            found["wait_ms"] = timing["receiveHeadersEnd"] - timing["sendEnd"]

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.asked:
            self.asked[event["requestId"]]["bytes"] = event["encodedDataLength"]

    def since(self, count: int) -> list[dict[str, Any]]:
        """Return what was asked of the server after the first `count` requests."""
        return [one for one in list(self.asked.values())[count:] if not one["cached"]]


class Visit:
    """A page that is open."""

    def __init__(self, page: Page, session: CDPSession, kind: PageKind, address: str) -> None:
        self.page, self.session, self.kind, self.address = page, session, kind, address
        self.wire = Wire(session)
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.errors.append(str(error)[:200]))
        session.send("Performance.enable")
        page.add_init_script(PROBE + self._watches())

    def _watches(self) -> str:
        tests = {
            "picture": self.kind.picture,
            "ready": self.kind.ready,
            "chart": self.kind.chart or self.kind.ready,
            "quiet": self.kind.quiet,
        }
        watches = (f"bench.watch({name!r}, () => ({test}));" for name, test in tests.items())
        return "if (window.top === window && !bench.at.started) {" + "".join(watches) + "}"

    def load(self) -> dict[str, float | None]:
        """Open the page and wait until all of it is there; times in ms since the navigation."""
        before = len(self.wire.asked)
        self.page.goto(self.address, wait_until="commit")
        missing = self.page.evaluate(f"bench.all({list(WANTED)!r}, {PATIENCE_MS})")
        if missing:
            raise TimeoutError(f"{self.address}: {', '.join(missing)} not within {PATIENCE_MS} ms")
        self.page.wait_for_timeout(500)
        times = self.page.evaluate(
            "() => ({...bench.at, longest: Math.max(0, ...bench.long),"
            " fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null})"
        )
        made = self.wire.since(before)
        return {
            "fcp_ms": times["fcp"],
            "picture_ms": times["picture"],
            "ready_ms": times["ready"],
            "chart_ms": max(times["chart"], times["ready"]) if self.kind.chart else None,
            "all_ms": times["quiet"],
            "longest_ms": times["longest"],
            "kilobytes": sum(one["bytes"] for one in made) / 1000,
            "map_kilobytes": sum(one["bytes"] for one in made if PLOTLY not in one["url"]) / 1000,
            "requests": len(made),
        }

    def heap_mb(self) -> float:
        """Return what the page's scripts hold after a full collection."""
        self.session.send("HeapProfiler.collectGarbage")
        found = {m["name"]: m["value"] for m in self._metrics()}
        return float(found["JSHeapUsedSize"]) / 1e6

    def _metrics(self) -> list[dict[str, Any]]:
        metrics: list[dict[str, Any]] = self.session.send("Performance.getMetrics")["metrics"]
        return metrics

    def act(self, test: str, how: Any) -> dict[str, float | None]:
        """Do something and wait for its effect.

        Parameters
        ----------
        test
            Holds once the effect is on the screen.
        how
            Does it; its event starts the clock.
        """
        page = self.page
        page.wait_for_timeout(CALM_MS)
        count = len(self.wire.asked)
        page.evaluate(f"() => {{ window.before = {{}}; bench.arm(() => ({test}), {ACT_MS}); }}")
        how()
        taken = page.evaluate("bench.taken")
        page.wait_for_timeout(100)
        made = self.wire.since(count)
        return {
            "ms": taken,
            "requests": len(made),
            "kilobytes": sum(one["bytes"] for one in made) / 1000,
            "wait_ms": max((one["wait_ms"] for one in made), default=0.0),
        }

    def differs(self, value: str) -> str:
        """Return a test that holds once a value is another one than now."""
        self.page.evaluate(f"() => {{ window.held = {value}; }}")
        return f"({value}) !== window.held"

    def click(self, selector: str) -> None:
        """Click the middle of an element with the mouse."""
        box = self.page.locator(selector).first.bounding_box()
        assert box, f"{selector} is not on the page"
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def hide(self) -> dict[str, float | None]:
        """Switch the layer of points off."""
        return self.act(self.kind.hidden, lambda: self.click(self.kind.switch))

    def show(self) -> dict[str, float | None]:
        """Switch it on."""
        return self.act(self.kind.shown, lambda: self.click(self.kind.switch))

    def recolour(self, metric: str) -> dict[str, float | None]:
        """Choose another metric."""
        test = self.differs(self.kind.fills)
        if self.kind.choice:
            return self.act(test, lambda: self.page.select_option(self.kind.choice, metric))
        return self.act(test, lambda: self.click(metric))

    def select(self, spot: list[float]) -> dict[str, float | None]:
        """Click an area; the chart (or pop-up) follows."""
        test = self.differs(self.kind.bars)
        return self.act(test, lambda: self.page.mouse.click(*spot))

    def spots(self, most: int) -> list[list[float]]:
        """Return places on different areas."""
        found: list[list[float]] = self.page.evaluate(f"bench.spots({self.kind.map!r}, {most})")
        return found

    def frames(self, move: Any) -> list[float]:
        """Return the intervals of frames in ms while something moves."""
        self.page.evaluate("bench.frames()")
        move()
        found: list[float] = self.page.evaluate("bench.stop()")
        return found

    def pan(self) -> list[float]:
        """Drag the map about for a while; frames in ms."""
        x, y = self._middle()

        def move() -> None:
            for turn in range(2):
                self.page.mouse.move(x, y)
                self.page.mouse.down()
                for step in range(25):
                    self.page.mouse.move(x + (step * 9) * (1 - 2 * turn), y + step * 4)
                self.page.mouse.up()
                self.page.wait_for_timeout(300)

        return self.frames(move)

    def zoom(self) -> list[float]:
        """Turn the wheel in and out over the map; frames in ms."""
        x, y = self._middle()
        self.page.mouse.move(x, y)

        def move() -> None:
            for turn in (-240, -240, 240, 240):
                self.page.mouse.wheel(0, turn)
                self.page.wait_for_timeout(450)

        return self.frames(move)

    def _middle(self) -> tuple[float, float]:
        box = self.page.locator(self.kind.map).first.bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@contextlib.contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Run a browser."""
    flags = list(support.CHROMIUM_FLAGS)
    browser = playwright.chromium.launch(executable_path=support.chromium(), args=flags)
    try:
        yield browser
    finally:
        browser.close()


@contextlib.contextmanager
def visiting(
    browser: Browser, kind: PageKind, address: str, net: tuple[float, float] | None = None
) -> Iterator[Visit]:
    """Visit a page for the first time, with empty caches.

    Parameters
    ----------
    net
        Mbit/s and delay in ms of a slow line; None for the machine's own.
    """
    context = browser.new_context(viewport=SIZE, locale="de-DE")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        visit = Visit(page, session, kind, address)
        if net:
            session.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": net[1],
                    "downloadThroughput": net[0] * MEGABIT,
                    "uploadThroughput": net[0] * MEGABIT,
                },
            )
        yield visit
    finally:
        context.close()
