"""People: inhabitants of the delivered areas, by official figures or by the estimate so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import apportion
from geodata import population
from geodata.refresh import faults
from geodata.refresh import territory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from geodata.build.boundaries import Boundaries
    from geodata.refresh.faults import Fault
    from geodata.refresh.present import Present
    from geodata.refresh.succession import Succession

LAND_LIMIT: Final = 0.10
KREIS_LIMIT: Final = 0.25
"""Share by which official inhabitants may differ from those so far."""
SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Inhabitants and official areas after the refresh.

    Parameters
    ----------
    points
        Settlement points: ``x``, ``y`` (EPSG:25832), ``gemeinde``, ``inhabitants``.
    gemeinden
        Inhabitants by key, as the ODbL folder holds them.
    units
        Official ``inhabitants`` and ``area_km2`` of Gemeinden, empty where there are none; None
        where the delivery has neither.
    kreise
        ``inhabitants`` and ``area_km2`` of the Kreise.
    counted
        Whether the inhabitants are those of the delivery.
    """

    points: pd.DataFrame
    gemeinden: pd.Series
    units: pd.DataFrame | None
    kreise: pd.DataFrame
    counted: bool


def of(
    made: Boundaries,
    present: Present,
    went: Succession,
    figures: Mapping[str, pd.Series],
) -> People:
    """Return the inhabitants of the delivered areas.

    With official inhabitants the settlement points are scaled to them within each Gemeinde;
    without, points and sums stay as they are and move to the new keys.

    Raises
    ------
    RefusedBoundariesError
        If figures are missing or not plausible, or needed and not there.
    """
    points = _placed(made, present, went)
    before = present.frames["landkreise"]
    inhabitants = figures.get("inhabitants")
    if inhabitants is None:
        faults.refuse(_needs_figures(made, present, went))
        sums = points.groupby("gemeinde").inhabitants.sum().reindex(made.gemeinden.index)
        totals = before["inhabitants"]
        per = sums.fillna(0).astype("int64")
    else:
        per = inhabitants.reindex(made.gemeinden.index)
        faults.refuse(_implausible(per, made, present))
        per = per.fillna(0).astype("int64")
        points = _scaled(points, per, made)
        totals = per.groupby(per.index.str[: territory.KREIS_DIGITS]).sum()
    area = _areas(made, figures)
    kreis_area = before["area_km2"]
    if area is not None:
        kreis_area = area.groupby(area.index.str[: territory.KREIS_DIGITS]).sum().round(2)
    return People(
        points=points,
        gemeinden=per,
        units=_units(made, per if inhabitants is not None else None, area, before),
        kreise=pd.DataFrame({"area_km2": kreis_area, "inhabitants": totals}),
        counted=inhabitants is not None,
    )


def _placed(made: Boundaries, present: Present, went: Succession) -> pd.DataFrame:
    """Return the settlement points with today's keys; those of split-off areas by their place."""
    frame = population.points(present.folder)
    keys = frame["gemeinde"].map(went.key)
    fresh = made.gemeinden.index.difference(present.units.index)
    fresh = fresh.difference(pd.Index(list(went.heirs.values())))
    if len(fresh):
        new = made.gemeinden.loc[fresh, ["geometry"]].rename_axis("new").reset_index()
        inside = gpd.sjoin(frame[["geometry"]], new, predicate="within")["new"]
        keys.loc[inside.index] = inside
    xy = frame.geometry.get_coordinates().round().astype(int)
    return pd.DataFrame(
        {
            "x": xy["x"],
            "y": xy["y"],
            "gemeinde": keys,
            "inhabitants": frame["inhabitants"].astype("int64"),
        }
    )


def _scaled(points: pd.DataFrame, per: pd.Series, made: Boundaries) -> pd.DataFrame:
    """Return the points scaled to the official inhabitants of each Gemeinde, whole people.

    A Gemeinde with inhabitants but no point gets one where its name stands.
    """
    missing = per[(per > 0) & ~per.index.isin(points["gemeinde"])].index
    at = made.gemeinden.geometry.loc[missing].representative_point()
    more = pd.DataFrame(
        {"x": at.x.round().astype(int), "y": at.y.round().astype(int), "gemeinde": missing,
         "inhabitants": per[missing]}
    )  # fmt: skip
    both = pd.concat([points, more], ignore_index=True).sort_values(["gemeinde", "x", "y"])
    both = both.reset_index(drop=True)
    people = np.zeros(len(both), dtype=np.int64)
    for key, rows in both.groupby("gemeinde").indices.items():
        weights = both["inhabitants"].to_numpy(dtype=float)[rows]
        people[rows] = apportion.largest_remainder(weights, int(per[str(key)]))
    both["inhabitants"] = people
    return both[both["inhabitants"] > 0].reset_index(drop=True)


def _areas(made: Boundaries, figures: Mapping[str, pd.Series]) -> pd.Series | None:
    """Return the official areas in km² if every Gemeinde has one that fits its shape."""
    area = figures.get("area_km2")
    if area is None:
        return None
    area = area.reindex(made.gemeinden.index)
    return None if (area.isna() | (area <= 0)).any() else area.round(2)


def _units(
    made: Boundaries, per: pd.Series | None, area: pd.Series | None, before: pd.DataFrame
) -> pd.DataFrame | None:
    """Return the official figures of Gemeinden; kreisfreie Städte have those of their Kreis."""
    if per is None and area is None:
        return None
    index = made.gemeinden.index
    city = index.str.endswith(territory.CITY)
    kreis = index.str[: territory.KREIS_DIGITS]
    own = before.reindex(kreis)[["inhabitants", "area_km2"]].set_axis(index)
    own = own[city].reindex(index)
    if per is not None:
        own["inhabitants"] = per
    if area is not None:
        own["area_km2"] = area
    return own


def _needs_figures(made: Boundaries, present: Present, went: Succession) -> Iterator[Fault]:
    """Name changes that old inhabitants cannot follow: other Kreise, split-off Gemeinden."""
    short = territory.KREIS_DIGITS
    moved = [f"{old} → {new}" for old, new in went.heirs.items() if old[:short] != new[:short]]
    if moved:
        listed = ", ".join(moved[:SHOWN])
        yield (
            f"Gemeinden wechseln den Kreis ({listed}); dafür braucht es die Einwohner aus VG250-EW",
            f"municipalities change their Kreis ({listed}); this needs the inhabitants of VG250-EW",
        )
    fresh = made.gemeinden.index.difference(present.units.index)
    fresh = fresh.difference(pd.Index(list(went.heirs.values())))
    if len(fresh):
        listed = ", ".join(fresh[:SHOWN])
        yield (
            (
                f"Gemeinden sind neu ausgegliedert ({listed}); dafür braucht es die Einwohner"
                " aus VG250-EW"
            ),
            f"municipalities were split off ({listed}); this needs the inhabitants of VG250-EW",
        )


def _implausible(per: pd.Series, made: Boundaries, present: Present) -> Iterator[Fault]:
    """Name missing inhabitants, and Kreise whose sums cannot be true."""
    free = made.gemeinden["title"] == "Gemeindefreies Gebiet"
    if lacking := list(per.index[per.isna() & ~free]):
        listed = ", ".join(lacking[:SHOWN])
        yield (
            f"{len(lacking)} Gemeinden ohne Einwohnerzahl ({listed})",
            f"{len(lacking)} municipalities without inhabitants ({listed})",
        )
        return
    before = present.frames["landkreise"]
    sums = per.fillna(0).groupby(per.index.str[: territory.KREIS_DIGITS]).sum()
    total, was = int(sums.sum()), int(before["inhabitants"].sum())
    if abs(total / was - 1) > LAND_LIMIT:
        yield (
            f"die Einwohner des Landes stimmen nicht ({total} statt rund {was})",
            f"the inhabitants of the Land are wrong ({total} instead of about {was})",
        )
    change = sums / before["inhabitants"] - 1
    if not (off := change[change.abs() > KREIS_LIMIT]).empty:
        listed = ", ".join(f"{before['label'][k]} {v:+.0%}" for k, v in off[:SHOWN].items())
        yield (f"Einwohner weichen ab: {listed}", f"inhabitants differ: {listed}")
