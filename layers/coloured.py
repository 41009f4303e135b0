"""Areas coloured by a metric: value, class and words of each, and the legend that explains them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers import evenscale
from layers import legend
from layers import memo
from layers import scale

if TYPE_CHECKING:
    from layers.legend import Entry
    from layers.scene import Scene
    from layers.spec import MetricSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Coloured:
    """A metric over the areas of a scene, aligned with ``scene.rows``.

    Parameters
    ----------
    values
        The number of each area; None where nothing is known or the area is filtered out.
    steps
        Colour step 0 to 4, or -1 nothing recorded, -2 amount unknown, -3 filtered out.
    texts
        The value in words; ``k. A.`` where there is none.
    entries
        The legend, high to low, then what has no value.
    prefix
        Family of the colours: what the classes of the style sheet begin with.
    """

    values: tuple[float | None, ...]
    steps: tuple[int, ...]
    texts: tuple[str, ...]
    entries: tuple[Entry, ...]
    prefix: str = "c"


def _absent(scene: Scene, metric: MetricSpec) -> np.ndarray:
    """Return the class of each area were it without a value."""
    empty = np.full(len(scene.rows), scale.NONE)
    if metric.family == "money":
        empty[(scene.rows["n"] > 0).to_numpy()] = scale.UNKNOWN
    empty[~scene.rows["inside"].to_numpy()] = scale.OUTSIDE
    return empty


def _texts(
    scene: Scene, metric: MetricSpec, known: np.ndarray, values: np.ndarray
) -> tuple[str, ...]:
    lang = scene.view.lang
    nothing = legend.absent_text(lang)
    estimated = (scene.rows["inhabitants_status"] == "estimate").to_numpy() & metric.estimates
    return tuple(
        metric.write(float(value), lang, estimate=bool(estimate)) if is_known else nothing
        for value, is_known, estimate in zip(values, known, estimated, strict=True)
    )


def _build(scene: Scene, metric: MetricSpec) -> Coloured:
    values = metric.values(scene).to_numpy(dtype=float, na_value=np.nan)
    known = np.isfinite(values) & scene.rows["inside"].to_numpy()
    if metric.family == "indicator":
        classes = evenscale.classify(values[known])
    else:
        classes = scale.classify(values[known], whole=metric.whole)
    steps = _absent(scene, metric)
    steps[known] = classes.steps_of(values[known])
    counts = Counter(int(step) for step in steps)
    return Coloured(
        values=tuple(
            round(float(value), 4) if is_known else None
            for value, is_known in zip(values, known, strict=True)
        ),
        steps=tuple(int(step) for step in steps),
        texts=_texts(scene, metric, known, values),
        entries=legend.entries(scene, metric, classes, counts, values[known]),
    )


def build(scene: Scene, metric: MetricSpec) -> Coloured:
    """Colour the areas of a scene; what does not depend on the records is computed once."""
    if metric.family != "people":
        return _build(scene, metric)
    kept = memo.shelf(scene.catalogue)
    key = ("coloured", metric.id, scene.view.level, scene.view.aerl, scene.view.lang)
    if key not in kept:
        kept[key] = _build(scene, metric)
    found: Coloured = kept[key]
    return found
