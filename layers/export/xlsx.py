"""Excel workbook: the rows with number formats, and a sheet with view, state and sources."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import xlsxwriter

from layers import attribution
from layers import describe
from layers import indicators
from layers import programmes
from layers import rowset
from layers import words
from layers.spec import ExportSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.provenance import Source
    from layers.rowset import Column
    from layers.rowset import Header
    from layers.rowset import Own
    from layers.rowset import Rows
    from layers.rowset import Rowset
    from layers.scene import Scene

# Without a fixed date equal views would give different bytes
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FORMATS = {"integer": "#,##0", "money": "#,##0.00", "number": "#,##0.00####"}
WIDTHS = {"text": 22, "integer": 12, "number": 12, "money": 16, "flag": 8}
MOST_CHARACTERS = 32_767  # of a cell


def _put(sheet: Any, at: tuple[int, int], value: Any, column: Column, styles: Any) -> None:
    if value is None:
        return
    if column.kind == "flag":
        sheet.write_boolean(*at, value)
    elif column.kind in FORMATS:
        sheet.write_number(*at, value, styles[column.kind])
    else:  # written as text: never a formula or a link
        sheet.write_string(*at, str(value)[:MOST_CHARACTERS])


def _rows(sheet: Any, found: Rowset, header: Header, styles: Any) -> None:
    for at, column in enumerate(found.columns):
        sheet.write_string(0, at, column.head(header), styles["head"])
        sheet.set_column(at, at, WIDTHS[column.kind])
    for down, row in enumerate(found.rows, start=1):
        for at, (value, column) in enumerate(zip(row, found.columns, strict=True)):
            _put(sheet, (down, at), value, column, styles)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(found.rows), 1), len(found.columns) - 1)


def about(scene: Scene | Own) -> list[tuple[str, str]]:
    """Return what has to be known beside the figures: view, sentence, completeness, state."""
    if isinstance(scene, rowset.Own):
        return scene.about()
    lang, view = scene.view.lang, scene.view
    metric = indicators.metric(view.metric, scene.catalogue)
    lines = [
        (words.text("export.note_view", lang), describe.title(scene, metric)),
        ("", describe.money(scene).sentence),
        (words.text("export.note_version", lang), scene.catalogue.version),
    ]
    for id_ in view.programme or scene.programmes:
        for row in programmes.completeness(scene.catalogue, id_, view.kind, lang):
            said = " · ".join(part for part in (row.count_text, row.money_text, row.note) if part)
            label = words.text("export.note_completeness", lang)
            lines.append((label, f"{row.title}: {said}"))
    return lines


def _sources(sheet: Any, told: Told, styles: Any) -> None:
    for down, (label, text) in enumerate(told.about):
        sheet.write_string(down, 0, label, styles["head"])
        sheet.write_string(down, 1, text)
    keys = ("source_title", "source_licence", "source_attribution", "source_date", "source_url")
    top = len(told.about) + 1
    for at, key in enumerate(keys):
        sheet.write_string(top, at, words.text(f"export.{key}", told.lang), styles["head"])
    for down, source in enumerate(told.sources, start=top + 1):
        title = source.title_en if told.lang == "en" else source.title
        date = source.newest or source.reference_date
        cells = (title, source.licence, source.attribution, date, source.url)
        for at, text in enumerate(cells):
            sheet.write_string(down, at, text)
    sheet.set_column(0, len(keys) - 1, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands beside the rows: name of their sheet, what has to be known, sources."""

    sheet: str
    about: Sequence[tuple[str, str]]
    sources: Sequence[Source]
    lang: str


def write(scene: Scene | Own, rows: Rows = "areas", header: Header = "key") -> bytes:
    """Return the areas or records of a scene as a workbook."""
    ids = attribution.source_ids(scene.catalogue, scene.level.id)
    used = {id_ for ids_ in ids.values() for id_ in ids_}
    lang = scene.view.lang
    told = Told(
        sheet=words.text(f"export.sheet_{rows}", lang),
        about=about(scene),
        sources=[source for source in scene.catalogue.sources if source.id in used],
        lang=lang,
    )
    return book(rowset.of(scene, rows), header, told)


def book(found: Rowset, header: Header, told: Told) -> bytes:
    """Return rows as a workbook, with a sheet of what has to be known beside them."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as made:
        made.set_properties({"title": "Zukunftsatlas Niedersachsen", "created": CREATED})
        styles = {kind: made.add_format({"num_format": text}) for kind, text in FORMATS.items()}
        styles["head"] = made.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _rows(made.add_worksheet(told.sheet), found, header, styles)
        sources = made.add_worksheet(words.text("export.sheet_sources", told.lang))
        _sources(sources, told, styles)
    return target.getvalue()


EXPORT = ExportSpec(
    id="xlsx",
    order=20,
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write=write,
)
