"""Reader: which way a file is read, by its ending and its content together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from geodata.intake import delimited
from geodata.intake import refusal
from geodata.intake import vector
from geodata.intake import workbook
from geodata.intake.limits import USUAL

if TYPE_CHECKING:
    from geodata.intake.limits import Limits
    from geodata.intake.sheet import Sheet
    from geodata.intake.upload import Upload

TEXT: Final = (".csv", ".tsv", ".txt")
WORKBOOKS: Final = (".xlsx", ".ods")
MAPS: Final = (".gpkg", ".geojson", ".json", ".zip")
WITH_MACROS: Final = (".xlsm", ".xltm", ".xlam", ".xlsb")
OLD: Final = b"\xd0\xcf\x11\xe0"
ENDINGS: Final = (*TEXT, *WORKBOOKS, *MAPS)


def sheet(upload: Upload, limits: Limits = USUAL, wanted: str = "") -> Sheet:
    """Return the table of a file.

    Parameters
    ----------
    upload
        The file.
    limits
        What is too much.
    wanted
        Sheet of a workbook or layer of a map; the first one if empty.

    Raises
    ------
    RefusedFileError
        If the file is not taken, with one sentence that says why.
    """
    if upload.suffix in WITH_MACROS:
        raise refusal.macros(upload.name)
    if upload.suffix not in ENDINGS:
        raise refusal.unknown(upload.name)
    if upload.size == 0:
        raise refusal.empty(upload.name)
    head = upload.head(8)
    if head.startswith(OLD) and upload.suffix not in TEXT:
        raise refusal.encrypted(upload.name)
    if upload.suffix in TEXT:
        return delimited.sheet(upload, limits)
    if upload.suffix in (*WORKBOOKS, ".zip") and not head.startswith(b"PK"):
        raise refusal.mismatch(upload.name, "kein Archiv", "no archive")
    if upload.suffix in WORKBOOKS:
        return workbook.sheet(upload, limits, wanted)
    return vector.sheet(upload, limits, wanted)
