"""Lists beside the map: need without funding, places without a project, no job fair.

Each says how incomplete the records are: nothing recorded is not the same as nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata.analysis import need as crossed
from layers import memo
from layers import numbers
from layers import programmes
from layers import query
from layers import words
from layers.gaps import figures
from layers.gaps import need

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.gaps.need import Need
    from layers.gaps.scene import GapScene

FUNDING: Final = "zukunftsraeume"
FAIRS: Final = "jobmessen"
LEVELS: Final = {"centres": "gemeinden", "municipalities": "gemeinden", "fairs": "landkreise"}
MOST: Final = 60
"""Rows of a list on the screen; the download has all."""
CENTRAL: Final = "central"
ANY: Final = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list.

    Parameters
    ----------
    key, name
        Of the area.
    area
        The Landkreis or office it belongs to.
    people
        Inhabitants; an estimate for Gemeinden.
    remark
        What else is to be said of it; may be empty.
    latest
        When a fair was recorded last, in words; empty if never or for other lists.
    """

    key: str
    name: str
    area: str
    people: int
    remark: str = ""
    latest: str = ""


def _ordered(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.people, row.key)))


def _here(catalogue: Catalogue, level: str, offices: tuple[str, ...]) -> set[str]:
    """Return the keys of a level inside the areas of some offices; all if none is named."""
    frame = catalogue.areas[level]
    return set(frame.index[frame["aerl"].isin(offices)] if offices else frame.index)


@memo.per_catalogue
def _gemeinden(
    catalogue: Catalogue, offices: tuple[str, ...], lang: str, tier: str
) -> tuple[Row, ...]:
    """Return the Gemeinden, central ones or any, that have no project, alone or with others."""
    every = crossed.municipalities(catalogue, FUNDING)
    table = every
    if tier == CENTRAL:
        table = crossed.central_places(catalogue, FUNDING)
        table = table[table["may_apply"]]
    here, funded = _here(catalogue, "gemeinden", offices), every["has_project"]
    labels = catalogue.areas["landkreise"]["label"]
    newly = words.text("gaps.lists.newly", lang)
    return _ordered(
        [
            Row(
                key=str(row.Index),
                name=str(row.name),
                area=str(labels.get(row.landkreis, "")),
                people=int(row.inhabitants),
                remark=newly if getattr(row, "is_newly_eligible", False) else "",
            )
            for row in table.itertuples()
            if row.Index in here and not funded.get(row.Index, False)
        ]
    )


@memo.per_catalogue
def _kreise(
    catalogue: Catalogue, offices: tuple[str, ...], lang: str, first: str
) -> tuple[Row, ...]:
    """Return the Landkreise without a recorded fair since an ISO date that may be partial."""
    kreise, names = catalogue.areas["landkreise"], catalogue.areas["aerl"]["name"]
    here = _here(catalogue, "landkreise", offices)
    undated = words.text("gaps.lists.fairs.undated", lang)
    return _ordered(
        [
            Row(
                key=str(row.Index),
                name=str(row.name),
                area=f"ÄrL {names[kreise.loc[row.Index, 'aerl']]}",
                people=int(row.inhabitants),
                remark=undated if row.n_undated else "",
                latest=numbers.date(str(row.latest), lang) if row.latest else "",
            )
            for row in crossed.without_fair(catalogue, first).itertuples()
            if row.Index in here and not row.has_fair
        ]
    )


def centres(scene: GapScene) -> tuple[Row, ...]:
    """Return the central places that may apply and have no recorded project."""
    return _gemeinden(scene.catalogue, scene.view.aerl, scene.lang, CENTRAL)


def municipalities(scene: GapScene) -> tuple[Row, ...]:
    """Return all inhabited Gemeinden without a recorded project."""
    return _gemeinden(scene.catalogue, scene.view.aerl, scene.lang, ANY)


def since(scene: GapScene) -> str:
    """Return from when fairs count (ISO, may be partial): as chosen, else the first year.

    That is the first year of the filter, or of the first recorded fair; empty if there is none.
    """
    if scene.view.since:
        return scene.view.since
    if scene.view.years:
        return str(scene.view.years[0])
    dated = [e.year for e in query.entries(scene.catalogue).values() if e.fair and e.year]
    return str(min(dated)) if dated else ""


def without_fair(scene: GapScene) -> tuple[Row, ...]:
    """Return the Landkreise without a recorded fair since that year."""
    first = since(scene)
    if not first:
        return ()
    return _kreise(scene.catalogue, scene.view.aerl, scene.lang, first)


ROWS: Final[dict[str, Callable[[GapScene], tuple[Row, ...]]]] = {
    "centres": centres,
    "municipalities": municipalities,
    "fairs": without_fair,
}


def _published(scene: GapScene, programme: str) -> str:
    """Say how much of the published number is recorded, or that it is not complete."""
    lang = scene.lang
    rows = programmes.completeness(scene.catalogue, programme, "award", lang)
    said = [row.count_text for row in rows if row.count_text]
    if said:
        return words.text("gaps.lists.recorded", lang, count=said[0])
    return words.text("gaps.lists.incomplete", lang)


def source(id_: str) -> str:
    """Return the address of the page of the Land behind a note; empty if there is none."""
    return "" if id_ == "fairs" else crossed.ELIGIBILITY_URL


def note(scene: GapScene, id_: str) -> str:
    """Return what has to be known beside a list: how incomplete it is, and who may apply."""
    if id_ == "fairs":
        return _published(scene, FAIRS)
    lang = scene.lang
    rest = numbers.integer(len(municipalities(scene)), lang)
    parts = (
        _published(scene, FUNDING),
        crossed.ELIGIBILITY_EN if lang == "en" else crossed.ELIGIBILITY,
        words.text("gaps.lists.rest", lang, n=rest) if id_ == "centres" else "",
    )
    return " ".join(part for part in parts if part)


def title(scene: GapScene, id_: str) -> str:
    """Return the title of a list."""
    first = since(scene) if id_ == "fairs" else ""
    if first:
        date = numbers.date(first, scene.lang)
        return words.text("gaps.lists.fairs.title_since", scene.lang, date=date)
    return words.text(f"gaps.lists.{id_}.title", scene.lang)


def _columns(names: tuple[str, ...], lang: str) -> list[list[str]]:
    return [[name, words.text(f"gaps.lists.column_{name}", lang)] for name in names]


def _list(scene: GapScene, id_: str) -> dict[str, Any]:
    """Return a list for the page: its first rows, and where all of them are."""
    lang, fairs = scene.lang, id_ == "fairs"
    rows = ROWS[id_](scene)
    names = ("name", "area", "people", *(("latest",) if fairs else ()), "remark")
    if not any(row.remark for row in rows):
        names = names[:-1]
    shown = [
        {
            "key": row.key,
            "cells": [
                numbers.people(row.people, lang, estimate=not fairs)
                if name == "people"
                else str(getattr(row, name)) or words.text("common.dash", lang)
                if name == "latest"
                else str(getattr(row, name))
                for name in names
            ],
        }
        for row in rows[:MOST]
    ]
    return {
        "id": id_,
        "title": title(scene, id_),
        "note": note(scene, id_),
        "source_url": source(id_),
        "level": LEVELS[id_],
        "columns": _columns(names, lang),
        "rows": shown,
        "total": len(rows),
    } | ({"since": _day(since(scene))} if fairs else {})


def _day(date: str) -> str:
    """Return the first day that a partial ISO date may mean, as a calendar field wants it."""
    return date + {4: "-01-01", 7: "-01"}.get(len(date), "")


def unfunded(scene: GapScene, found: Need) -> dict[str, Any]:
    """Return "Bedarf ohne Förderung" for the page."""
    lang = scene.lang
    table = need.unfunded(found)
    rows = [
        {
            "key": str(row.Index),
            "cells": [
                str(row.short),
                figures.people(need.people(found, row), lang),
                need.need_text(found, row, scene),
                need.money_text(row.money, row, lang),
            ],
        }
        for row in table.iloc[:MOST].itertuples()
    ]
    columns = ("name", "people", "share", "money")
    return {
        "id": "need",
        "title": words.text("gaps.need.list", lang),
        "note": words.text("gaps.need.list_note", lang, medians=need.medians(scene, found)),
        "source_url": "",
        "level": scene.level.id,
        "columns": [[id_, _heading(found, id_, lang)] for id_ in columns],
        "rows": rows,
        "total": len(table),
    }


def _heading(found: Need, column: str, lang: str) -> str:
    if found.axis is not None and column == "share":
        return found.axis.title(lang)
    if found.axis is not None and column == "people":
        return words.text("gaps.lists.column_people", lang)
    return words.text(f"gaps.need.column_{column}", lang)


def build(scene: GapScene, found: Need) -> list[dict[str, Any]]:
    """Return the lists of a scene."""
    return [unfunded(scene, found), *(_list(scene, id_) for id_ in ROWS)]
