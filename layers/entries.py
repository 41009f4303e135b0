"""Records and instruments as entries of a list: title, one line, note, sources, confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from layers import numbers
from layers import points
from layers import words

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

SOURCES = ("source_url", "source_url_2", "source_url_3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list.

    Parameters
    ----------
    id
        Id of the record or instrument.
    title, line, note
        Title; place, year and amount; remarks.
    sources
        Addresses.
    source_date
        Date of the newest source in words.
    confidence
        How reliable the entry is, in words.
    """

    id: str
    title: str
    line: str
    note: str
    sources: tuple[str, ...]
    source_date: str
    confidence: str


def sources(row: Any) -> tuple[str, ...]:
    """Return the addresses of a record or instrument, each once."""
    found = (str(row[name]) for name in SOURCES if row[name])
    return tuple(dict.fromkeys(url for url in found if url.startswith(("http://", "https://"))))


def confidence(row: Any, lang: str) -> str:
    """Return how reliable a record or instrument is, in words."""
    if not row["confidence"]:
        return ""
    degree = words.text(f"confidence.{row['confidence']}", lang)
    return f"{words.text('detail.confidence', lang)} {degree}"


def precision(name: Any, note: str, lang: str) -> str:
    """Return how precise an amount is, in words, and what was noted about it."""
    known = words.text(f"precision.{name}", lang) if name else ""
    return "; ".join(part for part in (known, note) if part) or words.text(
        "precision.reported", lang
    )


def of_record(id_: str, record: Any, catalogue: Catalogue, lang: str) -> Entry:
    """Return a record as an entry."""
    parts = (
        points.where(record, catalogue, lang),
        points.when(record, lang),
        points.amount_text(record, lang),
        points.localised(record, "status", lang),
    )
    reason = points.localised(record, "not_counted_reason", lang)
    notes = (
        f"{words.text('detail.not_counted', lang)}: {reason}" if not record["counted"] else "",
        points.localised(record, "amount_note", lang),
        points.localised(record, "note", lang),
    )
    return Entry(
        id=id_,
        title=points.localised(record, "title", lang),
        line=" · ".join(part for part in parts if part),
        note=" · ".join(note for note in notes if note),
        sources=sources(record),
        source_date=numbers.date(str(record["source_date"]), lang),
        confidence=confidence(record, lang),
    )


def of_instrument(row: Any, lang: str) -> Entry:
    """Return a strategy, cooperation, study, central place or office as an entry."""
    amount = numbers.plain(row["amount_eur"])
    parts = (
        points.localised(row, "kind_label", lang),
        points.localised(row, "year_text", lang),
        numbers.money(amount, lang, str(row["amount_precision"])) if amount is not None else "",
    )
    notes = (
        points.localised(row, "text", lang),
        points.localised(row, "amount_note", lang),
        points.localised(row, "note", lang),
    )
    return Entry(
        id=str(row.name),
        title=points.localised(row, "title", lang),
        line=" · ".join(part for part in parts if part),
        note=" · ".join(note for note in notes if note),
        sources=sources(row),
        source_date=numbers.date(str(row["source_date"]), lang),
        confidence=confidence(row, lang),
    )
