"""Lists beside the map: need without funding, central places without a project, no job fair."""

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

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.gaps.scene import GapScene

FUNDING: Final = "zukunftsraeume"
FAIRS: Final = "jobmessen"
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
    """

    key: str
    name: str
    area: str
    people: int
    remark: str = ""


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
    catalogue: Catalogue, offices: tuple[str, ...], lang: str, first: int
) -> tuple[Row, ...]:
    """Return the Landkreise without a recorded fair since the beginning of a year."""
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
            )
            for row in crossed.without_fair(catalogue, f"{first}-01-01").itertuples()
            if row.Index in here and not row.has_fair
        ]
    )


def centres(scene: GapScene) -> tuple[Row, ...]:
    """Return the central places that may apply and have no recorded project."""
    return _gemeinden(scene.catalogue, scene.view.aerl, scene.lang, CENTRAL)


def municipalities(scene: GapScene) -> tuple[Row, ...]:
    """Return all inhabited Gemeinden without a recorded project."""
    return _gemeinden(scene.catalogue, scene.view.aerl, scene.lang, ANY)


def since(scene: GapScene) -> int | None:
    """Return the first year that counts: of the filter, else of the first recorded fair."""
    if scene.view.years:
        return scene.view.years[0]
    dated = [e.year for e in query.entries(scene.catalogue).values() if e.fair and e.year]
    return min(dated, default=None)


def without_fair(scene: GapScene) -> tuple[Row, ...]:
    """Return the Landkreise without a recorded fair since that year."""
    first = since(scene)
    if first is None:
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
    first = since(scene) if id_ == "fairs" else None
    if first is not None:
        return words.text("gaps.lists.fairs.title_since", scene.lang, year=first)
    return words.text(f"gaps.lists.{id_}.title", scene.lang)


def _shown(row: Row, lang: str, *, estimate: bool) -> dict[str, str]:
    people = numbers.people(row.people, lang, estimate=estimate)
    said = (row.area, words.text("gaps.lists.people", lang, n=people), row.remark)
    return {
        "key": row.key,
        "name": row.name,
        "area": row.area,
        "people": people,
        "text": " · ".join(part for part in said if part),
    }


def _list(scene: GapScene, id_: str) -> dict[str, Any]:
    rows = [_shown(row, scene.lang, estimate=id_ != "fairs") for row in ROWS[id_](scene)]
    return {
        "id": id_,
        "title": title(scene, id_),
        "note": note(scene, id_),
        "source_url": source(id_),
        "rows": rows,
        "total": len(rows),
    }


def _need(scene: GapScene, listed: dict[str, Any]) -> dict[str, Any]:
    """Return "Bedarf ohne Förderung" with a line of text a row."""
    said = ({name: row[name] for name in ("people", "share", "money")} for row in listed["rows"])
    rows = [
        row | {"text": words.text("gaps.need.line", scene.lang, **values)}
        for row, values in zip(listed["rows"], said, strict=True)
    ]
    return listed | {"rows": rows}


def build(scene: GapScene, needy: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lists of a scene; the first is that of :func:`layers.gaps.need.need_list`."""
    return [_need(scene, needy), _list(scene, "centres"), _list(scene, "fairs")]
