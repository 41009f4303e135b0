"""Growth: what one more record costs. ``python -m tests.bench.growth N`` measures one size.

Each size runs in a process of its own, which has a limit of time; what does not end within it is
told as such. Times are processor times in ms, the least of three where a step is short.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import brotli

from geodata import catalogue
from geodata import records
from layers import payload
from layers import points
from layers import scene
from layers import spec
from layers import state
from layers import table
from tests import support
from tests.bench import synthetic

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue

SIZES: Final = (100, 1_000, 10_000, 100_000, 1_000_000)
QUICK: Final = (100, 1_000, 10_000)
LIMIT_S: Final = 200
SHORT_MS: Final = 200


def grown(data: Catalogue, count: int) -> Catalogue:
    """Return the shipped catalogue with so many synthetic records in place of its own."""
    made = []
    for row in synthetic.rows(data, count):
        flags = {"counted": True, "money_bearing": True}
        keys = {"landkreise": (row["landkreise"],), "aerl": tuple(row["aerl"].split(";"))}
        made.append(row | flags | keys)
    places = data.places.iloc[0:0]
    return dataclasses.replace(data, records=records.frame(made), places=places)


def spent_ms(step: Callable[[], Any]) -> float:
    """Return the processor time of a step; short ones are repeated."""
    taken: list[float] = []
    while not taken or (len(taken) < 3 and taken[0] < SHORT_MS):
        began = time.process_time()
        step()
        taken.append((time.process_time() - began) * 1000)
    return round(min(taken), 2)


def measure(count: int) -> dict[str, Any]:
    """Measure one size."""
    data = grown(catalogue.load(), count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    view = state.ViewState()
    first = time.process_time()
    built = scene.build(view, data)
    first_ms = (time.process_time() - first) * 1000
    other = state.ViewState(years=(2020, 2023))
    page = payload.dumps(payload.payload(built))
    drawn = points.points_file(data, "de")
    rest = {"points", "unplaced"}
    figures = {k: v for k, v in payload.payload(built).items() if k not in rest}
    return {
        "records": count,
        "first_scene_ms": round(first_ms, 1),
        "scene_ms": spent_ms(lambda: scene.build(other, data)),
        "charts_ms": spent_ms(lambda: [chart.build(built) for chart in spec.charts().values()]),
        "table_ms": spent_ms(lambda: table.build(built)),
        "payload_ms": spent_ms(lambda: payload.payload(built)),
        "figures_kb": round(len(payload.dumps(figures)) / 1000, 1),
        "page_kb": round(len(brotli.compress(page, quality=4)) / 1000, 1),
        "points_kb": round(len(brotli.compress(drawn, quality=4)) / 1000, 1),
        "memory_mb": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000, 1),
    }


def curve(sizes: tuple[int, ...]) -> list[dict[str, Any]]:
    """Measure each size in a process of its own."""
    found = []
    for size in sizes:
        command = [sys.executable, "-m", "tests.bench.growth", str(size)]
        try:
            run = subprocess.run(
                command,
                cwd=support.ROOT,
                check=True,
                capture_output=True,
                text=True,
                timeout=LIMIT_S,
            )
            found.append(json.loads(run.stdout))
        except subprocess.TimeoutExpired:
            found.append({"records": size, "trouble": f"not finished within {LIMIT_S} s"})
        except subprocess.CalledProcessError as error:
            found.append({"records": size, "trouble": error.stderr.strip()[-300:]})
        sys.stderr.write(f"  {found[-1]}\n")
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
