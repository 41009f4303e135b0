"""What stands for need: the share that is not served, or an indicator of the areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.problems import Problem
from layers import indicators
from layers import words

if TYPE_CHECKING:
    import pandas as pd

    from geodata.catalogue import Catalogue
    from layers.gaps.scene import GapScene
    from layers.indicators import IndicatorSpec
    from layers.state import ViewState

LOW = "-"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Axis:
    """An indicator as need.

    Parameters
    ----------
    metric
        The indicator.
    year
        Of the values.
    known
        Values of the areas of the level, NaN where there is none.
    falling
        Whether a low value means more need.
    """

    metric: IndicatorSpec
    year: int | None
    known: pd.Series[float]
    falling: bool

    def title(self, lang: str) -> str:
        """Return name and year: Hausärzte, 2022."""
        name = self.metric.title(lang, "")
        return name if self.year is None else f"{name}, {self.year}"

    def written(self, value: float, lang: str) -> str:
        """Write a value with its unit; k. A. where there is none."""
        if value != value:  # noqa: PLR0124  NaN alone differs from itself
            return words.text("common.absent", lang)
        return self.metric.write(value, lang, estimate=False)

    def short(self, value: float, lang: str) -> str:
        """Write a value beside its unit: the unit itself only if it is short."""
        return f"{self.metric.bare(value, lang)}{self.metric.suffix}"

    def source(self, lang: str) -> str:
        """Say which year, and who says so."""
        return words.text(
            "indicator.said_by",
            lang,
            title=self.metric.title(lang, ""),
            year=self.year,
            source=self.metric.indicator.source,
        )


def of(scene: GapScene) -> Axis | None:
    """Return the indicator that stands for need; None if the way to a site does."""
    raw = scene.view.need
    metric = indicators.own(scene.catalogue).get(raw.removeprefix(LOW)) if raw else None
    if metric is None:
        return None
    level = scene.level.id
    return Axis(
        metric=metric,
        year=indicators.year(metric.indicator, scene.view, level),
        known=indicators.on(metric.indicator, scene.view, level, scene.rows.index),
        falling=raw.startswith(LOW),
    )


def _problem(code: str, raw: str, **values: str) -> Problem:
    texts = {
        f"{part}{suffix}": words.text(f"gaps.needed.{code}.{part}", lang, **values)
        for part in ("message", "hint")
        for lang, suffix in (("de", ""), ("en", "_en"))
    }
    return Problem(code=f"need-{code}", where="need", raw=raw, severity="warning", **texts)


def problems(view: ViewState, catalogue: Catalogue, level: str) -> list[Problem]:
    """Return what has to be said of an indicator that is not there, or has no values here."""
    if not view.need:
        return []
    metric = indicators.own(catalogue).get(view.need.removeprefix(LOW))
    if metric is None:
        return [_problem("unknown", view.need)]
    if indicators.year(metric.indicator, view, level) is None:
        return [_problem("nothing", view.need, title=metric.indicator.title)]
    return []
