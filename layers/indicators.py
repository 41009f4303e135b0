"""Indicators as metrics: what an installation brought along colours areas like our own figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from layers import memo
from layers import numbers
from layers import spec
from layers import words
from layers.describe import Headline
from layers.describe import runs
from layers.spec import MetricSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geodata.catalogue import Catalogue
    from geodata.indicators import Indicator
    from layers.scene import Scene
    from layers.state import ViewState

PREFIX = "i-"
FIRST = 1000  # behind the atlas' own metrics
TWO, ONE = 10, 100  # below these values two decimals, one decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSpec(MetricSpec):
    """A metric whose words come with the data.

    Parameters
    ----------
    indicator
        The figure itself.
    """

    indicator: Indicator

    def title(self, lang: str, kind: str) -> str:
        """Return the name as the file has it."""
        del kind
        found = self.indicator
        return (found.title_en if lang == "en" else "") or found.title

    def unit(self, lang: str) -> str:
        """Return the unit as the file has it."""
        del lang
        return self.indicator.unit


def year(indicator: Indicator, view: ViewState) -> int | None:
    """Return the year that a view shows: the newest, but none after its last year."""
    return indicator.year(view.level, view.years[1] if view.years else None)


def values(scene: Scene, *, indicator: Indicator) -> pd.Series[float]:
    """Return the values of the year, NaN where there is none on this level."""
    index = scene.rows.index
    chosen = year(indicator, scene.view)
    if chosen is None:
        return scene.rows["area_km2"] * np.nan
    return indicator.tables[scene.view.level][chosen].reindex(index).astype("float64")


def write(value: float, lang: str, *, estimate: bool, unit: str = "") -> str:
    """Write a value with its unit."""
    del estimate
    size = abs(value)
    decimals = 0 if value == round(value) or size >= ONE * 10 else 2 if size < TWO else 1
    figure = numbers.decimal(value, lang, decimals)
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
            write=partial(write, unit=indicator.unit),
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
        return Headline(figure=words.text("common.absent", lang), text=runs(text))
    bare = partial(write, estimate=False)
    low, high = (bare(float(v), lang) for v in (known.min(), known.max()))
    text = words.text(
        "indicator.headline",
        lang,
        title=title,
        n=len(known),
        areas=words.text(f"level.{scene.level.id}.dative", lang),
        year=year(metric.indicator, scene.view),
        median=metric.write(float(known.median()), lang, estimate=False),
    )
    figure = low if low == high else f"{low}–{high}"
    unit = metric.indicator.unit
    return Headline(figure=f"{figure}\u00a0{unit}" if unit else figure, text=runs(text))


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
