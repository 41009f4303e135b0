"""Completing: what a row does not say, from the row before, from the dataset, or from itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from geodata import dataset
from geodata.intake.workbench import NATURAL
from geodata.intake.workbench import digest

if TYPE_CHECKING:
    from geodata.intake.matching import Match
    from geodata.intake.placing import Placer
    from geodata.intake.subjects import Subject
    from geodata.intake.workbench import Workbench

PLACED_BY: Final = frozenset(
    column.name for column in dataset.PLACE if not column.name.startswith("place_note")
)
SAID_OF_PLACES: Final = ("place_text", "gemeinde", "landkreise", "lat", "lon")
TWINS: Final = "_en"


class Completer:
    """Fills in the columns that a file does not have.

    Parameters
    ----------
    match
        Which columns it has.
    bench
        Knows the rows before.
    placer
        Reads names of Kreise; None for datasets without places.
    """

    def __init__(
        self, subject: Subject, match: Match, bench: Workbench, placer: Placer | None
    ) -> None:
        self._subject, self._match, self._bench, self._placer = subject, match, bench, placer
        self._names = [column.name for column in subject.columns]

    def known(self, values: dict[str, str]) -> dict[str, str] | None:
        """Return the row before that this one is about, and take its id over."""
        if not values.get("id"):
            values["id"] = self._bench.same_as(values) if values.get("title") else ""
        return self._bench.before(values["id"]) if values["id"] else None

    def complete(self, values: dict[str, str], before: dict[str, str] | None) -> bool:
        """Fill in columns that the file does not have; return whether the place is another."""
        said = [name for name in SAID_OF_PLACES if name in self._match.at]
        moved = before is not None and any(
            values[name] != before.get(name, "")
            for name in said
            if not self._same(name, values, before)
        )
        for name in self._names:
            if name in values and (name in self._match.at or name == "id"):
                continue
            stays = before is not None and not (moved and name in PLACED_BY)
            stays = stays and not self._translated(name, values, before)
            values[name] = (
                (before or {}).get(name, "") if stays else self._subject.usual.get(name, "")
            )
        if not values.get("amount_eur", "") and before is None and "amount_precision" in values:
            values["amount_precision"] = ""
        if "year" in values and "year" not in self._match.at and values.get("date"):
            values["year"] = values["date"][:4]
        if "title_en" in values:
            values["title_en"] = values["title_en"] or values.get("title", "")
        return moved

    def _same(self, name: str, values: dict[str, str], before: dict[str, str]) -> bool:
        """Tell whether a name of a Kreis means the same keys as before."""
        if name != "landkreise" or self._placer is None:
            return False
        return self._placer.kreise(values[name]) == before.get(name, "")

    def _translated(self, name: str, values: dict[str, str], before: dict[str, str] | None) -> bool:
        """Tell whether a column is the English of one that the file changes."""
        german = name.removesuffix(TWINS)
        changed = german in self._match.at and values.get(german) != (before or {}).get(german)
        return name != german and changed


def moved(values: dict[str, str], before: dict[str, str]) -> bool:
    """Tell whether a finished row is elsewhere than before."""
    return any(values.get(name, "") != before.get(name, "") for name in PLACED_BY)


def new_id(values: dict[str, str], subject: Subject) -> str:
    """Return an id that the same row gets every time."""
    parts = tuple(values.get(name, "") for name in (*NATURAL, "date", "amount_eur"))
    return f"{subject.prefix}-{digest(parts).hex()[:12]}"
