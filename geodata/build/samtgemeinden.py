"""Samtgemeinden: which one a Gemeinde of 2016 belongs to today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.build import tables

if TYPE_CHECKING:
    from collections.abc import Mapping


def of_2016(names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the 9-digit key of 2016 to today's key and name.

    Parameters
    ----------
    names
        Key to name of the Samtgemeinden of 2016.

    Returns
    -------
    Only those whose members are still in a Samtgemeinde; five became one Gemeinde each.
    """
    today = {key: (key, name) for key, name in names.items()}
    for row in tables.rows("samtgemeinden.csv"):
        if row["former"] in names and row["key"]:
            today[row["former"]] = (row["key"], row["name"])
        else:
            today.pop(row["former"], None)
    return today
