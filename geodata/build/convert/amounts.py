"""Amounts of the facts: their value and how far it can be trusted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Final

from geodata.errors import BuildError

if TYPE_CHECKING:
    from geodata.build.convert.facts import Fact

WHOLE_THOUSAND: Final = 1000
# First match wins; read in the first clause of the words only: what follows a semicolon
# speaks of other figures
RULES: Final = (
    ("computed", r"\bcomputed\b"),
    ("lower_bound", r"\blower bound\b|\bover\b|\bmore than\b|\bat least\b"),
    ("upper_bound", r"\bupper bound\b|\balmost\b|\bjust under\b|\bup to\b"),
    ("rounded", r"\brounded\b|\babout\b|\bnearest thousand\b"),
    ("exact", r"\bexact\b"),
    ("reported", r"\bas reported\b|\breported\b|\bcounted\b"),
)


def value(fact: Fact, column: str) -> float | None:
    """Return an amount of money in EUR, None where the facts have none.

    Raises
    ------
    BuildError
        The cell is no number.
    """
    raw = fact[column]
    if not raw:
        return None
    if not re.fullmatch(r"\d+(\.\d{1,2})?", raw):
        raise BuildError(f"{fact.file}.csv, Zeile {fact.row}, Spalte {column}: „{raw}“")
    return float(raw)


def counted(words: str, number: str) -> str:
    """Return the precision of a number of people from the first word that speaks of it."""
    clause = words.lower().split(";", maxsplit=1)[0]
    found = [(m.start(), name) for name, pattern in RULES for m in re.finditer(pattern, clause)]
    return min(found, default=(0, "reported"))[1] if number else ""


def precision(words: str, amount: float | None) -> str:
    """Return the precision of an amount from the words beside it.

    Where the facts say nothing, an amount with digits below the thousand is ``exact``;
    a full thousand is ``reported``: whether it was rounded is not said.
    """
    if amount is None:
        return ""
    clause = words.lower().split(";", maxsplit=1)[0]
    for name, pattern in RULES:
        if re.search(pattern, clause):
            return name
    return "reported" if amount % WHOLE_THOUSAND == 0 else "exact"
