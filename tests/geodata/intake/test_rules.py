"""The table of rules and the code agree: no rule without code, no code without a rule."""

from __future__ import annotations

import ast
import datetime as dt
import tomllib
from pathlib import Path

import pytest

from geodata.intake import rules
from geodata.intake import subjects
from geodata.intake.finding import Words

TABLE = tomllib.loads(rules.FILE.read_text(encoding="utf-8"))
OTHER = {"severity", "words"}  # how grave what readers find is, and spellings of choices
TODAY = dt.date(2026, 1, 1)
# What breaks each kind of rule, by one of its rules
BROKEN = {
    "needed": ("title", {"title": ""}),
    "range": ("amount_eur", {"title": "A", "amount_eur": "-1"}),
    "future": ("date", {"title": "A", "date": "2026-02"}),
    "at_most": ("amount_eur", {"title": "A", "amount_eur": "2", "total_cost_eur": "1"}),
}


def codes() -> set[str]:
    """Return the codes of all findings that the code of the intake can tell."""
    found = set()
    for file in Path(rules.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            first = node.args[0] if node.args else None
            if node.func.id == Words.__name__ and isinstance(first, ast.Constant):
                found.add(str(first.value))
    return found


def test_every_rule_has_code_and_every_code_a_rule() -> None:
    assert set(TABLE) == {*rules.KINDS, *OTHER}
    assert {*BROKEN, "unique"} == set(rules.KINDS)


def test_every_graded_finding_is_one_that_is_told() -> None:
    assert set(TABLE["severity"]) <= codes()


@pytest.mark.parametrize("kind", BROKEN)
def test_each_kind_of_rule_is_applied(kind: str) -> None:
    column, values = BROKEN[kind]
    row = rules.Row(subjects.ALL["zukunftsraeume"], TODAY)
    told = [(rule.kind, rule.column) for rule, _ in row.broken(values)]
    assert (kind, column) in told


def test_every_rule_names_columns_that_there_are() -> None:
    names = {c.name for subject in subjects.ALL.values() for c in subject.columns}
    for rule in rules.load():
        extra = rule.values.get("columns", ()), (rule.values.get("other") or rule.column,)
        assert {rule.column, *extra[0], *extra[1]} <= names
        assert set(rule.datasets) <= set(subjects.ALL)
