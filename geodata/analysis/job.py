"""Exact choices of sites in the background: one folder that all processes of a machine share.

Whatever server process is asked next can tell how far a choice is, hand out its answer or end it.
A choice is named by what it asks, so that the same question is solved once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal

import numpy as np

from geodata.analysis import choice
from geodata.analysis import worker
from geodata.analysis.choice import Solution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geodata.analysis.choice import Cover

ROOT: Final = Path(__file__).parents[2]
AT_ONCE: Final = 2
"""Choices that are solved at the same time; a solver takes a whole core."""
KEPT: Final = 40
"""Answers that stay on disk, the latest."""
GRACE_S: Final = 5.0
NAME: Final = re.compile(r"[0-9a-f]{32}")

State = Literal["running", "done", "cancelled", "failed"]
Arrays = dict[str, "NDArray[np.generic]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a choice is.

    Parameters
    ----------
    elapsed_s, limit_s
        Since its start, and when the solver stops at the latest.
    quick
        The greedy answer to the same question, which is there at once.
    answer
        The exact one, None until it is there.
    """

    state: State
    elapsed_s: float
    limit_s: float
    quick: Solution
    answer: Solution | None = None

    @property
    def share(self) -> float:
        """Elapsed share of the longest duration, 0 to 1."""
        return 1.0 if self.state != "running" else min(self.elapsed_s / self.limit_s, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """One choice to be solved exactly.

    Parameters
    ----------
    quick
        Its greedy answer.
    arrays
        What :mod:`geodata.analysis.worker` reads.
    seconds
        Longest duration of the solver.
    """

    quick: Solution
    arrays: Arrays
    seconds: float

    @classmethod
    def cover(
        cls, cover: Cover, weights: NDArray[np.float64], count: int, seconds: float
    ) -> Question:
        """Return a maximal covering."""
        arrays: Arrays = {"starts": cover.starts, "points": cover.points, "weights": weights}
        quick = choice.greedy_cover(cover, weights, count)
        return cls(quick=quick, arrays={**arrays, "count": np.array(count)}, seconds=seconds)

    @classmethod
    def median(cls, saved: NDArray[np.float64], count: int, seconds: float) -> Question:
        """Return a p-median."""
        quick = choice.greedy_median(saved, count)
        arrays: Arrays = {"saved": saved, "count": np.array(count)}
        return cls(quick=quick, arrays=arrays, seconds=seconds)

    @property
    def name(self) -> str:
        """Hash of what is asked."""
        found = hashlib.sha256(f"{self.seconds}".encode())
        for key in sorted(self.arrays):
            found.update(key.encode())
            found.update(np.ascontiguousarray(self.arrays[key]).tobytes())
        return found.hexdigest()[:32]


class BusyError(RuntimeError):
    """As many choices as may be are being solved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where choices are handed in, looked after and ended, by any process.

    Parameters
    ----------
    folder
        For the questions and answers; may be emptied at any time.
    at_once
        How many are solved at the same time.
    """

    folder: Path
    at_once: int = AT_ONCE

    def start(self, question: Question) -> str:
        """Have a question solved, and return its name; one that is known goes on as it is.

        Raises
        ------
        BusyError
        """
        name = question.name
        known = self.progress(name)
        if known is not None and known.state in ("running", "done"):
            return name
        if sum(self._runs(one) for one in self._names()) >= self.at_once:
            raise BusyError
        self._tidy()
        self._write(name, question)
        self._launch(name)
        return name

    def progress(self, name: str) -> Progress | None:
        """Return how far a choice is, and that somebody waits for it; None if there is none."""
        place = self.folder / name
        about = self._about(name)
        if about is None:
            return None
        with contextlib.suppress(OSError):
            worker.waited(place)
        elapsed = max(0.0, worker.clock() - about["begun"])
        limit, quick = about["seconds"], _solution(about["quick"])
        is_over = elapsed > limit + GRACE_S or worker.clock() < about["begun"]
        state, answer = self._state(name, is_over)
        return Progress(
            state=state,
            elapsed_s=answer.seconds if answer else elapsed,
            limit_s=limit,
            quick=quick,
            answer=answer,
        )

    def cancel(self, name: str) -> None:
        """End a choice; one that is over stays as it is."""
        if self._runs(name):
            (self.folder / name / worker.CANCELLED).touch()

    def _about(self, name: str) -> dict[str, Any] | None:
        """Return what was put down of a choice; names come from addresses and may be anything."""
        if not NAME.fullmatch(name):
            return None
        try:
            found: dict[str, Any] = json.loads((self.folder / name / worker.ABOUT).read_text())
        except (OSError, ValueError):
            return None
        return found

    def _names(self) -> Iterator[str]:
        if self.folder.is_dir():
            for place in self.folder.iterdir():
                if (place / worker.ABOUT).is_file():
                    yield place.name

    def _state(self, name: str, is_late: bool) -> tuple[State, Solution | None]:  # noqa: FBT001
        place = self.folder / name
        with contextlib.suppress(OSError, ValueError, TypeError):
            return "done", _solution(json.loads((place / worker.ANSWER).read_text("utf-8")))
        if (place / worker.CANCELLED).exists():
            return "cancelled", None
        return ("failed" if is_late or (place / worker.FAILED).exists() else "running"), None

    def _runs(self, name: str) -> bool:
        about = self._about(name)
        ends = (worker.ANSWER, worker.CANCELLED, worker.FAILED)
        if about is None or any((self.folder / name / end).exists() for end in ends):
            return False
        since = worker.clock() - about["begun"]  # negative: begun before the machine was restarted
        return bool(0 <= since <= about["seconds"] + GRACE_S)

    def _tidy(self) -> None:
        """Forget the oldest of the choices that are over."""
        over = [self.folder / name for name in self._names() if not self._runs(name)]
        for place in sorted(over, key=_age)[: max(0, len(over) - KEPT)]:
            shutil.rmtree(place, ignore_errors=True)

    def _write(self, name: str, question: Question) -> None:
        """Put a question down; what says that it is there comes last."""
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True, exist_ok=True)
        given: dict[str, Any] = {**question.arrays, "seconds": np.float64(question.seconds)}
        np.savez(place / worker.PROBLEM, **given)
        worker.waited(place)
        about = {
            "begun": worker.clock(),
            "seconds": question.seconds,
            "quick": asdict(question.quick),
        }
        part = place / f"{worker.ABOUT}.part"
        part.write_text(json.dumps(about), encoding="utf-8")
        part.replace(place / worker.ABOUT)

    def _launch(self, name: str) -> None:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "geodata.analysis.worker", str((self.folder / name).resolve())],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=process.wait, daemon=True).start()  # or its end would stay behind


def _solution(raw: dict[str, Any]) -> Solution:
    return Solution(**{**raw, "chosen": tuple(raw["chosen"])})


def _age(place: Path) -> float:
    try:
        return (place / worker.ABOUT).stat().st_mtime
    except OSError:
        return 0.0
