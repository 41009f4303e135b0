"""Rules: what must be true of a row, read from a table, and checked on finished values."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata.intake.finding import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from geodata.intake.subjects import Subject
    from geodata.problems import Severity

FILE: Final = Path(__file__).parent / "rules.toml"
KINDS: Final = ("needed", "range", "future", "at_most", "unique")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the table.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    column
        The column that a finding names.
    datasets
        Where it holds; everywhere if empty.
    values
        What else the table says: limits, the other column, own words.
    """

    kind: str
    column: str
    datasets: tuple[str, ...]
    severity: Severity
    values: Mapping[str, Any]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def load() -> tuple[Rule, ...]:
    """Return all rules, by kind and in their order."""
    return tuple(
        Rule(
            kind=kind,
            column=raw.get("column") or raw["columns"][0],
            datasets=tuple(raw.get("datasets", ())),
            severity=raw.get("severity", "error"),
            values=MappingProxyType(raw),
        )
        for kind in KINDS
        for raw in _table().get(kind, ())
    )


def of(subject: Subject, kind: str) -> tuple[Rule, ...]:
    """Return the rules of a kind that hold for a dataset and whose column it has."""
    names = {column.name for column in subject.columns}
    return tuple(
        rule
        for rule in load()
        if rule.kind == kind
        and rule.column in names
        and (not rule.datasets or subject.id in rule.datasets)
    )


def severity(code: str) -> Severity:
    """Return how grave a finding of the readers is."""
    found: Severity = _table()["severity"].get(code, "error")
    return found


@lru_cache(maxsize=1)
def spellings() -> Mapping[str, tuple[str, ...]]:
    """Return what people write for the values of choices: word to the values it may mean."""
    out: dict[str, list[str]] = {}
    for value, words in _table()["words"].items():
        for word in (value, *words):
            out.setdefault(word.lower(), []).append(value)
    return MappingProxyType({word: tuple(values) for word, values in out.items()})


class Row:
    """The rules of a dataset, applied row by row.

    Parameters
    ----------
    subject
        The dataset.
    today
        Day that no date may lie behind.
    """

    def __init__(self, subject: Subject, today: dt.date | None = None) -> None:
        self._today = (today or dt.datetime.now(tz=dt.UTC).date()).isoformat()
        self._by_kind = {kind: of(subject, kind) for kind in KINDS}

    def broken(self, values: Mapping[str, str]) -> Iterator[tuple[Rule, Words]]:
        """Yield the rules that a row of finished texts breaks."""
        for rule in self._by_kind["needed"]:
            if not values.get(rule.column):
                yield rule, _needed(rule)
        for rule in self._by_kind["range"]:
            text = values.get(rule.column, "")
            if text and not rule.values["from"] <= float(text) <= rule.values["to"]:
                yield rule, _range(rule, float(text))
        for rule in self._by_kind["future"]:
            text = values.get(rule.column, "")
            if text and text > self._today[: len(text)]:
                yield rule, FUTURE
        for rule in self._by_kind["at_most"]:
            text, other = values.get(rule.column, ""), values.get(rule.values["other"], "")
            if text and other and float(text) > float(other):
                yield rule, MORE


def _needed(rule: Rule) -> Words:
    raw = rule.values
    return Words(
        f"{rule.column.replace('_url', '').replace('_', '-')}-missing",
        raw.get("message", "Eine nötige Angabe fehlt."),
        raw.get("message_en", "A required value is missing."),
        raw.get("hint", "Zelle ausfüllen."),
        raw.get("hint_en", "Fill in the cell."),
    )


def _range(rule: Rule, value: float) -> Words:
    if value < 0 <= rule.values["from"]:
        return Words(
            "negative",
            "Der Wert ist negativ.",
            "The value is negative.",
            "Vorzeichen prüfen; Rückforderungen gehören in die Spalte „Hinweis“.",
            "Check the sign; repayments belong into the note.",
        )
    low, high = rule.values["from"], rule.values["to"]
    return Words(
        "out-of-range",
        f"Der Wert liegt nicht zwischen {low} und {high}.",
        f"The value is not between {low} and {high}.",
        "Zahl und Einheit prüfen.",
        "Check number and unit.",
    )


FUTURE: Final = Words(
    "date-future",
    "Das Datum liegt in der Zukunft.",
    "The date lies in the future.",
    "Jahr prüfen.",
    "Check the year.",
)
MORE: Final = Words(
    "more-than-cost",
    "Der Betrag ist höher als die Gesamtkosten.",
    "The amount exceeds the total cost.",
    "Beide Zahlen prüfen.",
    "Check both numbers.",
)
DOUBLE: Final = Words(
    "row-double",
    "Die Zeile steht schon weiter oben.",
    "The row stands further up already.",
    "Eine der beiden Zeilen löschen.",
    "Delete one of the two rows.",
)
DOUBLE_ID: Final = Words(
    "id-double",
    "Die Kennung kommt schon weiter oben vor.",
    "The id occurs further up already.",
    "Eine eigene Kennung vergeben, oder die Zelle leeren: dann wird eine vergeben.",
    "Give the row an id of its own, or empty the cell: then one is given.",
)
