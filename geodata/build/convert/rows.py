"""Parts that the tables of records share: head, place, money, sources, counting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata.build.convert import amounts
from geodata.build.convert import facts
from geodata.build.convert.facts import NOTHING
from geodata.build.convert.facts import Pair

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.build.convert.facts import Fact
    from geodata.build.convert.facts import Report
    from geodata.build.convert.spots import Resolver
    from geodata.build.convert.spots import Spot
    from geodata.build.convert.words import Words

Row = dict[str, Any]
# Words that say no more than the precision itself
PLAIN: Final = ("as reported", "rounded", "exact", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every converter works with.

    Parameters
    ----------
    folder
        Folder of the carried-over facts.
    """

    folder: Path
    words: Words
    places: Resolver
    report: Report

    def read(self, name: str) -> tuple[Fact, ...]:
        """Return the rows of a table of facts with settled doubts."""
        return facts.read(self.folder, name, self.report)


def both(name: str, pair: Pair) -> Row:
    """Return a column and its English twin."""
    return {name: pair.de, f"{name}_en": pair.en}


def head(fact: Fact, dataset: str, programme: str, title: Pair, applicant: Pair = NOTHING) -> Row:
    """Return id, dataset, programme, title and applicant."""
    out: Row = {"id": fact.id, "dataset": dataset, "programme": programme}
    return out | both("title", title) | both("applicant", applicant)


def place(spot: Spot) -> Row:
    """Return the columns of a place; a point only where there is exactly one, or a first one."""
    out: Row = {
        "place_text": spot.text.de,
        "place_precision": spot.precision,
        **both("place_note", spot.note),
        "landkreise": ";".join(spot.landkreise),
        "aerl": ";".join(spot.aerl),
        "region": spot.region,
        "points": spot.points,
    }
    if len(spot.points) == 1:
        point = spot.points[0]
        out |= {"lat": point.lat, "lon": point.lon}
        out |= {"gemeinde": point.gemeinde, "samtgemeinde": point.samtgemeinde}
    return out


def noted(desk: Desk, fact: Fact, spot: Spot) -> Spot:
    """Return a spot with the reservation that was settled for it, if there is one."""
    note = desk.words.pair(fact.get("place_note"))
    return replace(spot, note=note) if note.de else spot


def wording(desk: Desk, words: str) -> Pair:
    """Return the words on a precision where they say more than the precision itself."""
    return NOTHING if words in PLAIN else desk.words.pair(words)


def money(fact: Fact, column: str, *, kind: str, words: str = "", note: Pair = NOTHING) -> Row:
    """Return the amount of a fact; without an amount only kind and note.

    Parameters
    ----------
    words
        What the facts say about the precision, in their own words.
    """
    value = amounts.value(fact, column)
    settled = fact.get("amount_precision")
    out: Row = {"amount_eur": value, "amount_kind": kind, **both("amount_note", note)}
    out["amount_precision"] = settled if settled and value else amounts.precision(words, value)
    return out


def cost(fact: Fact, column: str, *, words: str = "", note: Pair = NOTHING) -> Row:
    """Return the total cost of a fact."""
    value = amounts.value(fact, column)
    settled = fact.get("cost_precision")
    return {
        "total_cost_eur": value,
        "total_cost_precision": settled if settled and value else amounts.precision(words, value),
        **both("total_cost_note", note),
    }


def when(date: str, year: str = "") -> Row:
    """Return year and date; the year of a partial date where no year is given."""
    match = re.match(r"\d{4}", year or date)
    return {"year": int(match[0]) if match else None, "date": date}


def sources(fact: Fact) -> Row:
    """Return the addresses of the sources, the newest date and the confidence."""
    out: Row = {name: fact.get(name) for name in ("source_url", "source_url_2", "source_url_3")}
    out["source_date"] = fact.get("source_date")
    return out | {"confidence": fact["confidence"]}


def counting(desk: Desk, fact: Fact, reason: Pair = NOTHING, *, money_bearing: bool = True) -> Row:
    """Return whether a record counts; with a reason it does not, and the report says so."""
    if reason.de:
        desk.report.add(fact, "counted", "yes", "no", reason)
    return {
        "counted": "no" if reason.de else "yes",
        **both("not_counted_reason", reason),
        "money_bearing": "yes" if money_bearing else "no",
    }
