"""The chosen indicator by area: the highest values, the lowest, and how many lie between."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import figure
from layers import indicators
from layers import numbers
from layers import palette
from layers import words
from layers.figure import Chart
from layers.spec import ChartSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.indicators import IndicatorSpec
    from layers.scene import Scene

HIGH, LOW = 10, 5
WIDER = 10  # px left of the names, which are wider than usual letters here
LEFT = 1.08  # room left of bars below zero, in the lowest value


def nothing(id_: str, scene: Scene, why: str = "chosen") -> Chart:
    """Return a chart that says why it has nothing to show."""
    lang = scene.view.lang
    by = words.text(f"level.{scene.level.id}.by", lang)
    one = words.text("indicator.one", lang)
    title = words.text(f"chart.{id_}.title", lang, title=one, by=by)
    return figure.nothing(title, words.text(f"indicator.none_{why}", lang))


def heading(id_: str, scene: Scene, metric: IndicatorSpec) -> str:
    """Return the title of a chart of an indicator."""
    by = words.text(f"level.{scene.level.id}.by", scene.view.lang)
    title = metric.title(scene.view.lang, "")
    return words.text(f"chart.{id_}.title", scene.view.lang, title=title, by=by)


def known(scene: Scene, metric: IndicatorSpec) -> pd.Series[float]:
    """Return the known values of the areas inside the filter, highest first, names as ties."""
    rows = scene.rows.assign(value=metric.values(scene))
    rows = rows[rows["inside"] & rows["value"].notna()]
    ordered = rows.sort_values(["value", "name"], ascending=[False, True], kind="stable")
    found: pd.Series[float] = ordered["value"].round(6)
    return found


def _note(scene: Scene, metric: IndicatorSpec, found: pd.Series[float]) -> str:
    """Return year, source and how many areas have no value."""
    lang = scene.view.lang
    lacking = int(scene.rows["inside"].sum()) - len(found)
    year = indicators.year(metric.indicator, scene.view)
    said = words.text("indicator.stand", lang, year=year, source=metric.indicator.source)
    if not metric.suffix and metric.indicator.unit:
        said = f"{words.text('indicator.in_unit', lang, unit=metric.indicator.unit)} {said}"
    return " ".join([said, words.count("indicator.lacking", lacking, lang)] if lacking else [said])


def _figure(
    scene: Scene, metric: IndicatorSpec, found: pd.Series[float], head: str
) -> dict[str, Any]:
    """Return the bars, with one row for all that lie between the highest and the lowest."""
    lang = scene.view.lang
    cut = len(found) > HIGH + LOW + 1
    keys = [*found.index[:HIGH], "", *found.index[-LOW:]] if cut else list(found.index)
    short, label = scene.rows["short"], scene.rows["label"]
    values = [float(found[key]) if key else None for key in keys]
    suffix = metric.suffix
    written = [metric.bare(v, lang) + suffix if v is not None else "" for v in values]
    hover = [f"{label[k]}: {t}" if k else "" for k, t in zip(keys, written, strict=True)]
    labels = [str(short[key]) if key else "" for key in keys]
    if cut:
        middle = metric.bare(float(found.median()), lang) + suffix
        labels[HIGH] = words.text("indicator.between", lang, n=len(found) - HIGH - LOW)
        written[HIGH] = words.text("indicator.median", lang, value=middle)
    bars = figure.bar(head, values, palette.FIRST, hover)
    bars["customdata"] = [str(key) for key in keys]
    texts = figure.texts_behind([max(value or 0.0, 0.0) for value in values], written)
    made = figure.rows([bars], texts, labels)
    made["layout"]["meta"] = {"unit": f" {metric.indicator.unit}".rstrip(), "metric": metric.id}
    made["layout"]["meta"]["suffix"] = suffix
    made["layout"]["meta"] |= {"row": HIGH} if cut else {}
    made["layout"]["margin"]["l"] += WIDER
    low = min(0.0, float(found.min())) * LEFT
    most = max(float(found.max()), -low * 0.5, 0.0) or 1.0
    made["layout"]["xaxis"]["range"] = [low, most * figure.ROOM]
    return made


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang, metric = scene.view.lang, indicators.shown(scene)
    if metric is None:
        return nothing(CHART.id, scene)
    found, head = known(scene, metric), heading(CHART.id, scene, metric)
    if found.empty:
        return figure.nothing(head, indicators.headline(scene, metric).sentence)
    label, ends = scene.rows["label"], (found.index[0], found.index[-1])
    high, low = (metric.write(float(found[key]), lang, estimate=False) for key in ends)
    return Chart(
        title=head,
        note=_note(scene, metric, found),
        figure=_figure(scene, metric, found, head),
        alt=words.text(
            "chart.indicator_areas.alt",
            lang,
            title=head,
            n=numbers.integer(len(found), lang),
            first=str(label[ends[0]]),
            high=high,
            last=str(label[ends[1]]),
            low=low,
        ),
    )


CHART = ChartSpec(id="indicator_areas", order=10, build=build)
