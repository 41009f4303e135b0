"""Crowds: page loads a second in a closed loop, and how long callbacks take for many at once.

Clients are threads of two processes that share the machine with the server, for every page alike.
A page load is the list of requests that a browser made at its first visit.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import threading
import time
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from urllib.parse import urlsplit

from tests.bench import figures

if TYPE_CHECKING:
    from collections.abc import Iterable

PROCESSES: Final = 2
TIMEOUT_S: Final = 20
HEADERS: Final = {"Accept-Encoding": "br, gzip", "Connection": "keep-alive"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request: path with query, and the body of a callback (None = GET)."""

    path: str
    body: str | None = None


def asks(wire: Iterable[dict[str, Any]]) -> list[Ask]:
    """Return what a browser asked for."""
    found = []
    for one in wire:
        parts = urlsplit(one["url"])
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        found.append(Ask(path=path, body=one["body"] if one["method"] == "POST" else None))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the clients of one process do.

    Parameters
    ----------
    turns
        Lists of requests; a client takes one after the other, from a place of its own.
    think_s
        Mean pause between two turns.
    """

    address: str
    turns: tuple[tuple[Ask, ...], ...]
    clients: int
    seconds: float
    think_s: float
    seed: int


def _client(order: Order, number: int, taken: list[float], failed: list[str]) -> None:
    parts, random_ = urlsplit(order.address), random.Random(order.seed * 1000 + number)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
    end, at = time.monotonic() + order.seconds, number
    time.sleep(random_.uniform(0, order.think_s))
    while time.monotonic() < end:
        turn, at = order.turns[at % len(order.turns)], at + 1
        began = time.perf_counter()
        try:
            for ask in turn:
                headers = {**HEADERS, "Content-Type": "application/json"} if ask.body else HEADERS
                line.request("POST" if ask.body else "GET", ask.path, ask.body, headers)
                answer = line.getresponse()
                answer.read()
                if answer.status >= 400:
                    failed.append(f"{answer.status} {ask.path}")
        except (OSError, http.client.HTTPException) as error:
            failed.append(repr(error)[:100])
            line.close()
            continue
        taken.append((time.perf_counter() - began) * 1000)
        if order.think_s:
            time.sleep(random_.uniform(0.5, 1.5) * order.think_s)
    line.close()


def _work(order: Order) -> tuple[list[float], list[str]]:
    taken: list[float] = []
    failed: list[str] = []
    clients = [
        threading.Thread(target=_client, args=(order, n, taken, failed), daemon=True)
        for n in range(order.clients)
    ]
    for client in clients:
        client.start()
    until = time.monotonic() + order.seconds + 2 * TIMEOUT_S
    for client in clients:
        client.join(max(0.0, until - time.monotonic()))
    return taken, failed


def run(
    address: str,
    turns: list[list[Ask]],
    clients: int,
    seconds: float,
    think_s: float = 0.0,
) -> dict[str, float | None]:
    """Let clients work for a while; rate, times and failures."""
    orders = [
        Order(
            address=address,
            turns=tuple(tuple(turn) for turn in turns),
            clients=clients // PROCESSES,
            seconds=seconds,
            think_s=think_s,
            seed=seed,
        )
        for seed in range(PROCESSES)
    ]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(_work, orders, timeout=seconds + 4 * TIMEOUT_S))
    taken = [time_ for times, _ in results for time_ in times]
    failed = [fault for _, faults in results for fault in faults]
    found: dict[str, float | None] = {
        "rate": len(taken) / seconds,
        "p50_ms": figures.share(taken, 0.5) if taken else None,
        "p95_ms": figures.share(taken, 0.95) if taken else None,
        "failed": float(len(failed)),
    }
    return found


# ------------------------------------------------------------- callbacks of the atlas

QUERIES: Final = tuple(
    {"level": level, "programme": programme, "kind": kind, "years": years, "aerl": []}
    for level in ("landkreise", "aerl", "gemeinden", "zukunftsregionen")
    for kind in ("award", "budget")
    for years in (None, [2020, 2023], [2021, 2025])
    for programme in ([], ["zukunftsraeume"], ["rvz", "integration"])
)


def scene_asks(address: str) -> list[Ask]:
    """Return the callback that a changed filter makes, for many filters, as the page sends it."""
    with urllib.request.urlopen(f"{address}/_dash-dependencies", timeout=TIMEOUT_S) as answer:
        known = json.load(answer)
    found = next(
        one
        for one in known
        if one["output"].startswith("scene-answer.data") and not one.get("clientside_function")
    )
    inputs = [{**part, "value": None} for part in found["inputs"]]
    made = []
    for query in QUERIES:
        inputs[0]["value"] = {**query, "lang": "de"}
        body = {
            "output": found["output"],
            "outputs": {"id": "scene-answer", "property": "data"},
            "inputs": inputs,
            "state": [{**part, "value": None} for part in found["state"]],
            "changedPropIds": [f"{inputs[0]['id']}.{inputs[0]['property']}"],
        }
        made.append(Ask(path="/_dash-update-component", body=json.dumps(body)))
    return made


def warm(address: str, turns: list[list[Ask]]) -> None:
    """Ask everything a few times, so that the caches of all processes are warm."""
    with contextlib.suppress(Exception):
        run(address, turns, 8, 2.0)
