"""Sheet: a table as it stands in a file, row by row, with the row's number in the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

Cell = str | int | float | bool | dt.date | None
"""What a cell may hold; None is an empty one. A `datetime` at midnight comes as its date."""


class Row(NamedTuple):
    """One row: its number as the office sees it (first row is 1), and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of a file.

    Parameters
    ----------
    file
        Name of the file.
    kind
        ``csv``, ``xlsx``, ``ods``, ``gpkg``, ``geojson`` or ``shapefile``.
    name
        Name of the sheet or layer, empty where there is none.
    rows
        Gives the rows from the first on, each time it is called; empty rows are passed over.
    typed
        Whether the file says itself what is a number: there a number as text is a fault.
    comma
        Whether a lone comma in a number is its decimal sign (in a CSV with ``;`` it is).
    details
        How it was read, for the report: encoding, separator, coordinate system.
    """

    file: str
    kind: str
    rows: Callable[[], Iterator[Row]]
    name: str = ""
    typed: bool = False
    comma: bool = True
    details: tuple[tuple[str, str], ...] = ()


def tidy(value: object) -> Cell:
    """Return a value of a file as a cell: blanks and NaN are empty, whole floats are integers."""
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, bool | int | dt.date):
        return value
    if isinstance(value, float):
        if value != value:  # noqa: PLR0124  NaN
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return str(value) or None


def text(cell: Cell) -> str:
    """Return a cell as a reader would write it into a CSV."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return repr(cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)
