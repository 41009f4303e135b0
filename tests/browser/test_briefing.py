"""The briefing in a real Chromium: wall, presenter, legibility, take-away, stories from views."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboard import opening
from dashboard.briefing import library
from geodata import catalogue
from layers import view as views
from layers.briefing import deck
from layers.briefing import stage
from tests import support

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from geodata.catalogue import Catalogue

pytestmark = pytest.mark.browser

NAMES = sorted(path.stem for path in library.SHIPPED.glob("*.toml"))
SCREENS = {"1920": (1920, 1080), "2560": (2560, 1440), "4k": (3840, 2160)}
LONG = "Regionalentwicklungsbudgetbewirtschaftungsverordnung"
OWN = f"""title = "Eigene Probe mit besonders langen Wörtern"
[[scene]]
id = "lang"
view = "layers=landkreise,surroundings,jobmessen,zukunftsraeume,rvz&area=03454"
eyebrow = "Verwaltungsgemeinschaften und Samtgemeinden im Vergleich"
headline = "{LONG} für {{gebiete_alle}} Gebiete"
figure = "{{summe}}"
sentence = "{LONG}, {LONG}, Zuständigkeitsverlagerung und Gemeinschaftsaufgabe: {{satz}}"
second = "{{ohne_betrag}}"
second_label = "Zuwendungsbescheide ohne veröffentlichten Bewilligungsbetrag"
chart = "years"
seconds = 120
[[scene]]
id = "kurz"
headline = "Kopf"
sentence = "Satz."
seconds = 30
[[scene]]
id = "fehlerhaft"
headline = "Kopf"
sentence = "{{sume}}"
"""
MEASURE = """async (floor) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const small = [], boxes = [], visible = (e) => {
    const s = getComputedStyle(e);
    return s.visibility !== 'hidden' && s.display !== 'none';
  };
  const where = '.over.on text, .map .on text:not([aria-hidden])';
  for (const e of document.querySelectorAll(where)) {
    const m = e.getScreenCTM(), px = parseFloat(e.getAttribute('font-size')) * m.a;
    if (px < floor - 0.6) small.push([e.textContent, px]);
    const r = e.getBoundingClientRect();
    const base = m.f + m.d * (parseFloat(e.getAttribute('y')) || 0);
    const on = e.closest('.map') ? 'map' : 'over';
    boxes.push([e.textContent, r.left, base - px * 0.7, r.right, base + px * 0.2, on]);
  }
  for (const e of document.querySelectorAll('.foot .count, .foot .held, .banner:not([hidden])')) {
    if (!visible(e)) continue;
    const px = parseFloat(getComputedStyle(e).fontSize), r = e.getBoundingClientRect();
    if (px < floor - 0.6) small.push([e.textContent, px]);
    boxes.push([e.textContent, r.left, r.top, r.right, r.bottom, 'over']);
  }
  const card = document.querySelector('.over.on [data-part="legend-card"]');
  if (card) {
    const r = card.getBoundingClientRect();
    boxes.push(['LEGEND', r.left, r.top, r.right, r.bottom, 'card']);
  }
  const hits = [], { innerWidth: w, innerHeight: h } = window;
  const out = boxes.filter((b) => b[1] < -1 || b[2] < -1 || b[3] > w + 1 || b[4] > h + 1);
  const edge = w * 0.35;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    const pair = [a[5], b[5]].sort().join();
    if (pair === 'card,over' && a[1] > edge && b[1] > edge) return;
    const across = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    const down = Math.min(a[4], b[4]) - Math.max(a[2], b[2]);
    if (across > 1.5 && down > 1.5) hits.push([a[0], b[0]]);
  }));
  const root = document.scrollingElement;
  const scrolls = root.scrollWidth > w || root.scrollHeight > h;
  return { small, hits, out: out.map((b) => b[0]), scrolls, texts: boxes.length };
}"""


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogue.load()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a story of an installation's own."""
    folder = tmp_path_factory.mktemp("stories")
    (folder / "eigene.toml").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, own: Path) -> Iterator[support.RunningServer]:
    """Serve the shipped stories and the own one, by two processes."""
    env = {"ATLAS_STORIES": str(own), "ATLAS_WORKERS": "2"}
    env["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    running = support.start_server(tmp_path_factory.mktemp("desk"), env)
    yield running
    running.stop()


@pytest.fixture
def window(browser: Browser, desk: support.RunningServer) -> Iterator[Callable[..., Page]]:
    """Open windows, each in a browser context of its own, without requests to others or errors."""
    log = support.PageLog(desk.address)
    contexts = []

    def open_one(story: str, query: str = "", **options: Any) -> Page:
        chosen = {"viewport": {"width": 1920, "height": 1080}, "reduced_motion": "reduce"}
        context = browser.new_context(**{**chosen, **options})
        contexts.append(context)
        log.watch(context)
        page = context.new_page()
        page.goto(f"{desk.address}/?mode=briefing&story={story}{query}")
        return support.ready(page)

    yield open_one
    for context in contexts:
        context.close()
    assert log.external == []
    assert log.errors == []


def at(page: Page, scene: str) -> None:
    """Wait until a window shows a scene."""
    page.wait_for_selector(f'body[data-scene="{scene}"]')


def held(page: Page) -> Page:
    """Hold a wall at its first scene, so that a slow machine does not see it go on."""
    page.keyboard.press("x")
    page.keyboard.press("Home")
    return page


@pytest.mark.parametrize("name", NAMES)
def test_every_scene_shows_its_layers_selection_and_figures(
    name: str, window: Callable[..., Page], shipped: Catalogue
) -> None:
    story = library.load(library.SHIPPED / f"{name}.toml")
    made = deck.build(story, shipped, opening.known(shipped), deck.Look())
    page = held(window(name))
    for step, scene in zip(story.steps, made["scenes"], strict=False):
        at(page, step.id)
        view, _ = views.from_query(step.view, opening.known(shipped))
        shown = page.locator(f'.map [data-scene="{step.id}"].on')
        parts = set(
            shown.locator("[data-part]").evaluate_all("(all) => all.map((e) => e.dataset.part)")
        )
        marks = {f"layer-{id_}" for id_ in scene["state"]["marks"]}
        drawn = {ref.id for ref in view.drawn() if ref.opacity}
        assert marks <= parts
        assert {f"layer-{id_}" for id_ in drawn if id_ == view.level} <= parts
        assert ("selection" in parts) == bool(view.area)
        assert ("candidates" in parts) == bool(view.candidates)
        said = page.locator(".over.on").evaluate("(e) => e.textContent").replace("\u00a0", " ")
        plain = re.sub(r"\s", "", said)
        assert re.sub(r"\s", "", scene["title"]) in plain
        expect(page.locator(".over.on")).to_have_attribute("aria-label", scene["spoken"])
        page.keyboard.press("ArrowRight")
    at(page, "quellen")


def test_type_and_boxes_on_every_screen(window: Callable[..., Page]) -> None:
    """Nothing is smaller than the distance allows, overlaps, leaves the stage or scrolls."""
    for distance, screens in ((5, ("1920", "2560", "4k")), (8, ("1920", "4k"))):
        for name in (*NAMES, "eigene"):
            page = held(window(name, f"&distance={distance}"))
            for screen in screens:
                width, height = SCREENS[screen]
                page.set_viewport_size({"width": width, "height": height})
                page.keyboard.press("Home")
                measured(page, distance, width)
            page.context.close()
    width, height = SCREENS["1920"]  # 3840 × 2160 at 200 %
    page = held(window("versorgung", "&distance=5", device_scale_factor=2))
    measured(page, 5, width)


def measured(page: Page, distance: float, width: int) -> None:
    """Look at every scene of a wall at a distance on a screen."""
    floor = stage.BASE * stage.factor(distance, 55) * width / 1920
    for scene in scenes_of(page):
        at(page, scene)
        found = page.evaluate(MEASURE, floor)
        where = f"{page.url} {scene} {width} {distance} m"
        assert found["texts"] > 5, where
        assert found["small"] == [], where
        assert found["hits"] == [], where
        assert found["out"] == [], where
        assert found["scrolls"] is False, where
        page.keyboard.press("ArrowRight")


def scenes_of(page: Page) -> list[str]:
    """Return the scenes of a wall in their order."""
    found: list[str] = page.locator(".over").evaluate_all(
        "(all) => all.map((e) => e.dataset.scene)"
    )
    return found


def test_keys_touch_and_time(window: Callable[..., Page], browser: Browser) -> None:
    page = window("foerderbilanz")
    names = scenes_of(page)
    for key, scene in (
        ("End", names[-1]),
        ("ArrowRight", names[0]),
        ("ArrowLeft", names[-1]),
        ("Home", names[0]),
        ("3", names[2]),
        ("PageDown", names[3]),
    ):
        page.keyboard.press(key)
        at(page, scene)
    page.keyboard.press("x")
    expect(page.locator("body")).to_have_attribute("data-paused", "true")
    expect(page.locator(".held")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-paused", "false")
    page.mouse.click(1800, 500)
    at(page, names[4])
    page.mouse.click(960, 500)
    expect(page.locator("body")).to_have_attribute("data-paused", "true")
    assert page.evaluate("getComputedStyle(document.body).cursor") == "none"
    assert f"scene={names[4]}" in page.url

    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    moving = context.new_page()
    moving.clock.install()
    moving.goto(page.url.replace(f"&scene={names[4]}", ""))
    moving.clock.run_for(3000)
    support.ready(moving)
    share = "document.querySelector('.dots i b').style.transform"
    early = moving.evaluate(share)
    moving.clock.run_for(10_000)
    assert moving.evaluate(share) > early
    assert moving.evaluate("document.body.dataset.scene") == names[0]
    moving.clock.run_for(10_000)
    assert moving.locator(".over.next").get_attribute("data-scene") == names[1]  # prepared ahead
    moving.clock.run_for(5_000)
    assert moving.evaluate("document.body.dataset.scene") == names[1]
    context.close()


def test_presenter_and_wall_keep_in_step_on_two_devices(window: Callable[..., Page]) -> None:
    presenter = window("eigene", "&window=presenter", viewport={"width": 1366, "height": 768})
    code = presenter.locator("#code").inner_text()
    assert re.fullmatch("[A-Z2-9]{6}", code)
    wall = window("eigene")
    wall.keyboard.press("c")
    wall.locator("#code").fill("ZZZZZ2")
    assert wall.evaluate("document.body.dataset.paused") == "false"
    wall.locator("#code").fill(code.lower())
    wall.keyboard.press("Enter")
    expect(wall.locator("dialog")).to_have_count(0)

    presenter.locator("#forward").click()
    at(wall, "kurz")
    presenter.locator("#hold").click()
    expect(wall.locator("body")).to_have_attribute("data-paused", "true")
    wall.keyboard.press("ArrowLeft")
    at(presenter, "lang")
    wall.keyboard.press("x")
    expect(presenter.locator("body")).to_have_attribute("data-paused", "false")
    presenter.keyboard.press("End")
    at(wall, "quellen")

    expect(presenter.locator("#skipped")).to_contain_text("fehlerhaft")
    expect(presenter.locator("#skipped")).to_contain_text("{sume}")
    assert "sume" not in wall.evaluate("document.getElementById('stage').textContent")
    assert "fehlerhaft" not in scenes_of(wall)


def test_windows_of_one_browser_need_no_code(window: Callable[..., Page]) -> None:
    wall = window("versorgung")
    presenter = wall.context.new_page()
    presenter.goto(wall.url.partition("&scene")[0] + "&window=presenter")
    support.ready(presenter)
    presenter.keyboard.press("4")
    at(wall, "pruefung")
    expect(presenter.locator("#note")).to_contain_text("Studien ohne genauen Ort")
    expect(presenter.locator("#next .over.on")).to_have_attribute("data-scene", "beispiel")
    wall.keyboard.press("Home")
    at(presenter, "zentren")


def test_a_newer_story_is_taken_over_at_a_change_of_scene(
    window: Callable[..., Page], own: Path
) -> None:
    wall = window("eigene", "&scene=kurz")
    path = own / "eigene.toml"
    wall.evaluate("window.unloaded = false")
    try:
        path.write_text(OWN.replace('"Satz."', '"Ein neuer Satz."'), encoding="utf-8")
        wall.wait_for_selector("body[data-pending]")
        assert "neuer" not in wall.locator(".over.on").evaluate("(e) => e.textContent")
        wall.keyboard.press("ArrowRight")
        at(wall, "quellen")
        wall.keyboard.press("ArrowLeft")
        at(wall, "kurz")
        assert "Ein neuer Satz." in wall.locator(".over.on").evaluate("(e) => e.textContent")
        assert wall.evaluate("window.unloaded") is False
        assert wall.locator(".deck").count() == 1
    finally:
        path.write_text(OWN, encoding="utf-8")


def test_the_file_to_take_away_plays_without_a_network(
    browser: Browser, desk: support.RunningServer, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    answer = context.request.get(f"{desk.address}/briefing/versorgung.html")
    body = answer.body()
    assert len(body) <= 15_000_000
    path = tmp_path / "versorgung.html"
    path.write_bytes(body)
    context.set_offline(True)
    asked: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page = context.new_page()
    page.goto(path.as_uri())
    support.ready(page)
    names = scenes_of(held(page))
    for name in names:
        at(page, name)
        page.keyboard.press("ArrowRight")
    at(page, names[0])
    assert page.evaluate("document.fonts.check('700 40px \"Source Sans 3\"')")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert sum(url.startswith("file:") for url in asked) == 1
    assert errors == []
    context.close()


def test_views_become_a_story(
    browser: Browser, desk: support.RunningServer, shipped: Catalogue, tmp_path: Path
) -> None:
    log = support.PageLog(desk.address)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    log.watch(context)
    page = context.new_page()
    for query in ("/?programme=zukunftsraeume&area=03454&theme=dark", "/?mode=gaps"):
        page.goto(desk.address + query)
        support.ready(page)
        page.locator("#export").click()
        page.locator("#story-add").click()
        page.locator("#story-headline").fill('Kopf mit "Anführung"')
        page.locator("#story-save").click()
        expect(page.locator("#story-checked")).to_have_text(
            "Geprüft: Alle Szenen lassen sich zeigen."
        )
    expect(page.locator("#story-dialog li")).to_have_count(2)
    page.locator("#story-sentence").fill("{sume}")
    page.locator("#story-save").click()
    expect(page.locator("#story-checked")).to_contain_text("{sume}")
    page.locator("#story-dialog li").nth(2).locator("button").nth(1).click()
    page.locator("#story-name").fill("Meine Übersicht")
    with page.expect_download() as download:
        page.locator("#story-download").click()
    assert download.value.suggested_filename == "meine-uebersicht.toml"
    path = tmp_path / "meine-uebersicht.toml"
    download.value.save_as(path)
    story = library.load(path)
    assert story.title("de") == "Meine Übersicht"
    assert [step.view for step in story.steps] == [
        "programme=zukunftsraeume&area=03454",
        "mode=gaps",
    ]
    found, troubles = deck.check(story.steps, shipped, opening.known(shipped), deck.Look())
    assert troubles == []
    assert [one.title for one in found] == ['Kopf mit "Anführung"'] * 2
    page.locator("#story-close").click()
    page.locator("#mode-briefing").click()
    expect(page.locator("#story-versorgung")).to_be_visible()
    assert log.external == []
    assert log.errors == []
    context.close()
