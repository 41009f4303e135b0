"""An exact choice of sites in the background: start, look how far it is, cancel."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal

import numpy as np

from geodata.analysis import choice
from geodata.analysis import worker

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.analysis.choice import Cover
    from geodata.analysis.choice import Solution

ROOT: Final = Path(__file__).parents[2]
GRACE_S: Final = 5.0

State = Literal["running", "done", "cancelled", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is.

    Parameters
    ----------
    elapsed_s, limit_s
        Since its start, and when the solver stops at the latest.
    value, bound
        The greedy answer, which is there at once, and what no choice can exceed; after the
        end those of the exact answer.
    """

    state: State
    elapsed_s: float
    limit_s: float
    value: float
    bound: float

    @property
    def share(self) -> float:
        """Elapsed share of the longest duration, 0 to 1."""
        return 1.0 if self.state != "running" else min(self.elapsed_s / self.limit_s, 1.0)


class Job:
    """One exact choice in a process of its own.

    Parameters
    ----------
    greedy
        The quick answer to the same question: the progress shows it until the end.
    arrays
        What :mod:`geodata.analysis.worker` reads.
    seconds
        Longest duration of the solver.
    """

    def __init__(
        self, greedy: Solution, arrays: dict[str, NDArray[np.generic]], seconds: float
    ) -> None:
        self.greedy = greedy
        self.seconds = seconds
        self._begun = time.monotonic()
        self._ended: float | None = None
        self._answer: Solution | None = None
        self._state: State = "running"
        self._folder = Path(tempfile.mkdtemp(prefix="atlas-siting-"))
        given: dict[str, Any] = {**arrays, "seconds": np.float64(seconds)}
        np.savez(self._folder / worker.PROBLEM, **given)
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "geodata.analysis.worker", str(self._folder)],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @classmethod
    def cover(cls, cover: Cover, weights: NDArray[np.float64], count: int, seconds: float) -> Job:
        """Start a maximal covering."""
        greedy = choice.greedy_cover(cover, weights, count)
        arrays = {"starts": cover.starts, "points": cover.points, "weights": weights}
        return cls(greedy, {**arrays, "count": np.array(count)}, seconds)

    @classmethod
    def median(cls, saved: NDArray[np.float64], count: int, seconds: float) -> Job:
        """Start a p-median."""
        greedy = choice.greedy_median(saved, count)
        return cls(greedy, {"saved": saved, "count": np.array(count)}, seconds)

    def progress(self) -> Progress:
        """Return how far it is; never waits."""
        if self._state == "running" and self._process.poll() is not None:
            self._finish()
        shown = self._answer or self.greedy
        return Progress(
            state=self._state,
            elapsed_s=(self._ended or time.monotonic()) - self._begun,
            limit_s=self.seconds,
            value=shown.value,
            bound=shown.bound,
        )

    def result(self) -> Solution | None:
        """Return the exact answer, None if there is none (yet)."""
        self.progress()
        return self._answer

    def wait(self, seconds: float | None = None) -> Solution | None:
        """Wait for the end, and return the answer."""
        try:
            self._process.wait(self.seconds + GRACE_S if seconds is None else seconds)
        except subprocess.TimeoutExpired:
            return None
        return self.result()

    def cancel(self) -> None:
        """End the solver; a job that is over stays as it is."""
        if self.progress().state == "running":
            self._process.kill()
            self._process.wait()
            self._close("cancelled")

    def _finish(self) -> None:
        path = self._folder / worker.ANSWER
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._close("failed")
            return
        self._answer = choice.Solution(**{**raw, "chosen": tuple(raw["chosen"])})
        self._close("done")

    def _close(self, state: State) -> None:
        self._state = state
        self._ended = time.monotonic()
        shutil.rmtree(self._folder, ignore_errors=True)
