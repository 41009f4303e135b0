"""Everything recorded about one area or one record, in words, each entry with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from layers import cards
from layers import entries
from layers import numbers
from layers import points
from layers import programmes
from layers import scene
from layers import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geodata.catalogue import Catalogue
    from layers.entries import Entry
    from layers.scene import Scene
    from layers.state import ViewState

__all__ = ["AreaDetail", "Group", "RecordDetail", "area_detail", "record_detail"]

# Order of the groups of instruments
KINDS = (
    "region",
    "cooperation",
    "strategy",
    "central_place",
    "model_project",
    "study",
    "office",
    "partner",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries of one kind or programme.

    Parameters
    ----------
    id
        Id of the programme, or ``instrument-<kind>``.
    title
        What the group holds.
    entries
        The entries, newest first where they have a year.
    """

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDetail:
    """What is known about one area.

    Parameters
    ----------
    key, title, subtitle
        Key, full name, and what it belongs to.
    figures
        Label and value of its figures in the view.
    groups
        Everything recorded there, whatever the filters of the view.
    note
        That lists are incomplete, or that nothing is recorded.
    """

    key: str
    title: str
    subtitle: str
    figures: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDetail:
    """What is known about one record.

    Parameters
    ----------
    id, title, subtitle
        Id, title, and programme, year and amount in one line.
    rows
        Label and value of everything recorded.
    note
        Remarks.
    sources
        Addresses.
    source_date
        Date of the newest source in words.
    confidence
        How reliable the record is, in words.
    """

    id: str
    title: str
    subtitle: str
    rows: tuple[tuple[str, str], ...]
    note: str
    sources: tuple[str, ...]
    source_date: str
    confidence: str


def _figures(found: Scene, key: str) -> Iterator[tuple[str, str]]:
    lang = found.view.lang
    at = found.rows.index.get_loc(key)
    row = next(found.rows.iloc[[at]].itertuples())
    figures, _ = cards.of(row, found)
    yield from figures
    estimate = row.inhabitants_status == scene.ESTIMATE
    people = numbers.people(row.inhabitants, lang, estimate=estimate)
    yield words.text("detail.inhabitants", lang), people
    decimals = 0 if row.area_km2 >= 100 else 1  # noqa: PLR2004  # km²
    area = f"{numbers.decimal(row.area_km2, lang, decimals)}{numbers.NBSP}km²"
    yield words.text("detail.area", lang), area
    if row.inhabitants:
        density = numbers.decimal(row.density, lang)
        density = numbers.about(density, lang) if estimate else density
        yield words.text("detail.density", lang), density


def _keys(catalogue: Catalogue, level: str, key: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the Kreise an area consists of or lies in, and its offices."""
    row = catalogue.area(level, key)
    kreise = {str(row["kreis"])} if row["kreis"] else set(str(row["members"]).split(";"))
    return frozenset(kreise), frozenset(str(row["aerl"]).split(";"))


def _records_here(view: ViewState, key: str, catalogue: Catalogue) -> list[str]:
    """Return the ids of all records of an area: its own, and those it shares with others."""
    keys = scene.assigned(catalogue, view.level)
    kreise, _ = _keys(catalogue, view.level, key)
    shared = view.level in ("landkreise", "aerl")
    return [
        str(id_)
        for id_, held, region in zip(
            catalogue.records.index,
            catalogue.records["landkreise"],
            catalogue.records["region"],
            strict=True,
        )
        if key in keys.get(str(id_), ())
        or (shared and not kreise.isdisjoint(held))
        or (view.level == "zukunftsregionen" and region == key)
    ]


def _record_groups(view: ViewState, key: str, catalogue: Catalogue) -> Iterator[Group]:
    records = catalogue.records.loc[_records_here(view, key, catalogue)]
    for programme in catalogue.programmes:
        own = records[records["programme"] == programme.id]
        if own.empty:
            continue
        own = own.sort_values(["year", "title"], ascending=[False, True], na_position="last")
        title = programme.title_en if view.lang == "en" else programme.title
        found = tuple(
            entries.of_record(str(id_), record, catalogue, view.lang)
            for id_, record in own.iterrows()
        )
        yield Group(id=programme.id, title=title, entries=found)
    apart = records[~records["programme"].isin(programmes.by_id(catalogue))]
    if len(apart):
        found = tuple(
            entries.of_record(str(id_), record, catalogue, view.lang)
            for id_, record in apart.iterrows()
        )
        yield Group(id="none", title=words.text("detail.group.none", view.lang), entries=found)


def _instruments_here(view: ViewState, key: str, catalogue: Catalogue) -> pd.DataFrame:
    """Return the instruments of an area.

    What holds for a whole office (strategies, the office itself) is shown for the Kreise in it;
    what names Kreise, only for those; what names a municipality, only for that on this level.
    """
    frame = catalogue.instruments
    kreise, offices = _keys(catalogue, view.level, key)
    chosen = []
    for named, aerl, gemeinde, region in zip(
        frame["landkreise"], frame["aerl"], frame["gemeinde"], frame["region"], strict=True
    ):
        if view.level == "gemeinden" and gemeinde:
            chosen.append(gemeinde == key)
        elif view.level == "zukunftsregionen" and region:
            chosen.append(region == key)
        elif named:
            chosen.append(not kreise.isdisjoint(named))
        else:
            chosen.append(not offices.isdisjoint(aerl))
    return frame[np.array(chosen, dtype=bool)]


def _instrument_groups(view: ViewState, key: str, catalogue: Catalogue) -> Iterator[Group]:
    frame = _instruments_here(view, key, catalogue)
    for kind in KINDS:
        own = frame[frame["kind"] == kind]
        if len(own):
            yield Group(
                id=f"instrument-{kind}",
                title=words.text(f"detail.group.{kind}", view.lang),
                entries=tuple(entries.of_instrument(row, view.lang) for _, row in own.iterrows()),
            )


def area_detail(view: ViewState, key: str, catalogue: Catalogue) -> AreaDetail:
    """Return everything recorded about an area of the view's level.

    Raises
    ------
    UnknownKeyError
        If the level has no such area.
    """
    row = catalogue.area(view.level, key)
    found = scene.build(view, catalogue)
    groups = (
        *_record_groups(view, key, catalogue),
        *_instrument_groups(view, key, catalogue),
    )
    at = found.rows.index.get_loc(key)
    note = "detail.incomplete" if groups else "detail.empty"
    return AreaDetail(
        key=key,
        title=str(row["label"]),
        subtitle=cards.subtitles(catalogue, view.level, view.lang)[at],
        figures=tuple(_figures(found, key)),
        groups=groups,
        note=words.text(note, view.lang),
    )


def _named(keys: tuple[str, ...], level: str, catalogue: Catalogue, lang: str) -> str:
    frame = catalogue.areas[level]
    return words.listed([str(frame["label"][key]) for key in keys if key in frame.index], lang)


def _place_rows(record: Any, catalogue: Catalogue, lang: str) -> Iterator[tuple[str, str]]:
    yield "place", str(record["place_text"])
    yield "place_precision", words.text(f"place.{record['place_precision'] or 'none'}", lang)
    yield "address", points.localised(record, "address", lang)
    yield "venue", str(record["venue"])
    yield "landkreise", _named(record["landkreise"], "landkreise", catalogue, lang)
    region = (str(record["region"]),) if record["region"] else ()
    yield "region", _named(region, "zukunftsregionen", catalogue, lang)


def _money_rows(record: Any, lang: str) -> Iterator[tuple[str, str]]:
    amount, cost = numbers.plain(record["amount_eur"]), numbers.plain(record["total_cost_eur"])
    note = points.localised(record, "amount_note", lang)
    if amount is not None:
        figure = numbers.money(amount, lang, str(record["amount_precision"]))
        yield "amount", f"{figure} ({entries.precision(record['amount_precision'], note, lang)})"
        yield (
            "amount_kind",
            words.text(f"kind.{record['amount_kind']}_long", lang)
            if record["amount_kind"] in ("award", "budget")
            else words.text("kind.cost", lang),
        )
    elif record["money_bearing"]:
        absent = words.text("common.absent", lang)
        yield "amount", f"{absent} ({note})" if note else absent
    if cost is not None:
        figure = numbers.money(cost, lang, str(record["total_cost_precision"]))
        extra = points.localised(record, "total_cost_note", lang)
        yield "total_cost", f"{figure} ({extra})" if extra else figure
    if record["confirmed_twice"] == "yes":
        yield "confirmed", words.text("common.yes", lang)


def _rows(record: Any, catalogue: Catalogue, lang: str) -> Iterator[tuple[str, str]]:
    """Return field and value of everything recorded, empty values included."""
    programme = programmes.by_id(catalogue).get(str(record["programme"]))
    if programme is not None:
        yield "programme", programme.title_en if lang == "en" else programme.title
    yield "kind", points.localised(record, "kind_label", lang)
    yield from _money_rows(record, lang)
    year = numbers.plain(record["year"])
    yield "year", "" if year is None else str(int(year))
    yield "date", numbers.date(str(record["date"]), lang)
    yield "status", points.localised(record, "status", lang)
    opened = numbers.date(str(record["opened"]), lang)
    opened_note = points.localised(record, "opened_note", lang)
    yield "opened", " – ".join(part for part in (opened, opened_note) if part)
    yield from _place_rows(record, catalogue, lang)
    for field in ("theme", "applicant", "funder", "services"):
        yield field, points.localised(record, field, lang)
    if record["parent"] in catalogue.records.index:
        parent = catalogue.records.loc[record["parent"]]
        yield "parent", points.localised(parent, "title", lang)
    yield "organisers", str(record["organisers"])
    for field in ("visitors", "exhibitors"):
        value = numbers.plain(record[field])
        yield field, "" if value is None else numbers.integer(value, lang)
    if not record["counted"]:
        yield "not_counted", points.localised(record, "not_counted_reason", lang)


def record_detail(id_: str, lang: str, catalogue: Catalogue) -> RecordDetail:
    """Return everything known about a record.

    Raises
    ------
    KeyError
        If there is no such record.
    """
    record = catalogue.records.loc[id_]
    rows = tuple(
        (words.text(f"detail.{field}", lang), value)
        for field, value in _rows(record, catalogue, lang)
        if value
    )
    notes = (points.localised(record, field, lang) for field in ("note", "place_note"))
    return RecordDetail(
        id=id_,
        title=points.localised(record, "title", lang),
        subtitle=points.line(record, catalogue, lang),
        rows=rows,
        note=" ".join(note for note in notes if note),
        sources=entries.sources(record),
        source_date=numbers.date(str(record["source_date"]), lang),
        confidence=entries.confidence(record, lang),
    )
