"""Accepting: a checked delivery becomes the valid version, whole or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata import areas as levels
from geodata import audit
from geodata import catalogue
from geodata.build import vg250
from geodata.intake import accepting
from geodata.refresh import comparison
from geodata.refresh import faults
from geodata.refresh import making
from geodata.refresh import people
from geodata.refresh import reading
from geodata.refresh import succession
from geodata.refresh import territory
from geodata.refresh.present import Present

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.build.tables import Change
    from geodata.intake.upload import Upload
    from geodata.refresh.comparison import Comparison
    from geodata.stores.place import Place
    from geodata.versions.draft import Draft
    from geodata.versions.log import Entry

EARLIEST = "2016-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to make of a delivery.

    Parameters
    ----------
    data
        Data folder of the state to compare with.
    work
        An empty folder for the files.
    date
        ISO date of the boundaries, where the delivery does not state it.
    told
        Rows of a successor table that was given beside the delivery.
    tell
        Told each step.
    """

    upload: Upload
    data: Path
    work: Path
    date: str = ""
    told: Sequence[Change] = ()
    tell: Callable[[str, str], None] = lambda _german, _english: None


def checked(task: Task) -> Comparison:
    """Read and check a delivery and make its files; nothing of the data is touched.

    Raises
    ------
    RefusedFileError
        If it cannot be read.
    RefusedBoundariesError, BuildError
        If it cannot become the areas of the atlas.
    """
    task.tell("1/4 Lieferung lesen", "1/4 reading the delivery")
    delivery = reading.delivery(task.upload)
    date = dated(delivery.date or task.date)
    present = Present.load(task.data)
    task.tell("2/4 Grenzen prüfen", "2/4 checking boundaries")
    areas = territory.build(delivery, present)
    since = _since(delivery)
    went = succession.of(present, areas.gemeinden, task.told, since)
    task.tell("3/4 Schlüssel und Einwohner", "3/4 keys and inhabitants")
    lives = people.of(areas, present, went, territory.figures(delivery))
    task.tell("4/4 Dateien erzeugen", "4/4 making files")
    refresh = making.Refresh(
        delivery=delivery, date=date, present=present, areas=areas, went=went, people=lives
    )
    return comparison.of(making.build(refresh, task.work))


def dated(text: str) -> str:
    """Return the ISO date of the boundaries.

    Raises
    ------
    RefusedBoundariesError
        If it is missing or cannot be true.
    """
    found = reading.dated(text)
    latest = dt.datetime.now(tz=dt.UTC).date().isoformat()
    if not found or not EARLIEST <= found <= latest:
        faults.refuse(
            [
                (
                    (
                        f"der Gebietsstand ist nicht zu erkennen („{text}“);"
                        " mit --date JJJJ-MM-TT angeben"
                    ),
                    (
                        f"the date of the boundaries is not known ('{text}');"
                        " give it by --date YYYY-MM-DD"
                    ),
                )
            ]
        )
    return found


def _since(delivery: reading.Delivery) -> dict[str, str]:
    """Return key to the day from which an area is valid, where the delivery says it."""
    raw = delivery.layers["gem"]
    if "valid_from" not in raw:
        return {}
    land = raw[raw["gf"] == vg250.LAND] if "gf" in raw else raw
    keys = territory.keys(land["ars"])
    days = [reading.dated(text.replace("/", "-")) for text in land["valid_from"]]
    return {key: day for key, day in zip(keys, days, strict=True) if day}


def accept(found: Comparison, place: Place, who: str = "") -> Entry | None:
    """Make what was checked the valid version; None if it changes nothing.

    Raises
    ------
    RejectedError
        If the data are no longer those it was compared with, or a server would refuse them.
    """
    made = found.made
    refresh = made.refresh

    def write(draft: Draft) -> None:
        if catalogue.version(draft.folder) != refresh.present.version:
            raise accepting.changed_meanwhile()
        for path in made.paths:
            accepting.put(made.folder / path, path, draft)
        _tried(draft)

    return place.accept(
        write,
        action="boundaries",
        who=who,
        file=refresh.delivery.name,
        sha256=refresh.delivery.sha256,
        dataset="boundaries",
        figures=found.figures(),
    )


def _tried(draft: Draft) -> None:
    """Load the new state as a server would: what it would refuse must not be accepted."""
    loaded = catalogue.load(draft.folder)
    state = loaded.state
    wrong = [
        *audit.counts(loaded.areas, state),
        *audit.parents(loaded.areas),
        *audit.inhabitants(levels.load_frames(draft.folder), state),
        *(p for p in loaded.problems if p.severity == "error"),
        *(p for p in loaded.problems if p.code == "place-unknown"),
    ]
    if wrong:
        raise accepting.RejectedError(
            f"Der neue Stand wäre nicht vollständig: {wrong[0].line('de')}",
            f"The new state would not be whole: {wrong[0].line('en')}",
            hint="Es wurde nichts geändert.",
            hint_en="Nothing was changed.",
        )
