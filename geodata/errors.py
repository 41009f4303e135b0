"""Errors of the data room: each is also a builtin, and says file, fault and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

REBUILD = (
    "Datei aus dem Repositorium wiederherstellen (git checkout -- geodata/data)"
    " oder mit 'python -m geodata build' neu erzeugen."
)
REBUILD_EN = (
    "Restore the file from the repository (git checkout -- geodata/data)"
    " or rebuild it with 'python -m geodata build'."
)


class GeodataError(Exception):
    """Something the data room cannot go on with.

    Parameters
    ----------
    message, message_en
        What is wrong, in German and in English, naming the file or key.
    hint, hint_en
        What the reader can do about it.
    """

    def __init__(
        self, message: str, message_en: str = "", *, hint: str = "", hint_en: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.message_en = message_en or message
        self.hint = hint
        self.hint_en = hint_en or hint

    def __str__(self) -> str:
        """Message and hint in German, the language of the screen."""
        return f"{self.message} {self.hint}".strip()


class MissingFileError(GeodataError, FileNotFoundError):
    """A shipped file is not where it belongs."""

    def __init__(self, path: Path, *, hint: str = REBUILD, hint_en: str = REBUILD_EN) -> None:
        super().__init__(
            f"Datei fehlt: {path}.", f"File missing: {path}.", hint=hint, hint_en=hint_en
        )
        self.path = path


class DamagedFileError(GeodataError, ValueError):
    """A shipped file is there but cannot be read, or is not the one that was built."""

    def __init__(
        self,
        path: Path,
        fault: str,
        fault_en: str = "",
        *,
        hint: str = REBUILD,
        hint_en: str = REBUILD_EN,
    ) -> None:
        super().__init__(
            f"Datei beschädigt: {path}: {fault}.",
            f"File damaged: {path}: {fault_en or fault}.",
            hint=hint,
            hint_en=hint_en,
        )
        self.path = path


class DiskError(GeodataError, OSError):
    """A file could not be written: the disk is full, or a folder may not be written."""

    def __init__(self, fault: OSError | sqlite3.OperationalError) -> None:
        filename = getattr(fault, "filename", None)
        where = f" ({filename})" if filename else ""
        reason = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
        super().__init__(
            f"Eine Datei ließ sich nicht schreiben oder lesen: {reason}{where}.",
            f"A file could not be written or read: {reason}{where}.",
            hint="Platz schaffen oder Rechte prüfen, dann noch einmal; der bisherige Stand gilt.",
            hint_en="Make room or check permissions, then repeat; the data so far stay valid.",
        )


class UnknownKeyError(GeodataError, KeyError):
    """An area, level or record is asked for which the data do not have."""

    def __init__(self, what: str, key: str, known: str = "") -> None:
        also = f" Bekannt: {known}." if known else ""
        also_en = f" Known: {known}." if known else ""
        super().__init__(f"Unbekannt: {what} '{key}'.{also}", f"Unknown: {what} '{key}'.{also_en}")
        self.key = key


class BuildError(GeodataError, RuntimeError):
    """The build met material it cannot turn into the shipped data."""
