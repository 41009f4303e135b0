"""What an answer costs: `python -m tests.bench.capacity`; writes tests/reports/capacity.json.

Processor time of the whole application for one answer, without sockets, as the median of several:
unlike time on the clock it hardly depends on what else the machine does. So many answers fit into
a second of one core. `first` is the first of a view, `again` those for which its scene is known;
what is asked word by word as before is given again, see `dashboard/ready.py`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from werkzeug.test import create_environ
from werkzeug.wrappers import Response

from dashboard import boot
from dashboard.settings import Settings
from tests import support
from tests.bench import machine
from tests.bench import users

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from dashboard.live import Live

REPORT = support.ROOT / "tests" / "reports" / "capacity.json"
ENCODINGS = "gzip, deflate, br, zstd"
TIMES = 9


def ask(live: Live, path: str, body: Mapping[str, Any] | None = None) -> tuple[float, bytes]:
    """Return the milliseconds of processor time of an answer, and its body."""
    environ = create_environ(
        path,
        method="GET" if body is None else "POST",
        json=body,
        headers={"Accept-Encoding": ENCODINGS if body is not None or path != "/" else "identity"},
    )
    begin = time.process_time()
    answer = Response.from_app(live.app, environ, buffered=True)
    took = (time.process_time() - begin) * 1000
    assert answer.status_code == 200, f"{path}: {answer.status}"
    return took, answer.get_data()


def callback(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page posts for a scene."""
    return {
        "output": "scene-answer.data",
        "outputs": {"id": "scene-answer", "property": "data"},
        "inputs": [
            {"id": "scene-query", "property": "data", "value": {**users.USUAL, **view}},
        ],
        "state": [],
        "changedPropIds": ["scene-query.data"],
    }


def spans() -> Iterator[list[int]]:
    """Yield filters of years that nobody asked for before."""
    return ([first, last] for first, last in itertools.combinations(range(2019, 2026), 2))


def costs(live: Live) -> dict[str, list[float]]:
    """Return milliseconds of processor time by kind of answer."""
    update, years = f"/{users.UPDATE}", spans()
    files = users.FILES.findall(ask(live, "/")[1].decode())
    geometry = next(name for name in files if name.endswith(".bin"))
    script = next(name for name in files if name.partition("?")[0].endswith(".js"))
    found: dict[str, list[float]] = {}

    def note(kind: str, path: str, body: Mapping[str, Any] | None = None) -> None:
        found.setdefault(kind, []).append(ask(live, path, body)[0])

    for number in range(TIMES):
        span = next(years)
        query = f"years={span[0]}-{span[1]}"
        note("page, first", f"/?{query}")
        note("page, again", f"/?{query}&theme=dark")
        note("page, same address", f"/?{query}&theme=dark")
        note("scene, first", update, callback({"years": span, "kind": "budget"}))
        note("scene, again", update, callback({"years": span, "kind": "budget"}))
        site = {"mode": "gaps", "candidates": [f"{52.2 + number / 10:.2f}~9.10"]}
        note("gaps, first", update, callback(site))
        note("gaps, again", update, callback(site))
        note("pointer over gaps", f"/gaps/here?mode=gaps&at={52.3 + number / 20:.3f}~9.2")
        note("script", script)
        note("geometry", geometry)
        note("table as CSV", "/export.csv?rows=records")
        note("20 features (OGC API)", "/ogc/collections/rvz/items?limit=20&f=json")
        note("/readyz", "/readyz")
        if number < 3:
            note("picture, first", f"/export.png?{query}&size=hd")
            note("picture, again", f"/export.png?{query}&size=hd")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measure, print a table, write the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.capacity", description=__doc__)
    parser.add_argument("--out", type=Path, default=REPORT)
    options = parser.parse_args(arguments)
    begin = time.process_time()
    settings = Settings(cache=support.ROOT / ".cache" / "zukunftsatlas", rate=0)
    live = boot.live(settings)
    started = time.process_time() - begin
    rows = {}
    for kind, took in costs(live).items():
        middle = statistics.median(took)
        rows[kind] = {
            "ms": round(middle, 2),
            "least_ms": round(min(took), 2),
            "most_ms": round(max(took), 2),
            "a_second_and_core": round(1000 / middle) if middle else None,
        }
        sys.stdout.write(f"{kind:26} {middle:8.2f} ms\n")
    report = {
        "command": "python -m tests.bench.capacity",
        "machine": machine.about(),
        "start_processor_s": round(started, 2),
        "answers": rows,
    }
    options.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
