"""Kreise in which the settlement areas lack people: the Gemeinden that lack them are raised.

Around Hamburg the source counts settlements of Niedersachsen in areas whose point lies in
Hamburg: LK Harburg lacks a sixth of its people, LK Stade a twelfth (all others less than
a fifteenth, as the growth since 2011 explains). Left alone, scaling to the Kreis total would give
Seevetal's people to the whole Kreis. GeoNames' figures are too old to trust everywhere,
so they only count where the Kreis as a whole shows the gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

import pandas as pd

if TYPE_CHECKING:
    import geopandas as gpd

GAP: Final = 1.08
"""Official total over the sum of the areas from which on a Kreis lacks people."""
ALONG: Final = 3.0
"""Up to this factor the Gemeinde's own settlements grow; beyond, its main village gets them."""


def kreise(parts: pd.DataFrame, totals: pd.Series) -> list[str]:
    """Return the keys of the Kreise that lack people."""
    have = parts.groupby(parts.gemeinde.str[:5]).people.sum()
    ratio = totals.reindex(have.index) / have
    return sorted(ratio.index[ratio > GAP])


def raised(parts: pd.DataFrame, totals: pd.Series, namesakes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the pieces with Gemeinden of those Kreise raised to their GeoNames figure.

    Parameters
    ----------
    parts
        Pieces with ``gemeinde``, ``people``, ``x`` and ``y``.
    totals
        Official inhabitants per Kreis key.
    namesakes
        The settlement of each Gemeinde's name: ``inhabitants`` and its point, index key.
    """
    lacking = kreise(parts, totals)
    wanted = namesakes[namesakes.index.str[:5].isin(lacking)]
    have = parts.groupby("gemeinde").people.sum().reindex(wanted.index, fill_value=0.0)
    short = wanted.inhabitants > have
    factor = (wanted.inhabitants / have)[short]
    grown = factor[factor <= ALONG]
    villages = wanted.loc[factor.index[factor > ALONG]]
    people = parts.people * parts.gemeinde.map(grown).fillna(1.0)
    extra = pd.DataFrame(
        {
            "gemeinde": villages.index,
            "people": villages.inhabitants.to_numpy() - have[villages.index].to_numpy(),
            "x": villages.geometry.x.round().astype(int).to_numpy(),
            "y": villages.geometry.y.round().astype(int).to_numpy(),
        }
    )
    return pd.concat([parts.assign(people=people), extra], ignore_index=True)
