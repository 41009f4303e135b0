"""Indicators as columns: of the table beside the charts and of downloads, with year and source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from layers import indicators
from layers import numbers
from layers import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geodata.areas import AreaLevel
    from geodata.catalogue import Catalogue
    from layers.indicators import IndicatorSpec
    from layers.state import ViewState


class Shown(Protocol):
    """A scene of any mode: which areas of which level it shows."""

    @property
    def view(self) -> ViewState:
        """What is shown."""

    @property
    def catalogue(self) -> Catalogue:
        """The data."""

    @property
    def level(self) -> AreaLevel:
        """The level that is shown."""

    @property
    def rows(self) -> pd.DataFrame:
        """The areas; index ``key``."""


def wanted(scene: Shown) -> tuple[IndicatorSpec, ...]:
    """Return the indicators of the table: what colours or divides the areas, then those chosen."""
    known, view = indicators.own(scene.catalogue), scene.view
    first = (view.metric, view.need.removeprefix("-") if view.subject == "gaps" else "")
    ids = dict.fromkeys((*first, *view.columns))
    return tuple(known[id_] for id_ in ids if id_ in known)


def title(metric: IndicatorSpec, year: int | None, lang: str) -> str:
    """Return what stands above the column: name, unit in brackets, year."""
    unit = f" ({metric.indicator.unit})" if metric.indicator.unit else ""
    said = f"{metric.title(lang, '')}{unit}"
    return f"{said}, {year}" if year is not None else said


def _of(metric: IndicatorSpec, scene: Shown) -> tuple[pd.Series[float], int | None]:
    """Return the values of a column and their year, which stands above them.

    A further column without values up to the chosen year shows its newest instead: the year was
    chosen for the indicator that colours the areas.
    """
    level = scene.level.id
    view, indicator = scene.view, metric.indicator
    chosen = indicators.year(indicator, view, level)
    if chosen is None and metric.id in view.columns and metric.id != view.metric:
        view = replace(view, year="", years=None)
        chosen = indicators.year(indicator, view, level)
    return indicators.on(indicator, view, level, scene.rows.index), chosen


def _texts(metric: IndicatorSpec, values: pd.Series[float], lang: str) -> list[str]:
    """Write the values without their unit, which stands above them; unknown is never 0."""
    nothing = words.text("common.absent", lang)
    return [
        metric.bare(float(value), lang) if known else nothing
        for value, known in zip(values, values.notna(), strict=True)
    ]


def payload(scene: Shown) -> dict[str, Any] | None:
    """Return the columns for the browser, aligned with the rows; None if there are none."""
    lang, columns, sources = scene.view.lang, [], []
    for metric in wanted(scene):
        values, year = _of(metric, scene)
        plain = [numbers.plain(value) for value in values]
        columns.append(
            {
                "id": metric.id,
                "title": title(metric, year, lang),
                "texts": _texts(metric, values, lang),
                "values": [None if one is None else round(float(one), 4) for one in plain],
            }
        )
        if year is not None:
            source, name = metric.indicator.source, metric.title(lang, "")
            said = words.text("indicator.said_by", lang, title=name, year=year, source=source)
            sources.append(said)
    return {"columns": columns, "note": " ".join(sources)} if columns else None


def heads(scene: Shown) -> list[tuple[str, str, str]]:
    """Return key, title and kind of the columns of a download: value, year, source of each."""
    lang, found = scene.view.lang, []
    for metric in wanted(scene):
        name = metric.title(lang, "")
        _, year = _of(metric, scene)
        found += [
            (metric.id, title(metric, year, lang), "number"),
            (f"{metric.id}-year", f"{words.text('indicator.year', lang)}: {name}", "integer"),
            (f"{metric.id}-source", f"{words.text('indicator.source', lang)}: {name}", "text"),
        ]
    return found


def cells(scene: Shown, keys: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the cells under `heads` for each key; a value that is not known has no year either."""
    parts = []
    for metric in wanted(scene):
        values, year = _of(metric, scene)
        known = {key: numbers.plain(value) for key, value in values.items()}
        parts.append((known, year, metric.indicator.source))
    rows = []
    for key in keys:
        row: list[Any] = []
        for known, year, source in parts:
            value = known.get(key)
            row += [value, *((None, None) if value is None else (year, source))]
        rows.append(tuple(row))
    return rows
