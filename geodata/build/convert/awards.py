"""Other funding, neighbourhood projects and job fairs: from facts to records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Final

from geodata.build.convert import amounts
from geodata.build.convert import facts
from geodata.build.convert import regions
from geodata.build.convert import rows
from geodata.build.convert.facts import NOTHING
from geodata.build.convert.facts import Pair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.build.convert.facts import Fact
    from geodata.build.convert.rows import Desk
    from geodata.build.convert.rows import Row
    from geodata.build.convert.spots import Spot

# programme of the facts -> programme, kind of money, kind of record
KINDS: Final[Mapping[str, tuple[str, str, str, Pair]]] = {
    "Resiliente Innenstädte (EFRE)": (
        "resiliente-innenstaedte",
        "budget",
        "Stadtbudget",
        Pair("Stadtbudget", "Town budget"),
    ),
    "Kofinanzierungshilfe (Kofi)": (
        "kofinanzierung",
        "award",
        "Kofinanzierungshilfe",
        Pair("Kofinanzierungshilfe", "Co-financing aid"),
    ),
    "Soziale Innovation (ESF+)": (
        "soziale-innovation",
        "award",
        "Soziale Innovation",
        Pair("Soziale Innovation", "Social innovation"),
    ),
    "Zukunftsregionen - Regionalmanagement": (
        "zukunftsregionen",
        "award",
        "Regionalmanagement",
        Pair("Regionalmanagement", "Regional management"),
    ),
    "Zukunftsregionen in Niedersachsen (EFRE/ESF+)": (
        "zukunftsregionen",
        "budget",
        "Regionalbudget",
        Pair("Regionales Budget", "Regional budget"),
    ),
}
PROJECT: Final = ("zukunftsregionen", "award", "Projekt", Pair("Projekt", "Project"))
HANDOVER: Final = Pair(
    "Ort der Übergabe oder der Federführung, nicht der Ort des Geldes: der Eintrag gehört zur"
    " Zukunftsregion",
    "Place of handover or of the lead partner, not where the money is spent: the record belongs"
    " to the Zukunftsregion",
)
DOUBLE: Final = Pair("doppelt: zählt als {id} mit {amount}", "Double: counts as {id} with {amount}")
MEMBERS: Final = Pair(
    "Kreise der Zukunftsregion nach ihren Mitgliedern",
    "Kreise of the Zukunftsregion by its members",
)
EXAMPLE: Final = Pair(
    "Beispiel aus dem Bündnis, keine Landesförderung gefunden",
    "Example of the alliance, no grant of the Land found",
)
UNDOCUMENTED: Final = Pair("Bewilligung nicht belegt", "Award not documented")
NEIGHBOURHOOD: Final = "Gemeinwesenarbeit und Quartiersmanagement - Gute Nachbarschaft"
ALLIANCE: Final = "Niedersachsen packt an"
HELD: Final = Pair("durchgeführt", "held")
FAIR: Final = Pair("Job- und Integrationsmesse", "Job and integration fair")


def other_funding(desk: Desk) -> list[Row]:
    """Return awards and budgets with a place; what another table holds does not count here."""
    known = _counterparts(desk)
    return [_other(desk, fact, known) for fact in desk.read("other_funding")]


def _counterparts(desk: Desk) -> dict[tuple[str, str], tuple[str, float]]:
    """Return id and amount of budgets, Regionalmanagement grants and projects by region."""
    quiet = facts.Report()
    out: dict[tuple[str, str], tuple[str, float]] = {}
    for fact in facts.read(desk.folder, "zukunftsregionen", quiet):
        key = (desk.places.region(fact["name"]), "Regionalbudget")
        out[key] = (regions.new_id(fact.id), amounts.value(fact, "budget_eur") or 0.0)
    for fact in facts.read(desk.folder, "zukunftsregionen_projects", quiet):
        value = amounts.value(fact, "grant_eur") or 0.0
        if fact["kind"] == "regionalmanagement":
            out[desk.places.region(fact["zukunftsregion"]), "Regionalmanagement"] = (fact.id, value)
        out[fact["project"].split(" (")[0], "Projekt"] = (fact.id, value)
    return out


def _other(desk: Desk, fact: Fact, known: Mapping[tuple[str, str], tuple[str, float]]) -> Row:
    programme, money, kind, label = KINDS[fact["programme"]]
    concept = fact["project"].startswith("Konzept ")
    if concept:
        programme, money, kind, label = PROJECT
    look = desk.words.pair
    regional = programme == "zukunftsregionen" and not concept
    spot = _region(desk, fact) if regional else _spot(desk, fact)
    twin = known.get((spot.region, kind)) if regional else None
    if concept:
        twin = known[fact["project"].split("(")[1].removesuffix(")"), "Projekt"]
    return {
        **rows.head(fact, "other_funding", programme, look(fact["project"])),
        **rows.place(spot),
        **rows.money(
            fact,
            "amount_eur",
            kind=money,
            words=fact["amount_note"],
            note=look(fact["amount_note"]),
        ),
        **rows.both("funder", look(fact["funder"])),
        **rows.when(fact["award_date"]),
        "kind_detail": kind,
        **rows.both("kind_label", label),
        **rows.sources(fact),
        **rows.both("note", look(fact["note"])),
        **rows.counting(desk, fact, double(twin) if twin else NOTHING),
    }


def _spot(desk: Desk, fact: Fact) -> Spot:
    spot = desk.places.spot(fact, "municipality", desk.places.kreise_of(fact))
    return rows.noted(desk, fact, spot)


def _region(desk: Desk, fact: Fact) -> Spot:
    """Return the region of a regional record; the place it was handed over at is dropped."""
    spot = desk.places.at_region(desk.places.region(fact["project"]), members=True)
    desk.report.add(fact, "municipality", fact["municipality"], "", HANDOVER)
    if set(desk.places.kreise(fact["landkreis"])) != set(spot.landkreise):
        desk.report.add(fact, "landkreis", fact["landkreis"], ";".join(spot.landkreise), MEMBERS)
    return spot


def double(twin: tuple[str, float]) -> Pair:
    """Return why a double does not count, naming the record that does."""
    amount = f"{twin[1]:,.2f}".removesuffix(".00")
    german = amount.replace(",", " ").replace(".", ",").replace(" ", ".")
    return Pair(
        DOUBLE.de.format(id=twin[0], amount=f"{german} €"),
        DOUBLE.en.format(id=twin[0], amount=f"{amount} EUR"),
    )


def integration(desk: Desk) -> list[Row]:
    """Return neighbourhood projects and examples of the alliance."""
    return [_neighbourhood(desk, fact) for fact in desk.read("integration_projects")]


def _neighbourhood(desk: Desk, fact: Fact) -> Row:
    look = desk.words.pair
    example = fact["programme"] != NEIGHBOURHOOD
    reason = EXAMPLE if example else UNDOCUMENTED if fact.get("not_documented") else NOTHING
    return {
        **rows.head(
            fact, "integration", "integration", look(fact["project"]), look(fact["organisation"])
        ),
        **rows.place(_spot(desk, fact)),
        **rows.money(
            fact,
            "amount_eur",
            kind="" if example else "award",
            words=fact["amount_note"],
            note=look(fact["amount_note"]),
        ),
        **rows.both("funder", look(fact["funder"])),
        **rows.when(fact["year"]),
        "kind_detail": "Bündnis" if example else "Gute Nachbarschaft",
        **rows.both("kind_label", look(fact["programme"])),
        **rows.sources(fact),
        **rows.both("note", look(fact["note"])),
        **rows.counting(desk, fact, reason, money_bearing=not example),
    }


def jobmessen(desk: Desk) -> list[Row]:
    """Return the job and integration fairs."""
    return [_fair(desk, fact) for fact in desk.read("jobmessen")]


def organisers(names: str) -> str:
    """Return the organisers with the alliance's name in full."""
    return re.sub(r"\bNPA\b", ALLIANCE, names).replace("(stand)", "(mit Stand)")


def _fair(desk: Desk, fact: Fact) -> Row:
    return {
        **rows.head(fact, "jobmessen", "jobmessen", desk.words.name(fact["name"])),
        **rows.place(_spot(desk, fact)),
        **rows.when(fact["date"]),
        **rows.both("status", HELD),
        "kind_detail": "Jobmesse",
        **rows.both("kind_label", FAIR),
        "venue": fact["venue"],
        "organisers": organisers(fact["organisers"]),
        "visitors": fact["visitors"],
        "visitors_precision": amounts.counted(fact["note"], fact["visitors"]),
        "exhibitors": fact["exhibitors"],
        "alliance": fact["npa_alliance"],
        **rows.sources(fact),
        **rows.both("note", desk.words.pair(fact["note"])),
        **rows.counting(desk, fact, money_bearing=False),
    }
