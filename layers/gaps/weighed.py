"""Who counts, in words: beside every figure of a demand that is weighed by an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import indicators
from layers import numbers
from layers import words

if TYPE_CHECKING:
    from layers.gaps.scene import GapScene


def title(scene: GapScene) -> str:
    """Return name and year of the indicator; empty if all inhabitants count."""
    weight = scene.weight
    if weight is None:
        return ""
    metric = indicators.own(scene.catalogue)[f"{indicators.PREFIX}{weight.indicator.id}"]
    return f"{metric.title(scene.lang, '')}, {weight.year}"


def scope(scene: GapScene) -> str:
    """Return what stands behind "of so many people": of which group they are."""
    name = title(scene)
    return words.text("gaps.weighed.scope", scene.lang, title=name) if name else ""


def only(scene: GapScene) -> str:
    """Return the sentence that stands behind another: that only this group is counted."""
    name = title(scene)
    return words.text("gaps.weighed.of", scene.lang, title=name) if name else ""


def heading(scene: GapScene, word: str) -> str:
    """Return the head of the column of inhabitants, or of those of them who count."""
    return words.text("gaps.weighed.column" if scene.weight else word, scene.lang)


def empty(scene: GapScene, word: str) -> str:
    """Return what an area without demand is called: nobody lives there, or nothing is known."""
    return words.text("gaps.weighed.empty" if scene.weight else word, scene.lang)


def statement(scene: GapScene) -> str:
    """Say what was assumed, how precise it is, what is missing, and the source."""
    weight, lang = scene.weight, scene.lang
    if weight is None:
        return ""
    said = [
        words.text(
            f"gaps.weighed.{weight.kind}",
            lang,
            title=title(scene),
            date=numbers.date(scene.catalogue.state.inhabitants, lang),
        ),
        words.text(f"gaps.weighed.spread_{weight.level}", lang),
    ]
    if weight.unknown:
        names = scene.catalogue.areas[weight.level]["label"]
        listed = [str(names[key]) for key in weight.unknown[:5]]
        more = ", …" if len(weight.unknown) > len(listed) else ""
        n = len(weight.unknown)
        said.append(words.count("gaps.weighed.lacking", n, lang, names=", ".join(listed) + more))
    said.append(words.text("gaps.weighed.source", lang, source=weight.indicator.source))
    return " ".join(said)
