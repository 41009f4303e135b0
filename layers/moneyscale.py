"""The axis of recorded money in a scatter, with a strip for areas without a known amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

STRIP: Final = 0.12
"""Width of the strip of areas without a known amount, as a share of the axis."""
GOLDEN: Final = 0.618034
"""Steps of this part of a whole spread evenly, however many there are."""
INSET: Final = 0.15
"""Edges of the strip that stay free, as a share of its width."""
LOG_FROM: Final = 12.0
"""Ratio of highest to median amount from which the axis is logarithmic."""
STEPS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 250.0, 500.0)
MOST_TICKS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The axis of the money; all in its own units, powers of ten if it is logarithmic.

    Parameters
    ----------
    kind
        ``linear`` or ``log``.
    low, high
        Its ends.
    strip
        Width of the strip at its low end where areas without a known amount stand.
    """

    kind: str
    low: float
    high: float
    strip: float

    def value(self, position: float) -> float:
        """Return the amount at a position of the axis."""
        return float(10**position) if self.kind == "log" else position

    @property
    def middle(self) -> float:
        """Amount at the middle of the strip."""
        return self.value(self.low + self.strip / 2)

    def spread(self, number: int) -> list[float]:
        """Return amounts all over the strip, always the same, so that few points are hidden."""
        at = (np.arange(number) * GOLDEN + GOLDEN) % 1
        inner = self.low + self.strip * (INSET + (1 - 2 * INSET) * at)
        return [round(self.value(float(one)), 6) for one in inner]

    def ticks(self) -> list[float]:
        """Return round amounts right of the strip."""
        if self.kind == "log":
            whole = range(int(np.ceil(self.low + self.strip)), int(np.floor(self.high)) + 1)
            return [10.0**n for n in whole]
        step = next((step for step in STEPS if self.high / step <= MOST_TICKS), self.high)
        return [float(tick) for tick in np.arange(0, self.high, step)]


def scale(known: pd.Series[float]) -> Scale:
    """Return the axis for known amounts, with a strip for areas without one."""
    if known.empty:
        return Scale(kind="linear", low=-STRIP, high=1.0, strip=STRIP / 2)
    low, high = float(known.min()), float(known.max())
    if low > 0 and high / float(known.median()) > LOG_FROM:
        first, last = float(np.log10(low)), float(np.log10(high))
        width = (last - first) * STRIP
        return Scale(kind="log", low=first - 1.5 * width, high=last + width / 2, strip=width)
    width = high * STRIP or STRIP
    return Scale(kind="linear", low=-1.5 * width, high=high + width / 2, strip=width)
