"""Words: both languages complete, every key in use exists."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from layers import spec
from layers import state
from layers import words
from tests.support import ROOT

KEY = re.compile(r"[a-z]+(\.[a-z0-9_-]+)+")
PYTHON = sorted((ROOT / "layers").rglob("*.py")) + sorted((ROOT / "dashboard").rglob("*.py"))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_places() -> None:
    german, english = words.table("de"), words.table("en")
    assert set(german) == set(english)
    assert {k for k in german if places(german[k]) != places(english[k])} == set()
    assert {k for k in german if german[k].count("**") % 2 or english[k].count("**") % 2} == set()


def test_no_word_is_empty() -> None:
    assert [k for lang in words.LANGS for k, text in words.table(lang).items() if not text] == []


def called(tree: ast.AST) -> set[tuple[str, str]]:
    """Return function and key of every call of `words` with a literal key."""
    found = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "words"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            found.add((node.func.attr, str(node.args[0].value)))
    return found


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_that_is_asked_for_exists(path: object) -> None:
    table = words.table("de")
    for function, key in called(ast.parse(path.read_text(encoding="utf-8"))):  # type: ignore[attr-defined]
        if function == "count":
            assert {f"{key}.one", f"{key}.other"} <= set(table), key
        elif function == "text":
            assert key in table, key


def test_words_put_together_from_ids_exist() -> None:
    table = words.table("de")
    for level in state.LEVELS:
        for part in ("one", "by", "dative", "nowhere", "nowhere_long"):
            assert f"level.{level}.{part}" in table
    for layer in spec.layers().values():
        for lang in words.LANGS:
            assert layer.title(lang)
            assert layer.about(lang).endswith(".")
    for metric in spec.metrics().values():
        for kind in state.KINDS:
            assert metric.title("de", kind)
            assert metric.unit("de")
            family = f"money_{kind}" if metric.family == "money" else metric.id
            family = f"{metric.id}_{kind}" if metric.id == "projects" else family
            assert f"legend.none.{family}.label" in table
            assert f"legend.none.{family}.note" in table


def test_a_missing_word_is_a_mistake() -> None:
    with pytest.raises(KeyError, match=r"gibt\.es\.nicht"):
        words.text("gibt.es.nicht", "de")


def test_unknown_languages_read_german() -> None:
    assert words.text("common.and", "fr") == "und"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1 Projekt"), (0, "0 Projekte"), (7, "7 Projekte")]
)
def test_counting_follows_the_number(number: int, text: str) -> None:
    assert words.count("noun.award", number, "de") == text


def test_lists_are_joined_as_a_person_would() -> None:
    assert words.listed([], "de") == ""
    assert words.listed(["a"], "de") == "a"
    assert words.listed(["a", "b", "c"], "de") == "a, b und c"
    assert words.listed(["a", "b"], "en") == "a and b"
