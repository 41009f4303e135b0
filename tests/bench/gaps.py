"""How long the analysis takes: ``python -m tests.bench.gaps`` prints medians in milliseconds.

No test: figures depend on the machine. Demand of 1,500 and of 48,000 points is drawn from the
shipped settlement points (the larger one with points moved by up to a kilometre).
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pandas as pd

from geodata import catalogue
from geodata.analysis import choice
from geodata.analysis import demand
from geodata.analysis import siting
from geodata.analysis.analyst import Analyst
from geodata.analysis.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.analysis.demand import Demand
    from geodata.catalogue import Catalogue

SITES = 20
RUNS = 15


def median_ms(run: Callable[[], Any], runs: int = RUNS) -> float:
    """Return the median duration in milliseconds."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def drawn(shipped: Demand, size: int, data: Catalogue) -> Demand:
    """Return a demand of another size with the pattern of the shipped one."""
    random = np.random.default_rng(1)
    rows = random.integers(0, len(shipped), size)
    jitter = random.uniform(-700, 700, (2, size))
    table = pd.DataFrame(
        {
            "x": shipped.x[rows] + jitter[0],
            "y": shipped.y[rows] + jitter[1],
            "gemeinde": shipped.gemeinde()[rows],
            "inhabitants": shipped.people[rows],
        }
    )
    return demand.of(table, data, id=f"{size}", title="Test", title_en="Test")


def report(name: str, value: float, unit: str = "ms") -> None:
    """Print one figure."""
    sys.stdout.write(f"{name:<64}{value:>10.1f} {unit}\n")


def of_size(size: int, data: Catalogue, shipped: Demand) -> None:
    """Measure one demand with twenty sites."""
    people = drawn(shipped, size, data)
    analyst = Analyst(data, demands={people.id: people})
    begun = time.perf_counter()
    analyst.overland(people)
    report(f"{size}: prepare points (once a process)", (time.perf_counter() - begun) * 1000)
    units = [site.id for site in siting.candidates(data)][:: 958 // (SITES - 7)][: SITES - 7]
    asked = Scenario(demand=people.id)
    for key in units:
        asked = asked.add(key)
    analyst.assess(asked)
    new = iter(site for site in siting.candidates(data) if site.id not in units)

    def painted(scenario: Scenario) -> None:
        found = analyst.assess(scenario)
        found.headline()
        found.rows("landkreise")
        found.rows("gemeinden")
        found.curve()

    source = analyst.overland(people)
    site = next(new)
    report(f"{size}: one column of overland distances", median_ms(
        lambda: source.columns([site], people, "min")))  # fmt: skip
    report(f"{size} x {SITES}: assess, all columns kept", median_ms(lambda: analyst.assess(asked)))
    report(f"{size} x {SITES}: assess, Kreise, Gemeinden, headline, curve", median_ms(
        lambda: painted(asked)))  # fmt: skip
    report(f"{size} x {SITES}: add a new site: assess", median_ms(
        lambda: analyst.assess(asked.add(next(new).id))))  # fmt: skip
    report(f"{size} x {SITES}: add a new site: assess and all of the above", median_ms(
        lambda: painted(asked.add(next(new).id))))  # fmt: skip
    greedy(size, data, people)


def greedy(size: int, data: Catalogue, people: Demand) -> None:
    """Measure greedy five of all Gemeinden, with nothing kept, and against the exact answer."""
    analyst = Analyst(data, demands={people.id: people})
    found = analyst.assess(Scenario(demand=people.id))
    begun = time.perf_counter()
    siting.propose(analyst, found, 5)
    report(f"{size}: greedy five of all Gemeinden, first", (time.perf_counter() - begun) * 1000)
    report(f"{size}: greedy five, again", median_ms(lambda: siting.propose(analyst, found, 5)))


def exact(data: Catalogue) -> None:
    """Measure exact answers on the shipped points."""
    analyst = Analyst(data)
    found = analyst.assess(Scenario())
    sites = siting.candidates(data)
    cover, weights = siting.cover_of(analyst, found, sites), siting.weights(found)
    saved = siting.savings(analyst, found, sites).saved
    for name, quick, answer in (
        (
            "exact covering, 5 of all, 20 min",
            choice.greedy_cover(cover, weights, 5),
            choice.exact_cover(cover, weights, 5, 120.0),
        ),
        (
            "exact p-median, 5 of all",
            choice.greedy_median(saved, 5),
            choice.exact_median(saved, 5, 240.0),
        ),
    ):
        report(name, answer.seconds * 1000)
        report(f"{name}: greedy / exact", quick.value / answer.value * 100, "%")
    report("greedy covering alone", median_ms(lambda: choice.greedy_cover(cover, weights, 5)))


def main() -> None:
    """Print all figures."""
    begun = time.perf_counter()
    data = catalogue.load()
    report("load catalogue", (time.perf_counter() - begun) * 1000)
    shipped = demand.of_points(data)
    begun = time.perf_counter()
    Analyst(data).warm()
    report("warm up with the shipped points", (time.perf_counter() - begun) * 1000)
    for size in (1_500, 48_000):
        of_size(size, data, shipped)
    exact(data)


if __name__ == "__main__":
    main()
