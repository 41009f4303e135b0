"""Refusals: a file that is not read at all, with one sentence that says why and what to do."""

from __future__ import annotations

from typing import Final

from geodata.errors import GeodataError
from geodata.problems import Problem

KNOWN: Final = "XLSX, ODS, CSV, GeoPackage (.gpkg), GeoJSON, Shapefile (.zip)"


class RefusedFileError(GeodataError, ValueError):
    """A file that the atlas does not take.

    Parameters
    ----------
    code
        Stable short name, such as ``zip-bomb``.
    name
        Name of the file as it was given.
    message, message_en
        What is wrong with it.
    hint, hint_en
        What to do.
    """

    def __init__(self, code: str, name: str, words: tuple[str, str, str, str]) -> None:
        message, message_en, hint, hint_en = words
        super().__init__(f"{name}: {message}", f"{name}: {message_en}", hint=hint, hint_en=hint_en)
        self.code = code
        self.name = name

    def problem(self) -> Problem:
        """Return the refusal as a finding."""
        return Problem(
            code=self.code,
            where=self.name,
            raw="",
            message=self.message.removeprefix(f"{self.name}: "),
            message_en=self.message_en.removeprefix(f"{self.name}: "),
            hint=self.hint,
            hint_en=self.hint_en,
        )


def unknown(name: str) -> RefusedFileError:
    """Return the refusal of a kind of file that is not known."""
    return RefusedFileError(
        "file-kind",
        name,
        (
            "Diese Art von Datei wird nicht gelesen.",
            "This kind of file is not read.",
            f"Möglich sind {KNOWN}.",
            f"Possible are {KNOWN}.",
        ),
    )


def mismatch(name: str, found: str, found_en: str) -> RefusedFileError:
    """Return the refusal of a file whose content is of another kind than its name says."""
    return RefusedFileError(
        "file-mismatch",
        name,
        (
            f"Der Inhalt passt nicht zur Endung der Datei: {found}.",
            f"The content does not fit the name's ending: {found_en}.",
            "Die Datei aus dem Programm, mit dem sie gemacht wurde, im richtigen Format speichern.",
            "Save the file in the right format, from the program it was made with.",
        ),
    )


def damaged(name: str) -> RefusedFileError:
    """Return the refusal of a file that breaks off or is inconsistent."""
    return RefusedFileError(
        "file-damaged",
        name,
        (
            "Die Datei ist beschädigt oder unvollständig.",
            "The file is damaged or incomplete.",
            "Neu speichern oder noch einmal übertragen.",
            "Save it anew or transfer it again.",
        ),
    )


def too_large(name: str, what: str, what_en: str) -> RefusedFileError:
    """Return the refusal of a file beyond a limit."""
    return RefusedFileError(
        "file-too-large",
        name,
        (
            f"Die Datei ist zu groß ({what}).",
            f"The file is too large ({what_en}).",
            "In mehrere Dateien teilen, oder als CSV speichern: CSV wird zeilenweise gelesen.",
            "Split it, or save it as CSV, which is read row by row.",
        ),
    )


def bomb(name: str) -> RefusedFileError:
    """Return the refusal of an archive that is made to fill the memory."""
    return RefusedFileError(
        "zip-bomb",
        name,
        (
            "Das Archiv entpackt sich auf ein Vielfaches seiner Größe (Zip-Bombe).",
            "The archive unpacks to many times its size (zip bomb).",
            "Nur Archive verwenden, deren Herkunft bekannt ist.",
            "Use only archives of known origin.",
        ),
    )


def path(name: str, member: str) -> RefusedFileError:
    """Return the refusal of an archive with a name that leads out of its folder."""
    return RefusedFileError(
        "zip-path",
        name,
        (
            f"Das Archiv enthält einen Pfad, der aus seinem Ordner führt („{member}“).",
            f"The archive holds a path that leads out of its folder ('{member}').",
            "Nur Archive verwenden, deren Herkunft bekannt ist.",
            "Use only archives of known origin.",
        ),
    )


def macros(name: str) -> RefusedFileError:
    """Return the refusal of a workbook with macros."""
    return RefusedFileError(
        "macros",
        name,
        (
            "Die Arbeitsmappe enthält Makros.",
            "The workbook holds macros.",
            "Ohne Makros speichern (Excel: „Arbeitsmappe (*.xlsx)“, Calc: „ODF-Tabelle (*.ods)“).",
            "Save it without macros (Excel: *.xlsx, Calc: *.ods).",
        ),
    )


def encrypted(name: str) -> RefusedFileError:
    """Return the refusal of a file that needs a password, or is of the old Excel."""
    return RefusedFileError(
        "file-encrypted",
        name,
        (
            "Die Datei ist mit einem Kennwort geschützt oder im alten Excel-Format (.xls).",
            "The file is protected by a password or in the old Excel format (.xls).",
            "Ohne Kennwort als .xlsx speichern.",
            "Save it as .xlsx without a password.",
        ),
    )


def empty(name: str) -> RefusedFileError:
    """Return the refusal of a file without a row."""
    return RefusedFileError(
        "file-empty",
        name,
        (
            "Die Datei enthält keine Zeilen.",
            "The file holds no rows.",
            "Prüfen, ob das richtige Tabellenblatt an erster Stelle steht.",
            "Check whether the right sheet comes first.",
        ),
    )
