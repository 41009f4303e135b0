"""The machine and its processes: what a figure was measured on, memory and time of servers."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from tests import support

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
KILO = 1024


def about() -> dict[str, Any]:
    """Return machine, date, commit and how busy the machine is."""
    git = ("git", "-C", str(support.ROOT))
    commit = subprocess.run([*git, "rev-parse", "--short", "HEAD"], check=False, **_TEXT)
    changed = subprocess.run([*git, "status", "--porcelain"], check=False, **_TEXT)
    return {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip() + ("+" if changed.stdout.strip() else ""),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": load(),
    }


_TEXT: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 20}


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in (PROC / "cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def load() -> list[float]:
    """Return the load averages of 1, 5 and 15 minutes."""
    return [round(value, 2) for value in os.getloadavg()]


def family(pid: int) -> list[int]:
    """Return a process and all that came of it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def memory_mb(pid: int) -> float:
    """Return the proportional memory (PSS) of a process and its children in MB."""
    total = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            for line in (PROC / str(one) / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return round(total * KILO / 1e6, 1)


def processor_ms(pid: int) -> float:
    """Return the processor time of a process and its children; a clock of 10 ms."""
    total = 0
    for one in family(pid):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = (PROC / str(one) / "stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICKS
