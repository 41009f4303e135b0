"""Colours: classes, their legend, and what has no value."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from layers import coloured
from layers import legend
from layers import scale
from layers import spec
from layers import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.scene import Scene


def found(scene: Scene, metric: str) -> coloured.Coloured:
    return coloured.build(scene, spec.metrics()[metric])


@pytest.mark.parametrize("metric", spec.metrics())
@pytest.mark.parametrize("level", state.LEVELS)
@pytest.mark.parametrize("aerl", [(), ("sued",)])
def test_the_legend_counts_every_area_inside_once(
    metric: str, level: str, aerl: tuple[str, ...], of: Callable[..., Scene]
) -> None:
    scene = of(level=level, aerl=aerl)
    colours = found(scene, metric)
    counts = Counter(step for step in colours.steps if step != scale.OUTSIDE)
    assert {e.step: e.count for e in colours.entries if e.count} == dict(counts)
    assert sum(counts.values()) == scene.rows["inside"].sum()
    assert len(colours.values) == len(colours.texts) == len(scene.rows)


def test_unknown_and_not_recorded_are_told_apart(of: Callable[..., Scene]) -> None:
    colours = found(of(), "money")
    assert colours.steps == (3, scale.UNKNOWN, scale.NONE)
    assert colours.values == (24000.5, None, None)
    assert colours.texts[1:] == ("k. A.", "k. A.")
    unknown, none = colours.entries[1:]
    assert (unknown.label, unknown.note) == ("Betrag unbekannt", "Projekt erfasst, Betrag nicht")
    assert (none.label, none.note) == ("kein Projekt erfasst", "bedeutet nicht 0 €")


def test_a_count_of_nothing_is_not_recorded(of: Callable[..., Scene]) -> None:
    assert found(of(), "projects").steps[2] == scale.NONE
    assert found(of(), "fairs").entries[-1].label == "keine Jobmesse erfasst"


def test_an_uninhabited_area_is_said_to_be_one(of: Callable[..., Scene]) -> None:
    for metric in ("inhabitants", "density"):
        entry = found(of(level="gemeinden"), metric).entries[-1]
        assert (entry.step, entry.label, entry.count) == (scale.NONE, "unbewohnt", 1)


def test_estimates_are_written_as_such(of: Callable[..., Scene]) -> None:
    scene = of(level="gemeinden")
    assert found(scene, "inhabitants").texts[0].replace("\u00a0", " ") == "ca. 1.000"
    assert found(scene, "money_per_inhabitant").texts[0].startswith("ca.")
    assert found(scene, "money").texts[0].replace("\u00a0", " ") == "24.001 €"


def test_areas_outside_the_filter_have_no_value(of: Callable[..., Scene]) -> None:
    colours = found(of(aerl=("nord",)), "inhabitants")
    assert colours.steps[:2] == (scale.OUTSIDE, scale.OUTSIDE)
    assert colours.values[:2] == (None, None)


def test_labels_of_classes_read_like_a_person_wrote_them() -> None:
    classes = scale.Scale(limits=(1.0, 2.5, 1000.0))
    labels = [legend._label(classes, i, "money", "de") for i in range(4)]
    assert labels == [
        "unter 1 €",
        "1 bis unter 2,50 €",
        "2,50 bis unter 1.000 €",
        "1.000 € und mehr",
    ]
    assert legend._label(classes, 3, "money", "en") == "€1,000 and more"
    whole = scale.Scale(limits=(2.0, 3.0, 6.0), whole=True)
    assert [legend._whole_label(whole, i, "de") for i in range(4)] == [
        "1",
        "2",
        "3–5",
        "6 und mehr",
    ]
