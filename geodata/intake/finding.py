"""Findings: what is wrong with a file, collected with row, column, value and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final
from typing import NamedTuple

from geodata.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from geodata.problems import Severity

MOST: Final[Mapping[Severity, int]] = {"error": 10_000, "warning": 5_000, "notice": 1_000}
SHOWN: Final = 80


class Words(NamedTuple):
    """What is wrong and what to do, in both languages."""

    code: str
    message: str
    message_en: str
    hint: str = ""
    hint_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of a file.

    Parameters
    ----------
    row
        Number of the row in the file, the first is 1; None for the file as a whole.
    column
        Head of the column as it stands in the file, or its title where it is missing.
    raw
        The cell as it was read.
    severity
        ``error`` rejects the file, ``warning`` is taken with doubt, ``notice`` was mended.
    """

    words: Words
    row: int | None = None
    column: str = ""
    raw: str = ""
    severity: Severity = "error"

    def problem(self, file: str) -> Problem:
        """Return it as a problem of the file."""
        where = file
        where += f", Zeile {self.row}" if self.row is not None else ""
        where += f", Spalte {self.column}" if self.column else ""
        return Problem(
            where=where, raw=self.raw[:SHOWN], severity=self.severity, **self.words._asdict()
        )


class Collector:
    """Collects findings; keeps the first of each severity, see :data:`MOST`, and counts all."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.counts: dict[Severity, int] = {"error": 0, "warning": 0, "notice": 0}

    def add(self, found: Finding) -> None:
        """Note one."""
        self.counts[found.severity] += 1
        if self.counts[found.severity] <= MOST[found.severity]:
            self.kept.append(found)

    def extend(self, found: Iterable[Finding]) -> None:
        """Note several."""
        for one in found:
            self.add(one)
