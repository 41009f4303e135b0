"""The legend: what each colour and pattern says, and how many areas have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import numbers
from layers import scale
from layers import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from layers.scale import Scale
    from layers.scene import Scene
    from layers.spec import MetricSpec

LIMIT_DECIMALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the legend.

    Parameters
    ----------
    step
        Colour step 0 to 4, or -1 nothing recorded, -2 amount unknown.
    label, note
        What it says; the note in smaller type.
    count
        Areas that have it.
    """

    step: int
    label: str
    note: str = ""
    count: int


def absent_text(lang: str) -> str:
    """Return what stands where a value is not known."""
    return words.text("common.absent", lang)


def _limit(value: float, lang: str) -> str:
    """Write a limit with as many decimals as it needs, without its unit."""
    figure = numbers.decimal(value, lang, LIMIT_DECIMALS, 0 if value == int(value) else None)
    return figure.replace("-", "\N{MINUS SIGN}")


def _whole_label(classes: Scale, index: int, lang: str) -> str:
    """Name a class of counts: 1, 2–3, 5 und mehr."""
    low = 1 if index == 0 else int(classes.limits[index - 1])
    if index == len(classes.limits):
        return words.text("legend.whole_from", lang, low=numbers.integer(low, lang))
    high = int(classes.limits[index]) - 1
    if low == high:
        return numbers.integer(low, lang)
    return f"{numbers.integer(low, lang)}–{numbers.integer(high, lang)}"


def _label(classes: Scale, index: int, unit: str, lang: str) -> str:
    """Name a class of a continuous metric: unter 1 €, 1 bis unter 2 €, 5 € und mehr."""
    limits, form = classes.limits, "money" if unit == "money" else "plain"
    if index == 0:
        return words.text(f"legend.{form}_below", lang, high=_limit(limits[0], lang))
    low = _limit(limits[index - 1], lang)
    if index == len(limits):
        return words.text(f"legend.{form}_from", lang, low=low)
    return words.text(f"legend.{form}_between", lang, low=low, high=_limit(limits[index], lang))


def _single(metric: MetricSpec, values: np.ndarray, lang: str) -> str:
    """Name the one class of values that are too few or too alike to be divided."""
    low, high = (
        metric.write(float(value), lang, estimate=False) for value in (values.min(), values.max())
    )
    return low if low == high else words.text("legend.span", lang, low=low, high=high)


def _class_label(
    metric: MetricSpec, classes: Scale, index: int, values: np.ndarray, lang: str
) -> str:
    if not classes.limits:
        return _single(metric, values, lang)
    if metric.whole:
        return _whole_label(classes, index, lang)
    return _label(classes, index, metric.family, lang)


def entries(
    scene: Scene,
    metric: MetricSpec,
    classes: Scale,
    counts: Mapping[int, int],
    values: np.ndarray,
) -> tuple[Entry, ...]:
    """Return the legend of a metric, high to low, then unknown and not recorded.

    Parameters
    ----------
    scene, metric
        What is shown.
    classes
        The limits.
    counts
        Areas by colour step.
    values
        The known values.
    """
    lang, kind = scene.view.lang, scene.view.kind
    found = [
        Entry(
            step=step,
            label=_class_label(metric, classes, index, values, lang),
            count=counts.get(step, 0),
        )
        for index, step in enumerate(classes.steps)
        if len(values)
    ][::-1]
    for step, name in ((scale.UNKNOWN, "unknown"), (scale.NONE, "none")):
        if counts.get(step):
            what = f"{metric.family}_{kind}" if metric.family == "money" else metric.id
            what = f"{metric.id}_{kind}" if metric.id == "projects" else what
            what = "indicator" if metric.family == "indicator" else what
            found.append(
                Entry(
                    step=step,
                    label=words.text(f"legend.{name}.{what}.label", lang),
                    note=words.text(f"legend.{name}.{what}.note", lang),
                    count=counts[step],
                )
            )
    return tuple(found)
