"""Migrating: tables that name Gemeinden by their keys follow the successors."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from geodata import indicators
from geodata.build import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.build.boundaries import Boundaries
    from geodata.refresh.present import Present
    from geodata.refresh.succession import Succession

JOINT: Final = ";"
KREIS_DIGITS: Final = 5
KEYED: Final = ("gemeinde", "samtgemeinde")
KREISE: Final = ("landkreise", "landkreis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What happened to a table.

    Parameters
    ----------
    path
        In the data folder.
    body
        Its content now.
    changed, dropped
        Numbers of rows that got another key, or cannot be kept.
    """

    path: str
    body: bytes
    changed: int
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """What became of a Samtgemeinde: another one, or one Gemeinde; both empty if neither."""

    samtgemeinde: str
    gemeinde: str


def joints(present: Present, made: Boundaries, went: Succession) -> dict[str, Joint]:
    """Return what became of the Samtgemeinden that are gone, by where their members are."""
    members = present.frames["gemeinden"]["samtgemeinde"]
    joint = made.gemeinden["samtgemeinde"]
    out = {}
    for key in present.frames["samtgemeinden"].index.difference(made.samtgemeinden.index):
        units = {went.key(str(unit)) for unit in members.index[members == key]}
        uppers = {str(joint[unit]) for unit in units}
        out[str(key)] = Joint(
            samtgemeinde=uppers.pop() if len(uppers) == 1 else "",
            gemeinde=units.pop() if len(units) == 1 else "",
        )
    return out


def tables_of(present: Present, made: Boundaries, went: Succession) -> Iterator[Moved]:
    """Yield the tables of records and indicators in which something changes."""
    gone = joints(present, made, went)
    folder = present.folder
    for path in sorted((folder / "records").glob("*.csv")):
        names, rows = _read(path)
        if not any(name in names for name in KEYED):
            continue
        changed = sum([_row(row, went, gone) for row in rows])
        if changed:
            yield _moved(path, folder, names, rows, changed, 0)
    path = folder / indicators.VALUES
    if path.is_file():
        names, rows = _read(path)
        kept, changed = _values(rows, went)
        if changed or len(kept) < len(rows):
            yield _moved(path, folder, names, kept, changed, len(rows) - len(kept))


def _row(row: dict[str, str], went: Succession, gone: Mapping[str, Joint]) -> bool:
    """Bring the keys of a row up to date; return whether it changed."""
    before = dict(row)
    own = row.get("gemeinde", "")
    if own:
        row["gemeinde"] = went.key(own)
    if (upper := row.get("samtgemeinde", "")) in gone:
        row["samtgemeinde"] = gone[upper].samtgemeinde
        if not row["samtgemeinde"] and not own and gone[upper].gemeinde:
            row["gemeinde"] = gone[upper].gemeinde
            for name in ("place_precision", "precision"):
                if row.get(name) == "samtgemeinde":
                    row[name] = "municipality"
    old, new = own[:KREIS_DIGITS], row.get("gemeinde", "")[:KREIS_DIGITS]
    if own and old != new:
        _other_kreis(row, old, new)
    return row != before


def _other_kreis(row: dict[str, str], old: str, new: str) -> None:
    """Follow a Gemeinde into another Kreis, and its office."""
    for name in KREISE:
        if name in row:
            listed = [new if key == old else key for key in row[name].split(JOINT)]
            row[name] = JOINT.join(dict.fromkeys(listed))
    if row.get("aerl") and "landkreise" in row:
        offices = tables.aerl_of_kreis()
        named = [offices[key] for key in row["landkreise"].split(JOINT) if key in offices]
        row["aerl"] = JOINT.join(dict.fromkeys(named))


def _values(rows: list[dict[str, str]], went: Succession) -> tuple[list[dict[str, str]], int]:
    """Return the values of indicators that still hold, and how many have another key.

    The value of a part says nothing about a merged Gemeinde: such rows go, also those of a
    Gemeinde that kept its key and took others in.
    """
    merged = {
        key for key, old in went.merged().items() if len(old) > 1 or not _renumbered(key, old, went)
    }
    kept, changed = [], 0
    for row in rows:
        key = went.key(row["key"])
        if key in merged:
            continue
        changed += key != row["key"]
        kept.append({**row, "key": key})
    return kept, changed


def _renumbered(key: str, old: list[str], went: Succession) -> bool:
    kinds = {c.kind for c in went.changes if c.former_key in old and c.key == key}
    return kinds == {"renumbered"}


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        return list(reader.fieldnames or ()), list(reader)


def _moved(
    path: Path,
    folder: Path,
    names: list[str],
    rows: list[dict[str, str]],
    changed: int,
    dropped: int,
) -> Moved:
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return Moved(
        path=path.relative_to(folder).as_posix(),
        body=out.getvalue().encode(),
        changed=changed,
        dropped=dropped,
    )
