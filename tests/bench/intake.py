"""A very long table: checked, compared and accepted by the command, with time and memory.

``python -m tests.bench.intake --rows 1000000``. The rows are synthetic and say so; the folder is
temporary.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from geodata import catalogue
from geodata.versions import log

if TYPE_CHECKING:
    from collections.abc import Iterator

DATASET: Final = "zukunftsraeume"
SEED: Final = 7
HEADS: Final = (
    "Projekttitel", "Zuwendungsempfänger", "Gemeinde", "Landkreis", "AGS", "Breitengrad",
    "Längengrad", "ArL", "Bewilligungsdatum", "Betrag (EUR)", "Quelle", "Bemerkung",
)  # fmt: skip
KILOBYTE: Final = 1024
MEGABYTE: Final = 1_000_000


def rows(number: int) -> Iterator[tuple[object, ...]]:
    """Yield synthetic projects, spread over all municipalities."""
    data = catalogue.load()
    units = data.areas["gemeinden"]
    units = units[units["inhabitants"] > 0]
    kreise, offices = (data.areas[level]["label"] for level in ("landkreise", "aerl"))
    places = [
        (row.name, kreise[row.kreis], key, row.lat, row.lon, offices[row.aerl])
        for key, row in units.iterrows()
    ]
    amounts = np.random.default_rng(SEED).integers(1_000, 300_000, number)
    for n, amount in enumerate(amounts.tolist()):
        name, kreis, key, lat, lon, office = places[n % len(places)]
        yield (
            f"SYNTHETIC Projekt {n}", f"Verein {n % 977}", name, kreis, key,
            f"{lat:.4f}", f"{lon:.4f}", office, f"{n % 28 + 1:02}.{n % 12 + 1:02}.2024",
            amount, "https://synthetic.invalid/bescheid", "",
        )  # fmt: skip


def written(path: Path, number: int) -> None:
    """Write the table as an office in Germany would."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow(HEADS)
        table.writerows(rows(number))


def main() -> None:
    """Make the table, import it, and say what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    number = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="atlas-") as name:
        folder = Path(name)
        table, data = folder / "synthetic.csv", folder / "atlas"
        written(table, number)
        order = ["import", str(table), "--dataset", DATASET, "--data", str(data), "--yes"]
        begin = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "geodata", *order],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        sys.stderr.write(done.stdout[-600:])
        done.check_returncode()
        entry = log.last(data)
        figures = {
            "rows": number,
            "file_mb": round(table.stat().st_size / MEGABYTE, 1),
            "counts": dict(entry.figures["counts"]) if entry else {},
            "processor_s": round(used.ru_utime + used.ru_stime, 1),
            "clock_s": round(time.monotonic() - begin, 1),
            "memory_mb": round(used.ru_maxrss * KILOBYTE / MEGABYTE),
            "load_average": round(os.getloadavg()[0], 1),
        }
    sys.stdout.write(f"{json.dumps(figures, ensure_ascii=False)}\n")


if __name__ == "__main__":
    main()
