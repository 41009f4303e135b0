"""The report: ratios with medians and spread beside their goals, as JSON and as Markdown."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from tests import support
from tests.bench import figures
from tests.bench import goals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bench.figures import Figure
    from tests.bench.figures import Goal
    from tests.bench.rounds import Samples

REPORTS: Final = support.ROOT / "tests" / "reports"
PAGES: Final = ("atlas", "plain", "dash", "folium")
TITLES: Final = {
    "fcp_ms": "first contentful paint, ms",
    "picture_ms": "first picture (shapes of the Land), ms",
    "ready_ms": "live map: areas and points, ms",
    "chart_ms": "live map and chart, ms",
    "longest_ms": "longest task while loading, ms",
    "kilobytes": "transferred at the first visit, kB",
    "map_kilobytes": "of it without plotly, kB",
    "requests": "requests at the first visit",
    "load_server_ms": "server time of a first visit, ms",
    "slow_fcp_ms": "10 Mbit/s, 40 ms: first contentful paint, ms",
    "slow_picture_ms": "10 Mbit/s, 40 ms: first picture, ms",
    "slow_ready_ms": "10 Mbit/s, 40 ms: live map, ms",
    "slow_all_ms": "10 Mbit/s, 40 ms: live map and chart, ms",
    "second_kilobytes": "transferred at the second visit, kB",
    "second_ready_ms": "second visit: live map, ms",
    "second_all_ms": "second visit: live map and chart, ms",
    "hide_ms": "layer switch: hide, ms",
    "show_ms": "layer switch: show, ms",
    "recolour_ms": "recolour 45 areas, ms",
    "select_ms": "select an area → chart, ms",
    "hide_requests": "requests of a layer switch: hide",
    "show_requests": "requests of a layer switch: show",
    "recolour_requests": "requests of a recolouring",
    "select_requests": "requests of a selection",
    "hide_server_ms": "server time of a layer switch: hide, ms",
    "show_server_ms": "server time of a layer switch: show, ms",
    "recolour_server_ms": "server time of a recolouring, ms",
    "select_server_ms": "server time of a selection, ms",
    "heap_mb": "memory of the page, MB",
    "server_mb": "memory of the server (PSS, 2 workers), MB",
    "many_ready_ms": "municipalities: live map, ms",
    "many_kilobytes": "municipalities: transferred, kB",
    "many_recolour_ms": "recolour all municipalities, ms",
    "many_pan_p95_ms": "municipalities: pan, 95 % of frames, ms",
    "many_zoom_p95_ms": "municipalities: zoom, 95 % of frames, ms",
    "loads_per_s": "page loads a second, 50 clients",
    "load_p95_ms": "a page load, 50 clients, p95, ms",
    "callback_p50_ms": "callback, 50 users with 1 s to think, p50, ms",
    "callback_p95_ms": "callback, 50 users with 1 s to think, p95, ms",
    "callbacks_per_s": "callbacks a second, 50 clients without a pause",
    "callback_flood_p95_ms": "the same, p95, ms",
    **{
        f"points_{size}_{name}": f"{size:,} points: {title}"
        for size in (200, 10_000, 100_000)
        for name, title in (
            ("ready_ms", "live map, ms"),
            ("kilobytes", "transferred, kB"),
            ("heap_mb", "memory of the page, MB"),
            ("server_mb", "memory of the server, MB"),
            ("hide_ms", "hide, ms"),
            ("show_ms", "show, ms"),
            ("pan_p95_ms", "pan, 95 % of frames, ms"),
            ("pan_worst_ms", "pan, longest frame, ms"),
            ("zoom_p95_ms", "zoom, 95 % of frames, ms"),
            ("zoom_worst_ms", "zoom, longest frame, ms"),
        )
    },
}
CURVE: Final = {
    "records": "records",
    "first_scene_ms": "first scene, ms",
    "scene_ms": "scene of another filter, ms",
    "charts_ms": "all charts, ms",
    "table_ms": "table, ms",
    "payload_ms": "all figures of a view, ms",
    "figures_kb": "figures of a view, kB",
    "page_kb": "view with ids of its points, kB (br)",
    "points_kb": "file of points, kB (br)",
    "memory_mb": "memory beyond the shipped data, MB",
}


def number(value: float) -> str:
    """Write a figure with as many digits as it bears."""
    if value == 0:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def cell(found: Figure | None) -> str:
    """Write median and quartiles."""
    if found is None:
        return "–"
    if found.low == found.high:
        return number(found.median)
    return f"{number(found.median)} ({number(found.low)}–{number(found.high)})"


def against(goal: Goal, samples: Samples) -> Figure | None:
    """Return what a goal is about: a ratio, or the value itself."""
    own = samples.values.get(goal.measure, {}).get("atlas", [])
    if not goal.against:
        return figures.figure(own)
    if goal.against == "points_200":  # the atlas itself with the shipped points
        other = goal.measure.replace("points_10000", "points_200")
        return figures.ratio(own, samples.values.get(other, {}).get("atlas", []))
    return figures.ratio(own, samples.values.get(goal.measure, {}).get(goal.against, []))


def verdicts(samples: Samples) -> list[dict[str, Any]]:
    """Return every goal whose measure was taken, with figure and verdict."""
    found = []
    for goal in goals.GOALS:
        own = figures.figure(samples.values.get(goal.measure, {}).get("atlas", []))
        if own is None:
            continue
        value = against(goal, samples)
        median = value.median if value else None
        found.append(
            {
                "measure": goal.measure,
                "title": TITLES[goal.measure],
                "goal": goal.text,
                "value": dataclasses.asdict(value) if value else None,
                "own": dataclasses.asdict(own),
                "verdict": figures.judge(goal, median, own.median),
            }
        )
    return found


def _head(about: dict[str, Any]) -> Iterator[str]:
    yield "# Measured by `make bench`"
    yield ""
    machine = about["machine"]
    yield (
        f"{machine['date']}, commit {machine['commit']}, {machine['cores']} cores"
        f" ({machine['processor']}), load {machine['load'][0]} before and"
        f" {about['load_after'][0]} after, {about['runs']} rounds, {about['seconds']:.0f} s."
        " Every page is visited in turn, in one run; medians, in brackets the quartiles."
        " The clients share the machine with the servers: ratios count, not milliseconds."
    )
    if machine["load"][0] > 0.5 * machine["cores"]:
        yield ""
        yield "**The machine was busy with other work: the times are too long, the spread wide.**"
    yield ""


def _goals(found: list[dict[str, Any]]) -> Iterator[str]:
    yield "| measure | atlas | goal | ratio or value | |"
    yield "|---|---|---|---|---|"
    for one in found:
        value = figures.Figure(**one["value"]) if one["value"] else None
        own = figures.Figure(**one["own"])
        mark = {"met": "met", "missed": "**missed**", "unknown": "?"}[one["verdict"]]
        yield f"| {one['title']} | {cell(own)} | {one['goal']} | {cell(value)} | {mark} |"
    yield ""


def _all(samples: Samples) -> Iterator[str]:
    yield "| | atlas | plain Leaflet | plain Dash | folium |"
    yield "|---|---|---|---|---|"
    for measure, title in TITLES.items():
        pages = samples.values.get(measure)
        if pages:
            cells = (cell(figures.figure(pages.get(page, []))) for page in PAGES)
            yield f"| {title} | {' | '.join(cells)} |"
    yield ""


def _curve(samples: Samples) -> Iterator[str]:
    if not samples.curve:
        return
    yield "Growth (synthetic records; processor time of one process, no cache):"
    yield ""
    yield "| " + " | ".join(CURVE.values()) + " |"
    yield "|---" * len(CURVE) + "|"
    for line in samples.curve:
        cells = [f"{line['records']:,}"]
        if "trouble" in line:
            cells += [line["trouble"], *[""] * (len(CURVE) - 2)]
        else:
            cells += [number(line[name]) for name in CURVE if name != "records"]
        yield "| " + " | ".join(cells) + " |"
    yield ""


def markdown(about: dict[str, Any], samples: Samples) -> str:
    """Return the whole report."""
    lines = [*_head(about), *_goals(verdicts(samples)), *_all(samples), *_curve(samples)]
    lines += [f"- {trouble}" for trouble in dict.fromkeys(samples.troubles)]
    return "\n".join(lines).rstrip() + "\n"


def write(about: dict[str, Any], samples: Samples, folder: Path = REPORTS) -> str:
    """Write both files; return the report."""
    text = markdown(about, samples)
    folder.mkdir(parents=True, exist_ok=True)
    values = {measure: dict(pages) for measure, pages in samples.values.items()}
    rounded = {
        measure: {page: [_short(value) for value in sample] for page, sample in pages.items()}
        for measure, pages in values.items()
    }
    body = {
        **about,
        "goals": verdicts(samples),
        "samples": rounded,
        "growth": samples.curve,
        "troubles": samples.troubles,
    }
    (folder / "bench.json").write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
    (folder / "bench.md").write_text(text, encoding="utf-8")
    return text


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
