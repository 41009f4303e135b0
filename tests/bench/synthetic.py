"""Synthetic records, for measurements only: a data folder in which every made row says so.

Titles begin with SYNTHETIC, ids with ``synthetic-``, the source leads nowhere (``.invalid``). The
folder is temporary; nothing of it is ever shipped or shown to a user.
"""

from __future__ import annotations

import csv
import dataclasses
import shutil
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from geodata import catalogue
from geodata import folders
from tests.bench.peers import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.catalogue import Catalogue
    from tests.bench.peers.shipped import Land

DATASET: Final = "zukunftsraeume"
SEED: Final = 7
YEARS: Final = (2019, 2025)
SPREAD: Final = 0.35  # of a municipality's box, from its middle
ALWAYS: Final = {
    "dataset": DATASET,
    "programme": DATASET,
    "place_precision": "place",
    "amount_kind": "award",
    "amount_precision": "exact",
    "source_url": "https://synthetic.invalid/",
    "confidence": "low",
    "counted": "yes",
    "money_bearing": "yes",
}


def rows(data: Catalogue, count: int) -> Iterator[dict[str, Any]]:
    """Yield records at random places of random municipalities, always the same ones."""
    random = np.random.default_rng(SEED)
    units = data.areas["gemeinden"]
    boxes = np.array([[float(v) for v in text.split(";")] for text in units["bounds"]])
    chosen = random.integers(0, len(units), count)
    west, south, east, north = boxes[chosen].T
    shift = random.uniform(-SPREAD, SPREAD, (2, count))
    lons = (west + east) / 2 + shift[0] * (east - west)
    lats = (south + north) / 2 + shift[1] * (north - south)
    amounts = random.integers(1, 400, count) * 1000
    years = random.integers(YEARS[0], YEARS[1] + 1, count)
    names = units[["name", "kreis", "aerl"]].reset_index().to_dict("records")
    for at, unit in enumerate(chosen):
        row = names[unit]
        yield ALWAYS | {
            "id": f"synthetic-{at:07d}",
            "title": f"SYNTHETIC {at}",
            "title_en": f"SYNTHETIC {at}",
            "place_text": row["name"],
            "lat": round(float(lats[at]), 5),
            "lon": round(float(lons[at]), 5),
            "gemeinde": row["key"],
            "landkreise": row["kreis"],
            "aerl": row["aerl"],
            "amount_eur": int(amounts[at]),
            "year": int(years[at]),
        }


def folder(target: Path, count: int) -> Path:
    """Write a data folder: the shipped data, its largest layer replaced by synthetic records."""
    shutil.copytree(folders.DATA, target)
    file = target / "records" / f"{DATASET}.csv"
    with file.open(encoding="utf-8") as lines:
        names = next(csv.reader(lines))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, restval="")
        writer.writeheader()
        writer.writerows(rows(catalogue.load(), count))
    places = target / "records" / "places.csv"  # of the records that were replaced
    kept = [
        line
        for at, line in enumerate(places.read_text("utf-8").splitlines(keepends=True))
        if at == 0 or not line.startswith("zr-")
    ]
    places.write_text("".join(kept), encoding="utf-8")
    return target


def land(count: int) -> Land:
    """Return what the peers show when the records are synthetic."""
    found = shipped.land("landkreise")
    made = [
        {
            "layer": DATASET,
            "lat": row["lat"],
            "lon": row["lon"],
            "title": row["title"],
            "where": row["place_text"],
            "line": f"{row['year']} · {row['amount_eur']} €",
        }
        for row in rows(catalogue.load(), count)
    ]
    others = [point for point in found.points if point["layer"] != DATASET]
    return dataclasses.replace(found, points=(*made, *others))
