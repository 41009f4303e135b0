"""The desk: what the page "Daten" does with files and versions of an installation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from dashboard.care import screens
from geodata import errors
from geodata.intake import accepting
from geodata.intake import annotated
from geodata.intake import subjects
from geodata.intake import template
from geodata.intake.refusal import RefusedFileError

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

    from dashboard.care.inbox import Inbox
    from geodata.intake.checking import Mode
    from geodata.stores.place import Place

MEDIA: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class Desk:
    """Works on one installation.

    Parameters
    ----------
    place
        Where its versions are kept: a folder or a database.
    inbox
        Where files wait until they are accepted.
    """

    def __init__(self, place: Place, inbox: Inbox) -> None:
        self.place = place
        self.inbox = inbox

    def take(self, file: FileStorage, dataset: str, mode: str) -> str:
        """Store an uploaded file; return its token.

        Raises
        ------
        UnknownSubjectError
            If there is no such dataset.
        """
        subjects.known(dataset)
        kind: Mode = "replace" if mode == "replace" else "add"
        return self.inbox.put(file, dataset, kind).token

    def checked(self, token: str, lang: str) -> dict[str, Any] | None:
        """Return what the check of a waiting file shows, None if it is gone.

        Raises
        ------
        RefusedFileError
            If the file is not read at all; then it does not wait any longer.
        """
        waiting = self.inbox.get(token)
        if waiting is None:
            return None
        try:
            found, work = waiting.check(self.place.ground())
        except RefusedFileError:
            self.inbox.drop(token)
            raise
        with work:
            return screens.checked(found, waiting, lang)

    def accept(self, token: str, who: str, base: str) -> str | None:
        """Accept a waiting file; return the version, None if the data moved on since.

        Raises
        ------
        RejectedError, GeodataError
            If it cannot be accepted.
        """
        waiting = self.inbox.get(token)
        if waiting is None:
            raise errors.GeodataError(
                screens.word("waiting_gone", "de"),
                screens.word("waiting_gone", "en"),
                hint=screens.word("waiting_gone_hint", "de"),
                hint_en=screens.word("waiting_gone_hint", "en"),
            )
        found, work = waiting.check(self.place.ground())
        with work:
            if found.base != base:
                return None
            entry = accepting.accept(found, self.place, who)
        self.inbox.drop(token)
        return entry.version if entry is not None else found.base

    def findings(self, token: str, lang: str) -> bytes | None:
        """Return the annotated workbook of a waiting file."""
        waiting = self.inbox.get(token)
        if waiting is None:
            return None
        found, work = waiting.check(self.place.ground())
        with work:
            return annotated.workbook(found.sheet, found.found.kept, lang, found.match.header)

    def rollback(self, version: str, who: str) -> bool:
        """Make a version valid again; return whether it was not already."""
        return self.place.rollback(version, who) is not None

    def template(self, dataset: str, lang: str) -> bytes | None:
        """Return an empty table for a dataset."""
        subject = subjects.ALL.get(dataset)
        return None if subject is None else template.empty(subject, lang)

    def present(self, dataset: str, kind: str) -> bytes | None:
        """Return the present table of a dataset."""
        subject = subjects.ALL.get(dataset)
        if subject is None or kind not in MEDIA:
            return None
        table = template.present(self.place.ground(), subject)
        if kind == "csv":
            return b"".join(template.as_csv(table, subject))
        return template.as_xlsx(table, subject)
