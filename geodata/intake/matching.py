"""Matching: which column of a file is which of ours, by name and by meaning."""

from __future__ import annotations

import difflib
import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

from geodata import names
from geodata.intake.sheet import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from geodata.dataset import Column
    from geodata.intake.sheet import Row
    from geodata.intake.sheet import Sheet

WORDS: Final = Path(__file__).parent / "columns.toml"
FIRST_ROWS: Final = 20
SAMPLE_ROWS: Final = 30
AGS: Final = re.compile(r"\d{4,12}(\.0)?")
CUTOFF: Final = 0.86
UNIT: Final = re.compile(
    r"\s*(\([^)]*\)|\[[^\]]*\]|\*|\bin\s+(eur|euro|€)|€|\bneu\b:?)\s*$", re.IGNORECASE
)

How = Literal["key", "title", "meaning", "similar"]
KINDS: Final[tuple[How, ...]] = ("key", "title", "meaning", "similar")
KEYED: Final = frozenset(("gemeinde", "samtgemeinde", "key"))  # hold official keys
NAMED: Final = frozenset(("place_text", "area", "title", "name"))  # hold words


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which column of a file is which of ours.

    Parameters
    ----------
    header
        Number of the row with the heads.
    heads
        The heads as they stand in the file.
    at
        Name of our column to its position in the file.
    how
        Name of our column to how it was recognised.
    """

    header: int
    heads: tuple[str, ...]
    at: Mapping[str, int]
    how: Mapping[str, How]

    @property
    def unused(self) -> tuple[str, ...]:
        """Heads of the file that none of our columns takes."""
        taken = set(self.at.values())
        return tuple(head for n, head in enumerate(self.heads) if head and n not in taken)

    def head(self, name: str, default: str = "") -> str:
        """Return the head in the file of one of our columns."""
        return self.heads[self.at[name]] if name in self.at else default or name


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Return our columns and what else they are called, as people write it."""
    raw = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return MappingProxyType({k: tuple(v) for k, v in raw.items()})


@lru_cache(maxsize=1)
def meanings() -> Mapping[str, tuple[str, ...]]:
    """Return our columns and what else they are called, folded."""
    return MappingProxyType({k: tuple(map(names.folded, v)) for k, v in synonyms().items()})


def folded(head: str) -> str:
    """Return a head without case, umlauts, punctuation and unit."""
    return names.folded(UNIT.sub("", head.replace("_", " ").replace("\n", " ")))


def of(sheet: Sheet, columns: Sequence[Column]) -> Match:
    """Find the row of the heads among the first rows, and match its cells."""
    first = list(itertools.islice(sheet.rows(), FIRST_ROWS + SAMPLE_ROWS))
    best: Match | None = None
    for n, row in enumerate(first[:FIRST_ROWS]):
        found = matched(row, columns, first[n + 1 :])
        if best is None or len(found.at) > len(best.at):
            best = found
    return best or Match(header=1, heads=(), at={}, how={})


def matched(row: Row, columns: Sequence[Column], below: Sequence[Row] = ()) -> Match:
    """Match the cells of one row; the rows below tell keys from names where heads do not."""
    heads = tuple(text(cell).strip() for cell in row.cells)
    wanted = [folded(head) for head in heads]
    digits = [_digits(n, below) for n in range(len(heads))]
    at: dict[str, int] = {}
    how: dict[str, How] = {}
    for kind in KINDS:
        for column in columns:
            if column.name in at:
                continue
            spelled = _spelled(kind, column)
            for n, head in enumerate(wanted):
                taken = not head or n in at.values()
                unfit = kind != "key" and not _fits(column.name, digits[n])
                if not taken and not unfit and _same(kind, head, heads[n], spelled):
                    at[column.name], how[column.name] = n, kind
                    break
    return Match(header=row.number, heads=heads, at=MappingProxyType(at), how=MappingProxyType(how))


def _digits(n: int, rows: Sequence[Row]) -> bool | None:
    """Return whether most cells of a column are official keys, None if it is empty."""
    found = [row.cells[n] for row in rows if n < len(row.cells) and row.cells[n] is not None]
    if not found:
        return None
    keys = sum(bool(AGS.fullmatch(text(cell).strip())) for cell in found)
    return keys * 2 > len(found)


def _fits(name: str, digits: bool | None) -> bool:  # noqa: FBT001  three answers
    """Return whether the cells of a column can be what a head says: a key, or a name."""
    if digits is None:
        return True
    return not digits if name in NAMED else digits or name not in KEYED


def _same(kind: How, head: str, raw: str, spelled: tuple[str, ...]) -> bool:
    if kind == "key":
        return raw == spelled[0]
    if kind == "similar":
        return bool(difflib.get_close_matches(head, spelled, n=1, cutoff=CUTOFF))
    return head in spelled


def _spelled(kind: How, column: Column) -> tuple[str, ...]:
    """Return what a column is called, by one way of recognising it."""
    if kind == "key":
        return (column.name,)
    titles = (folded(column.title), folded(column.title_en))
    known = meanings().get(column.name, ())
    return {"title": titles, "meaning": known, "similar": (*titles, *known)}[kind]
