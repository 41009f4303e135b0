"""What is drawn how: expressions over the columns of a file, each with a label and a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import coloured
from layers import indicators
from layers import numbers
from layers import rowset
from layers import scale
from layers import spec
from layers import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    import pandas as pd

    from layers.scene import Scene
    from layers.symbols import Symbol

# What a metric is made of, in the columns of a download
EXPRESSIONS = {
    "money_per_inhabitant": "{per_inhabitant_eur}",
    "money": "{amount_eur}",
    "projects": "{projects}",
    "inhabitants": "nullif({inhabitants}, 0)",
    "density": "nullif({inhabitants}, 0) / {area_km2}",
    "fairs": "{fairs}",
}
CLASS_TOKENS = ("--c1", "--c2", "--c3", "--c4", "--c5")
NONE_TOKEN, HATCH_TOKEN = "--na", "--na-line"
ELSE = "ELSE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a legend in QGIS.

    Parameters
    ----------
    label
        What the legend says.
    where
        Expression over the columns; ``ELSE`` for the rest.
    fill
        Colour token of an area; empty for points.
    hatch
        ``lines`` or ``dots`` over the fill, empty for none.
    symbol
        Sign of a point.
    """

    label: str
    where: str
    fill: str = ""
    hatch: str = ""
    symbol: Symbol | None = None


def quoted(name: str) -> str:
    """Return a column as an expression names it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as an expression writes it."""
    return "'" + value.replace("'", "''") + "'"


def areas(scene: Scene | rowset.Own, names: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the legend of a view; of areas alone where its figures are in no column.

    Parameters
    ----------
    scene
        The view.
    names
        Key of a column to its name in the file.
    """
    lang = scene.view.lang
    own = isinstance(scene, rowset.Own)
    metric = None if own else indicators.metric(scene.view.metric, scene.catalogue)
    form = EXPRESSIONS.get(metric.id) if metric else None
    if form is None or metric is None or isinstance(scene, rowset.Own):
        return (Rule(label=words.text("qgis.areas", lang), where=ELSE, fill=NONE_TOKEN),)
    value = form.format(**{key: quoted(name) for key, name in names.items()})
    found = coloured.build(scene, metric)
    known = [held for held in found.values if held is not None]  # noqa: PD011  no frame
    classes = scale.classify(known, whole=metric.whole)
    labels = {entry.step: entry.label for entry in found.entries}
    rules = list(_classes(value, classes, labels))
    unknown = f"{value} IS NULL"
    if scale.UNKNOWN in labels:
        some = f"{unknown} AND {quoted(names['projects'])} IS NOT NULL"
        token = Rule(label=labels[scale.UNKNOWN], where=some, fill=NONE_TOKEN, hatch="dots")
        rules.append(token)
    rest = labels.get(scale.NONE, words.text("qgis.rest", lang))
    rules.append(Rule(label=rest, where=ELSE, fill=NONE_TOKEN, hatch="lines"))
    return tuple(rules)


def inhabitants(values: pd.Series[int], name: str, lang: str) -> tuple[Rule, ...]:
    """Return classes of a level by inhabitants."""
    classes = scale.classify([float(value) for value in values], whole=True)
    return tuple(_classes(quoted(name), classes, {}, lang=lang))


def _classes(
    value: str, classes: scale.Scale, labels: Mapping[int, str], lang: str = "de"
) -> Iterator[Rule]:
    """Yield one rule a class, high to low, as the legend of the screen."""
    edges = (None, *classes.limits, None)
    spans = list(zip(classes.steps, edges[:-1], edges[1:], strict=True))
    for step, low, high in reversed(spans):
        parts = [f"{value} IS NOT NULL"]
        parts += [f"{value} >= {low!r}"] if low is not None else []
        parts += [f"{value} < {high!r}"] if high is not None else []
        label = labels.get(step) or _span(low, high, lang)
        yield Rule(label=label, where=" AND ".join(parts), fill=CLASS_TOKENS[step])


def _span(low: float | None, high: float | None, lang: str) -> str:
    if low is None and high is None:
        return words.text("qgis.areas", lang)
    if low is None:
        return words.text("qgis.below", lang, high=numbers.integer(int(high or 0), lang))
    if high is None:
        return words.text("qgis.from", lang, low=numbers.integer(int(low), lang))
    one, two = numbers.integer(int(low), lang), numbers.integer(int(high), lang)
    return words.text("qgis.between", lang, low=one, high=two)


def points(dataset: str, kind: str, lang: str) -> Iterator[Rule]:
    """Yield the signs of a dataset: those of its kinds first, then the usual one.

    Parameters
    ----------
    dataset
        Id of the dataset.
    kind
        Name of the column ``kind_detail`` in the file.
    lang
        Language of the labels.
    """
    layer = next((found for found in spec.layers().values() if _draws(found, dataset)), None)
    if layer is None:
        other = spec.layers()["other_funding"].symbol
        yield Rule(label=words.text("qgis.points", lang), where=ELSE, symbol=other)
        return
    for name, symbol in layer.variants.items():
        label = words.text(f"layer.{layer.id}.{name}", lang)
        yield Rule(label=label, where=f"{quoted(kind)} = {text(name)}", symbol=symbol)
    yield Rule(label=layer.title(lang), where=ELSE, symbol=layer.symbol)


def records(names: Mapping[str, str], lang: str) -> Iterator[Rule]:
    """Yield the signs of all datasets in one file; no record has two."""
    for layer in spec.layers().values():
        if layer.kind != "point":
            continue
        own = f"{quoted(names['dataset'])} = {text(layer.dataset)}"
        special: list[str] = []
        for rule in points(layer.dataset, names["kind_detail"], lang):
            if rule.where == ELSE:
                where = " AND ".join([own, *(f"NOT coalesce({one}, false)" for one in special)])
            else:
                special.append(rule.where)
                where = f"{own} AND {rule.where}"
            yield Rule(label=rule.label, where=where, symbol=rule.symbol)
    other = spec.layers()["other_funding"].symbol
    yield Rule(label=words.text("qgis.rest", lang), where=ELSE, symbol=other)


def _draws(layer: spec.LayerSpec, dataset: str) -> bool:
    return layer.kind == "point" and layer.dataset == dataset
