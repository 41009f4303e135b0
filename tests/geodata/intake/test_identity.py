"""import(export(x)) is x, whatever the records say; and a second import changes nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from geodata import catalogue
from geodata import folders
from geodata.intake import checking
from geodata.intake import subjects
from geodata.intake import template
from geodata.intake.upload import Upload
from geodata.intake.whereabouts import Ground
from tests.geodata.intake import files

HEADS = ["Titel", "Träger", "Ort", "Landkreis", "AGS", "Datum", "Betrag", "Gesamtkosten", "Quelle"]
SUBJECT = subjects.known("zukunftsraeume")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TITLE = TEXT.filter(lambda text: any(c.isalnum() for c in text))
PLACES = st.sampled_from(
    [
        ("Sögel", "Emsland", None), ("Burgdorf", "Region Hannover", None), ("", "", "03241001"),
        ("Burgdorf", "LK Wolfenbüttel", None), ("Samtgemeinde Sickte", "", None),
        ("", "Celle", None),
        ("Landkreis Emsland", "", None), ("Bomlitz", None, None), ("", "Emsland;Vechta", None),
    ]
)  # fmt: skip
DATES = st.sampled_from(["", "2024", "02.2024", "24.02.2024", "2019-12-09", "März 2021"])
MONEY = st.one_of(
    st.none(),
    st.integers(0, 10**8),
    st.integers(0, 10**10).map(lambda cents: cents / 100),
)
ROWS = st.lists(
    st.tuples(TITLE, TEXT, PLACES, DATES, MONEY, MONEY),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground.load()


def checked(name: str, body: bytes, data: Path, ground: Ground) -> checking.Checked:
    work = Path(tempfile.mkdtemp(dir=data.parent))
    upload = Upload.of_bytes(name, body)
    task = checking.Task(upload=upload, subject=SUBJECT, data=data, folder=work, ground=ground)
    return checking.run(task)


def state(table: Path, places: Path, folder: Path) -> Path:
    """Return a data folder with one table exchanged; everything else is linked."""
    data = folder / "data"
    for part in folders.DATA.rglob("*"):
        name = part.relative_to(folders.DATA)
        if part.is_dir():
            (data / name).mkdir(parents=True)
        elif str(name) not in (SUBJECT.path, catalogue.PLACES):
            (data / name).symlink_to(part)
    (data / SUBJECT.path).write_bytes(table.read_bytes())
    (data / catalogue.PLACES).write_bytes(places.read_bytes())
    return data


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_the_export_of_an_import_imports_as_itself(rows: list[Any], ground: Ground) -> None:
    table = [HEADS] + [
        [title, who, *place, date, money, cost, "https://example.org/x"]
        for title, who, place, date, money, cost in rows
    ]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        base.mkdir()
        (base / "records").symlink_to(folders.DATA / "records")
        first = checked("x.xlsx", files.xlsx(table), base, ground)
        errors = [f for f in first.found.kept if f.severity == "error"]
        assert {f.words.code for f in errors} <= {"title-missing", "row-double", "id-double"}
        if errors:
            return
        written = first.folder / checking.TABLE
        data = state(written, first.folder / checking.PLACES, Path(folder))
        for name, body in (
            ("x.csv", b"".join(template.as_csv(template.rows(written), SUBJECT))),
            ("x.xlsx", template.as_xlsx(template.rows(written), SUBJECT)),
        ):
            again = checked(name, body, data, ground)
            assert again.difference.empty, again.difference.rows
            assert (again.folder / checking.TABLE).read_bytes() == written.read_bytes()
            assert (again.folder / checking.PLACES).read_bytes() == (
                data / catalogue.PLACES
            ).read_bytes()
        same = checked("x.xlsx", files.xlsx(table), data, ground)
        assert same.difference.empty, "the same file a second time"
