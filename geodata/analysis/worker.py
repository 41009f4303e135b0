"""The process that solves one choice of sites: reads arrays from a folder, writes the answer.

A process of its own, because a solver that runs cannot be told to stop, but can be ended.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from geodata.analysis import choice

PROBLEM: Final = "problem.npz"
ANSWER: Final = "answer.json"


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


if __name__ == "__main__":
    solve(Path(sys.argv[1]))
