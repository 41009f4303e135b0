"""The process that solves one choice of sites: reads arrays from a folder, writes the answer.

A solver that runs cannot be told to stop, so it is a child that its parent may end: when the
choice is cancelled, when nobody waits for it any more, or when it takes too long.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np

from geodata.analysis import choice

ABOUT: Final = "about.json"
PROBLEM: Final = "problem.npz"
ANSWER: Final = "answer.json"
WAITED: Final = "waited"
CANCELLED: Final = "cancelled"
FAILED: Final = "failed"

POLITE: Final = 10
"""Niceness: the map comes first."""
CLOCK: Final = time.CLOCK_BOOTTIME
"""Seconds since the machine started: the same for all its processes, whoever sets the date."""
PATIENCE_S: Final = 20.0
"""A choice nobody asked about for so long is given up: the page was closed."""
LATE_S: Final = 3.0
LOOK_S: Final = 0.2


def solve(folder: Path) -> None:
    """Solve the problem of a folder and put the answer beside it, whole or not at all."""
    with np.load(folder / PROBLEM) as given:
        count, seconds = int(given["count"]), float(given["seconds"])
        if "saved" in given:
            found = choice.exact_median(given["saved"], count, seconds)
        else:
            cover = choice.Cover(starts=given["starts"], points=given["points"])
            found = choice.exact_cover(cover, given["weights"], count, seconds)
    part = folder / f"{ANSWER}.part"
    part.write_text(json.dumps(asdict(found)), encoding="utf-8")
    part.replace(folder / ANSWER)


def clock() -> float:
    """Return seconds that only ever go forward, the same in every process of a machine."""
    return time.clock_gettime(CLOCK)


def waited(folder: Path) -> None:
    """Note that somebody waits for the answer."""
    (folder / WAITED).write_text(f"{clock()}")


def is_wanted(folder: Path, begun: float, seconds: float) -> bool:
    """Return whether somebody still waits, and there is time left."""
    try:
        asked = float((folder / WAITED).read_text() or clock())  # empty while it is written
    except (OSError, ValueError):
        return False
    if (folder / CANCELLED).exists() or clock() - asked > PATIENCE_S:
        return False
    return clock() - begun <= seconds + LATE_S


def main(folder: Path) -> None:
    """Solve in a child and watch over it; leave word of how it ended."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    os.nice(POLITE)
    child = get_context("fork").Process(target=solve, args=(folder,), daemon=True)
    child.start()
    while child.is_alive() and is_wanted(folder, about["begun"], about["seconds"]):
        child.join(LOOK_S)
    is_given_up = child.is_alive()
    if is_given_up:
        child.kill()
        child.join()
    (folder / PROBLEM).unlink(missing_ok=True)
    if folder.is_dir() and not (folder / ANSWER).exists():
        is_late = clock() - about["begun"] > about["seconds"]
        (folder / (CANCELLED if is_given_up and not is_late else FAILED)).touch()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
