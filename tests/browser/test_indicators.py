"""Indicators that somebody dropped in, in a real Chromium: map, charts, table, gaps."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from typing import Any

import pytest
from playwright.sync_api import expect

from geodata import catalogue
from tests import support

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from playwright.sync_api import Request

    from tests.conftest import OpenPage

pytestmark = pytest.mark.browser

HEAD = ["AGS", "Kürzel", "Indikator", "Wert", "Einheit", "Jahr", "Thema", "Quelle"]
YEARS = (2016, 2019, 2022)
WITHOUT = "03454"  # has no value of the doctors


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[support.RunningServer]:
    """Serve data into which a small table of indicators was imported."""
    folder = tmp_path_factory.mktemp("indicators")
    keys = list(catalogue.load().areas["landkreise"].index)
    rows: list[list[Any]] = [HEAD]
    for n, key in enumerate(keys):
        for year in YEARS:
            share = f"{15 + n / 5 + (year - 2016) / 2:.1f}".replace(".", ",")
            rows.append([key, "alt", "Einwohner ab 65", share, "% der Einwohner", year, "A", "LSN"])
        if key != WITHOUT:
            doctors = f"{7 - n / 20:.2f}".replace(".", ",")
            rows.append([key, "arzt", "Hausärzte", doctors, "je 10.000", 2022, "B", "KVN"])
    file = folder / "zahlen.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    data = {"ATLAS_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "geodata", "import", str(file), "--dataset", "indicators"]
    subprocess.run([*command, "--yes"], check=True, cwd=support.ROOT, env={**os.environ, **data})
    running = support.start_server(
        folder, {**data, "XDG_CACHE_HOME": str(support.ROOT / ".cache"), "ATLAS_WORKERS": "1"}
    )
    yield running
    running.stop()


def classes(page: Page) -> dict[str, str]:
    """Return the colour class of each area."""
    found: dict[str, str] = page.locator("path.area:not(.outline)").evaluate_all(
        "(all) => Object.fromEntries(all.map((e) => [e.dataset.key,"
        " [...e.classList].find((c) => /^(c|g|n)\\d$|^none$/.test(c))]))"
    )
    return found


def bars(page: Page) -> list[str]:
    """Return the keys of the bars of the chosen indicator, from the top."""
    plot = page.locator("#chart-indicator_areas .js-plotly-plot")
    found: list[str] = plot.evaluate("(e) => e.data[0].customdata")
    return found


def rows(page: Page, column: int) -> dict[str, str]:
    """Return a column of the table by area."""
    found: dict[str, str] = page.locator("#table tbody tr[data-key]").evaluate_all(
        "(all, n) => Object.fromEntries(all.map("
        "(e) => [e.dataset.key, e.children[n].textContent]))",
        column,
    )
    return found


def downloaded(page: Page, options: str = "rows=areas") -> dict[str, dict[str, str]]:
    """Return the file of the present view by key."""
    href = page.locator(f'a[data-export="csv"][data-options="{options}"]').first
    address = page.url.split("/?")[0] + str(href.get_attribute("href"))
    text = page.request.get(address).text().lstrip("\ufeff")
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def asked_with(page: Page, action: Callable[[], object]) -> dict[str, Any]:
    """Return the one answer of the server's scene while something is done, and its size."""
    asked: list[str] = []

    def is_scene(body: str | None) -> bool:
        return '"scene-answer.data"' in (body or "")

    def heard(request: Request) -> None:
        asked.extend(["scene"] if is_scene(request.post_data) else [])

    page.on("request", heard)
    with page.expect_response(lambda answer: is_scene(answer.request.post_data)) as caught:
        action()
    body = caught.value.body()
    support.ready(page)
    page.remove_listener("request", heard)
    assert len(asked) == 1
    found: dict[str, Any] = json.loads(body)["response"]["scene-answer"]["data"]
    return found | {"bytes": len(body)}


def test_an_indicator_is_everywhere_without_code(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator("#metric optgroup")).to_have_count(2)
    expect(page.locator("#chart-indicator_areas")).to_be_hidden()
    whole = page.evaluate("document.getElementById('boot').textContent.length")

    sent = asked_with(page, lambda: page.locator("#metric").select_option("i-alt"))
    assert sent["part"] is True  # one small answer, not the scene again
    assert {"areas", "cards", "table"}.isdisjoint(sent)
    assert sent["bytes"] < whole / 2
    assert "metric=i-alt" in page.url
    expect(page.locator("#legend-subtitle")).to_have_text("% der Einwohner, 2022")
    expect(page.locator("#chart-title-indicator_areas")).to_contain_text("Einwohner ab 65")
    top = bars(page)
    assert classes(page)[top[0]] == "c4"
    assert classes(page)[top[-1]] == "c0"
    assert rows(page, 1)[top[0]] == "26,8"

    # a bar selects its area on the map and in the table
    page.locator("#chart-indicator_areas").scroll_into_view_if_needed()
    bar = page.locator("#chart-indicator_areas .points .point").first.bounding_box()
    assert bar is not None
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(page.locator(f'#table tr[data-key="{top[0]}"]')).to_have_attribute(
        "aria-selected", "true"
    )
    assert f"area={top[0]}" in page.url
    expect(page.locator("#chart-title-indicator_years")).to_contain_text(":")

    # the year is chosen directly; the rest of the address stays
    support.ready(page)
    asked_with(page, lambda: page.locator(".explore-only [data-year-step='-1']").click())
    assert "year=2019" in page.url
    assert "metric=i-alt" in page.url
    assert f"area={top[0]}" in page.url
    expect(page.locator("#legend-subtitle")).to_have_text("% der Einwohner, 2019")
    assert rows(page, 1)[top[0]] == "25,3"
    assert downloaded(page)[top[0]]["i-alt"] == "25,3"
    assert downloaded(page)[top[0]]["i-alt-year"] == "2019"

    # a second one beside it: unknown is no zero, year and source are on the screen
    page.locator("#table-columns summary").click()
    asked_with(page, lambda: page.locator('#table-columns input[value="i-arzt"]').check())
    assert "columns=i-arzt" in page.url
    expect(page.locator("#table thead")).to_contain_text("Hausärzte (je 10.000), 2022")
    expect(page.locator("#table-note")).to_contain_text("KVN")
    assert rows(page, 2)[WITHOUT] == "k. A."
    assert downloaded(page)[WITHOUT]["i-arzt"] == ""

    # the same address is the same view, in English and in a frame too
    again = open_page(f"/{page.url.split('/', 3)[3]}&lang=en")
    expect(again.locator("#legend-subtitle")).to_have_text("% der Einwohner, 2019")
    assert classes(again) == classes(page)
    framed = open_page("/?metric=i-alt&year=2019&embed=on")
    assert classes(framed) == classes(page)


def test_indicators_are_need_and_weight_in_the_gaps(open_page: OpenPage) -> None:
    page = open_page("/?mode=gaps")
    asked_with(page, lambda: page.locator("#gap-need").select_option("i-arzt"))
    assert "need=i-arzt" in page.url
    assert "metric=need" in page.url
    expect(page.locator("#level input:checked")).to_have_value("landkreise")  # it has values there
    high = classes(page)
    assert high[WITHOUT] == "none"
    expect(page.locator("#headline-text")).to_contain_text("Hausärzte, 2022 mindestens")

    asked_with(page, lambda: page.locator("#gap-need-way").select_option("low"))
    assert "need=-i-arzt" in page.url
    expect(page.locator("#headline-text")).to_contain_text("Hausärzte, 2022 höchstens")
    assert classes(page) != high
    listed = {key: row["i-arzt"] for key, row in downloaded(page, "rows=need").items()}
    assert listed
    assert WITHOUT not in listed

    page.locator('[data-map-of="gap"]').click()
    support.ready(page)
    asked_with(page, lambda: page.locator("#gap-weight").select_option("i-alt"))
    assert "weight=i-alt" in page.url
    expect(page.locator("#headline-text")).to_contain_text("„Einwohner ab 65, 2022“")
    expect(page.locator("#legend-subtitle")).to_contain_text("Einwohner ab 65, 2022")
    expect(page.locator("#gap-weight-note")).to_contain_text("Annahme")
    expect(page.locator("#attribution")).to_contain_text("LSN")
    row = downloaded(page)["03101"]
    assert row["weight"] == "Einwohner ab 65, 2022"
    assert row["inhabitants_status"] == "estimate"
    everyone = int(catalogue.load().areas["landkreise"].loc["03101", "inhabitants"])
    assert int(row["inhabitants"]) == round(everyone * 18 / 100)
