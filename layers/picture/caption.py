"""What is said about a picture: alternative text, caption, credit; every figure from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import points
from layers import scale
from layers import spec
from layers import words
from layers.picture.drawing import About

if TYPE_CHECKING:
    from layers.picture.contents import Contents

ALT_MOST = 250  # characters


def classes(contents: Contents) -> list[str]:
    """Return each class of the legend with the number of its areas."""
    lang = contents.scene.view.lang
    return [
        words.text("picture.caption.alt_class", lang, label=entry.label, n=entry.count)
        for entry in contents.coloured.entries
    ]


def _points(contents: Contents) -> list[str]:
    """Return each drawn layer of points with the number of its records."""
    lang, layers = contents.scene.view.lang, spec.layers()
    if contents.trial:
        counts = {id_: {"total": len(ids)} for id_, ids in contents.trial.visible.items()}
    else:
        _, counts, _ = points.summary(contents.scene)
    drawn = [ref.id for ref in contents.scene.view.drawn() if ref.opacity]
    return [
        words.text(
            "picture.caption.alt_points",
            lang,
            n=counts[id_]["total"],
            title=layers[id_].title(lang),
        )
        for id_ in reversed(drawn)
        if id_ in counts
    ]


def alt(contents: Contents) -> str:
    """Return one text of at most 250 characters that says what the picture shows."""
    lang = contents.scene.view.lang
    steps = classes(contents) if contents.filled else []
    rest = _points(contents)
    title = contents.title
    while True:
        key = "alt" if steps else "alt_plain"
        said = words.text(
            f"picture.caption.{key}",
            lang,
            title=title.rstrip("."),
            classes=", ".join(steps),
            rest=", ".join(rest),
        )
        text = said.replace(". .", ".").strip().rstrip(",. ") + "."
        if len(text) <= ALT_MOST:
            return text
        if rest:
            rest.pop()
        elif steps:
            steps = []  # half a legend would mislead
        else:
            title = f"{title[: ALT_MOST - len(text) - 2].rstrip()}…"


def caption(contents: Contents) -> str:
    """Return the caption: title, sentence, legend, state."""
    scene, lang = contents.scene, contents.scene.view.lang
    sentence = ""
    note = legend = ""
    if contents.filled:
        sentence = contents.sentence
        areas = words.text(f"level.{scene.level.id}.dative", lang)
        n = int(scene.rows["inside"].sum())
        said = ", ".join(classes(contents))
        legend = words.text("picture.caption.legend", lang, n=n, areas=areas, classes=said)
        empty = [e for e in contents.coloured.entries if e.step == scale.NONE and e.note]
        if empty:
            values = {"label": empty[0].label, "meaning": empty[0].note}
            note = words.text("picture.caption.note", lang, **values)
    text = words.text(
        "picture.caption.caption",
        lang,
        title=contents.title.rstrip("."),
        sentence=sentence,
        legend=legend,
        note=note,
        state=contents.state,
    )
    text = " ".join((text, *contents.notes))
    return " ".join(part for part in text.split(" ") if part)


def about(contents: Contents, alt_text: str) -> About:
    """Return what is written into the file."""
    return About(
        title=contents.title,
        description=f"{alt_text} {caption(contents)}",
        credit=contents.house,
        source=contents.sources,
        date=contents.date,
        lang=contents.scene.view.lang,
        identifier=contents.identifier,
    )
