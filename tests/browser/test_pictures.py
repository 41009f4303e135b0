"""A picture is what the screen shows: the same names and symbols in the same places, one look."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pytest

from geodata import catalogue
from layers import coloured
from layers import scene
from layers import spec
from layers import state
from layers.picture import mapping
from layers.picture import naming
from layers.picture import pointing
from layers.picture.camera import Camera
from layers.picture.drawing import Text
from tests.layers.picture import reading

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from tests.conftest import OpenPage
    from tests.support import RunningServer

pytestmark = pytest.mark.browser

READ = """() => {
  const { map } = window.atlas.map.state;
  const box = map.getContainer().getBoundingClientRect();
  const origin = map.containerPointToLayerPoint([0, 0]);
  const floating = ".map-controls, .area-card:not([hidden]), .panel-tab, .attribution, " +
    ".leaflet-control-scale";
  const boxOf = (e) => {
    const b = e.getBoundingClientRect();
    return b.width ? [b.left - box.left - 3, b.top - box.top - 3, b.right - box.left + 3,
      b.bottom - box.top + 3] : null;
  };
  const number = (e, name) => Number(e.getAttribute(name));
  return {
    lat: map.getCenter().lat, lon: map.getCenter().lng, zoom: map.getZoom(),
    width: box.width, height: box.height,
    floating: [...document.querySelectorAll(floating)].map(boxOf).filter(Boolean),
    names: [...document.querySelectorAll(".labels text")].map((e) => ({
      text: e.textContent, x: number(e, "x") - origin.x, y: number(e, "y") - origin.y,
      size: number(e, "font-size"), fill: getComputedStyle(e).fill })),
    symbols: [...document.querySelectorAll(".point[data-id]")]
      .filter((e) => e.getClientRects().length).map((e) => {
        const b = e.getBoundingClientRect();
        return { layer: e.dataset.layer, ids: e.dataset.id.split(" "),
          x: (b.left + b.right) / 2 - box.left, y: (b.top + b.bottom) / 2 - box.top }; }),
    areas: Object.fromEntries([...document.querySelectorAll("path.area.landkreise[data-key]")]
      .map((e) => { const s = getComputedStyle(e);
        return [e.dataset.key, [s.fill, s.stroke, s.strokeWidth]]; })),
  };
}"""
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"metric": "projects", "programme": ("zukunftsraeume",)},
    {"map": (52.4, 9.8, 9.25), "theme": "dark"},
)


def address(fields: dict[str, Any]) -> str:
    from layers import view  # noqa: PLC0415  playwright's word for another thing is in use here

    return f"/?{view.to_query(state.ViewState(**fields))}"


def order(fields: dict[str, Any], read: dict[str, Any]) -> mapping.Order:
    """Return the map of a picture that looks where the screen looks."""
    found = scene.build(state.ViewState(**fields), catalogue.load())
    camera = Camera(*(read[name] for name in ("lat", "lon", "zoom", "width", "height")))
    return mapping.Order(
        scene=found,
        coloured=coloured.build(found, spec.metrics()[found.view.metric]),
        camera=camera,
        taken=tuple(tuple(box) for box in read["floating"]),
    )


def css(colour: str) -> str:
    """Return ``#rrggbb`` as a browser computes it."""
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize("fields", VIEWS, ids=str)
def test_names_symbols_and_areas_are_those_of_the_screen(
    fields: dict[str, Any], open_page: OpenPage
) -> None:
    page: Page = open_page(address(fields), viewport={"width": 1920, "height": 1080})
    page.wait_for_function("document.querySelectorAll('.labels text').length > 5")
    read = page.evaluate(READ)
    drawing = order(fields, read)
    clusters = pointing.clusters(drawing)
    seen = {(s["layer"], *s["ids"]): (s["x"], s["y"]) for s in read["symbols"]}
    mine = {
        (layer, *group.ids): (group.x + group.dx, group.y + group.dy)
        for layer, groups in clusters.items()
        for group in groups
    }
    assert set(seen) == set(mine)
    for key, (x, y) in seen.items():
        assert mine[key] == pytest.approx((x, y), abs=1.0), key
    names = naming.draw(drawing, [*pointing.boxes(clusters), *drawing.taken])
    texts = [item for item in names.items if isinstance(item, Text)]
    own = sorted((t.text, round(t.size, 1), css(t.fill)) for t in texts)
    theirs = sorted((n["text"], round(n["size"], 1), n["fill"]) for n in read["names"])
    cut = {"Nordsee", "Ostsee"} - {t.text for t in texts}  # a picture names no sea by half
    assert [row for row in theirs if row not in own and row[0] not in cut] == []
    assert [row for row in own if row not in theirs] == []
    for said in {t.text for t in texts}:
        places = sorted((t.x, t.y) for t in texts if t.text == said)
        screen = sorted((n["x"], n["y"]) for n in read["names"] if n["text"] == said)
        assert np.array(places) == pytest.approx(np.array(screen), abs=1.5), said
    for area, name in mapping.classes(drawing).items():
        how = mapping.style(f"area landkreise {name}", drawing.theme)
        fill, stroke, width = read["areas"][area]
        assert fill == css(how.fill) if how.fill.startswith("#") else how.fill in fill, area
        assert (stroke, width) == (css(how.stroke), f"{how.width:g}px")


def test_the_svg_looks_in_a_browser_like_the_png(
    server: RunningServer, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1080, "height": 720})
    view = "size=1080x720&metric=money"
    svg = page.request.get(f"{server.address}/export.svg?{view}").body()
    png = page.request.get(f"{server.address}/export.png?{view}").body()
    file = tmp_path / "picture.svg"
    file.write_bytes(svg)
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    other = reading.pixels(page.screenshot()).astype(float)
    page.close()
    one = reading.pixels(png).astype(float)
    assert one.shape == other.shape
    one, other = (p.reshape(60, 12, 90, 12, 3).mean(axis=(1, 3)) for p in (one, other))
    off = np.abs(one - other)  # of cells: letters are smoothed differently
    assert off.mean() < 2
    assert off.max() < 30
