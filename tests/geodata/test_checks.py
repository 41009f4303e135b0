"""Reading a table cell by cell: what is sound, what is a fault, where and why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from geodata import checks
from geodata.dataset import Column

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.dataset import Kind

ID = Column(name="id", title="Kennung", title_en="Id", kind="key", required=True)


def table(folder: Path, text: str) -> Path:
    path = folder / "probe.csv"
    path.write_text(text, encoding="utf-8")
    return path


def column(kind: Kind, name: str = "v", **more: Any) -> Column:
    return Column(name=name, title=name, title_en=name, kind=kind, **more)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", " Bad Essen ", "Bad Essen"),
        ("text", "", ""),
        ("key", "03454", "03454"),
        ("keys", "03454;03459", ("03454", "03459")),
        ("keys", "", ()),
        ("integer", "350", 350),
        ("integer", "", None),
        ("number", "-9.5", -9.5),
        ("money", "1304817.80", 1304817.8),
        ("money", "0", 0.0),
        ("money", "", None),
        ("date", "2025", "2025"),
        ("date", "2025-02-24", "2025-02-24"),
        ("flag", "yes", True),
        ("flag", "no", False),
        ("url", "https://example.org/ä", "https://example.org/ä"),
    ],
)
def test_sound_cells_are_typed(tmp_path: Path, kind: Kind, cell: str, value: object) -> None:
    path = table(tmp_path, f"id,v\na,{cell}\n")
    lines, findings = checks.read(path, (ID, column(kind)))
    assert findings.problems == []
    assert lines[0].cells["v"] == value
    assert type(lines[0].cells["v"]) is type(value)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("integer", "3.5"),
        ("integer", "dreihundert"),
        ("number", "1e5"),
        ("number", "nan"),
        ("money", "1.234.567"),
        ("money", "12 €"),
        ("money", "-1"),
        ("money", "inf"),
        ("date", "24.02.2025"),
        ("date", "2025-2"),
        ("date", "2025-02-30"),
        ("date", "1492"),
        ("flag", "true"),
        ("url", "www.example.org"),
        ("url", "https://a b"),
        ("keys", "a;;b"),
    ],
)
def test_a_faulty_cell_names_row_column_value_and_remedy(
    tmp_path: Path, kind: Kind, cell: str
) -> None:
    path = table(tmp_path, f'id,v\nok,\nbad,"{cell}"\n')
    lines, findings = checks.read(path, (ID, column(kind)))
    assert [line.cells["id"] for line in lines] == ["ok"]
    (problem,) = findings.problems
    assert problem.where == "probe.csv, Zeile 3, Spalte v"
    assert problem.raw == cell
    assert problem.code == "value-type"
    assert problem.message.startswith("Erwartet wird ")
    assert problem.message_en.startswith("Expected is ")
    assert problem.hint


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, "id,v,w\n,x,y\n")
    columns = (ID, column("integer"), column("date", "w"))
    lines, findings = checks.read(path, columns)
    assert lines == []
    assert [p.code for p in findings.problems] == ["cell-empty", "value-type", "value-type"]


def test_rows_are_counted_in_lines_of_the_file(tmp_path: Path) -> None:
    path = table(tmp_path, 'id,v\na,"zwei\nZeilen"\n\nb,1\n')
    lines, _ = checks.read(path, (ID, column("text")))
    assert [line.row for line in lines] == [2, 5]


def test_a_mark_at_the_beginning_and_missing_columns_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "probe.csv"
    path.write_text("id\na\n", encoding="utf-8-sig")
    lines, findings = checks.read(path, (ID, column("keys")))
    assert findings.problems == []
    assert lines[0].cells == {"id": "a", "v": ()}


def test_choices_are_listed(tmp_path: Path) -> None:
    path = table(tmp_path, "id,v\na,gelb\n")
    _, findings = checks.read(path, (ID, column("choice", choices=("rot", "blau"))))
    assert "rot, blau" in findings.problems[0].message
