"""CSV: UTF-8 with byte order mark, semicolon and decimal comma in German, as Excel expects."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from typing import Any

from layers import rowset
from layers.spec import ExportSpec

if TYPE_CHECKING:
    from layers.rowset import Column
    from layers.rowset import Header
    from layers.rowset import Own
    from layers.rowset import Rows
    from layers.rowset import Rowset
    from layers.scene import Scene

# A spreadsheet takes a text that begins like this for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MONEY_DECIMALS, DECIMALS = 2, 6


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _number(value: float, decimals: int, comma: str) -> str:
    if value == int(value):
        return str(int(value))
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".").replace(".", comma)


def cell(value: Any, column: Column, comma: str) -> str:
    """Return a value as it is written; empty if unknown."""
    if value is None:
        return ""
    if column.kind == "flag":
        return "true" if value else "false"
    if column.kind in ("integer", "number", "money"):
        return _number(value, MONEY_DECIMALS if column.kind == "money" else DECIMALS, comma)
    return neutral(str(value))


def write(scene: Scene | Own, rows: Rows = "areas", header: Header = "key") -> bytes:
    """Return the areas or records of a scene as CSV."""
    return table(rowset.of(scene, rows), header, scene.view.lang)


def table(found: Rowset, header: Header, lang: str) -> bytes:
    """Return rows as CSV in the way of a language."""
    separator, comma = (",", ".") if lang == "en" else (";", ",")
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerow([column.head(header) for column in found.columns])
    for row in found.rows:
        pairs = zip(row, found.columns, strict=True)
        writer.writerow([cell(value, column, comma) for value, column in pairs])
    return target.getvalue().encode("utf-8-sig")


EXPORT = ExportSpec(id="csv", order=10, media_type="text/csv; charset=utf-8", write=write)
