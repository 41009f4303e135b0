"""Rounds: every page is visited in turn (A B C D A B C D …), so that a disturbance hits all."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING
from typing import Any

from tests.bench import machine
from tests.bench import visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from playwright.sync_api import Browser
    from playwright.sync_api import Playwright

    from tests.bench.pages import PageKind
    from tests.bench.servers import Server
    from tests.bench.visit import Visit

SLOW = (10.0, 40.0)  # Mbit/s, ms
Values = dict[str, "float | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A page and where it is served."""

    kind: PageKind
    server: Server
    path: str = "/"

    @property
    def address(self) -> str:
        """Return the whole address."""
        return self.server.address + self.path


@dataclass
class Samples:
    """Values by measure and page, one each round; None where it could not be measured."""

    values: dict[str, dict[str, list[float | None]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    curve: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def add(self, page: str, found: Mapping[str, float | None]) -> None:
        """Add the values of one visit."""
        for measure, value in found.items():
            self.values[measure][page].append(value)


def say(text: str) -> None:
    """Tell at once how far it is."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def run(
    playwright: Playwright,
    candidates: list[Candidate],
    each: Callable[[Browser, Candidate], Values],
    runs: int,
    samples: Samples,
    warm: int = 1,
) -> None:
    """Visit all candidates in turn, `runs` times after `warm` rounds that do not count."""
    for number in range(-warm, runs):
        with visit.chromium(playwright) as browser:
            for candidate in candidates:
                name = candidate.kind.id
                try:
                    found = each(browser, candidate)
                except Exception as error:  # noqa: BLE001  one failed visit does not end the run
                    samples.troubles.append(f"{name}: {str(error)[:300]}")
                    say(f"  {name}: {str(error)[:200]}")
                    continue
                if number >= 0:
                    samples.add(name, found)
        if number >= 0:
            say(f"  round {number + 1} of {runs}, load {machine.load()[0]}")


def whole(browser: Browser, candidate: Candidate) -> Values:
    """Measure a first visit, all interactions, memory, and the second visit."""
    with visit.visiting(browser, candidate.kind, candidate.address) as open_:
        before = machine.processor_ms(candidate.server.pid)
        found: Values = dict(open_.load())
        found["load_server_ms"] = machine.processor_ms(candidate.server.pid) - before
        found["heap_mb"] = open_.heap_mb()
        found |= _interactions(open_, candidate)
        again = open_.load()
        found["second_kilobytes"] = again["kilobytes"]
        found["second_ready_ms"] = again["ready_ms"]
        found["second_all_ms"] = again["chart_ms"] or again["ready_ms"]
        if open_.errors:
            say(f"  {candidate.kind.id}: {open_.errors[0]}")
        return found


def _interactions(open_: Visit, candidate: Candidate) -> Values:
    kind, pid = candidate.kind, candidate.server.pid
    spots = open_.spots(2)
    steps: list[tuple[str, Callable[[], Values]]] = [
        *[("hide", open_.hide), ("show", open_.show)] * 2,
        *(("recolour", partial(open_.recolour, metric)) for metric in kind.metrics[:2]),
        *(("select", partial(open_.select, spot)) for spot in spots),
    ]
    found: Values = {}
    taken: dict[str, list[Values]] = defaultdict(list)
    server: dict[str, float] = defaultdict(float)
    for name, step in steps:
        before = machine.processor_ms(pid)
        taken[name].append(step())
        server[name] += machine.processor_ms(pid) - before
    for name, acts in taken.items():
        times = [act["ms"] for act in acts if act["ms"] is not None]
        found[f"{name}_ms"] = sum(times) / len(times) if times else None
        found[f"{name}_requests"] = sum(act["requests"] or 0 for act in acts) / len(acts)
        found[f"{name}_kilobytes"] = sum(act["kilobytes"] or 0 for act in acts) / len(acts)
        found[f"{name}_wait_ms"] = max(act["wait_ms"] or 0 for act in acts)
        found[f"{name}_server_ms"] = server[name] / len(acts)
    return found


def slow(browser: Browser, candidate: Candidate) -> Values:
    """Measure a first visit over a slow line."""
    with visit.visiting(browser, candidate.kind, candidate.address, SLOW) as open_:
        found = open_.load()
    return {
        "slow_fcp_ms": found["fcp_ms"],
        "slow_picture_ms": found["picture_ms"],
        "slow_ready_ms": found["ready_ms"],
        "slow_all_ms": found["chart_ms"] or found["ready_ms"],
    }


def municipalities(browser: Browser, candidate: Candidate) -> Values:
    """Measure a visit with all municipalities: until they are there, recoloured, selected."""
    with visit.visiting(browser, candidate.kind, candidate.address) as open_:
        loaded = open_.load()
        times = [open_.recolour(metric)["ms"] for metric in candidate.kind.metrics[:3]]
        known = [time for time in times if time is not None]
        pan, zoom = open_.pan(), open_.zoom()
    return {
        "many_ready_ms": loaded["ready_ms"],
        "many_kilobytes": loaded["kilobytes"],
        "many_recolour_ms": sum(known) / len(known) if known else None,
        **frames("many_pan", pan),
        **frames("many_zoom", zoom),
    }


def frames(name: str, intervals: list[float]) -> Values:
    """Return 95 % and the longest of the intervals between frames."""
    ordered = sorted(intervals)
    if not ordered:
        return {f"{name}_p95_ms": None, f"{name}_worst_ms": None}
    at = min(len(ordered) - 1, int(0.95 * len(ordered)))
    return {f"{name}_p95_ms": ordered[at], f"{name}_worst_ms": ordered[-1]}
