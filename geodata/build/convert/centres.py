"""Supply centres (RVZ) and Zukunftsräume projects: from facts to records."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

from geodata.build.convert import rows
from geodata.build.convert import words
from geodata.build.convert.facts import NOTHING
from geodata.build.convert.facts import Pair

if TYPE_CHECKING:
    from geodata.build.convert.facts import Fact
    from geodata.build.convert.rows import Desk
    from geodata.build.convert.rows import Row
    from geodata.build.convert.spots import Spot

LAND: Final = Pair("Land Niedersachsen", "Land Niedersachsen")
LABELS: Final = {
    "open": Pair("Regionales Versorgungszentrum", "Regional supply centre"),
    "branch": Pair("Zweigstelle", "Branch"),
    "planned": Pair("Regionales Versorgungszentrum, geplant", "Regional supply centre, planned"),
    "study": Pair("Machbarkeitsstudie", "Feasibility study"),
    "lookalike": Pair("gleicher Name, andere Förderung", "Same name, other funding"),
}
STATES: Final = {
    "open": Pair("eröffnet", "open"),
    "branch": Pair("Zweigstelle", "branch"),
    "planned": Pair("geplant", "planned"),
    "study": Pair("Machbarkeitsstudie", "feasibility study"),
}
BRANCH: Final = Pair(
    "Zweigstelle: zählt als Standort, nicht als Zentrum",
    "Branch: counts as a site, not as a centre",
)
LOOKALIKE: Final = Pair(
    "gleicher Name, aber aus einer anderen Förderung (ZILE): kein RVZ des Programms",
    "Same name, but of another funding line (ZILE): no RVZ of the programme",
)
FROM_ZUKUNFTSRAEUME: Final = Pair(
    "aus dem Programm Zukunftsräume gefördert; steht nicht in der Liste der Zukunftsräume-Projekte"
    " und zählt nur hier",
    "Funded by the programme Zukunftsräume; not in the list of Zukunftsräume projects"
    " and counted here only",
)
DISTRICT: Final = Pair(
    "Ortsteil {name}, Lage nicht bekannt", "Part of the municipality: {name}, exact site unknown"
)
# Clauses of a note that speak of the amount
ABOUT_AMOUNT: Final = r"^(Betrag|beide Beträge|„bis zu“|Quelle: knapp|rechnerisch)|zusammen .*\d{3}"
ABOUT_COST: Final = r"^Gesamt|„mehr als"
PERSONAL: Final = {
    "Projekt": Pair("Projekt", "Project"),
    "Personal": Pair("Personalstelle", "Staff post"),
}


def rvz(desk: Desk) -> list[Row]:
    """Return the records of the supply centres."""
    return [_centre(desk, fact) for fact in desk.read("rvz")]


def _centre(desk: Desk, fact: Fact) -> Row:
    look = desk.words.pair
    alike = fact["programme"].startswith("ZILE")
    kind = "lookalike" if alike else fact["status"]
    reason = LOOKALIKE if alike else BRANCH if kind == "branch" else NOTHING
    studies = FROM_ZUKUNFTSRAEUME if "(Zukunftsräume)" in fact["programme"] else NOTHING
    bearing = kind in ("open", "planned", "study")
    amount_words = fact["land_funding_precision"]
    amount_note = words.join((rows.wording(desk, amount_words), look(fact["funding_note"])))
    cost_words = fact["total_cost_precision"]
    title = desk.words.name(fact["name"])
    operator = desk.words.name(fact["operator"])
    return {
        **rows.head(fact, "rvz", "" if alike else "rvz", title, operator),
        **rows.place(_site(desk, fact)),
        **rows.money(
            fact,
            "land_funding_eur",
            kind="award" if bearing else "",
            words=amount_words,
            note=amount_note,
        ),
        **rows.cost(fact, "total_cost_eur", words=cost_words, note=look(cost_words)),
        **rows.both("funder", LAND if bearing else NOTHING),
        **rows.when(fact.get("award_date")),
        **rows.both("status", STATES[fact["status"]]),
        "kind_detail": kind,
        **rows.both("kind_label", LABELS[kind]),
        "parent": fact["parent_site"],
        **rows.both("address", desk.words.name(fact["street_address"])),
        "opened": fact["opening_date"],
        **rows.both("opened_note", look(fact["opening_note"])),
        **rows.both("services", desk.words.name(fact["services"])),
        **rows.sources(fact),
        **rows.both("note", words.join((look(fact["note"]), studies))),
        **rows.counting(desk, fact, reason, money_bearing=bearing),
    }


def _site(desk: Desk, fact: Fact) -> Spot:
    """Return the place of a centre: its Ortsteil where the gazetteer has it."""
    landkreise = desk.places.kreise_of(fact)
    part = fact["ortsteil"]
    if not part:
        return desk.places.spot(fact, "municipality", landkreise)
    whole = desk.places.find(fact["municipality"], landkreise[0])
    place = desk.places.find(part, landkreise[0])
    inside = place is not None and whole is not None and desk.places.within(place, whole)
    if inside and place is not None:
        return desk.places.at(place)
    note = Pair(*(text.format(name=part) for text in DISTRICT))
    spot = desk.places.spot(fact, "municipality", landkreise)
    desk.report.add(fact, "ortsteil", part, spot.text.de, NOT_LISTED)
    return replace(spot, note=note)


NOT_LISTED: Final = Pair(
    "Ortsteil steht nicht im Ortsverzeichnis: Punkt der Gemeinde",
    "The part is not in the gazetteer: point of the municipality",
)


def zukunftsraeume(desk: Desk) -> list[Row]:
    """Return the records of the Zukunftsräume projects and staff posts."""
    return [_project(desk, fact) for fact in desk.read("zukunftsraeume")]


def _project(desk: Desk, fact: Fact) -> Row:
    note = desk.words.pair(fact["note"])
    title = desk.words.name(fact["project_title"])
    landkreise = desk.places.kreise_of(fact)
    return {
        **rows.head(fact, "zukunftsraeume", "zukunftsraeume", title),
        **rows.place(rows.noted(desk, fact, desk.places.spot(fact, "municipality", landkreise))),
        **rows.money(fact, "funding_eur", kind="award", note=clauses(note, ABOUT_AMOUNT)),
        **rows.cost(fact, "total_cost_eur", note=clauses(note, ABOUT_COST)),
        **rows.both("funder", LAND),
        **rows.when(fact["award_date"], fact["award_year"]),
        **rows.both("status", desk.words.pair(fact["status"])),
        "kind_detail": fact["kind"],
        **rows.both("kind_label", PERSONAL[fact["kind"]]),
        **rows.both("theme", desk.words.pair(fact["theme"])),
        "confirmed_twice": fact["confirmed_twice"],
        **rows.sources(fact),
        **rows.both("note", note),
        **rows.counting(desk, fact),
    }


def clauses(note: Pair, pattern: str) -> Pair:
    """Return the clauses of a note whose German words match a pattern."""
    pairs = zip(note.de.split("; "), note.en.split("; "), strict=True)
    return words.join(Pair(de, en) for de, en in pairs if re.search(pattern, de))
