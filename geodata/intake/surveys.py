"""Surveys: a table of indicators, wide or long, becomes values by area and year.

Long: a row an area, indicator and year. Wide: a row an area, a column an indicator
(``Altersdurchschnitt (Jahre) 2022``), or a row an area and indicator, a column a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final
from typing import NamedTuple

from geodata import names
from geodata.dataset import Column
from geodata.intake import cells
from geodata.intake.finding import Finding
from geodata.intake.finding import Words
from geodata.intake.sheet import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.intake.finding import Collector
    from geodata.intake.matching import Match
    from geodata.intake.sheet import Cell
    from geodata.intake.sheet import Row
    from geodata.intake.sheet import Sheet

COLUMNS: Final = (
    Column(name="key", title="AGS", title_en="Area key", kind="key"),
    Column(name="area", title="Gebiet", title_en="Area"),
    Column(name="indicator_code", title="Indikatorcode", title_en="Indicator code", kind="key"),
    Column(name="indicator", title="Indikator", title_en="Indicator"),
    Column(name="indicator_en", title="Indikator englisch", title_en="Indicator in English"),
    Column(name="value", title="Wert", title_en="Value", kind="number"),
    Column(name="unit", title="Einheit", title_en="Unit"),
    Column(name="year", title="Jahr", title_en="Year", kind="integer"),
    Column(name="topic", title="Thema", title_en="Topic"),
    Column(name="source", title="Quelle", title_en="Source"),
)
HEAD_YEAR: Final = re.compile(r"^(.*?)[\s,;(\[-]*\b((?:19|20)\d\d)\b[)\]]*$", re.DOTALL)
HEAD_UNIT: Final = re.compile(r"^(.*?)\s*(?:[(\[]\s*(?:in\s+)?([^)\]]+)[)\]]|\bin\s+(%|€|EUR))\s*$")
PERIOD: Final = re.compile(
    r"((?:19|20)\d\d)(?:\s*[/–-]\s*(?:19|20)\d\d)*?\s*[/–-]\s*((?:19|20)\d\d)"
)
LONGEST_ID: Final = 40


class Said(NamedTuple):
    """One value as a file says it, with where it stands."""

    row: Row
    column: str
    cell: Cell
    indicator: str
    title: str
    title_en: str
    unit: str
    year: str
    topic: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column of a wide table: which indicator, unit and year it holds."""

    at: int
    head: str
    title: str
    unit: str
    year: str


def heads(match: Match) -> tuple[Head, ...]:
    """Return the columns of a wide table that hold values."""
    taken = set(match.at.values())
    out = []
    for at, head in enumerate(match.heads):
        if at in taken or not head:
            continue
        title, year = head.replace("\n", " ").strip(), ""
        if found := HEAD_YEAR.match(title):
            title, year = found[1].strip(), found[2]
        unit = ""
        if found := HEAD_UNIT.match(title):
            title, unit = found[1].strip(), (found[2] or found[3]).strip()
        out.append(Head(at=at, head=head, title=title, unit=unit, year=year))
    return tuple(out)


def slug(words: str) -> str:
    """Return the id of an indicator from its code or its title."""
    return names.folded(words).replace(" ", "-")[:LONGEST_ID].strip("-")


def said(sheet: Sheet, match: Match) -> Iterator[Said]:
    """Yield every value of a table, whatever its form."""
    wide = () if "value" in match.at else heads(match)
    for row in sheet.rows():
        if row.number <= match.header:
            continue
        own = {
            name: text(row.cells[at]).strip() if at < len(row.cells) else ""
            for name, at in match.at.items()
        }
        if "value" in match.at:
            at = match.at["value"]
            cell = row.cells[at] if at < len(row.cells) else None
            yield _said(row, match.heads[at], cell, own, own.get("year", ""))
            continue
        for head in wide:
            cell = row.cells[head.at] if head.at < len(row.cells) else None
            more = {
                **own,
                "indicator": own.get("indicator") or head.title,
                "unit": own.get("unit") or head.unit,
            }
            yield _said(row, head.head, cell, more, head.year or own.get("year", ""))


def _said(row: Row, column: str, cell: Cell, own: dict[str, str], year: str) -> Said:
    title = own.get("indicator") or own.get("indicator_code", "")
    return Said(
        row=row,
        column=column,
        cell=cell,
        indicator=slug(own.get("indicator_code") or title),
        title=title,
        title_en=own.get("indicator_en", ""),
        unit=own.get("unit", ""),
        year=year,
        topic=own.get("topic", ""),
        source=own.get("source", ""),
    )


def number(one: Said, sheet: Sheet, found: Collector) -> float | None:
    """Return a value; None if it is unknown, or no number, which is then told."""
    reading = cells.number(one.cell, comma=sheet.comma)
    if reading.words is not None and reading.words is not cells.UNKNOWN_WORD:
        found.add(
            Finding(words=reading.words, row=one.row.number, column=one.column, raw=text(one.cell))
        )
    return float(reading.value) if isinstance(reading.value, int | float) else None


def year(words: str) -> tuple[str, str]:
    """Return the year of a value, and its period where it is a mean of several years.

    ``2016/2017/2018`` and ``2016-2018`` stand at their last year.
    """
    if found := PERIOD.fullmatch(words.strip()):
        return found[2], found[0]
    return str(cells.date(words).value or "")[:4], ""


def over(title: str, period: str, year: str) -> Words:
    """Return the words on a value that is of several years."""
    return Words(
        "year-period",
        f"„{title}“ gilt für {period}; gezeigt wird es unter {year}.",
        f"'{title}' is of {period}; it is shown at {year}.",
        "Der Zeitraum steht bei der Quelle.",
        "The period stands beside the source.",
    )


NO_KEY: Final = Words(
    "area-missing",
    "Es fehlt, für welches Gebiet die Zeile gilt.",
    "It is missing for which area the row holds.",
    "AGS oder Namen des Landkreises eintragen.",
    "Enter the key or the name of the Landkreis.",
)
NO_YEAR: Final = Words(
    "year-missing",
    "Das Jahr fehlt.",
    "The year is missing.",
    "Spalte „Jahr“ ausfüllen, oder das Jahr in den Spaltenkopf schreiben.",
    "Fill in the column 'Year', or write the year into the head of the column.",
)
NO_INDICATOR: Final = Words(
    "indicator-missing",
    "Der Name des Indikators fehlt.",
    "The name of the indicator is missing.",
    "Indikator eintragen.",
    "Enter the indicator.",
)
NO_SOURCE: Final = Words(
    "source-missing",
    "Die Quelle fehlt.",
    "The source is missing.",
    "Eine Spalte „Quelle“ ergänzen.",
    "Add a column 'Source'.",
)
DOUBLE: Final = Words(
    "value-double",
    "Für dieses Gebiet, diesen Indikator und dieses Jahr steht schon ein Wert in der Datei.",
    "The file has a value for this area, indicator and year already.",
    "Einen der beiden löschen.",
    "Delete one of the two.",
)
TWO_NAMES: Final = Words(
    "kreis-ambiguous",
    "Den Namen tragen ein Landkreis und eine Stadt.",
    "A Landkreis and a city have this name.",
    "AGS angeben, oder „Landkreis …“ oder „Stadt …“ schreiben.",
    "Give the key, or write 'Landkreis …' or 'Stadt …'.",
)


def foreign(n: int) -> Words:
    """Return the words on rows of other Länder and of larger areas, which are passed over."""
    return Words(
        "area-foreign",
        f"{n} Zeilen anderer Länder oder größerer Gebiete wurden übergangen.",
        f"{n} rows of other Länder or larger areas were passed over.",
    )


def missing(title: str, year: str, labels: list[str], n: int) -> Words:
    """Return the words on areas that an indicator does not have."""
    listed = ", ".join(labels[:5]) + (" …" if n > 5 else "")  # noqa: PLR2004
    return Words(
        "area-without-value",
        f"„{title}“, {year}: {n} von 45 Gebieten fehlen ({listed}).",
        f"'{title}', {year}: {n} of 45 areas are missing ({listed}).",
        "Sie werden als „keine Angabe“ gezeigt, nicht als 0.",
        "They are shown as 'no data', not as 0.",
    )
