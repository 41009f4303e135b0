"""The card of an area: who and where it is, its figures, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import memo
from layers import numbers
from layers import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.catalogue import Catalogue
    from layers.scene import Scene

Pair = tuple[str, str]


def people(row: Any, lang: str, date: str) -> str:
    """Write the inhabitants of an area with their date, or that they are an estimate."""
    if not row.inhabitants:
        return words.text("card.uninhabited", lang)
    estimate = row.inhabitants_status == "estimate"
    figure = numbers.people(row.inhabitants, lang, estimate=estimate)
    if estimate:
        return words.text("card.inhabitants_estimate", lang, n=figure)
    return words.text("card.inhabitants", lang, n=figure, date=numbers.date(date, lang))


def _above(row: Any, level: str, catalogue: Catalogue) -> str:
    """Name what an area belongs to: its Kreis, its ÄrL, or nothing."""
    if level == "aerl":
        return ""
    if level in ("gemeinden", "samtgemeinden") and row.kreis:
        kreise = catalogue.areas["landkreise"]
        return str(kreise["label"][row.kreis]) if row.kreis in kreise.index else ""
    offices = catalogue.areas["aerl"]
    keys = [key for key in row.aerl.split(";") if key in offices.index]
    names = [str(offices["name"][key]) for key in keys]
    return f"ÄrL {', '.join(names)}" if names else ""


@memo.per_catalogue
def subtitles(catalogue: Catalogue, level: str, lang: str) -> list[str]:
    """Return the line under the name of each area of a level."""
    parts = (
        (_above(row, level, catalogue), people(row, lang, catalogue.state.inhabitants))
        for row in catalogue.areas[level].itertuples()
    )
    return [" · ".join(part for part in pair if part) for pair in parts]


def _count(n: int, n_unknown: int, lang: str) -> str:
    if not n_unknown or n == n_unknown == 1:
        return numbers.integer(n, lang)
    values = {"n": numbers.integer(n, lang), "unknown": n_unknown}
    return words.count("card.count_unknown", n_unknown, lang, **values)


def _pairs(row: Any, scene: Scene) -> Iterator[Pair]:
    lang, kind = scene.view.lang, scene.view.kind
    absent = words.text("common.absent", lang)
    if row.n:
        known = numbers.plain(row.amount_eur) is not None
        if numbers.plain(row.per_inhabitant) is not None:
            estimate = row.inhabitants_status == "estimate"
            per = numbers.per_head(row.per_inhabitant, lang, estimate=estimate)
            yield words.text("metric.money_per_inhabitant.short", lang), per
        title = words.text(f"card.money_{kind}", lang)
        yield title, numbers.money(row.amount_eur, lang) if known else absent
        yield words.text(f"card.count_{kind}", lang), _count(row.n, row.n_unknown, lang)
    if row.fairs:
        yield words.text("noun.fairs.title", lang), numbers.integer(row.fairs, lang)


def _notes(row: Any, scene: Scene) -> Iterator[str]:
    lang = scene.view.lang
    if row.n_unknown and numbers.plain(row.amount_eur) is not None:
        yield words.count("card.minimum", row.n_unknown, lang)
    if row.n_soft:
        yield words.count("card.soft", row.n_soft, lang)
    if row.n:
        yield words.count("card.sources", row.n, lang)
        if scene.overlapping:
            yield words.text("card.overlapping", lang)


def of(row: Any, scene: Scene) -> tuple[list[Pair], str]:
    """Return figures and note of one row of ``scene.rows``."""
    return list(_pairs(row, scene)), " ".join(_notes(row, scene)) if row.n else ""


def cards(scene: Scene) -> tuple[list[list[Pair]], list[str]]:
    """Return figures and note of each area, aligned with ``scene.rows``; empty if it has none."""
    found = [of(row, scene) for row in scene.rows.itertuples()]
    return [figures for figures, _ in found], [note for _, note in found]
