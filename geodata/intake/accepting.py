"""Accepting: a checked file becomes the valid version, whole or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from typing import Final

from geodata import catalogue
from geodata import errors
from geodata import indicators
from geodata.intake import checking
from geodata.intake import surveying

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.intake.checking import Checked
    from geodata.stores.place import Place
    from geodata.versions.draft import Draft
    from geodata.versions.log import Entry

TRIED: Final = 100_000  # rows up to which the new state is loaded once before it becomes valid


class RejectedError(errors.GeodataError, ValueError):
    """A file that must not be accepted: it has faults, or the data changed under it."""


def accept(checked: Checked, place: Place, who: str = "") -> Entry | None:
    """Make what was checked the valid version; None if it changes nothing.

    Raises
    ------
    RejectedError
        If the file has faults, or the data are no longer those it was compared with.
    """
    if checked.rejected:
        raise RejectedError(
            "Die Datei hat Fehler und wurde nicht übernommen.",
            "The file has faults and was not taken.",
        )
    if checked.difference.empty:
        return None

    def write(draft: Draft) -> None:
        if catalogue.version(draft.folder) != checked.base:
            raise changed_meanwhile()
        if checked.subject.kind == "indicators":
            put(checked.folder / surveying.LIST, indicators.LIST, draft)
            put(checked.folder / surveying.VALUES, indicators.VALUES, draft)
        else:
            put(checked.folder / checking.TABLE, checked.subject.path, draft)
        if checked.subject.kind == "records":
            put(checked.folder / checking.PLACES, catalogue.PLACES, draft)
        if checked.rows <= TRIED:
            tried(checked, draft)

    return place.accept(
        write,
        who=who,
        file=checked.upload.name,
        sha256=checked.upload.sha256(),
        dataset=checked.subject.id,
        figures=checked.difference.figures(),
    )


def changed_meanwhile() -> RejectedError:
    """Return the refusal of a file that was compared with data which are valid no longer."""
    return RejectedError(
        "Die Daten haben sich seit der Prüfung geändert.",
        "The data changed since the check.",
        hint="Die Datei noch einmal prüfen.",
        hint_en="Check the file again.",
    )


def put(source: Path, target: str, draft: Draft) -> None:
    """Copy a finished table into a draft."""
    with source.open("rb") as handle, draft.open(target) as out:
        shutil.copyfileobj(handle, out)


def tried(checked: Checked, draft: Draft) -> None:
    """Load the new state as a server would: what it would leave out must not be accepted."""
    name = checked.subject.path.rsplit("/", 1)[-1]
    faults = [
        problem
        for problem in catalogue.load(draft.folder).problems
        if problem.severity == "error"
        and problem.where.startswith((name, "places.csv", "list.csv"))
    ]
    if faults:
        first = faults[0]
        raise RejectedError(
            f"Der neue Stand wäre nicht vollständig: {first.line('de')}",
            f"The new state would not be whole: {first.line('en')}",
            hint="Die Zeile der Datei berichtigen und noch einmal einlesen.",
            hint_en="Correct the row in the file and import it again.",
        )
