"""Every kind of file gives the same table; what is dangerous or wrong is refused in a sentence."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from typing import TYPE_CHECKING
from typing import Any

import pytest

from geodata.intake import reader
from geodata.intake.limits import MIB
from geodata.intake.limits import USUAL
from geodata.intake.limits import Limits
from geodata.intake.refusal import RefusedFileError
from geodata.intake.upload import Upload
from tests.geodata.intake import files

if TYPE_CHECKING:
    from pathlib import Path

ROWS: list[list[Any]] = [
    ["name", "capacity", "lat", "lon"],
    ["Praxis Süd", 3, 52.37, 9.73],
    ["Ärztehaus", 12, 53.14, 8.21],
]


def table(name: str, body: bytes, limits: Limits = USUAL) -> list[tuple[Any, ...]]:
    return [row.cells for row in reader.sheet(Upload.of_bytes(name, body), limits).rows()]


def refused(name: str, body: bytes, limits: Limits = USUAL) -> RefusedFileError:
    with pytest.raises(RefusedFileError) as caught:
        list(reader.sheet(Upload.of_bytes(name, body), limits).rows())
    fault = caught.value
    assert str(fault).startswith(f"{fault.name}: ")
    assert fault.message_en != fault.message
    assert fault.hint
    assert fault.hint_en
    return fault


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods", "geojson", "gpkg", "shp"])
def test_every_kind_of_file_gives_the_same_table(kind: str, tmp_path: Path) -> None:
    body = {
        "csv": lambda: files.csv(ROWS),
        "xlsx": lambda: files.xlsx(ROWS),
        "ods": lambda: files.ods(ROWS),
        "geojson": lambda: files.geojson(ROWS),
        "gpkg": lambda: files.gpkg(ROWS, tmp_path),
        "shp": lambda: files.shapefile(ROWS, tmp_path),
    }[kind]()
    found = table("liste.zip" if kind == "shp" else f"liste.{kind}", body)
    heads, *rest = found
    assert heads == ("name", "capacity", "lat", "lon")
    assert [row[0] for row in rest] == ["Praxis Süd", "Ärztehaus"]
    assert [float(row[1]) for row in rest] == [3, 12]
    assert [(float(r[2]), float(r[3])) for r in rest] == [
        pytest.approx((52.37, 9.73), abs=1e-6),
        pytest.approx((53.14, 8.21), abs=1e-6),
    ]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16"])
def test_separator_and_encoding_of_a_csv_are_found(mark: str, encoding: str) -> None:
    body = files.csv(
        [["Träger", "Größe", "Ort"], ["Büro", "1,5", "Münster, Süd"]] * 3, mark, encoding
    )
    assert table("liste.csv", body)[0] == ("Träger", "Größe", "Ort")
    assert table("liste.csv", body)[1] == ("Büro", "1,5", "Münster, Süd")


def test_rows_bear_the_number_that_the_office_sees() -> None:
    body = b'a;b\r\n\r\n"zwei\r\nZeilen";2\r\n;\r\n3;4'
    rows = list(reader.sheet(Upload.of_bytes("x.csv", body)).rows())
    assert [row.number for row in rows] == [1, 3, 5]
    sheet = reader.sheet(Upload.of_bytes("x.xlsx", files.xlsx([("a",), (), ("b",)])))
    assert [row.number for row in sheet.rows()] == [1, 3]


def test_a_workbook_keeps_numbers_and_dates() -> None:
    rows: list[list[Any]] = [["a", "b", "c"], [1.5, dt.date(2024, 2, 24), "03241001"]]
    assert table("x.xlsx", files.xlsx(rows))[1] == (1.5, dt.date(2024, 2, 24), "03241001")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "C:\\daten\\passwd.csv", "a\x00/passwd.csv"]
)
def test_the_name_of_a_file_is_never_a_path(name: str) -> None:
    assert Upload.of_bytes(name, b"").name == "passwd.csv"


def _lying(body: bytes) -> bytes:
    """Make an archive tell a smaller size than its member has."""
    with zipfile.ZipFile(io.BytesIO(body)) as found:
        size = max(info.file_size for info in found.infolist())
    return body.replace(struct.pack("<L", size), struct.pack("<L", 1000))


BOMB = files.packed({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"", "x": b"0" * 60 * MIB})
SHEET = files.xlsx(ROWS)


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("x.docx", b"PK", "file-kind"),
        ("x", b"a;b", "file-kind"),
        ("x.csv", b"", "file-empty"),
        ("x.xlsx", b"a;b\n1;2", "file-mismatch"),
        ("x.csv", SHEET, "file-mismatch"),
        ("x.csv", b"a;b\x00\x00\x01\n", "file-mismatch"),
        ("x.ods", SHEET, "file-mismatch"),
        ("x.gpkg", SHEET, "file-mismatch"),
        ("x.gpkg", b"SQLite format 3\x00" + b"\x00" * 200, "file-mismatch"),
        ("x.geojson", b"<OGRVRTDataSource><SrcDataSource>/etc/passwd", "file-damaged"),
        ("x.geojson", b'{"type": "Topology"}', "file-mismatch"),
        ("x.geojson", b"[" * 100_000, "file-damaged"),
        ("x.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "file-kind"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "file-encrypted"),
        ("x.xlsm", SHEET, "macros"),
        ("x.xlsx", files.with_member(SHEET, "xl/vbaProject.bin"), "macros"),
        ("x.xlsx", files.with_member(SHEET, "xl/macrosheets/sheet1.xml"), "macros"),
        ("x.ods", files.ods(ROWS, extra="Basic/Standard/Modul1.xml"), "macros"),
        ("x.xlsx", files.with_member(SHEET, "../../evil"), "zip-path"),
        ("x.zip", files.packed({"/etc/passwd": b""}), "zip-path"),
        ("x.zip", files.packed({"C:\\a.shp": b""}), "zip-path"),
        ("x.zip", files.packed({"a.txt": b"a"}), "shapefile-count"),
        ("x.zip", files.packed({"a.shp": b"a", "b.shp": b"b"}), "shapefile-count"),
        ("x.xlsx", BOMB, "zip-bomb"),
        ("x.xlsx", _lying(BOMB), "file-damaged"),
        ("x.xlsx", SHEET[: len(SHEET) // 2], "file-damaged"),
        ("x.ods", files.ods(ROWS, repeat=1_000_000_000), "file-too-large"),
        ("x.xlsx", files.xlsx([[]]), "file-empty"),
    ],
)  # fmt: skip
def test_what_is_wrong_or_dangerous_is_refused(name: str, body: bytes, code: str) -> None:
    assert refused(name, body).code == code


def test_a_link_in_an_archive_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("karte.shp")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refused("x.zip", out.getvalue()).code == "zip-path"


def test_far_cells_do_not_fill_the_memory() -> None:
    book = SHEET
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                body = body.replace(b'r="D3"', b'r="XFD1048576"')
            new.writestr(info.filename, body)
    assert refused("x.xlsx", out.getvalue()).code == "file-too-large"


def test_entities_in_a_workbook_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SHEET)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                body = body.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "boom">]>', 1)
            new.writestr(info.filename, body)
    assert refused("x.xlsx", out.getvalue()).code == "zip-bomb"


def test_a_file_of_two_gigabytes_is_refused_without_reading_it(tmp_path: Path) -> None:
    for name in ("x.csv", "x.xlsx", "x.gpkg", "x.geojson", "x.zip"):
        path = tmp_path / name
        with path.open("wb") as handle:
            handle.write(b"PK" if name.endswith(("x", "zip")) else b"a;b")
            handle.truncate(2 * 1024 * MIB)  # a hole: nothing is written
        with pytest.raises(RefusedFileError) as caught:
            reader.sheet(Upload.on_disk(path))
        assert caught.value.code == "file-too-large"
        path.unlink()


def test_too_many_rows_are_refused() -> None:
    body = files.csv([["a", "b"]] + [["1", "2"]] * 20)
    assert refused("x.csv", body, Limits(rows=10)).code == "file-too-large"


def test_a_shapefile_without_its_coordinate_system_is_refused(tmp_path: Path) -> None:
    body = files.shapefile(ROWS, tmp_path)
    with zipfile.ZipFile(io.BytesIO(body)) as old:
        members = {n: old.read(n) for n in old.namelist() if not n.endswith(".prj")}
    assert refused("x.zip", files.packed(members)).code == "crs-missing"


def test_damaged_bodies_of_every_kind_are_refused(tmp_path: Path) -> None:
    good = {
        "x.xlsx": files.xlsx(ROWS),
        "x.ods": files.ods(ROWS),
        "x.gpkg": files.gpkg(ROWS, tmp_path),
        "x.zip": files.shapefile(ROWS, tmp_path),
    }
    for name, body in good.items():
        for part in (0.3, 0.6, 0.9):
            cut = body[: int(len(body) * part)]
            try:
                list(reader.sheet(Upload.of_bytes(name, cut)).rows())
            except RefusedFileError:
                continue
            assert name == "x.gpkg", "an archive that breaks off was read"
