"""``make bench``, or ``python -m tests.bench [--runs 7] [--quick] [--only NAME]``.

``--only analysis`` and ``--only pictures`` print how long the program alone takes for these; they
are no part of the comparison. The endurance of the wall is ``python -m tests.bench.wall``.

Measures the atlas beside its peers in one run, prints the ratios, and writes
``tests/reports/bench.json`` and ``bench.md``. Ends by itself, whatever hangs, and leaves no
process behind; what was measured until then is written.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench import gaps
from tests.bench import machine
from tests.bench import parts
from tests.bench import pictures
from tests.bench import report
from tests.bench.rounds import Samples
from tests.bench.rounds import say

ALONE = {"analysis": gaps.main, "pictures": pictures.alone}
RUNS, QUICK_RUNS = 7, 2
LIMIT_S, QUICK_LIMIT_S = 40 * 60, 10 * 60  # nothing may take longer, not even on a busy machine


class OutOfTimeError(BaseException):
    """The whole measurement takes too long: nothing that fails and goes on may catch this."""


def _stop(number: int, _frame: Any) -> None:
    for one in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_IGN)  # what follows is tidying up, to its end
    raise OutOfTimeError(f"ended by signal {number}")


def main() -> int:
    """Measure what was asked for; 1 if a part failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, help=f"rounds (usually {RUNS})")
    parser.add_argument("--quick", action="store_true", help="few rounds, no large sizes")
    parser.add_argument("--only", action="append", choices=[*parts.PARTS, *ALONE],
                        metavar="NAME", help=", ".join([*parts.PARTS, *ALONE]))  # fmt: skip
    parser.add_argument("--out", type=Path, default=report.REPORTS, help="folder of the report")
    asked = parser.parse_args()
    alone = [ALONE[name] for name in asked.only or () if name in ALONE]
    for measure in alone:
        measure()
    if alone:
        return 0
    runs = asked.runs or (QUICK_RUNS if asked.quick else RUNS)
    for one in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(one, _stop)
    signal.alarm(QUICK_LIMIT_S if asked.quick else LIMIT_S)
    began, about = time.monotonic(), {"machine": machine.about(), "runs": runs}
    samples = Samples()
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        plan = parts.Plan(runs=runs, quick=asked.quick, folder=Path(folder))
        _measure(asked.only or list(parts.PARTS), plan, samples)
    signal.alarm(0)
    about |= {"seconds": time.monotonic() - began, "load_after": machine.load()}
    sys.stdout.write(report.write(about, samples, asked.out))
    return 1 if samples.troubles else 0


def _measure(names: list[str], plan: parts.Plan, samples: Samples) -> None:
    for name in names:
        say(f"{name} …")
        since = time.monotonic()
        try:
            with sync_playwright() as playwright:
                parts.PARTS[name](playwright, plan, samples)
        except OutOfTimeError as error:
            samples.troubles.append(f"{name}: {error!r}")
            return
        except Exception as error:  # noqa: BLE001  a part that fails does not take the others along
            samples.troubles.append(f"{name}: {error!r}"[:500])
            say(f"  {error!r}")
        say(f"  {name}: {time.monotonic() - since:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
