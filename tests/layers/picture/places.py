"""Places of symbols and names, from which the screen's rules are proved equal to the picture's.

``python -m tests.layers.picture.places`` writes ``tests/golden/places.json`` anew;
``tests/js/atlas_places.test.cjs`` holds the browser's functions against the same file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from layers.picture import grouping
from layers.picture import labelling
from layers.picture.grouping import Spot
from layers.picture.labelling import AreaName
from layers.picture.labelling import Placed
from layers.picture.labelling import Town

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[2] / "golden" / "places.json"
LETTER = 0.5  # width of a letter in type sizes, the same in both languages
DIGITS = 9


def numbers(seed: int) -> Iterator[int]:
    """Yield numbers below 2^31 that are the same everywhere."""
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed


def measure(text: str, size: float, weight: int) -> float:
    """Return a width that both sides can compute."""
    return len(text) * size * LETTER * (1.1 if weight >= 600 else 1)


def _spots(seed: int, n: int, edge: int) -> list[dict[str, Any]]:
    source = numbers(seed)
    return [
        {
            "id": f"r{at:03}",
            "x": next(source) % edge / 2,
            "y": next(source) % edge / 2,
            "kind": ("open", "study", "branch")[next(source) % 3],
        }
        for at in range(n)
    ]


def _ring(source: Iterator[int], x: float, y: float) -> list[dict[str, float]]:
    wide, high = 20 + next(source) % 90, 12 + next(source) % 60
    skew = next(source) % 21 - 10
    corners = ((-wide, -high), (wide, -high + skew), (wide - skew, high), (-wide + skew, high))
    return [{"x": x + dx, "y": y + dy} for dx, dy in corners]


def _names(seed: int) -> dict[str, Any]:
    source = numbers(seed)

    def at() -> tuple[float, float]:
        return next(source) % 700, next(source) % 500

    towns: list[dict[str, Any]] = []
    areas: list[dict[str, Any]] = []
    outside: list[dict[str, Any]] = []
    states: list[dict[str, Any]] = []
    for n in range(40):
        x, y = at()
        town = {"text": "Ort" * (1 + n % 4), "x": x, "y": y, "rank": 1 + n % 4}
        town |= {"size": 14 if n % 4 == 0 else 13, "weight": 600 if n % 4 < 3 else 400}
        (towns if n % 3 else outside).append(town)
    for n in range(25):
        x, y = at()
        lines = ["Lüchow-", "Dannenberg"] if n % 3 == 0 else ["Gifhorn"]
        whole = "".join(lines) if n % 3 == 0 else lines[0]
        rings = [_ring(source, x, y)] if n % 4 else None
        area = {"key": f"k{n}", "lines": lines, "whole": whole, "x": x, "y": y, "rings": rings}
        areas.append(area | {"area": next(source) % 3000, "size": 12.5})
    for n in range(6):
        x, y = at()
        states.append(
            {"key": f"s{n}", "lines": ["Hessen"], "x": x, "y": y, "area": 0, "size": 12.5}
        )
    taken = [[x, y, x + 20, y + 20] for x, y in (at() for _ in range(12))]
    names = {"towns": towns, "areas": areas, "outside": outside, "states": states}
    return {"names": names, "taken": taken, "frame": [4, 4, 696, 496]}


def _round(value: float) -> float:
    return round(value, DIGITS)


def merged(spots: list[dict[str, Any]], radius: float) -> list[dict[str, Any]]:
    """Return the symbols of records as plain values."""
    found = grouping.merge([Spot(**spot) for spot in spots], radius)
    return [{"ids": g.ids, "kinds": g.kinds, "x": g.x, "y": g.y, "places": g.places} for g in found]


def parted(sets: list[list[dict[str, Any]]], radius: float) -> list[list[list[float]]]:
    """Return how far the symbols of several layers are moved."""
    layers = [grouping.merge([Spot(**spot) for spot in spots], radius) for spots in sets]
    grouping.apart(layers, 17, 22)
    return [[[_round(g.dx), _round(g.dy)] for g in groups] for groups in layers]


def _area(row: dict[str, Any]) -> AreaName:
    rings = row.get("rings")
    outline = labelling.edges([[(p["x"], p["y"]) for p in r] for r in rings]) if rings else None
    rest = {k: v for k, v in row.items() if k not in ("rings", "lines")}
    return AreaName(lines=tuple(row["lines"]), outline=outline, **rest)


def placed(case: dict[str, Any]) -> dict[str, Any]:
    """Return where names find a place."""
    names = case["names"]
    wanted = Placed(
        towns=tuple(Town(**row) for row in names["towns"]),
        areas=tuple(map(_area, names["areas"])),
        outside=tuple(Town(**row) for row in names["outside"]),
        states=tuple(map(_area, names["states"])),
    )
    taken = [(a, b, c, d) for a, b, c, d in case["taken"]]
    found = labelling.place(wanted, taken, measure, tuple(case["frame"]))
    towns = {
        kind: [[t.text, _round(t.tx), _round(t.ty), t.anchor, t.bare] for t in rows]
        for kind, rows in (("towns", found.towns), ("outside", found.outside))
    }
    areas = {
        kind: [[a.key, list(a.lines), _round(a.x), _round(a.y), _round(a.size)] for a in rows]
        for kind, rows in (("areas", found.areas), ("states", found.states))
    }
    return towns | areas


def content() -> dict[str, Any]:
    """Return cases and what becomes of them."""
    merge = [
        {"spots": spots, "radius": radius, "groups": merged(spots, radius)}
        for seed, radius in ((1, 4), (2, 10), (3, 15.3), (4, 17), (5, 60))
        for spots in (_spots(seed, 60, 300),)
    ]
    apart = [
        {"sets": sets, "radius": 17, "moves": parted(sets, 17)}
        for seed in (11, 12, 13)
        for sets in ([_spots(seed + n, 20, 250) for n in range(4)],)
    ]
    cases = [_names(seed) for seed in (21, 22, 23, 24)]
    place = [case | {"placed": placed(case)} for case in cases]
    zooms = (5, 7.39, 7.4, 8, 8.4, 9, 9.2, 9.99, 10, 13)
    ranks = [[zoom, labelling.rank_at(zoom)] for zoom in zooms]
    return {"letter": LETTER, "merge": merge, "apart": apart, "place": place, "ranks": ranks}


def text() -> str:
    """Return the golden file."""
    return json.dumps(content(), ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
