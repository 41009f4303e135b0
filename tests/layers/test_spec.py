"""Registries: one file, one entry, no doubled id."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from layers import spec

if TYPE_CHECKING:
    from pathlib import Path

FILE = """
from types import SimpleNamespace
LAYER = SimpleNamespace(id="{id}", order={order})
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "found_layers"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "found_layers", raising=False)
    return folder


def test_one_file_is_one_entry_in_order(package: Path) -> None:
    (package / "a.py").write_text(FILE.format(id="late", order=20))
    (package / "b.py").write_text(FILE.format(id="early", order=10))
    found = spec.discover(importlib.import_module("found_layers"), "LAYER")
    assert list(found) == ["early", "late"]


def test_a_doubled_id_names_both_files(package: Path) -> None:
    (package / "c.py").write_text(FILE.format(id="rvz", order=1))
    (package / "d.py").write_text(FILE.format(id="rvz", order=2))
    with pytest.raises(spec.DoubledIdError, match=r"'rvz' is defined twice: .*c\.py and .*d\.py"):
        spec.discover(importlib.import_module("found_layers"), "LAYER")
