"""Limits: how much of a file the atlas is willing to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes above which a file is refused.

    Parameters
    ----------
    text_bytes
        Size of a text table (CSV), which is read row by row.
    packed_bytes
        Size of any other file, which is read whole.
    unpacked_bytes
        What all members of an archive may hold together.
    ratio
        How many times larger a member may be than its packed form.
    members
        Files in an archive.
    rows, columns
        Of a table; rows of a workbook or a map are limited by `cells`.
    cells
        Of a workbook's sheet, counted as the rectangle around them.
    cell_characters
        Of one cell.
    """

    text_bytes: int = 1024 * MIB
    packed_bytes: int = 64 * MIB
    unpacked_bytes: int = 512 * MIB
    ratio: int = 200
    members: int = 1000
    rows: int = 2_000_000
    columns: int = 500
    cells: int = 6_000_000
    cell_characters: int = 20_000


USUAL: Final = Limits()
