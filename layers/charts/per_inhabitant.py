"""Known amounts per inhabitant: the ten highest recorded figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import figure
from layers import numbers
from layers import palette
from layers import words
from layers.figure import Chart
from layers.spec import ChartSpec

if TYPE_CHECKING:
    from layers.scene import Scene

TOP = 10


def _note(scene: Scene, shown: int) -> str:
    few = "" if shown >= TOP else "_few"
    estimate = "_estimate" if scene.estimated else ""
    date = numbers.date(scene.catalogue.state.inhabitants, scene.view.lang)
    return words.text(f"chart.per_inhabitant.note{few}{estimate}", scene.view.lang, date=date)


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang = scene.view.lang
    kind = words.text(f"kind.{scene.view.kind}", lang)
    head = words.text("chart.per_inhabitant.title", lang, kind=kind)
    known = scene.rows[scene.rows["inside"] & scene.rows["per_inhabitant"].notna()]
    shown = known.sort_values(
        ["per_inhabitant", "name"], ascending=[False, True], kind="stable"
    ).iloc[:TOP]
    if shown.empty:
        return figure.nothing(head, words.text("chart.per_inhabitant.empty", lang))
    values = [round(float(value), 4) for value in shown["per_inhabitant"]]
    estimates = shown["inhabitants_status"] == "estimate"
    texts = [
        numbers.per_head(value, lang, estimate=bool(estimate))
        for value, estimate in zip(values, estimates, strict=True)
    ]
    hover = [f"{label}: {text}" for label, text in zip(shown["label"], texts, strict=True)]
    bars = figure.bar(head, values, palette.FIRST, hover)
    bars["customdata"] = [str(key) for key in shown.index]
    return Chart(
        title=head,
        note=_note(scene, len(shown)),
        figure=figure.rows([bars], figure.texts_behind(values, texts), list(shown["short"])),
        alt=words.text(
            "chart.per_inhabitant.alt",
            lang,
            title=head,
            first=str(shown["label"].iloc[0]),
            amount=texts[0],
        ),
    )


CHART = ChartSpec(id="per_inhabitant", order=40, build=build)
