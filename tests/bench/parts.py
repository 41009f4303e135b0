"""The parts of the measurement: each starts its servers, measures, and ends them again."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from tests.bench import crowd
from tests.bench import growth
from tests.bench import machine
from tests.bench import pages
from tests.bench import rounds
from tests.bench import servers
from tests.bench import synthetic
from tests.bench import visit
from tests.bench.peers import plain_page
from tests.bench.peers import shipped
from tests.bench.rounds import Candidate
from tests.bench.rounds import Samples
from tests.bench.rounds import say

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Playwright

    from tests.bench.rounds import Values

KREISE, GEMEINDEN = "landkreise", "gemeinden"
LOAD_CLIENTS: Final = 50
USERS: Final = 50
THINK_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is measured."""

    runs: int
    quick: bool
    folder: Path

    @property
    def fewer(self) -> int:
        """Rounds of parts that take long."""
        return max(1, min(self.runs, 2 if self.quick else 5))

    @property
    def seconds(self) -> float:
        """Duration of one crowd."""
        return 3.0 if self.quick else 8.0


def _four(stack: ExitStack, folder: Path) -> list[Candidate]:
    """Start the four pages at the level of the Landkreise."""
    areas = len(shipped.land(KREISE).areas)
    atlas = stack.enter_context(servers.atlas("atlas", folder))
    plain = stack.enter_context(servers.prepared("plain", servers.plain_files(), folder))
    dash = stack.enter_context(servers.dash_plain(KREISE, folder))
    folium = stack.enter_context(servers.prepared("folium", servers.folium_files(), folder))
    return [
        Candidate(kind=pages.atlas(KREISE, areas), server=atlas),
        Candidate(kind=pages.plain(KREISE, areas), server=plain),
        Candidate(kind=pages.dash(areas), server=dash),
        Candidate(kind=pages.folium(areas), server=folium),
    ]


def explore(playwright: Playwright, plan: Plan, samples: Samples) -> None:
    """First and second visit, interactions, memory, slow line."""
    with contextlib.ExitStack() as stack:
        candidates = _four(stack, plan.folder)
        rounds.run(playwright, candidates, rounds.whole, plan.runs, samples)
        for candidate in candidates:
            memory = machine.memory_mb(candidate.server.pid)
            samples.add(candidate.kind.id, {"server_mb": memory})
        rounds.run(playwright, candidates, rounds.slow, plan.fewer, samples, warm=0)


def municipalities(playwright: Playwright, plan: Plan, samples: Samples) -> None:
    """All municipalities: until they are there, recoloured, moved."""
    areas = len(shipped.land(GEMEINDEN).areas)
    with contextlib.ExitStack() as stack:
        atlas = stack.enter_context(servers.atlas("atlas", plan.folder))
        files = servers.plain_files()
        plain = stack.enter_context(servers.prepared("plain", files, plan.folder))
        dash = stack.enter_context(servers.dash_plain(GEMEINDEN, plan.folder))
        candidates = [
            Candidate(
                kind=pages.atlas(GEMEINDEN, areas), server=atlas, path=f"/?level={GEMEINDEN}"
            ),
            Candidate(kind=pages.plain(GEMEINDEN, areas), server=plain, path=f"/{GEMEINDEN}"),
            Candidate(kind=pages.dash(areas), server=dash),
        ]
        rounds.run(playwright, candidates, rounds.municipalities, plan.fewer, samples)


# ------------------------------------------------------------- crowds


def crowds(playwright: Playwright, plan: Plan, samples: Samples) -> None:
    """Page loads a second, and callbacks of many users, page by page in turn."""
    with contextlib.ExitStack() as stack:
        candidates = _four(stack, plan.folder)
        recorded = {c.kind.id: _recorded(playwright, c) for c in candidates}
        for candidate in candidates:
            turns = recorded[candidate.kind.id][0]
            crowd.warm(candidate.server.address, [turns])
        for _ in range(1 if plan.quick else 3):
            for candidate in candidates:
                loads, callbacks = recorded[candidate.kind.id]
                _crowd_of(candidate, loads, callbacks, plan, samples)


def _crowd_of(
    candidate: Candidate,
    loads: list[crowd.Ask],
    callbacks: list[crowd.Ask],
    plan: Plan,
    samples: Samples,
) -> None:
    address, name = candidate.server.address, candidate.kind.id
    found = crowd.run(address, [loads], LOAD_CLIENTS, plan.seconds)
    samples.add(
        name,
        {
            "loads_per_s": found["rate"],
            "load_p95_ms": found["p95_ms"],
            "loads_failed": found["failed"],
        },
    )
    if callbacks:
        turns = [[ask] for ask in callbacks]
        crowd.warm(address, turns)
        users = crowd.run(address, turns, USERS, plan.seconds, THINK_S)
        flood = crowd.run(address, turns, USERS, plan.seconds)
        samples.add(
            name,
            {
                "callback_p50_ms": users["p50_ms"],
                "callback_p95_ms": users["p95_ms"],
                "callbacks_failed": users["failed"],
                "callbacks_per_s": flood["rate"],
                "callback_flood_p95_ms": flood["p95_ms"],
            },
        )
    say(f"  {name}: {found['rate']:.0f} page loads/s, load {machine.load()[0]}")


def _recorded(
    playwright: Playwright, candidate: Candidate
) -> tuple[list[crowd.Ask], list[crowd.Ask]]:
    """Return the requests of a first visit, and the callbacks of a visitor."""
    with (
        visit.chromium(playwright) as browser,
        visit.visiting(browser, candidate.kind, candidate.address) as open_,
    ):
        open_.load()
        loads = crowd.asks(open_.wire.since(0))
        count = len(open_.wire.asked)
        if candidate.kind.id == "dash":
            open_.hide()
            open_.show()
            for metric in candidate.kind.metrics:
                open_.recolour(metric)
        for spot in open_.spots(3):
            open_.select(spot)
        callbacks = [ask for ask in crowd.asks(open_.wire.since(count)) if ask.body]
    if candidate.kind.id == "atlas":  # filters are what its server is asked for
        callbacks += crowd.scene_asks(candidate.server.address)
    random.Random(1).shuffle(callbacks)
    return loads, callbacks


# ------------------------------------------------------------- many points


def points(playwright: Playwright, plan: Plan, samples: Samples) -> None:
    """Pan and zoom over the shipped points and over synthetic ones."""
    areas = len(shipped.land(KREISE).areas)
    sizes = (10_000,) if plan.quick else (10_000, 100_000)
    for size in (200, *sizes):
        with contextlib.ExitStack() as stack:
            if size == 200:  # the shipped ones
                env, land = {}, shipped.land(KREISE)
            else:
                data = synthetic.folder(plan.folder / f"synthetic-{size}", size)
                env, land = {"ATLAS_DATA": str(data)}, synthetic.land(size)
            atlas = stack.enter_context(servers.atlas(f"atlas-{size}", plan.folder, env))
            files = {"index.html": plain_page.page(land)}
            plain = stack.enter_context(servers.prepared(f"plain-{size}", files, plan.folder))
            kind = pages.plain(KREISE, areas, points=len(land.points))
            candidates = [
                Candidate(kind=pages.atlas(KREISE, areas), server=atlas),
                Candidate(kind=kind, server=plain),
            ]

            def measured(browser: Browser, candidate: Candidate, size: int = size) -> Values:
                return _points(browser, candidate, f"points_{size}")

            rounds.run(playwright, candidates, measured, max(1, plan.fewer - 2), samples, warm=0)
            memory = machine.memory_mb(atlas.pid)
            samples.add("atlas", {f"points_{size}_server_mb": memory})


def _points(browser: Browser, candidate: Candidate, name: str) -> Values:
    with visit.visiting(browser, candidate.kind, candidate.address) as open_:
        loaded = open_.load()
        heap = open_.heap_mb()
        hidden, shown = open_.hide()["ms"], open_.show()["ms"]
        pan, zoom = open_.pan(), open_.zoom()
    return {
        f"{name}_ready_ms": loaded["ready_ms"],
        f"{name}_kilobytes": loaded["kilobytes"],
        f"{name}_heap_mb": heap,
        f"{name}_hide_ms": hidden,
        f"{name}_show_ms": shown,
        **rounds.frames(f"{name}_pan", pan),
        **rounds.frames(f"{name}_zoom", zoom),
    }


def growing(_playwright: Playwright, plan: Plan, samples: Samples) -> None:
    """Measure the curve of growth, one line a size."""
    for line in growth.curve(growth.QUICK if plan.quick else growth.SIZES):
        samples.curve.append(line)


PARTS: Final = {
    "explore": explore,
    "municipalities": municipalities,
    "crowds": crowds,
    "points": points,
    "growth": growing,
}


def as_json(samples: Samples) -> dict[str, Any]:
    """Return all samples as plain values."""
    plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(samples)))
    return plain
