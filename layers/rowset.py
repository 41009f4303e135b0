"""What a download holds: columns with stable keys and titles, and rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal
from typing import Protocol
from typing import cast
from typing import runtime_checkable

from geodata import dataset
from layers import attribution
from layers import indicatorcolumns
from layers import numbers
from layers import query
from layers import scene as scenes
from layers import table
from layers import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from geodata.areas import AreaLevel
    from geodata.catalogue import Catalogue
    from layers.indicatorcolumns import Shown
    from layers.query import Entry
    from layers.scene import Scene
    from layers.state import ViewState

Rows = Literal["areas", "records", "need", "centres", "municipalities", "fairs"]
Header = Literal["key", "title"]
Kind = Literal["text", "integer", "number", "money", "flag"]
SOURCES = ("source_url", "source_url_2", "source_url_3")
LISTS = ("need", "centres", "municipalities", "fairs")  # of the mode gaps
JOINT = ";"
KINDS: dict[str, Kind] = {
    "integer": "integer",
    "number": "number",
    "money": "money",
    "flag": "flag",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a download.

    Parameters
    ----------
    key
        Stable English name.
    title
        Name on the screen.
    kind
        How its values are written.
    """

    key: str
    title: str
    kind: Kind = "text"

    def head(self, header: Header) -> str:
        """Return what stands above the column."""
        return self.key if header == "key" else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Rowset:
    """Columns and rows; a missing value is None, never zero."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]

    def column(self, key: str) -> list[Any]:
        """Return the values of a column."""
        at = [column.key for column in self.columns].index(key)
        return [row[at] for row in self.rows]


@runtime_checkable
class Own(Protocol):
    """A scene of another mode, which brings rows of its own."""

    @property
    def view(self) -> ViewState:
        """What is shown."""

    @property
    def catalogue(self) -> Catalogue:
        """The data."""

    @property
    def level(self) -> AreaLevel:
        """The level that is shown."""

    def area_rows(self) -> Rowset:
        """Return one row an area."""

    def list_rows(self, rows: Rows) -> Rowset:
        """Return the rows of a list beside the areas."""

    def record_ids(self) -> list[str]:
        """Return the ids of the records behind the figures."""

    def about(self) -> list[tuple[str, str]]:
        """Return what has to be known beside the figures, label and text."""


AREA_KINDS: dict[str, Kind] = {
    "key": "text",
    "name": "text",
    "title": "text",
    "aerl": "text",
    "inhabitants": "integer",
    "inhabitants_status": "text",
    "area_km2": "number",
    "projects": "integer",
    "projects_without_amount": "integer",
    "amount_eur": "money",
    "amount_kind": "text",
    "per_inhabitant_eur": "number",
    "fairs": "integer",
    "programmes": "text",
    "years": "text",
    "record_ids": "text",
    "sources": "text",
    "attribution": "text",
}


def _addresses(entries: Iterable[Entry], scene: Scene) -> str:
    records = scene.catalogue.records
    found = (str(url) for entry in entries for url in records.loc[entry.id, list(SOURCES)] if url)
    return " ".join(dict.fromkeys(found))


def _lines(scene: Scene) -> str:
    """Return the lines to be named with a table of areas."""
    found = attribution.lines(scene.catalogue, scene.level.id)
    ids = (scene.level.id, "metric:money_per_inhabitant", "metric:fairs")
    return " · ".join(dict.fromkeys(line for id_ in ids for line in found.get(id_, ())))


def _common(scene: Scene, entries: Sequence[Entry]) -> tuple[Any, ...]:
    """Return what says where the figures of a row come from."""
    return (
        " ".join(dict.fromkeys(entry.programme for entry in entries)),
        numbers.years(scene.view.years),
        " ".join(entry.id for entry in entries),
        _addresses(entries, scene),
        _lines(scene),
    )


def areas(scene: Scene | Own) -> Rowset:
    """Return one row an area inside the filter, then what belongs to no single area.

    Counts are empty, not zero, where nothing is recorded: the lists are not complete.
    """
    if isinstance(scene, Own):
        return scene.area_rows()
    lang, kind = scene.view.lang, scene.view.kind
    columns = tuple(
        Column(key=key, title=words.text(f"export.{key}", lang), kind=kind_)
        for key, kind_ in AREA_KINDS.items()
    )
    rows = []
    for row in scene.rows[scene.rows["inside"]].itertuples():
        entries = scene.placed.get(str(row.Index), ())
        known = (
            row.Index,
            row.label,
            row.title,
            row.aerl,
            int(row.inhabitants),
            row.inhabitants_status,
            float(row.area_km2),
            int(row.n) or None,
            int(row.n_unknown) if row.n else None,
            numbers.plain(row.amount_eur),
            kind if row.n else None,
            numbers.plain(row.per_inhabitant),
            int(row.fairs) or None,
        )
        rows.append((*known, *_common(scene, entries)))
    nowhere = scene.placed.get(scenes.NOWHERE, ())
    if nowhere:
        found = scene.nowhere
        name = words.text(f"level.{scene.level.id}.nowhere", lang)
        counts = (found.n, found.n_unknown, found.amount_eur, kind, None, None)
        rows.append(("", name, "", "", None, None, None, *counts, *_common(scene, nowhere)))
    return with_indicators(Rowset(columns=columns, rows=tuple(rows)), scene)


def with_indicators(found: Rowset, scene: Shown) -> Rowset:
    """Put the indicators of the table behind the other columns, each with year and source."""
    heads = indicatorcolumns.heads(scene)
    if not heads:
        return found
    columns = tuple(
        Column(key=key, title=title, kind=cast("Kind", kind)) for key, title, kind in heads
    )
    more = indicatorcolumns.cells(scene, [row[0] for row in found.rows])
    rows = tuple((*row, *cells) for row, cells in zip(found.rows, more, strict=True))
    return Rowset(columns=(*found.columns, *columns), rows=rows)


def record_ids(scene: Scene | Own) -> list[str]:
    """Return the ids of the records behind the figures: of the money, and fairs if asked for."""
    if isinstance(scene, Own):
        return scene.record_ids()
    entries = list(scene.records)
    if query.FAIRS in scene.view.programme or scene.view.metric == "fairs":
        entries += scene.fairs
    return [entry.id for entry in entries]


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return JOINT.join(value) or None
    value = numbers.plain(value)
    return None if value == "" else value


def records(scene: Scene | Own) -> Rowset:
    """Return the records behind the figures with every column, sources included."""
    lang, frame = scene.view.lang, scene.catalogue.records
    ids = record_ids(scene)
    chosen = frame.loc[ids]
    named = tuple(
        Column(
            key=column.name,
            title=column.title_en if lang == "en" else column.title,
            kind=KINDS.get(column.kind, "text"),
        )
        for column in dataset.RECORD
    )
    cells = [[_cell(value) for value in chosen[c.key]] for c in named if c.key != "id"]
    lines = attribution.lines(scene.catalogue, scene.level.id)
    owners = [" · ".join(lines.get(str(name), ())) for name in chosen["dataset"]]
    columns = (*named, Column(key="attribution", title=words.text("export.attribution", lang)))
    rows = zip(ids, *cells, owners, strict=True)
    return Rowset(columns=columns, rows=tuple(rows))


def of(scene: Scene | Own, rows: Rows) -> Rowset:
    """Return the rows of a download: the areas of the table, the records behind it, or a list."""
    if rows in LISTS and isinstance(scene, Own):
        return scene.list_rows(rows)
    return areas(scene) if rows == "areas" else records(scene)


def filename(scene: Scene, rows: Rows, extension: str) -> str:
    """Return a name that says what is in the file."""
    view = scene.view
    parts = ["zukunftsatlas", view.level if rows == "areas" else "eintraege"]
    parts += list(view.programme[:3]) or ["alle-programme"]
    parts += [view.kind] if view.kind != "award" else []
    parts += [f"{view.years[0]}-{view.years[1]}"] if view.years else []
    parts += list(view.aerl)
    return f"{'_'.join(table.folded(part) for part in parts)}.{extension}"
