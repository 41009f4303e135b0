"""Surveying: a table of indicators checked against the areas, and what it would change."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING
from typing import Final

from geodata import indicators
from geodata import names
from geodata.intake import cells
from geodata.intake import matching
from geodata.intake import placing
from geodata.intake import reader
from geodata.intake import surveys
from geodata.intake import whereabouts
from geodata.intake.difference import Difference
from geodata.intake.finding import Collector
from geodata.intake.finding import Finding
from geodata.intake.sheet import text
from geodata.intake.values import written
from geodata.intake.whereabouts import Ground

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.intake.checking import Checked
    from geodata.intake.checking import Task
    from geodata.intake.finding import Words
    from geodata.intake.matching import Match
    from geodata.intake.sheet import Sheet

LIST, VALUES = "list.csv", "values.csv"
LAND: Final = "03"
ALL: Final = 45
Key = tuple[str, str, str]  # indicator, area, year


def run(task: Task) -> Checked:
    """Check a table of indicators; the finished tables lie in the folder of work.

    Raises
    ------
    RefusedFileError
        If it cannot be read at all.
    """
    sheet = reader.sheet(task.upload, task.limits, task.wanted)
    match = matching.of(sheet, surveys.COLUMNS)
    survey = Survey(task, sheet, match)
    survey.read()
    survey.write()
    return task.checked(sheet, match, survey.found, survey.difference, survey.rows)


class Survey:
    """The values of a file, by indicator, area and year."""

    def __init__(self, task: Task, sheet: Sheet, match: Match) -> None:
        self.task, self.sheet, self.match = task, sheet, match
        self.found, self.difference = Collector(), Difference()
        self.rows = 0
        self._ground = task.ground or Ground.load(task.data)
        self._values: dict[Key, str] = {}
        self._about: dict[str, dict[str, str]] = {}
        self._keys: dict[str, str] = {}
        self._foreign: set[int] = set()
        self._periods: set[tuple[str, str]] = set()
        self._kreise = set(self._ground.frames["landkreise"].index)
        self._known = self._kreise | set(self._ground.frames["gemeinden"].index)

    def read(self) -> None:
        """Read all values and note what is wrong with them."""
        self.found.extend(self._lacking())
        if self.found.counts["error"]:
            return
        last = 0
        for one in surveys.said(self.sheet, self.match):
            self.rows += one.row.number != last
            last = one.row.number
            key = self._key(one)
            if key:
                self._take(one, key)
        if self._foreign:
            words = surveys.foreign(len(self._foreign))
            self.found.add(Finding(words=words, severity="notice"))
        self._gaps()

    def _lacking(self) -> list[Finding]:
        at, row = self.match.at, self.match.header
        wide = surveys.heads(self.match) if "value" not in at else ()
        lacking = []
        if not {"key", "area"} & set(at):
            lacking.append(surveys.NO_KEY)
        if "value" not in at and not wide:
            lacking.append(surveys.NO_INDICATOR)
        if "source" not in at:
            lacking.append(surveys.NO_SOURCE)
        return [Finding(words=words, row=row) for words in lacking]

    def _tell(self, words: Words, one: surveys.Said, name: str, severity: str = "error") -> None:
        at = self.match.at.get(name)
        raw = text(one.row.cells[at]) if at is not None and at < len(one.row.cells) else ""
        column = self.match.head(name) if at is not None else one.column
        self.found.add(
            Finding(words=words, row=one.row.number, column=column, raw=raw,
                    severity="notice" if severity == "notice" else "error")
        )  # fmt: skip

    def _key(self, one: surveys.Said) -> str:
        """Return the official key of a row, each spelling looked up and told once."""
        cell = {n: one.row.cells[at] if at < len(one.row.cells) else None
                for n, at in self.match.at.items() if n in ("key", "area")}  # fmt: skip
        said = f"{text(cell.get('key'))}|{text(cell.get('area'))}"
        if said in self._keys:
            if not self._keys[said]:
                self._foreign.add(one.row.number)
            return self._keys[said].strip("!")
        key = cells.ags(cell.get("key"))
        if key:
            found = self._official(key, one)
        else:
            found = self._named(text(cell.get("area")).strip(), one)
        self._keys[said] = found
        return found.strip("!")

    def _official(self, key: str, one: surveys.Said) -> str:
        """Return today's key; empty for other areas, ``!`` for a fault that was told."""
        now = key if key in self._known else self._ground.current(key)
        if now in self._known:
            if now != key:
                self._tell(placing.old_key(key, now), one, "key", "notice")
            return now
        larger = key.isdigit() and len(key) < len("03101")
        if larger or not key.startswith(LAND):
            self._foreign.add(one.row.number)
            return ""
        near = self._ground.keys_like(key)
        self._tell(whereabouts.unknown_key(key, near), one, "key")
        return "!"

    def _named(self, words: str, one: surveys.Said) -> str:
        if not words:
            self._tell(surveys.NO_KEY, one, "area")
            return "!"
        frame = self._ground.frames["landkreise"]
        plain = names.folded(words)
        same = frame.index[frame["name"].map(names.bare) == plain]
        if len(same) > 1:
            self._tell(surveys.TWO_NAMES, one, "area")
            return "!"
        key = self._ground.kreis_named(words)
        if not key:
            near = ", ".join(self._ground.kreise_like(words))
            self._tell(placing.unknown_kreis(words, near), one, "area")
            return "!"
        return key

    def _take(self, one: surveys.Said, key: str) -> None:
        value = surveys.number(one, self.sheet, self.found)
        if value is None:
            return
        year, period = surveys.year(one.year)
        for missing, words, name in (
            (not one.indicator, surveys.NO_INDICATOR, "indicator"),
            (not year, surveys.NO_YEAR, "year"),
            (not one.source, surveys.NO_SOURCE, "source"),
        ):
            if missing:
                self._tell(words, one, name)
                return
        own = (one.indicator, key, year)
        if period and (one.indicator, period) not in self._periods:
            self._periods.add((one.indicator, period))
            self._tell(surveys.over(one.title, period, year), one, "year", "notice")
        if own in self._values:
            self._tell(surveys.DOUBLE, one, "value")
            return
        self._values[own] = written(value)
        about = {"id": one.indicator, "title": one.title, "title_en": one.title_en,
                 "unit": one.unit, "topic": one.topic,
                 "source": f"{one.source} ({period})" if period else one.source}  # fmt: skip
        if period or one.indicator not in self._about:
            self._about[one.indicator] = about

    def _gaps(self) -> None:
        """Say which of the 45 areas an indicator does not have."""
        labels = self._ground.frames["landkreise"]["label"]
        held: dict[tuple[str, str], set[str]] = {}
        for indicator, key, year in self._values:
            if key in self._kreise:
                held.setdefault((indicator, year), set()).add(key)
        for (indicator, year), keys in sorted(held.items()):
            if len(keys) < ALL:
                absent = [str(labels[key]) for key in labels.index if key not in keys]
                title = self._about[indicator]["title"]
                words = surveys.missing(title, year, absent, len(absent))
                self.found.add(Finding(words=words, severity="warning"))

    def write(self) -> None:
        """Write list and values as they would be, and note the difference."""
        before = table(self.task.data / indicators.VALUES)
        old = {(r["indicator"], r["key"], r["year"]): r["value"] for r in before}
        listed = {r["id"]: r for r in table(self.task.data / indicators.LIST)}
        add = self.task.mode == "add"
        values = {**(old if add else {}), **self._values}
        about = {**(listed if add else {}), **self._about}
        self._compare(old, values, {**listed, **about})
        for name, columns, rows in (
            (LIST, indicators.LISTED, sorted(about.values(), key=lambda row: row["id"])),
            (VALUES, indicators.VALUED, [
                {"indicator": i, "key": k, "year": y, "value": v}
                for (i, k, y), v in sorted(values.items())
            ]),
        ):  # fmt: skip
            with (self.task.folder / name).open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow([column.name for column in columns])
                writer.writerows([row.get(c.name, "") for c in columns] for row in rows)
        if not self.found.counts["error"] and about != listed and self.difference.empty:
            self.difference.counts["changed"] += 1  # a title or a source alone

    def _compare(
        self, old: dict[Key, str], new: dict[Key, str], about: dict[str, dict[str, str]]
    ) -> None:
        for own in sorted({*old, *new}):
            title = f"{about[own[0]]['title']}, {own[2]}"
            row = {"id": own[1], "title": title}
            if own not in old:
                self.difference.note("new", row)
            elif own not in new:
                self.difference.note("gone", row)
            else:
                self.difference.compare({**row, "value": old[own]}, {**row, "value": new[own]})


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of ours; none if it is not there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))
