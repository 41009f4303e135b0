"""Computed areas of the Kreise against the official ones, with the reason of each outlier."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

import pandas as pd

from geodata import crs
from geodata import errors

if TYPE_CHECKING:
    from geodata.build.boundaries import Boundaries

LIMIT_PERCENT: Final = 0.25
LEAST_WITHIN: Final = 37
MEDIAN_PERCENT: Final = 0.1
TIDAL: Final = "Küste: Watt und Außengrenze zählen im Kataster anders"
TIDAL_EN: Final = "Coast: tidal flats and outer limit are counted otherwise in the cadastre"
SMALL: Final = "kleine Fläche, generalisierte Grenze (1:250 000)"
SMALL_EN: Final = "Small area, generalised boundary (1:250 000)"
COAST: Final = frozenset({"03402", "03405", "03452", "03455", "03457", "03461", "03462"})


def build(areas: Boundaries, kreise: pd.DataFrame) -> pd.DataFrame:
    """Return one row a Kreis: official and computed km², deviation in percent, reason.

    Raises
    ------
    BuildError
        If the median deviates by more than 0.1 % or fewer than 37 lie within 0.25 %.
    """
    frame = kreise.set_index("key")
    land = crs.area_km2(areas.landkreise)
    sea = crs.area_km2(areas.tidal).groupby(areas.tidal.kreis).sum()
    sea = sea.reindex(land.index, fill_value=0.0)
    deviation = ((land + sea) / frame.area_km2 - 1) * 100
    out = pd.DataFrame(
        {
            "key": frame.index,
            "label": frame["label"],
            "official_km2": frame.area_km2,
            "computed_land_km2": land.round(2),
            "computed_tidal_km2": sea.round(2),
            "computed_km2": (land + sea).round(2),
            "deviation_percent": deviation.round(2),
        }
    )
    outside = deviation.abs() > LIMIT_PERCENT
    reason = [(TIDAL, TIDAL_EN) if key in COAST else (SMALL, SMALL_EN) for key in out["key"]]
    out["reason"] = [r[0] if far else "" for r, far in zip(reason, outside, strict=True)]
    out["reason_en"] = [r[1] if far else "" for r, far in zip(reason, outside, strict=True)]
    within, median = int((~outside).sum()), float(deviation.abs().median())
    if within < LEAST_WITHIN or median > MEDIAN_PERCENT:
        raise errors.BuildError(
            f"Flächen: {within} von {len(out)} innerhalb {LIMIT_PERCENT} %, Median {median:.3f} %."
        )
    return out.reset_index(drop=True)
