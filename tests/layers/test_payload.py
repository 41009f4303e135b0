"""The page's figures: equal to the records, aligned, small and quick."""

from __future__ import annotations

import csv
import json
import math
import time
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

import pytest

from geodata import folders
from layers import payload
from layers import scene
from layers import spec
from layers import state
from layers.state import LayerRef
from layers.state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene

# Bytes of raw JSON and seconds, over all programmes: the widest view there is
LIMITS = {"landkreise": (75_000, 0.15), "gemeinden": (300_000, 0.4)}
RECORDS = (
    "rvz", "zukunftsraeume", "zukunftsregionen", "zukunftsregionen_projects",
    "integration", "other_funding",
)  # fmt: skip


@cache
def facts() -> tuple[dict[str, str], ...]:
    """Return the shipped records as plain text, past all of our code."""
    rows: list[dict[str, str]] = []
    for name in RECORDS:
        path = folders.DATA / "records" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return tuple(rows)


def recomputed(programme: str, kind: str) -> tuple[float, int]:
    """Return sum and number of the records of a programme, computed independently."""
    amounts, n = [], 0
    for row in facts():
        budget = row["amount_kind"] == "budget"
        mine = row["programme"] == programme and row["counted"] == "yes"
        if not mine or budget != (kind == "budget"):
            continue
        n += 1
        if row["amount_eur"] and row["amount_kind"] == kind:
            amounts.append(float(row["amount_eur"]))
    return math.fsum(amounts), n


def of_table(found: dict[str, Any]) -> tuple[float, int]:
    rows = [values for _, values in found["table"]["rows"] if len(values) > 1]
    return math.fsum(v[3] or 0 for v in rows), sum(v[1] for v in rows)


PAIRS = sorted(
    {(r["programme"], "budget" if r["amount_kind"] == "budget" else "award") for r in facts()}
)


@pytest.mark.parametrize("level", ["landkreise", "aerl", "gemeinden"])
@pytest.mark.parametrize(("programme", "kind"), PAIRS)
def test_each_programme_adds_up_to_its_records(
    programme: str, kind: str, level: str, shipped: Catalogue
) -> None:
    view = ViewState(level=level, programme=(programme,), kind=kind)
    found = scene.build(view, shipped)
    money, n = of_table(payload.payload(found))
    expected = recomputed(programme, kind)
    assert n + found.nowhere.n == expected[1]
    assert money + (found.nowhere.amount_eur or 0) == pytest.approx(expected[0], abs=0.1)
    assert (found.total.amount_eur or 0, found.total.n) == pytest.approx(expected, abs=0.01)


def test_it_is_json_a_pure_function_and_keyed_by_what_it_depends_on(shipped: Catalogue) -> None:
    view = ViewState(programme=("rvz",), lang="en")
    other = ViewState(
        programme=("rvz",),
        lang="en",
        metric="fairs",
        area=("03454",),
        layers=(LayerRef(id="rvz"),),
        theme="dark",
        map=(52.0, 9.0, 8.0),
    )
    first = payload.dumps(payload.payload(scene.build(view, shipped)))
    again = payload.dumps(payload.payload(scene.build(other, shipped)))
    assert first == again
    assert payload.key(view) == payload.key(other)
    assert payload.key(view) != payload.key(ViewState(programme=("rvz",)))
    assert json.loads(first)["query"]["programme"] == ["rvz"]


@pytest.mark.parametrize("level", state.LEVELS)
@pytest.mark.parametrize("lang", state.LANGS)
def test_everything_is_aligned_with_the_areas(level: str, lang: str, shipped: Catalogue) -> None:
    found = payload.payload(scene.build(ViewState(level=level, lang=lang), shipped))
    keys = found["areas"]["keys"]
    assert keys == list(shipped.areas[level].index)
    for column in ("labels", "sub"):
        assert len(found["areas"][column]) == len(keys)
    assert len(found["cards"]) == len(found["card_notes"]) == len(found["table"]["rows"])
    assert len(found["cards"]) == len(keys)
    assert list(found["metrics"]) == list(spec.metrics())
    for metric in found["metrics"].values():
        assert len(metric["classes"]) == len(metric["texts"]) == len(keys)
        assert set(metric["classes"]) == {e["class"] for e in metric["legend"] if e["count"]}
        assert metric["headline"]["figure"]
        assert metric["title"]
        assert metric["subtitle"]
    for row, _ in found["table"]["rows"]:
        assert len(row) == len(found["table"]["columns"])


def test_the_legend_counts_the_classes_on_the_map(shipped: Catalogue) -> None:
    for fields in ({}, {"aerl": ("weser-ems",)}, {"kind": "budget", "level": "gemeinden"}):
        found = payload.payload(scene.build(ViewState(**fields), shipped))
        inside = found["areas"]["inside"] or [True] * len(found["areas"]["keys"])
        for metric in found["metrics"].values():
            drawn = [c for c, here in zip(metric["classes"], inside, strict=True) if here]
            for entry in metric["legend"]:
                assert drawn.count(entry["class"]) == entry["count"]
            assert sum(entry["count"] for entry in metric["legend"]) == len(drawn)


def test_the_mock_up_is_reproduced(shipped: Catalogue) -> None:
    """The picture was computed from the same facts by another program."""
    found = payload.payload(scene.build(ViewState(programme=("zukunftsraeume",)), shipped))
    legend = found["metrics"]["money_per_inhabitant"]["legend"]
    assert [(entry["label"], entry["count"]) for entry in legend] == [
        ("5 € und mehr", 5),
        ("3 bis unter 5 €", 8),
        ("2 bis unter 3 €", 7),
        ("1 bis unter 2 €", 3),
        ("unter 1 €", 4),
        ("kein Projekt erfasst", 18),
    ]
    at = found["areas"]["keys"].index("03454")
    assert found["table"]["rows"][at][0] == ["Emsland", "15", "3", "1.867.980", "5,74"]
    assert found["areas"]["sub"][at] == "ÄrL Weser-Ems · 325.657 Einwohner (31.12.2018)"
    (row,) = found["completeness"]
    assert row["count_text"].replace("\u00a0", " ") == "84 von über 170 Projekten"
    assert row["money_text"].replace("\u00a0", " ") == "14,6 Mio. € von rd. 33 Mio. €"
    assert (row["count_share"], row["money_share"]) == (0.494, 0.441)
    assert found["metrics"]["money_per_inhabitant"]["subtitle"] == "€ je Einwohner, 2019–2025"


def test_a_filter_of_offices_marks_areas_outside(of: Callable[..., Scene]) -> None:
    found = payload.payload(of(aerl=("nord",)))
    assert found["areas"]["inside"] == [False, False, True]
    assert found["metrics"]["inhabitants"]["classes"][:2] == [-1, -1]
    assert payload.payload(of())["areas"]["inside"] is None


def test_state_and_sources_are_on_the_screen(of: Callable[..., Scene]) -> None:
    found = payload.payload(of())
    assert found["state_line"] == "Jüngste Quelle 25.02.2025 · Einwohner 31.12.2018"
    assert found["freshest"] == "25.02.2025"
    assert found["version"] == "0123456789ab"
    assert found["attribution"]["metric:money"]
    nothing = payload.payload(of(years=(1990, 1990)))
    assert nothing["freshest"] == ""
    assert nothing["state_line"] == "Einwohner 31.12.2018"


@pytest.mark.parametrize("level", LIMITS)
def test_it_is_small_and_quick(level: str, shipped: Catalogue) -> None:
    view = ViewState(level=level)
    payload.payload(scene.build(view, shipped))
    times = []
    for _ in range(3):
        start = time.process_time()
        found = payload.payload(scene.build(view, shipped))
        times.append(time.process_time() - start)
    most_bytes, most_seconds = LIMITS[level]
    assert len(payload.dumps(found)) < most_bytes
    assert min(times) < most_seconds
