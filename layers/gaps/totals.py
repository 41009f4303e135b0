"""The areas of a view together: people served and not, today and in the scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from geodata.analysis import coverage
from geodata.analysis import rows as area_rows

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from geodata.analysis.assessment import Assessment

OFFICES: Final = "aerl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The areas of the view together; people, each counted once.

    Parameters
    ----------
    unserved_low, unserved_high
        Ends of the number not served within the band of the detour factor.
    gain_low, gain_high
        Ends of the number served more than today.
    border
        Not served, but a site outside the Land may be near.
    unreachable
        No road leads to any site: ferry only.
    inhabited, passing, passing_before
        Areas where somebody lives, and how many of them meet the norm.
    """

    inhabitants: int
    unserved: int
    unserved_before: int
    unserved_low: int
    unserved_high: int
    gain_low: int
    gain_high: int
    border: int
    unreachable: int
    inhabited: int
    passing: int
    passing_before: int

    @property
    def gain(self) -> int:
        """How many more are served than today; negative after a closure."""
        return self.unserved_before - self.unserved

    @property
    def share(self) -> float:
        """Per cent served, NaN where nobody lives."""
        return _share(self.inhabitants - self.unserved, self.inhabitants)

    @property
    def share_before(self) -> float:
        """Per cent served today, NaN where nobody lives."""
        return _share(self.inhabitants - self.unserved_before, self.inhabitants)


def _share(part: int, whole: int) -> float:
    return part / whole * coverage.WHOLE if whole else float("nan")


def _banded(found: Assessment, chosen: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    """Return unserved people and gain, as assumed and at both ends of the detour factor."""
    ends = found.method.parameters.band if found.method.has_band(found.norm.unit) else ()
    unserved, gains = [], []
    lives = found.demand.inhabitants(OFFICES)[chosen].sum()
    for detour in (None, *ends):
        served, today = (
            area_rows.people(found, OFFICES, found.served(before=before, detour=detour))[chosen]
            for before in (False, True)
        )
        unserved.append(int(lives - served.sum()))
        gains.append(int(served.sum() - today.sum()))
    return unserved, gains


def of(found: Assessment, here: pd.DataFrame, offices: tuple[str, ...]) -> Totals:
    """Return the rows of the view together.

    Parameters
    ----------
    here
        Rows of one level inside the ÄrL of the view.
    offices
        Those ÄrL; empty for all.
    """
    keys = found.demand.keys[OFFICES]
    chosen = np.array([not offices or key in offices for key in keys], dtype=bool)
    unserved, gains = _banded(found, chosen)
    return Totals(
        inhabitants=int(here["inhabitants"].sum()),
        unserved=int(here["inhabitants_unserved"].sum()),
        unserved_before=int(here["inhabitants_unserved_before"].sum()),
        unserved_low=min(unserved),
        unserved_high=max(unserved),
        gain_low=min(gains),
        gain_high=max(gains),
        border=int(here["inhabitants_border"].sum()),
        unreachable=int(here["inhabitants_unreachable"].sum()),
        inhabited=int((here["verdict"] != coverage.EMPTY).sum()),
        passing=int((here["verdict"] == coverage.PASS).sum()),
        passing_before=int((here["verdict_before"] == coverage.PASS).sum()),
    )
