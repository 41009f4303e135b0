"""Golden pictures: what a picture says and where, the colour of every area, and a coarse image.

``python -m tests.layers.picture.golden`` writes ``tests/golden/pictures/*.txt`` anew; do so after
a change that is meant, and read the difference in git before it is committed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from geodata import catalogue
from layers import scenes
from layers import state
from layers.picture import options
from layers.picture import render
from layers.picture.drawing import Shape
from layers.picture.drawing import Sign
from tests.layers.picture import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from layers.picture.drawing import Picture

FOLDER = Path(__file__).parents[2] / "golden" / "pictures"
WIDE, CELLS = 384, 32  # pixels of the image that is looked at, cells in a row of it
ID = "ZA-01234-56789"
EVERY = (
    *("landkreise", "aerl", "zukunftsregionen", "surroundings", "jobmessen", "integration"),
    *("zukunftsraeume", "rvz", "other_funding", "zukunftsregionen_projects"),
)
GAPS = ("gemeinden", "landkreise", "aerl", "surroundings", "rvz")
CASES: Mapping[str, tuple[dict[str, Any], dict[str, str]]] = {
    "usual": ({}, {}),
    "zukunftsraeume-a4": ({"programme": ("zukunftsraeume",)}, {"size": "a4", "chart": "years"}),
    "regions-budgets": ({"level": "zukunftsregionen", "metric": "money", "kind": "budget"}, {}),
    "gemeinden": ({"level": "gemeinden"}, {"size": "a4"}),
    "offices-dark": ({"level": "aerl", "metric": "density", "theme": "dark"}, {}),
    "contrast-english": ({"theme": "contrast", "lang": "en", "metric": "projects"}, {}),
    "filtered": (
        {"aerl": ("weser-ems",), "years": (2019, 2021), "area": ("03454",)},
        {"size": "newspaper"},
    ),
    "near-everything": (
        {"map": (52.37, 9.73, 9.0), "layers": EVERY, "area": ("03241",)},
        {"size": "a4"},
    ),
    "points-only": ({"layers": ("aerl", "surroundings", "rvz")}, {"size": "square"}),
    "fairs": ({"metric": "fairs", "programme": ("jobmessen",)}, {"size": "portrait"}),
    "people": ({"metric": "inhabitants"}, {"size": "social"}),
    "clean": ({}, {"show": "clean,labels", "size": "1200x1000"}),
    "table-stamped": (
        {"metric": "money"},
        {
            "size": "a4-portrait",
            "show": "legend,chart,labels,scale,headline,table",
            "stamp": "embargo",
            "until": "2026-05-01T10:00",
            "title": "Ein eigener Titel, der so lang ist, dass er auf zwei Zeilen gehört",
        },
    ),
    "gaps-trial": (
        {"mode": "gaps", "level": "gemeinden", "layers": GAPS, "candidates": ("03360002",)},
        {},
    ),
    "gaps-need": ({"mode": "gaps", "metric": "need"}, {"size": "a4"}),
    "gaps-group-dark": (
        {
            "mode": "gaps",
            "metric": "need",
            "level": "gemeinden",
            "layers": GAPS,
            "group": "need-much",
            "theme": "dark",
            "lang": "en",
        },
        {},
    ),
    "gaps-closed": (
        {
            "mode": "gaps",
            "level": "gemeinden",
            "layers": GAPS,
            "norm": "30km",
            "closed": ("rvz-01",),
            "candidates": ("03360002", "53.2~7.9"),
            "aerl": ("lueneburg",),
        },
        {"size": "portrait", "show": "legend,chart,labels,scale"},
    ),
    "gemeinden-near": ({"level": "gemeinden", "map": (52.7, 9.2, 10.5)}, {"size": "hd"}),
}


def drawing(name: str, data: Catalogue) -> Picture:
    """Return the picture of a case."""
    fields, params = CASES[name]
    if "layers" in fields:
        refs = tuple(state.LayerRef(id=id_) for id_ in fields["layers"])
        fields = fields | {"layers": refs}
    found = scenes.of(state.ViewState(**fields), data)
    return render.drawing(found, options.read(params), "", ID)


def described(picture: Picture) -> list[str]:
    """Return what a picture holds as lines of text."""
    texts = [
        f"{line.groups[-1]}: {line.text.replace(chr(160), ' ')}"
        f" @ {line.box[0]:.0f} {line.box[1]:.0f} size {line.size:.1f}"
        for line in reading.lines(picture.root)
        if not line.groups[-1].startswith("layer-")
    ]
    areas, parts = [], Counter[str]()
    for item, names in reading.walk(picture.root):
        if isinstance(item, Shape) and item.key and item.paints[0].fill:
            areas.append(f"area {item.key}: {item.paints[0].fill}")
        elif isinstance(item, Sign):
            parts[f"signs of {names[-1]}: {item.paint.fill or 'line'}"] += 1
        elif isinstance(item, Shape):
            parts[f"shapes of {names[-1]}"] += 1
    counted = [f"{name} × {n}" for name, n in sorted(parts.items())]
    return [f"{picture.width:.0f} × {picture.height:.0f}", *texts, *areas, *counted]


def image(picture: Picture) -> np.ndarray:
    """Return the mean colours of cells of a picture."""
    high = round(WIDE * picture.height / picture.width)
    small = replace(picture, pixels=(WIDE, high))
    pixels = reading.pixels(render.raster(small)).astype(float)
    edge = WIDE // CELLS
    rows = high // edge
    cells = pixels[: rows * edge].reshape(rows, edge, CELLS, edge, 3)
    return np.asarray(cells.mean(axis=(1, 3)))


def written(cells: np.ndarray) -> list[str]:
    """Return cells as rows of colours."""
    whole = np.rint(cells).astype(int)
    return ["image " + " ".join("".join(f"{v:02x}" for v in cell) for cell in row) for row in whole]


def read(rows: list[str]) -> np.ndarray:
    """Return the cells of rows of colours."""
    cells = [row.split(" ")[1:] for row in rows]
    return np.array([[[int(c[at : at + 2], 16) for at in (0, 2, 4)] for c in row] for row in cells])


def main() -> None:
    """Write all golden pictures."""
    data = catalogue.load()
    FOLDER.mkdir(exist_ok=True)
    for name in CASES:
        picture = drawing(name, data)
        lines = [*described(picture), *written(image(picture))]
        (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
