"""Fleet: what all server processes of one start know of each other: how many ended by themselves.

The first process counts in memory that it shares with the others, so whichever of them is asked
tells the same.
"""

from __future__ import annotations

import time
from multiprocessing.sharedctypes import RawArray
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RECENT_S = 60.0
COUNT, LAST = 0, 1


class Fleet:
    """The server processes of one start.

    Parameters
    ----------
    workers
        How many there are to be.
    clock
        Seconds that only ever go forward, the same for all processes of a machine.
    """

    def __init__(self, workers: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.workers = workers
        self._clock = clock
        self._shared = RawArray("d", 2)

    def lose(self) -> None:
        """Count a process that ended: killed, out of memory, or stuck for too long."""
        self._shared[COUNT] += 1
        self._shared[LAST] = self._clock()

    @property
    def lost(self) -> int:
        """How many processes ended since the start, and were replaced."""
        return int(self._shared[COUNT])

    @property
    def is_hurt(self) -> bool:
        """Whether one ended within the last minute."""
        return bool(self.lost) and self._clock() - self._shared[LAST] < RECENT_S
