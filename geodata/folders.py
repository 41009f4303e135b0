"""Where the shipped data lie, and reading one of their files with plain words on failure."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from geodata import errors

DATA: Final = Path(__file__).parent / "data"
"""The data that come with the repository."""


def existing(path: Path) -> Path:
    """Return the path, or say that the file is missing and what to do."""
    if not path.is_file():
        raise errors.MissingFileError(path)
    return path


def table(path: Path, columns: tuple[str, ...], numbers: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return a CSV as text columns, the named ones as numbers.

    Raises
    ------
    MissingFileError, DamagedFileError
        If the file is not there, no CSV, or lacks a column, or a number is none.
    """
    try:
        frame = pd.read_csv(existing(path), dtype=str, keep_default_na=False, encoding="utf-8")
    except (ValueError, EOFError, OSError) as fault:
        if isinstance(fault, errors.MissingFileError):
            raise
        raise errors.DamagedFileError(
            path, "keine lesbare CSV-Tabelle", "no readable CSV table"
        ) from fault
    if missing := [c for c in columns if c not in frame.columns]:
        listed = ", ".join(missing)
        raise errors.DamagedFileError(
            path, f"Spalten fehlen: {listed}", f"columns missing: {listed}"
        )
    for column in numbers:
        values = pd.to_numeric(frame[column].replace("", None), errors="coerce")
        bad = values.isna() & (frame[column] != "")
        if bad.any():
            row = int(bad.to_numpy().argmax())
            value = frame[column].iloc[row]
            where = f"{row + 2}, {column}: '{value}'"
            raise errors.DamagedFileError(
                path, f"keine Zahl in Zeile {where}", f"not a number in row {where}"
            )
        frame[column] = values.astype(float)
    return frame
