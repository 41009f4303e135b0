"""Workbooks (XLSX, ODS): the first visible sheet with content, macros and traps refused."""

from __future__ import annotations

import re
import xml.parsers.expat
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import python_calamine

from geodata.intake import archive
from geodata.intake import refusal
from geodata.intake.sheet import Row
from geodata.intake.sheet import Sheet
from geodata.intake.sheet import tidy

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable
    from collections.abc import Iterator

    from geodata.intake.limits import Limits
    from geodata.intake.upload import Upload

ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
XLSX_PART: Final = "xl/workbook.xml"
OWN_SHEETS: Final = ("befunde", "findings", "erläuterung", "explanation")
MACROS: Final = re.compile(
    r"vbaproject[^/]*\.bin|^xl/macrosheets/|^basic/.|^scripts/.", re.IGNORECASE
)
REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
CHUNK: Final = 1024 * 1024


def sheet(upload: Upload, limits: Limits, wanted: str = "") -> Sheet:
    """Return a sheet of a workbook.

    Parameters
    ----------
    wanted
        Name of the sheet; the first visible one with content if empty.

    Raises
    ------
    RefusedFileError
    """
    if upload.size > limits.packed_bytes:
        most = limits.packed_bytes // 1024**2
        raise refusal.too_large(upload.name, f"über {most} MB", f"over {most} MB")
    with archive.opened(upload, limits) as found:
        kind = _kind(found, upload)
        archive.verify(found, upload.name)
        _measure(found, kind, upload.name, limits)
    name, rows = _content(upload, wanted)
    return Sheet(
        file=upload.name,
        kind=kind,
        name=name,
        rows=lambda: iter(rows),
        typed=True,
        details=(("sheet", name),),
    )


def _kind(found: zipfile.ZipFile, upload: Upload) -> str:
    """Return which workbook it is; macros and foreign content are refused."""
    names = found.namelist()
    if any(MACROS.search(name) for name in names):
        raise refusal.macros(upload.name)
    if upload.suffix == ".xlsx":
        if XLSX_PART not in names or "[Content_Types].xml" not in names:
            raise refusal.mismatch(upload.name, "keine Excel-Mappe", "no Excel workbook")
        if b"macroEnabled" in found.read("[Content_Types].xml"):
            raise refusal.macros(upload.name)
        return "xlsx"
    if "mimetype" not in names or found.read("mimetype").strip() != ODS_TYPE:
        raise refusal.mismatch(upload.name, "keine ODF-Tabelle", "no ODF spreadsheet")
    if "META-INF/manifest.xml" in names and b"encryption-data" in found.read(
        "META-INF/manifest.xml"
    ):
        raise refusal.encrypted(upload.name)
    return "ods"


def _measure(found: zipfile.ZipFile, kind: str, name: str, limits: Limits) -> None:
    """Refuse sheets whose rectangle would fill the memory, before anything is built of them."""
    parts = [n for n in found.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")]
    for part in parts if kind == "xlsx" else ["content.xml"]:
        meter = _Xlsx() if kind == "xlsx" else _Ods()
        parser = xml.parsers.expat.ParserCreate()
        parser.StartElementHandler = meter.start
        parser.EntityDeclHandler = _no_entities(name)
        try:
            with found.open(part) as handle:
                while chunk := handle.read(CHUNK):
                    parser.Parse(chunk)
                    if meter.cells() > limits.cells or meter.columns > limits.columns * 40:
                        many = f"über {limits.cells} Zellen"
                        raise refusal.too_large(name, many, f"over {limits.cells} cells")
        except (xml.parsers.expat.ExpatError, KeyError) as fault:
            raise refusal.damaged(name) from fault


def _no_entities(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise refusal.bomb(name)

    return refuse


class _Xlsx:
    """Rows and columns that the cells of a sheet reach."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c" and (found := REFERENCE.fullmatch(attributes.get("r", ""))):
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            self.columns = max(self.columns, column)
            self.rows = max(self.rows, int(found[2]))

    def cells(self) -> int:
        return self.rows * self.columns


class _Ods:
    """Rows and columns of the cells with content; repeats count as often as they are told."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._step = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._row = self._step = 0
        elif tag == "table:table-row":
            self._row += self._step
            self._step = int(attributes.get("table:number-rows-repeated", "1"))
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes:
                self.columns = max(self.columns, self._column)
                self.rows = max(self.rows, self._row + self._step)

    def cells(self) -> int:
        return self.rows * self.columns


def _content(upload: Upload, wanted: str) -> tuple[str, list[Row]]:
    """Return name and rows of the sheet."""
    try:
        with (
            upload.open() as handle,
            python_calamine.CalamineWorkbook.from_filelike(handle) as book,
        ):
            for name in _candidates(book, wanted, upload.name):
                found = book.get_sheet_by_name(name)
                if rows := list(_rows(found)):
                    return name, rows
    except python_calamine.PasswordError as fault:
        raise refusal.encrypted(upload.name) from fault
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        if isinstance(fault, refusal.RefusedFileError):
            raise
        raise refusal.damaged(upload.name) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # the reader's own, no Exception
            raise
        raise refusal.damaged(upload.name) from fault
    raise refusal.empty(upload.name)


def _candidates(book: Any, wanted: str, file: str) -> list[str]:
    visible = python_calamine.SheetVisibleEnum.Visible
    names = [s.name for s in book.sheets_metadata if s.visible == visible]
    if not wanted:
        return [n for n in names if n.lower() not in OWN_SHEETS]
    if wanted not in names:
        listed = ", ".join(names)
        raise refusal.RefusedFileError(
            "sheet-unknown",
            file,
            (
                f"Es gibt kein Tabellenblatt „{wanted}“.",
                f"There is no sheet '{wanted}'.",
                f"Vorhanden: {listed}.",
                f"There are: {listed}.",
            ),
        )
    return [wanted]


def _rows(found: Any) -> Iterator[Row]:
    for number, cells in enumerate(found.to_python(skip_empty_area=False), 1):
        row = tuple(tidy(cell) for cell in cells)
        if any(cell is not None for cell in row):
            yield Row(number, row)
