"""Small tables of facts that the build brings with it, read as they are."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "tables"


class Change(NamedTuple):
    """One Gemeinde that got another key: merged, or renumbered."""

    valid_from: str
    kind: str
    former_key: str
    former_name: str
    key: str
    name: str


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one table as text."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def members(name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return key to name and Kreis keys, of the ÄrL or of the Zukunftsregionen."""
    return {r["key"]: (r["name"], tuple(r["kreise"].split())) for r in rows(name)}


def aerl_of_kreis() -> dict[str, str]:
    """Return Kreis key to ÄrL key."""
    return {kreis: key for key, (_, ks) in members("aerl.csv").items() for kreis in ks}


def changes() -> list[Change]:
    """Return the successor table, one row a former key."""
    out = []
    for row in rows("successors.csv"):
        for former in row["former"].split("; "):
            key, name = former.split(" ", 1)
            out.append(Change(row["valid_from"], row["kind"], key, name, row["key"], row["name"]))
    return out
