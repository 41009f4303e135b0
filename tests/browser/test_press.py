"""What the press office does in a real Chromium: preview, texts, download, share, embed."""

from __future__ import annotations

import os
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests import support

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from tests.conftest import OpenPage
    from tests.support import PageLog
    from tests.support import RunningServer

pytestmark = pytest.mark.browser

FULL = 15_000  # bytes of a capture; a blank one has a few hundred
PREVIEW = "#press-preview"
BYTES = """async () => {
  const image = document.querySelector("#press-preview");
  const body = await window.atlas.press.file().arrayBuffer();
  return { width: image.naturalWidth, height: image.naturalHeight, hidden: image.hidden,
    bytes: Array.from(new Uint8Array(body)) };
}"""


def preview(page: Page) -> tuple[int, int, bytes]:
    """Return size and bytes of the picture that is shown."""
    read: dict[str, Any] = page.evaluate(BYTES)
    assert not read["hidden"]
    return read["width"], read["height"], bytes(read["bytes"])


def identifier(page: Page) -> str:
    return page.locator("#press-id").inner_text()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until an element has the focus, as a person without a mouse does."""
    for _ in range(most):
        if page.evaluate("(s) => document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by {most} times Tab")


def test_from_a_view_to_the_downloaded_file_by_keyboard_alone(
    open_page: OpenPage, server: RunningServer
) -> None:
    page = open_page("/?programme=zukunftsraeume")
    tab_to(page, "#mode-press")
    page.keyboard.press("Enter")
    support.ready(page)
    assert query(page) == {"mode": ["press"], "programme": ["zukunftsraeume"]}
    width, height, first = preview(page)
    assert (width, height) == (1920, 1080)
    own = f"/export.png?id={identifier(page)}"
    assert page.request.get(server.address + own).body() == first

    tab_to(page, "#press-title")
    page.keyboard.type("Geld für Zukunftsräume & Orte")
    page.wait_for_url(re.compile("title="))
    support.ready(page)
    tab_to(page, "#press-size")
    page.keyboard.type("Quad")
    page.wait_for_url(re.compile("size=square"))
    support.ready(page)
    assert preview(page)[:2] == (1080, 1080)
    tab_to(page, "#press-format input")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("format=svg"))
    support.ready(page)
    tab_to(page, "#press-stamp input")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("stamp=draft"))
    support.ready(page)
    shown = preview(page)[2]
    text = shown.decode()
    assert ">Geld für Zukunftsräume &amp; Orte<" in text
    assert ">Entwurf<" in text
    assert f">{identifier(page)}<" in text
    tab_to(page, "#press-file-svg")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes() == shown
    assert identifier(page) in download.value.suggested_filename
    assert re.fullmatch(r"[\w.@-]+\.svg", download.value.suggested_filename)

    other = open_page(urlsplit(page.url)._replace(scheme="", netloc="").geturl())
    assert preview(other)[2] == shown
    assert identifier(other) == identifier(page)
    expect(other.locator("#press-title")).to_have_value("Geld für Zukunftsräume & Orte")


def test_parts_stamp_and_the_clean_map(open_page: OpenPage) -> None:
    page = open_page("/?mode=press&format=svg&metric=money")
    assert 'id="legend-classes"' in preview(page)[2].decode()
    page.get_by_label("Legende", exact=True).uncheck()
    page.wait_for_url(re.compile("show=chart,labels,scale,headline"))
    support.ready(page)
    assert 'id="legend-classes"' not in preview(page)[2].decode()
    page.locator("#press-clean input").check()
    page.wait_for_url(re.compile("show=clean,labels"))
    support.ready(page)
    clean = preview(page)[2].decode()
    assert 'id="title"' not in clean
    assert 'id="labels"' in clean
    page.locator("#press-clean input").uncheck()
    page.wait_for_url(lambda url: "show=" not in url)
    support.ready(page)
    page.locator('#press-stamp input[value="embargo"]').click()
    page.wait_for_url(re.compile("stamp=embargo"))
    page.locator("#press-until").fill("2026-12-01T10:00")
    page.wait_for_url(re.compile("until=2026-12-01T10:00"))
    support.ready(page)
    assert ">Sperrfrist: 01.12.2026, 10:00 Uhr<" in preview(page)[2].decode().replace("\xa0", " ")
    page.go_back()
    page.wait_for_url(lambda url: "stamp=" not in url)
    support.ready(page)
    assert "Sperrfrist" not in preview(page)[2].decode()
    page.locator("#layer-rvz").click()
    page.wait_for_url(re.compile("layers="))
    support.ready(page)
    assert 'id="layer-rvz"' not in preview(page)[2].decode()


def test_words_are_copied_in_both_languages(open_page: OpenPage) -> None:
    page = open_page("/?mode=press", permissions=["clipboard-read", "clipboard-write"])

    def copied(what: str) -> str:
        page.locator(f'[data-copy="{what}"]').click()
        expect(page.locator("#toast")).to_have_class(re.compile("on"))
        return str(page.evaluate("navigator.clipboard.readText()"))

    assert copied("alt") == page.locator(PREVIEW).get_attribute("alt")
    assert copied("alt").startswith("Karte von Niedersachsen.")
    assert copied("source").startswith("Karte: Zukunftsatlas Niedersachsen.")
    page.locator('[data-press-lang="en"]').click()
    expect(page.locator("#press-alt")).to_have_text(re.compile("Map of Lower Saxony"))
    assert copied("caption").startswith("Awards per inhabitant: all programmes.")
    address = copied("address")
    assert address.endswith(f"/bild/{identifier(page)}")
    picture = open_page(urlsplit(address).path)
    expect(picture.locator("dd").first).to_have_text(identifier(page))
    assert picture.locator("img.picture").evaluate("(i) => i.complete && i.naturalWidth > 100")
    with picture.expect_download() as download:
        picture.locator('a[href*="export.csv"]').click()
    rows = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(rows) >= 46


def test_the_picture_before_stays_until_the_next_is_drawn(open_page: OpenPage) -> None:
    page = open_page("/?mode=press&size=social")
    page.evaluate(
        """() => { window.blank = 0; const look = () => {
        const image = document.querySelector("#press-preview");
        if (image.hidden || !image.complete || !image.naturalWidth)
          window.blank += 1; requestAnimationFrame(look); }; look(); }"""
    )
    before = identifier(page)
    for metric in ("money", "projects", "inhabitants"):
        page.select_option("#metric", metric)
        page.wait_for_url(re.compile(f"metric={metric}$|metric={metric}&"))
        support.ready(page)
    assert identifier(page) != before
    assert page.evaluate("window.blank") == 0


def test_what_cannot_be_drawn_is_said_in_place(open_page: OpenPage, page_log: PageLog) -> None:
    page = open_page("/?mode=press&size=20x20")
    expect(page.locator("#press-refusal")).to_contain_text("liegt außerhalb der Grenzen")
    page.locator("#press-own-size").fill("800 × 600")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("size=800x600"))
    support.ready(page)
    assert preview(page)[:2] == (800, 600)
    expect(page.locator("#press-refusal")).to_be_empty()
    other = open_page("/?mode=press&chart=torte&lang=en")
    expect(other.locator("#press-refusal")).to_contain_text("“torte”")
    page_log.errors[:] = [e for e in page_log.errors if "status of 400" not in e]


def test_many_captures_are_never_blank(open_page: OpenPage) -> None:
    """As soon as the page says it is ready, something is to be seen, however slow the machine.

    ``ATLAS_CAPTURES=100`` takes more of them.
    """
    page = open_page("/?mode=press&size=800x500", viewport={"width": 1100, "height": 640})
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes = []
    for at in range(int(os.environ.get("ATLAS_CAPTURES", "16"))):
        mode, level = ("press", "explore")[at // 2 % 2], ("aerl", "landkreise")[at % 2]
        page.locator(f"#mode-{mode}").click()
        page.wait_for_function(
            f"document.body.dataset.press === '{'on' if mode == 'press' else 'off'}'"
        )
        support.ready(page)
        page.locator(f'#level input[value="{level}"]').click()
        page.wait_for_function(
            "(aerl) => location.search.includes('level=aerl') === aerl", arg=level == "aerl"
        )
        support.ready(page)
        box = page.locator("#press-stage" if mode == "press" else ".map-area").bounding_box()
        assert box
        sizes.append(len(page.screenshot(clip=dict(box))))  # type: ignore[arg-type]
    assert min(sizes) > FULL, sizes


def test_a_frame_shows_the_view_without_controls(open_page: OpenPage) -> None:
    press = open_page("/?mode=press&programme=zukunftsraeume&title=Mein%20%22Titel%22")
    code = press.locator("#press-embed").inner_text()
    assert 'title="Mein &quot;Titel&quot;"' in code
    host = open_page("/healthz", wait=False)  # text, so without a policy against frames
    host.set_content(f"<p>Ein Artikel</p>{code}")
    frame = host.frame_locator("iframe")
    frame.locator(support.READY).wait_for(timeout=support.WAIT_MS)
    expect(frame.locator("#embed-title")).to_have_text('Mein "Titel"')
    for hidden in (".bar", "#panel-left", "#panel-right", ".map-controls", ".press-panel"):
        expect(frame.locator(hidden).first).to_be_hidden()
    expect(frame.locator("#embed-source")).to_contain_text("GeoBasis-DE")
    assert frame.locator("#embed-legend li").count() >= 6
    frame.locator('path.area[data-key="03451"]').hover()
    expect(frame.locator(".leaflet-tooltip.tip")).to_contain_text("Ammerland")
    link = frame.locator("#embed-link").get_attribute("href")
    assert link
    assert "embed" not in link
    assert "title=" in link


@contextmanager
def newspaper(article: str) -> Iterator[str]:
    """Serve an article on another host name and port than the atlas; give its address."""

    class Article(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = article.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Article) as paper:
        threading.Thread(target=paper.serve_forever, daemon=True).start()
        yield f"http://localhost:{paper.server_port}"
        paper.shutdown()


def test_only_named_sites_may_embed(
    browser: Browser, server: RunningServer, tmp_path: Path
) -> None:
    """A newspaper's page shows the map if the installation names it, and else nothing of it."""
    view = "/?embed=on&programme=zukunftsraeume"
    with newspaper(
        f'<iframe src="{server.address}{view}" width="900" height="600"></iframe>'
    ) as host:
        page = browser.new_page()
        refusals: list[str] = []
        page.on("console", lambda message: refusals.append(message.text))
        page.goto(host)
        page.wait_for_function("() => document.querySelector('iframe').contentDocument === null")
        assert page.frames[1].locator(support.READY).count() == 0
        assert any("frame-ancestors" in text for text in refusals), refusals
        page.close()
    settings = {"ATLAS_FRAME_ANCESTORS": "'self' http://localhost:*", "ATLAS_WORKERS": "1"}
    own = support.start_server(tmp_path, settings)
    try:
        with newspaper(
            f'<iframe src="{own.address}{view}" width="900" height="600"></iframe>'
        ) as host:
            page = browser.new_page()
            errors: list[str] = []
            page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
            page.goto(host)
            frame = page.frame_locator("iframe")
            frame.locator(support.READY).wait_for(timeout=support.WAIT_MS)
            area = frame.locator('path.area[data-key="03451"]')
            area.hover()
            expect(frame.locator(".leaflet-tooltip.tip")).to_contain_text("Ammerland")
            assert errors == []
            page.close()
    finally:
        own.stop()
