"""Checks: which way a file is held against its dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.intake import checking
from geodata.intake import surveying

if TYPE_CHECKING:
    from geodata.intake.checking import Checked
    from geodata.intake.checking import Task


def run(task: Task) -> Checked:
    """Check a file: a table of records row by row, one of indicators value by value.

    Raises
    ------
    RefusedFileError
        If it cannot be read at all.
    """
    return surveying.run(task) if task.subject.kind == "indicators" else checking.run(task)
