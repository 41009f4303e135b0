"""Indicators as metrics: what an installation brought along colours areas like our own figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from layers import memo
from layers import numbers
from layers import spec
from layers import words
from layers.describe import Headline
from layers.describe import runs
from layers.spec import MetricSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from geodata.indicators import Indicator
    from layers.scene import Scene
    from layers.state import ViewState

PREFIX = "i-"
FIRST = 1000  # behind the atlas' own metrics
LONG = 10  # letters; longer units stand in the sentence, not beside the large figure


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSpec(MetricSpec):
    """A metric whose words come with the data.

    Parameters
    ----------
    indicator
        The figure itself.
    """

    indicator: Indicator

    @property
    def suffix(self) -> str:
        """Return what stands behind a value in a chart: the unit, if it is short."""
        unit = self.indicator.unit
        return f"\u00a0{unit}" if unit and len(unit) <= LONG else ""

    def bare(self, value: float, lang: str) -> str:
        """Write a value without its unit."""
        return write(value, lang, estimate=False, decimals=self.indicator.decimals)

    def title(self, lang: str, kind: str) -> str:
        """Return the name as the file has it."""
        del kind
        found = self.indicator
        return (found.title_en if lang == "en" else "") or found.title

    def unit(self, lang: str) -> str:
        """Return the unit as the file has it."""
        del lang
        return self.indicator.unit


def latest(view: ViewState) -> int | None:
    """Return the last year that a view takes; None for the newest."""
    return int(view.year) if view.year else view.years[1] if view.years else None


def year(indicator: Indicator, view: ViewState, level: str = "") -> int | None:
    """Return the year that a view shows: the newest, but none after the chosen one.

    Parameters
    ----------
    indicator, view
        The figure, and what was chosen: its own year, or else the last one of the filter.
    level
        Instead of the level of the view.
    """
    return indicator.year(level or view.level, latest(view))


def on(indicator: Indicator, view: ViewState, level: str, index: pd.Index[str]) -> pd.Series[float]:
    """Return the values of the year for areas of a level, NaN where there is none."""
    chosen = year(indicator, view, level)
    if chosen is None:
        return pd.Series(np.nan, index=index, dtype="float64")
    return indicator.tables[level][chosen].reindex(index).astype("float64")


def values(scene: Scene, *, indicator: Indicator) -> pd.Series[float]:
    """Return the values of the year, NaN where there is none on this level."""
    return on(indicator, scene.view, scene.view.level, scene.rows.index)


def write(value: float, lang: str, *, estimate: bool, unit: str = "", decimals: int = 0) -> str:
    """Write a value with its unit, all values of an indicator with the same decimals."""
    del estimate
    figure = numbers.decimal(value, lang, decimals).replace("-", "\N{MINUS SIGN}")
    return f"{figure}\u00a0{unit}" if unit else figure


@memo.per_catalogue
def own(catalogue: Catalogue) -> Mapping[str, IndicatorSpec]:
    """Return the metrics that came with the data, by id."""
    found = sorted(catalogue.indicators.values(), key=lambda i: (i.topic, i.title))
    return {
        f"{PREFIX}{indicator.id}": IndicatorSpec(
            id=f"{PREFIX}{indicator.id}",
            order=FIRST + n,
            values=partial(values, indicator=indicator),
            write=partial(write, unit=indicator.unit, decimals=indicator.decimals),
            family="indicator",
            indicator=indicator,
        )
        for n, indicator in enumerate(found)
    }


def metrics(catalogue: Catalogue) -> Mapping[str, MetricSpec]:
    """Return all metrics of a catalogue: the atlas' own, then those of the data."""
    return {**spec.metrics(), **own(catalogue)}


def metric(id_: str, catalogue: Catalogue) -> MetricSpec:
    """Return one metric."""
    return spec.metrics().get(id_) or own(catalogue)[id_]


def headline(scene: Scene, metric: IndicatorSpec) -> Headline:
    """Return lowest and highest value, and the middle one of the areas."""
    lang = scene.view.lang
    known = values(scene, indicator=metric.indicator)[scene.rows["inside"]].dropna()
    title = metric.title(lang, "")
    if known.empty:
        text = words.text("indicator.nothing", lang, title=title)
        if scene.view.level not in metric.indicator.tables:
            text = f"{text} {span_words(metric, scene.view.level, lang)}".strip()
        return Headline(figure=words.text("common.absent", lang), text=runs(text))
    low, high = (metric.bare(float(v), lang) for v in (known.min(), known.max()))
    text = words.text(
        "indicator.headline",
        lang,
        title=title,
        n=len(known),
        areas=words.text(f"level.{scene.level.id}.dative", lang),
        year=year(metric.indicator, scene.view),
        median=metric.write(float(known.median()), lang, estimate=False),
    )
    ends = "indicator.to" if known.min() < 0 else "indicator.span_of"
    figure = low if low == high else words.text(ends, lang, low=low, high=high)
    unit = metric.indicator.unit if len(metric.indicator.unit) <= LONG else ""
    return Headline(figure=f"{figure}\u00a0{unit}" if unit else figure, text=runs(text))


def shown(scene: Scene) -> IndicatorSpec | None:
    """Return the indicator that colours the areas; None if something else does."""
    return own(scene.catalogue).get(scene.view.metric)


def span_words(metric: IndicatorSpec, level: str, lang: str) -> str:
    """Say for which levels and years there are values, where there are none here."""
    there = [found for found in metric.indicator.tables if found != level]
    named = words.listed([words.text(f"screen.level_{found}", lang) for found in there], lang)
    return words.text("indicator.elsewhere", lang, levels=named) if there else ""


def listing(catalogue: Catalogue, lang: str) -> dict[str, dict[str, object]]:
    """Return all indicators by id as the page offers them: title, topic, unit, years by level."""
    return {
        id_: {
            "title": metric.title(lang, ""),
            "topic": metric.indicator.topic,
            "unit": metric.indicator.unit,
            "people": metric.indicator.people,
            "years": {level: list(metric.indicator.years(level))
                      for level in metric.indicator.tables},
        }
        for id_, metric in own(catalogue).items()
    }  # fmt: skip


def subtitle(scene: Scene, metric: IndicatorSpec) -> str:
    """Return unit and year, as they stand above the legend."""
    shown = year(metric.indicator, scene.view)
    return ", ".join(part for part in (metric.indicator.unit, str(shown or "")) if part)


def lines(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the source of every indicator, as it stands beside the map."""
    return {f"metric:{id_}": [found.indicator.source] for id_, found in own(catalogue).items()}


def span(catalogue: Catalogue) -> tuple[int, ...]:
    """Return all years of all indicators."""
    frames = (frame for i in catalogue.indicators.values() for frame in i.tables.values())
    return tuple(sorted({int(y) for frame in frames for y in frame.columns}))
