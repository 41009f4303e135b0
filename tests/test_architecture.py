"""The shape of the code: arrows between the rooms, sizes of modules and functions."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# What each room may import of ours, and what it may not import of others
ROOMS = {"geodata": set(), "layers": {"geodata"}, "dashboard": {"geodata", "layers"}}
FOREIGN = {
    "geodata": {"dash", "dash_leaflet", "dash_extensions", "flask", "plotly"},
    "layers": {"dash", "dash_leaflet", "dash_extensions", "flask"},
    "dashboard": set(),
}
MODULE_LINES = 400
FUNCTION_LINES = 40
OTHERS_CODE = ("assets/vendor/",)


@cache
def tracked() -> tuple[str, ...]:
    """Return every file that is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(name for name in found.stdout.splitlines() if (ROOT / name).is_file())


def modules(room: str) -> list[Path]:
    return [ROOT / name for name in tracked() if name.startswith(f"{room}/") and _is_python(name)]


def _is_python(name: str) -> bool:
    return name.endswith(".py")


def imported(tree: ast.Module) -> set[str]:
    """Return the first part of every module that a file imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_one_way(room: str) -> None:
    forbidden = (set(ROOMS) - ROOMS[room] - {room}) | FOREIGN[room] | {"tests"}
    found = {
        str(file.relative_to(ROOT)): names
        for file in modules(room)
        if (names := imported(ast.parse(file.read_text("utf-8"))) & forbidden)
    }
    assert modules(room), f"{room}/ is empty"
    assert found == {}


def test_modules_are_short() -> None:
    checked = [
        name
        for name in tracked()
        if name.endswith((".py", ".js", ".cjs", ".css")) and not name.startswith(OTHERS_CODE)
    ]
    lines = {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in checked}
    assert {name: n for name, n in lines.items() if n > MODULE_LINES} == {}


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring and without functions inside it."""
    first = function.body[1] if ast.get_docstring(function) and function.body[1:] else None
    start = function.lineno if first is None else first.lineno - 1
    inner = sum(
        (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(function)
        if node is not function and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return (function.end_lineno or 0) - start + 1 - inner


def test_functions_are_short() -> None:
    long = {}
    for room in ROOMS:
        for file in modules(room):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    n = code_lines(node)
                    if n > FUNCTION_LINES:
                        long[f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"] = n
    assert long == {}


@pytest.mark.parametrize("room", ROOMS)
def test_modules_say_what_they_are_for(room: str) -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in modules(room)
        if not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert silent == []
