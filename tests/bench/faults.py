"""Faults under load: `python -m tests.bench.faults`; writes tests/reports/faults.json.

While a crowd works, one thing after the other breaks and is mended: a data file becomes rubbish, a
server process hangs and is killed, the router goes (one server with files); the database stops, a
whole server is killed (two servers behind nginx, with PostGIS). For each is written what /readyz
said meanwhile, that data version and records stayed, and what the users saw, counted as in
`tests.bench.users`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from geodata import folders
from geodata.stores import pushing
from geodata.stores.database import Database
from tests import balancer
from tests import postgres
from tests import support
from tests.bench import load
from tests.bench import machine
from tests.bench.users import Tally
from tests.bench.users import User

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

REPORT = support.ROOT / "tests" / "reports" / "faults.json"
ANOTHER = "none: the other server answers"
BROKEN_S = 8.0
PATIENCE_S = 80.0  # a lost process is told for a minute
NOISE = bytes(range(256)) * 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that breaks, and how it is mended; /readyz has to give `code` as a reason."""

    name: str
    code: str
    breaks: Callable[[], None]
    mends: Callable[[], None]


def asked(address: str) -> dict[str, Any]:
    """Return what /readyz says; nothing if nobody answers."""
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=30) as answer:
            found: dict[str, Any] = json.loads(answer.read())
    except OSError:
        return {"status": "silent", "reasons": []}
    return found


async def _until(address: str, code: str, *, there: bool) -> float | None:
    """Return the seconds until a reason is given, or is no longer; None if that never came."""
    begin = time.monotonic()
    while time.monotonic() < begin + PATIENCE_S:
        found = await asyncio.to_thread(asked, address)
        if (code in {one["code"] for one in found["reasons"]}) is there:
            return round(time.monotonic() - begin, 1)
        await asyncio.sleep(0.2)
    return None


async def _one(fault: Fault, door: str, watched: str, tally: Tally) -> dict[str, Any]:
    before = await asyncio.to_thread(asked, watched)
    once, twice = tally.once.total(), tally.twice.total()
    answers = sum(map(len, tally.took.values()))
    await asyncio.to_thread(fault.breaks)
    told = await _until(watched, fault.code, there=True) if fault.code else None
    await asyncio.sleep(BROKEN_S)
    meanwhile = await asyncio.to_thread(asked, watched if fault.code else door)
    await asyncio.to_thread(fault.mends)
    well = await _until(watched, fault.code, there=False) if fault.code else None
    return {
        "fault": fault.name,
        "reason_wanted": fault.code or ANOTHER,
        "told_after_s": told,
        "status_meanwhile": meanwhile["status"],
        "reasons_meanwhile": meanwhile["reasons"],
        "data_kept": meanwhile.get("data_version") == before.get("data_version")
        and meanwhile.get("records") == before.get("records"),
        "well_again_after_s": well,
        "answers_meanwhile": sum(map(len, tally.took.values())) - answers,
        "failed_once": tally.once.total() - once,
        "failed_twice": tally.twice.total() - twice,
    }


async def _scene(
    door: str, watched: str, users: int, faults: Sequence[Fault]
) -> tuple[list[dict[str, Any]], Tally]:
    """Let the faults happen one after the other among users."""
    tally, over = Tally(), asyncio.Event()

    async def arrive(number: int) -> None:
        await asyncio.sleep(load.ARRIVE_S * number / users)
        user = User(address=door, number=number, tally=tally, think_s=load.THINK_S)
        await user.live(over.is_set)

    crowd = [asyncio.create_task(arrive(number)) for number in range(users)]
    await asyncio.sleep(load.ARRIVE_S)
    found = [await _one(fault, door, watched, tally) for fault in faults]
    over.set()
    await asyncio.gather(*crowd)
    return found, tally


@contextmanager
def with_files(place: Path) -> Iterator[tuple[str, str, list[Fault]]]:
    """Yield one server on a copy of the data, and what can happen to it."""
    data = shutil.copytree(folders.DATA, place / "data", ignore=shutil.ignore_patterns("facts"))
    file = data / "records" / "rvz.csv"
    good = file.read_bytes()
    doors = [socket.create_server(("127.0.0.1", 0))]
    port = doors[0].getsockname()[1]
    env = {
        "ATLAS_DATA": str(data),
        "ATLAS_ROUTER": f"osrm+http://127.0.0.1:{port}",
        "XDG_CACHE_HOME": str(support.ROOT / ".cache"),
    }
    server = support.start_server(place, env)

    def hang() -> None:
        pid = load.workers(server.process.pid)[0]
        os.kill(pid, signal.SIGSTOP)
        time.sleep(BROKEN_S / 2)  # that long it takes connections of nobody
        os.kill(pid, signal.SIGKILL)

    def back() -> None:
        doors.append(socket.create_server(("127.0.0.1", port)))

    try:
        yield (
            server.address,
            server.address,
            [
                Fault(
                    name="a data file becomes rubbish",
                    code="store",
                    breaks=lambda: _none(file.write_bytes(NOISE)),
                    mends=lambda: _none(file.write_bytes(good)),
                ),
                Fault(
                    name="a server process hangs, then is killed",
                    code="workers",
                    breaks=hang,
                    mends=lambda: None,
                ),
                Fault(name="the router goes", code="router", breaks=doors[0].close, mends=back),
            ],
        )
    finally:
        server.stop()
        for door in doors:
            door.close()


@contextmanager
def with_database(place: Path) -> Iterator[tuple[str, str, list[Fault]]]:
    """Yield two servers with one database behind nginx, and what can happen to them."""
    with ExitStack() as stack:
        clusters = postgres.running()
        cluster = next(clusters)
        stack.callback(lambda: next(clusters, None))
        address = cluster.fresh("atlas_faults")
        database = Database(address)
        database.init()
        pushing.push(database, folders.DATA, "load")
        servers = []
        for name in ("one", "two"):
            (place / name).mkdir()
            env = {
                "ATLAS_DATA": address,
                "ATLAS_WORKERS": "1",
                "ATLAS_PROXIES": "1",
                "XDG_CACHE_HOME": str(place / name),
            }
            servers.append(support.start_server(place / name, env))
            stack.callback(servers[-1].stop)
        (place / "nginx").mkdir()
        names = [server.address for server in servers]
        door = stack.enter_context(balancer.running(place / "nginx", names))
        killed = servers[1].process

        def end() -> None:
            for pid in (*load.workers(killed.pid), killed.pid):
                os.kill(pid, signal.SIGKILL)

        yield (
            door,
            servers[0].address,
            [
                Fault(
                    name="the database stops",
                    code="store",
                    breaks=cluster.stop,
                    mends=cluster.start,
                ),
                Fault(name="a whole server is killed", code="", breaks=end, mends=lambda: None),
            ],
        )


def is_good(found: dict[str, Any]) -> bool:
    """Tell whether a fault was told, the data stayed, and nobody saw an error twice."""
    told = found["told_after_s"] is not None or found["reason_wanted"] == ANOTHER
    return bool(told and found["data_kept"] and not found["failed_twice"])


def _none(_: object) -> None:
    return


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both scenes; 0 if all was told and nobody saw an error twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.faults", description=__doc__)
    parser.add_argument("--users", type=int, default=60)
    parser.add_argument("--out", type=Path, default=REPORT)
    options = parser.parse_args(arguments)
    report: dict[str, Any] = {
        "command": " ".join(["python -m tests.bench.faults", *(arguments or sys.argv[1:])]),
        "machine": machine.about(),
        "users": options.users,
        "faults": [],
        "said": [],
    }
    for scene in (with_files, with_database):
        with (
            tempfile.TemporaryDirectory(prefix="atlas-faults-") as place,
            scene(Path(place)) as (door, watched, faults),
        ):
            found, tally = asyncio.run(_scene(door, watched, options.users, faults))
        report["faults"] += found
        report["said"] += tally.said
        for one in found:
            sys.stdout.write(json.dumps(one) + "\n")
    report["good"] = all(map(is_good, report["faults"]))
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if report["good"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
