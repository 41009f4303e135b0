"""Funding and need: recorded money per inhabitant beside the share that is not served.

Areas are put into four groups at the medians. Nothing recorded is not zero: such areas stand
apart in the chart, and every text says so. Areas with projects whose amounts are not known are in
no group.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from geodata.analysis import coverage
from geodata.analysis import need as crossed
from layers import numbers
from layers import words
from layers.gaps import figures
from layers.gaps import needed

if TYPE_CHECKING:
    import pandas as pd

    from geodata.analysis.need import Thresholds
    from layers.gaps.needed import Axis
    from layers.gaps.scene import GapScene
    from layers.scene import Scene

GROUPS: Final = (
    crossed.SERVED_MUCH,
    crossed.SERVED_LITTLE,
    crossed.NEED_MUCH,
    crossed.NEED_LITTLE,
)
"""Class 0 to 3: lower need with and without much money, higher need with and without."""
NEEDY: Final = 3
COLUMNS: Final = (
    "label",
    "short",
    "inhabitants",
    "inhabitants_status",
    "inhabitants_unserved",
    "share_served",
    "verdict",
)
UNKNOWN: Final = -2
NONE: Final = -1
COLOURS: Final = ("var(--n0)", "var(--n1)", "var(--n2)", "var(--n3)")
LEAST: Final = 1e-9
"""Per cent not served below which there is no need, whatever the median."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Need:
    """Money and need of the areas.

    Parameters
    ----------
    rows
        The inhabited areas inside with a known need: some columns of the scene, ``share`` (per
        cent not served, or the value of the indicator that stands for need), ``money`` (euros per
        inhabitant, NaN = no known amount), ``n`` (records) and ``group`` (0 to 3, -2 = amounts
        not known), index key.
    limits
        Where the groups are divided: the medians.
    axis
        The indicator that stands for need; None if the way to a site does.
    """

    rows: pd.DataFrame
    limits: Thresholds
    axis: Axis | None = None

    @property
    def money(self) -> float | None:
        """Median of the known money per inhabitant; None if none is known."""
        return None if np.isnan(self.limits.money) else self.limits.money

    @property
    def share(self) -> float:
        """Median share that is not served, per cent, or median of the indicator."""
        if self.axis is not None:
            return -self.limits.need if self.axis.falling else self.limits.need
        return 0.0 if self.limits.need <= LEAST else self.limits.need


def _records(scene: Scene) -> pd.DataFrame:
    """Return the records that count, each with the amount of its kind only."""
    entries = scene.records
    amounts = [np.nan if entry.amount_eur is None else entry.amount_eur for entry in entries]
    return scene.catalogue.records.loc[[entry.id for entry in entries]].assign(amount_eur=amounts)


def of(scene: GapScene) -> Need:
    """Return the groups of the areas of a scene, divided at the medians of those inside."""
    here, axis = scene.inside[scene.inside["verdict"] != coverage.EMPTY], needed.of(scene)
    need = None
    if axis is not None:
        need = -axis.known if axis.falling else axis.known
        here = here[need.reindex(here.index).notna()]
    money = scene.ground.rows["per_inhabitant"].reindex(here.index).astype(float)
    measured = here["share_unserved"] if need is None else need.reindex(here.index)
    middle = float(measured.median()) if len(here) else 0.0
    least = middle if axis else max(middle, LEAST)
    limits = crossed.Thresholds(need=least, money=float(money.median()))
    records = _records(scene.ground)
    found = crossed.cross(scene.assessment, scene.level.id, records, scene.catalogue, limits, need)
    numbered = {name: at for at, name in enumerate(GROUPS)} | {crossed.UNCLEAR: UNKNOWN}
    mine = found.rows.loc[here.index]
    rows = here[list(COLUMNS)].assign(
        share=mine["share_unserved"] if axis is None else axis.known.reindex(here.index),
        money=mine["money_per_inhabitant"],
        n=mine["n"],
        group=mine["quadrant"].map(numbered),
    )
    return Need(rows=rows, limits=limits, axis=axis)


def title(group: int, lang: str) -> str:
    """Return the name of a group."""
    name = "unknown" if group == UNKNOWN else GROUPS[group]
    return words.text(f"gaps.need.{name}", lang)


def money_text(value: float, row: Any, lang: str) -> str:
    """Write euros per inhabitant; k. A. where no amount is known."""
    if not np.isfinite(value):
        return words.text("common.absent", lang)
    return numbers.per_head(value, lang, estimate=row.inhabitants_status == "estimate")


def share_text(found: Need, lang: str) -> str:
    """Write where need begins to be higher; a share rounded down, so that "from" is true."""
    if found.axis is not None:
        return found.axis.short(found.share, lang) if len(found.rows) else ""
    return figures.percent(math.floor(round(found.share, 6) * 10) / 10, lang)


def medians(scene: GapScene, found: Need) -> str:
    """Say where the groups are divided."""
    lang = scene.lang
    money = words.text("common.absent", lang)
    if found.money is not None:
        money = numbers.per_head(found.money, lang, estimate=scene.ground.estimated)
    if found.axis is not None:
        said = {"title": found.axis.title(lang), "value": share_text(found, lang)}
        return words.text("gaps.needed.medians", lang, money=money, **said)
    return words.text("gaps.need.medians", lang, money=money, share=share_text(found, lang))


def need_text(found: Need, row: Any, scene: GapScene) -> str:
    """Write the need of an area: the share not served, or the value of the indicator."""
    if found.axis is not None:
        return found.axis.written(float(row.share), scene.lang)
    return figures.share_unserved(row.share_served, row.verdict, scene.norm, scene.lang)


def people(found: Need, row: Any) -> int:
    """Return whom the need is of: those not served, or all inhabitants where it is an indicator."""
    return int(row.inhabitants_unserved if found.axis is None else row.inhabitants)


def unfunded(found: Need) -> pd.DataFrame:
    """Return the areas of higher need and little or no recorded money.

    Most people first; by an indicator those in most need.
    """
    some = found.rows[found.rows["group"] == NEEDY]
    if found.axis is not None:
        return some.sort_values("share", ascending=found.axis.falling, kind="stable")
    return some.sort_values("inhabitants_unserved", ascending=False, kind="stable")


def members(found: Need, name: str) -> pd.Index[str]:
    """Return the keys of exactly the areas of a group by its name."""
    return found.rows.index[found.rows["group"] == GROUPS.index(name)]
