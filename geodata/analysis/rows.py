"""The rows of an assessment: one an area, with today, scenario and band side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

import numpy as np
import pandas as pd

from geodata.analysis import coverage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.analysis.assessment import Assessment
    from geodata.analysis.assessment import Situation
    from geodata.analysis.travel import Column

    Flags = NDArray[np.bool_]
    Counts = NDArray[np.int64]
    Floats = NDArray[np.float64]

REGIONS: Final = "zukunftsregionen"
"""Regions share Kreise: they are put together of whole Kreise and never summed."""
KREISE: Final = "landkreise"
WORDS: Final = ("name", "label", "short", "aerl", "kreis", "inhabitants_status")


def of(found: Assessment, level: str) -> pd.DataFrame:
    """Return the rows of a level.

    Returns
    -------
    rows
        Index ``key``; the area's words; ``inhabitants``; ``inhabitants_served``,
        ``inhabitants_unserved``, ``share_served`` (per cent, NaN where nobody lives),
        ``verdict`` (pass, fail, empty); the same with ``_before``; ``change`` (people served
        more than today); ``reach`` (minutes or kilometres within which the norm's share of
        the inhabitants is, infinite where it cannot be reached) and ``median``, both with
        ``_before``; ``share_low``, ``share_high`` at the ends of the detour factor and
        ``uncertain`` if the verdict differs between them; ``inhabitants_border`` (unserved,
        but a site outside the Land may be near); ``inhabitants_unreachable`` (ferry only);
        ``nearest`` (id of the site nearest to most inhabitants).
    """
    lives = people(found, level, np.ones(len(found.demand), dtype=bool))
    served = people(found, level, found.served())
    served_before = people(found, level, found.served(before=True))
    areas = found.areas[level]
    columns = {
        **{word: areas[word] for word in WORDS},
        "inhabitants": lives,
        "inhabitants_served": served,
        "inhabitants_unserved": lives - served,
        "share_served": coverage.share(served, lives),
        "verdict": coverage.verdicts(found.norm, served, lives),
        "inhabitants_served_before": served_before,
        "inhabitants_unserved_before": lives - served_before,
        "share_served_before": coverage.share(served_before, lives),
        "verdict_before": coverage.verdicts(found.norm, served_before, lives),
        "change": served - served_before,
        **_distances(found, level),
        **_band(found, level, lives),
        "inhabitants_border": people(found, level, strip(found)),
        "inhabitants_unreachable": people(found, level, ~np.isfinite(found.after.nearest.value)),
        "nearest": _nearest(found, level),
    }
    return pd.DataFrame(columns, index=areas.index).rename_axis("key")


def people(found: Assessment, level: str, chosen: Flags) -> Counts:
    """Return the inhabitants at chosen points for each area of a level."""
    if level != REGIONS:
        return coverage.counted(found.demand, level, chosen)
    return membership(found) @ coverage.counted(found.demand, KREISE, chosen)


def membership(found: Assessment) -> Counts:
    """Return which Kreis (column) belongs to which region (row)."""
    kreise = {key: at for at, key in enumerate(found.demand.keys[KREISE])}
    out = np.zeros((len(found.areas[REGIONS]), len(kreise)), dtype=np.int64)
    for row, key in enumerate(found.areas[REGIONS].index):
        out[row, [kreise[kreis] for kreis in found.members[key]]] = 1
    return out


def _band(found: Assessment, level: str, lives: Counts) -> dict[str, object]:
    """Return shares at the ends of the detour factor, and whose verdict differs."""
    low, high = found.method.parameters.band
    if not found.method.has_band(found.norm.unit):
        low = high = found.method.parameters.detour
    shares, verdicts = [], []
    for detour in (high, low):
        served = people(found, level, found.served(detour=detour))
        shares.append(coverage.share(served, lives))
        verdicts.append(coverage.verdicts(found.norm, served, lives))
    differ = [one != two for one, two in zip(*verdicts, strict=True)]
    return {"share_low": shares[0], "share_high": shares[1], "uncertain": differ}


def _distances(found: Assessment, level: str) -> dict[str, Floats]:
    """Return reach and median, today and now."""
    out = {}
    for before, tail in ((False, ""), (True, "_before")):
        values = found.values(before=before)
        order = found.order(before=before)
        for name, percent in (("reach", found.norm.share), ("median", coverage.HALF)):
            if level == REGIONS:
                out[name + tail] = _of_regions(found, values, order, percent)
            else:
                out[name + tail] = coverage.reach(values, order, found.demand, level, percent)
    return out


def _of_regions(
    found: Assessment, values: Column, order: NDArray[np.intp], percent: float
) -> Floats:
    """Return the figure within which so many per cent of each region's inhabitants are."""
    codes = found.demand.codes[KREISE][order]
    out = np.full(len(found.areas[REGIONS]), np.nan)
    for row, member in enumerate(membership(found).astype(bool)):
        mine = order[member[codes]]
        total = np.cumsum(found.demand.people[mine])
        if len(total) and total[-1] > 0:
            wanted = max(np.ceil(total[-1] * percent / coverage.WHOLE - 1e-9), 1)
            out[row] = values[mine[np.searchsorted(total, wanted)]]
    return out


def _nearest(found: Assessment, level: str) -> list[str]:
    """Return for each area the site that is nearest to most of its inhabitants."""
    situation: Situation = found.after
    size = len(situation.sites) + 1
    base = KREISE if level == REGIONS else level
    cells = found.demand.codes[base] * size + situation.nearest.site + 1
    table = np.bincount(cells, found.demand.people, len(found.demand.keys[base]) * size)
    table = table.reshape(-1, size)
    if level == REGIONS:
        table = membership(found) @ table
    best = np.where(table.sum(axis=1) > 0, table.argmax(axis=1), 0) - 1
    return [situation.sites[at].id if at >= 0 else "" for at in best]


def strip(found: Assessment) -> Flags:
    """Return the unserved points that a site just outside the Land could serve.

    Compared in straight kilometres: the way to a site that nobody knows is not known either.
    """
    norm, method = found.norm, found.method
    is_km = method.base == "km" or norm.unit == "km"
    limit = norm.limit if norm.unit == "km" else method.parameters.kilometres(norm.limit)
    site_km = found.after.nearest.value if is_km else np.full(len(found.demand), np.inf)
    return found.border.strip(np.asarray(site_km, np.float32), limit, ~found.served())


def curve(found: Assessment, values: Column, level: str, key: str) -> Floats:
    """Return the per cent of one area's inhabitants within each whole minute or kilometre."""
    last = coverage.CURVE[found.norm.unit]
    base = KREISE if level == REGIONS else level
    counts = coverage.curve(values, found.demand, base, last)
    if level == REGIONS:
        counts = membership(found) @ counts
    lives = people(found, level, np.ones(len(found.demand), dtype=bool))
    row = found.areas[level].index.get_loc(key)
    whole = lives[row]
    return counts[row] / whole * coverage.WHOLE if whole else np.full(last + 1, np.nan)
