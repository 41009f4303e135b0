"""Times of pictures: ``python -m tests.bench.pictures [--server]``; medians over several runs.

Without an option: each format of the usual view, and the largest presets, within one process as
the server draws them. With ``--server``: a server of its own, twenty pictures asked for at once,
and how long the map's callback takes meanwhile.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import catalogue
from layers import scene
from layers import state
from layers.picture import options
from layers.picture import render
from tests.support import start_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.picture.options import Options

RUNS = 9
CASES: tuple[tuple[str, str, dict[str, str], int | None], ...] = (
    ("png", "hd", {}, 700),
    ("pdf", "a4", {}, 1500),
    ("svg", "hd", {}, None),
    ("png", "social", {}, None),
    ("png", "a4", {}, None),
    ("png", "4k", {}, None),
    ("png", "a3", {}, None),
    ("png", "hd", {"level": "gemeinden"}, None),
    ("pdf", "a4", {"level": "gemeinden"}, None),
)
FLOOD = 20
Sample = list[float]


def timed(call: Callable[[], object]) -> float:
    """Return how long a call takes, milliseconds."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def alone() -> None:
    """Measure each case on its own, from the view to the bytes."""
    data = catalogue.load()
    for kind, size, fields, limit in CASES:
        chosen = options.read({"size": size})
        view = state.ViewState(**fields)  # type: ignore[arg-type]

        def one(view: state.ViewState = view, kind: str = kind, choice: Options = chosen) -> bytes:
            return render.file(scene.build(view, data), kind, choice)

        first, size_kb = timed(one), len(one()) / 1000
        times = sorted(timed(one) for _ in range(RUNS))
        name = " ".join((kind, size, *map(str, fields.values())))
        wanted = f"  (limit {limit} ms)" if limit else ""
        say(
            f"{name:20} median {statistics.median(times):5.0f} ms, {times[0]:.0f} to"
            f" {times[-1]:.0f}, first {first:.0f}, {size_kb:.0f} kB{wanted}"
        )


def _scene_request(address: str) -> urllib.request.Request:
    """Return the callback that the map makes when a filter changes, as the page sends it."""
    with urllib.request.urlopen(f"{address}/_dash-dependencies") as answer:
        known = json.load(answer)
    found = next(
        c
        for c in known
        if c["output"].startswith("scene-answer.data") and not c.get("clientside_function")
    )
    inputs = [{**part, "value": None} for part in found["inputs"]]
    states = [{**part, "value": None} for part in found["state"]]
    query = {"level": "gemeinden", "programme": [], "kind": "award", "years": [2019, 2025]}
    inputs[0]["value"] = query | {"aerl": [], "lang": "de"}
    body = {
        "output": found["output"],
        "outputs": {"id": "scene-answer", "property": "data"},
        "inputs": inputs,
        "state": states,
        "changedPropIds": [f"{inputs[0]['id']}.{inputs[0]['property']}"],
    }
    return urllib.request.Request(
        f"{address}/_dash-update-component",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )


def _flood(address: str) -> tuple[Sample, list[int]]:
    times: Sample = []
    statuses: list[int] = []

    def ask(n: int) -> None:
        began = time.perf_counter()
        with urllib.request.urlopen(f"{address}/export.png?size=hd&title=Nr.%20{n}") as answer:
            answer.read()
            statuses.append(answer.status)
        times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(FLOOD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, statuses


def _asked(request: urllib.request.Request) -> None:
    with urllib.request.urlopen(request) as answer:
        answer.read()


def together() -> None:
    """Measure a server under a flood of different pictures."""
    with tempfile.TemporaryDirectory() as folder:
        server = start_server(Path(folder), {"XDG_CACHE_HOME": folder})
        try:
            request = _scene_request(server.address)
            _asked(request)
            calm = [timed(lambda: _asked(request)) for _ in range(30)]
            results: list[tuple[Sample, list[int]]] = []
            flood = threading.Thread(target=lambda: results.append(_flood(server.address)))
            flood.start()
            busy: Sample = []
            while flood.is_alive():
                busy.append(timed(lambda: _asked(request)))
                time.sleep(0.05)
            flood.join()
        finally:
            server.stop()
    times, statuses = results[0]
    for name, sample in (("calm", calm), ("flooded", busy)):
        high = sorted(sample)[int(len(sample) * 0.95)]
        middle = statistics.median(sample)
        say(f"callback {name:8} median {middle:4.0f} ms, 95 % {high:4.0f} ms, n {len(sample)}")
    say(f"{FLOOD} pictures   {statuses.count(200)} answered, last after {max(times) / 1000:.1f} s")


def main() -> None:
    """Read the option and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", action="store_true")
    (together if parser.parse_args().server else alone)()


if __name__ == "__main__":
    main()
