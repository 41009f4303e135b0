"""A crowd on a running atlas: `python -m tests.bench.load`; writes tests/reports/load.json.

200 users for 60 s on two worker processes: alone, and behind nginx before two servers; each of
both again while a worker process is killed (SIGKILL) every 5 s. What users do, and how failures
are counted, is said in `tests.bench.users`. The crowd shares the machine with the servers, so the
times are the longest one would see, not the shortest. Exit code 1 if a user saw an error at all
without kills, or one error twice with them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from tests import balancer
from tests import support
from tests.bench import machine
from tests.bench.users import Tally
from tests.bench.users import User

if TYPE_CHECKING:
    from collections.abc import Sequence

REPORT = support.ROOT / "tests" / "reports" / "load.json"
KILL_S = 5.0
ARRIVE_S = 10.0  # the users come one after the other within this time, before the clock is started
THINK_S = (4.0, 12.0)
WORKERS = 2  # in all


def workers(pid: int) -> list[int]:
    """Return the worker processes of a server."""
    command = ["pgrep", "-P", str(pid), "-f", "dashboard serve"]
    found = subprocess.run(command, check=False, capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


async def _crowd(address: str, users: int, seconds: float, pids: Sequence[int]) -> dict[str, Any]:
    """Let users live for a while; kill a worker now and then if `pids` names servers."""
    tally, begin = Tally(), time.monotonic()
    end = begin + ARRIVE_S + seconds
    is_over = lambda: time.monotonic() >= end  # noqa: E731

    async def arrive(number: int) -> None:
        await asyncio.sleep(ARRIVE_S * number / users)
        user = User(address=address, number=number, tally=tally, think_s=THINK_S)
        await user.live(is_over)

    killed: list[int] = []
    killer = asyncio.create_task(_kill(pids, killed, is_over)) if pids else None
    await asyncio.gather(*(arrive(number) for number in range(users)))
    if killer:
        await killer
    return summary(tally, time.monotonic() - begin) | {"killed": len(killed)}


async def _kill(pids: Sequence[int], killed: list[int], is_over: Any) -> None:
    await asyncio.sleep(ARRIVE_S)
    while not is_over():
        await asyncio.sleep(KILL_S)
        found = [pid for server in pids for pid in workers(server)]
        if found and not is_over():
            os.kill(random.choice(found), signal.SIGKILL)
            killed.append(1)


def summary(tally: Tally, seconds: float) -> dict[str, Any]:
    """Return the figures of a crowd."""
    count = sum(map(len, tally.took.values()))
    return {
        "seconds": round(seconds, 1),
        "answers": count,
        "answers_per_s": round(count / seconds, 1),
        "megabytes": round(tally.bytes / 1e6, 1),
        "files_not_asked_for_again": tally.kept,
        "failed_once": dict(tally.once),
        "failed_twice": dict(tally.twice),
        "said": tally.said,
        "kinds": {kind: _times(took) for kind, took in sorted(tally.took.items())},
    }


def _times(took: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(took, n=100, method="inclusive") if len(took) > 1 else took * 99
    return {
        "answers": len(took),
        "p50_ms": round(cuts[49] * 1000, 1),
        "p95_ms": round(cuts[94] * 1000, 1),
        "p99_ms": round(cuts[98] * 1000, 1),
        "most_ms": round(max(took) * 1000, 1),
    }


def run(users: int, seconds: float, *, kill: bool, nginx: bool) -> dict[str, Any]:
    """Start servers, and nginx before them if wanted; send the crowd, and ask how they are."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-load-")))
        servers = []
        for number in range(2 if nginx else 1):
            folder = place / f"server-{number}"
            folder.mkdir()
            env = {
                "XDG_CACHE_HOME": str(support.ROOT / ".cache"),
                "ATLAS_WORKERS": str(1 if nginx else WORKERS),
                "ATLAS_PROXIES": "1" if nginx else "0",
            }
            servers.append(support.start_server(folder, env))
            stack.callback(servers[-1].stop)
        address = servers[0].address
        if nginx:
            before = place / "nginx"
            before.mkdir()
            names = [server.address for server in servers]
            address = stack.enter_context(balancer.running(before, names))
        pids = [server.process.pid for server in servers] if kill else []
        found = asyncio.run(_crowd(address, users, seconds, pids))
        states = [json.loads(_read(f"{server.address}/readyz")) for server in servers]
        traces = sum(server.log.read_text().count("Traceback") for server in servers)
    return {
        "users": users,
        "servers": len(servers),
        "workers": WORKERS,
        "through": "nginx" if nginx else "no balancer",
        **found,
        "replaced": sum(found["workers"]["replaced"] for found in states),
        "traces_in_the_log": traces,
    }


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return bytes(answer.read())


def is_good(found: dict[str, Any]) -> bool:
    """Tell whether nobody saw what may not be seen."""
    return not found["failed_twice"] and (bool(found["killed"]) or not found["failed_once"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the four scenes, or those that are named; 0 if all went well."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kill", action="store_true", help="only those with killed workers")
    parser.add_argument("--calm", action="store_true", help="only those without")
    parser.add_argument("--direct", action="store_true", help="only without nginx")
    parser.add_argument("--nginx", action="store_true", help="only behind nginx")
    parser.add_argument("--out", type=Path, default=REPORT)
    options = parser.parse_args(arguments)
    ways = [way for way in (False, True) if not (options.direct and way)]
    ways = [way for way in ways if not (options.nginx and not way)]
    kills = [kill for kill in (False, True) if not (options.calm and kill)]
    kills = [kill for kill in kills if not (options.kill and not kill)]
    report: dict[str, Any] = {
        "command": " ".join(["python -m tests.bench.load", *(arguments or sys.argv[1:])]),
        "machine": machine.about(),
        "kill_every_s": KILL_S,
        "think_s": THINK_S,
        "runs": [],
    }
    for nginx in ways:
        for kill in kills:
            found = run(options.users, options.seconds, kill=kill, nginx=nginx)
            report["runs"].append(found)
            told = {name: value for name, value in found.items() if name not in ("kinds", "said")}
            sys.stdout.write(json.dumps(told) + "\n")
    report["good"] = all(is_good(found) for found in report["runs"])
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if report["good"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
