"""The table: the rows of the map in words and in numbers, with what no row can hold."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from layers import numbers
from layers import words

if TYPE_CHECKING:
    from layers.scene import Scene
    from layers.sums import Figures

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Parameters
    ----------
    id
        ``name``, ``unknown`` or the id of a metric.
    title
        What stands above it.
    align
        ``left`` for words, ``right`` for figures.
    """

    id: str
    title: str
    align: str = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows aligned with ``scene.rows``.

    Parameters
    ----------
    columns
        The columns.
    rows
        For each area the words and the values to sort by (None = unknown); areas without a
        record have no value but their name, since nothing recorded is not zero.
    none
        Words of the records that belong to no single area; None if there are none.
    total
        Words of all records, each once.
    caption, note
        What the table shows, and what has to be known to read it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[list[str], list[Cell]], ...]
    none: list[str] | None
    total: list[str]
    caption: str
    note: str


def folded(text: str) -> str:
    """Return a text to sort by: small letters, umlauts beside their vowels."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def columns(scene: Scene) -> tuple[Column, ...]:
    """Return the columns of a scene."""
    lang, kind = scene.view.lang, scene.view.kind
    per = "per_inhabitant_estimate" if scene.estimated else "per_inhabitant"
    return (
        Column(id="name", title=words.text(f"level.{scene.level.id}.one", lang), align="left"),
        Column(id="projects", title=words.text(f"table.projects_{kind}", lang)),
        Column(id="unknown", title=words.text("table.unknown", lang)),
        Column(id="money", title=words.text("table.amount", lang)),
        Column(id="money_per_inhabitant", title=words.text(f"table.{per}", lang)),
    )


def _amount(value: float | None, n: int, lang: str) -> str:
    if value is None:
        return words.text("common.absent" if n else "common.dash", lang)
    return numbers.integer(value, lang)


def _per(value: float | None, n: int, lang: str, *, estimate: bool) -> str:
    if value is None:
        return words.text("common.absent" if n else "common.dash", lang)
    if not estimate:
        return numbers.decimal(value, lang, 2)
    return numbers.about(
        numbers.decimal(value, lang, 0 if value >= numbers.ROUGH_FROM else 1), lang
    )


def _row(row: Any, lang: str) -> tuple[list[str], list[Cell]]:
    dash = words.text("common.dash", lang)
    amount, per = numbers.plain(row.amount_eur), numbers.plain(row.per_inhabitant)
    estimate = row.inhabitants_status == "estimate"
    shown = [
        str(row.short),
        numbers.integer(row.n, lang) if row.n else dash,
        numbers.integer(row.n_unknown, lang) if row.n_unknown else dash,
        _amount(amount, row.n, lang),
        _per(per, row.n, lang, estimate=estimate),
    ]
    values: list[Cell] = [folded(str(row.short))]
    if row.n:
        rounded = None if per is None else round(per, 4)
        compact = None if amount is None else numbers.compact(amount)
        values += [int(row.n), int(row.n_unknown), compact, rounded]
    return shown, values


def _sum(label: str, found: Figures, lang: str) -> list[str]:
    dash = words.text("common.dash", lang)
    return [
        label,
        numbers.integer(found.n, lang) if found.n else dash,
        numbers.integer(found.n_unknown, lang) if found.n_unknown else dash,
        _amount(found.amount_eur, found.n, lang),
        "",
    ]


def build(scene: Scene) -> Table:
    """Return the table of a scene."""
    lang, level = scene.view.lang, scene.level.id
    total = "table.total_overlapping" if scene.overlapping else "table.total"
    nowhere = words.text(f"level.{level}.nowhere", lang)
    return Table(
        columns=columns(scene),
        rows=tuple(_row(row, lang) for row in scene.rows.itertuples()),
        none=_sum(nowhere, scene.nowhere, lang) if scene.nowhere.n else None,
        total=_sum(words.text(total, lang), scene.total, lang),
        caption=words.text(
            "chart.areas.title",
            lang,
            kind=words.text(f"kind.{scene.view.kind}", lang),
            by=words.text(f"level.{level}.by", lang),
        ),
        note=words.text("table.note_overlapping", lang) if scene.overlapping else "",
    )
