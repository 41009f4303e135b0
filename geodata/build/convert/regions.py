"""Zukunftsregionen: their budgets, their projects, their Regionalmanagement grants."""

from __future__ import annotations

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

EU: Final = Pair("EU (EFRE/ESF+)", "EU (ERDF/ESF+)")
EU_LAND: Final = Pair("EU (EFRE) und Land Niedersachsen", "EU (ERDF) and Land Niedersachsen")
BUDGET: Final = Pair("Regionales Budget", "Regional budget")
VOLUME: Final = Pair("Gesamtvolumen", "Total volume")
RECOGNISED: Final = Pair("anerkannt", "recognised")
KINDS: Final = {
    "project": Pair("Projekt", "Project"),
    "regionalmanagement": Pair("Regionalmanagement", "Regional management"),
}
NEW_ID: Final = Pair(
    "Kennung gleicht denen der Zukunftsräume (zr-001 ff.)",
    "The id looks like those of Zukunftsräume (zr-001 ff.)",
)
TOWN_MEMBER: Final = Pair(
    "Stadt gehört zum Landkreis Göttingen und ist keines der 45 Gebiete",
    "The town belongs to Landkreis Göttingen and is none of the 45 areas",
)
OFFICES: Final = Pair("aus den Mitgliedern abgeleitet", "Derived from the members")
GRANTED: Final = ("approved", "running")
NOT_GRANTED: Final = Pair("Bewilligung nicht belegt: {status}", "Award not documented: {status}")
NO_STATUS: Final = Pair("Stand in der Quelle nicht angegeben", "status not stated in the source")


def budgets(desk: Desk) -> list[Row]:
    """Return one record a region: its reserved budget, which belongs to no single Kreis."""
    return [_budget(desk, fact) for fact in desk.read("zukunftsregionen")]


def _budget(desk: Desk, fact: Fact) -> Row:
    look = desk.words.pair
    region = desk.places.region(fact["name"])
    spot = desk.places.at_region(region, members=True)
    _report_members(desk, fact, spot)
    name = desk.places.region_label(region)
    title = Pair(f"{BUDGET.de} der {name}", f"{BUDGET.en} of the {name}")
    note = words.join((rows.wording(desk, fact["budget_precision"]), look(fact["budget_note"])))
    volume = look(fact["total_volume_note"])
    record = {
        **rows.head(fact, "zukunftsregionen", "zukunftsregionen", title),
        **rows.both("applicant", desk.words.name(fact["lead_partner"])),
        **rows.place(spot),
        **rows.money(fact, "budget_eur", kind="budget", words=fact["budget_precision"], note=note),
        **rows.cost(
            fact,
            "total_volume_eur",
            words=fact["total_volume_note"],
            note=words.join((VOLUME, volume), ", ") if volume.de else NOTHING,
        ),
        **rows.both("funder", EU),
        **rows.when(fact["recognition_date"]),
        **rows.both("status", RECOGNISED),
        "kind_detail": "Regionalbudget",
        **rows.both("kind_label", BUDGET),
        **rows.both("theme", look(fact["handlungsfelder"])),
        **rows.sources(fact),
        **rows.both("note", words.join((look(fact["note"]), look(fact["start_note"])))),
        **rows.counting(desk, fact),
    }
    return record | {"id": new_id(fact.id)}


def new_id(old: str) -> str:
    """Return the id of a regional budget: ``zr-01`` becomes ``zrb-01``."""
    return old.replace("zr-", "zrb-")


def _report_members(desk: Desk, fact: Fact, spot: Spot) -> None:
    """Report new id, the town among the members and an ÄrL that the facts leave out."""
    desk.report.add(fact, "id", fact.id, new_id(fact.id), NEW_ID)
    names = [name.strip() for name in fact["members"].split(";")]
    towns = [name for name in names if name == "Stadt Göttingen"]
    kept = desk.places.kreise(";".join(name for name in names if name not in towns))
    if set(kept) != set(spot.landkreise):
        raise ValueError(f"{fact['name']}: {kept} != {spot.landkreise}")
    if towns:
        after = "; ".join(name for name in names if name not in towns)
        desk.report.add(fact, "members", fact["members"], after, TOWN_MEMBER)
    labels = desk.places.areas["aerl"].loc[list(spot.aerl), "name"]
    if set(labels) != {name.strip() for name in fact["arl"].split(";")}:
        desk.report.add(fact, "arl", fact["arl"], "; ".join(labels), OFFICES)


def projects(desk: Desk) -> list[Row]:
    """Return the projects of the regions and the grants for their Regionalmanagement."""
    return [_project(desk, fact) for fact in desk.read("zukunftsregionen_projects")]


def _project(desk: Desk, fact: Fact) -> Row:
    look = desk.words.pair
    managing = fact["kind"] == "regionalmanagement"
    note = words.join((rows.wording(desk, fact["grant_precision"]), look(fact["amount_note"])))
    return {
        **rows.head(
            fact,
            "zukunftsregionen_projects",
            "zukunftsregionen",
            desk.words.name(fact["project"]),
            desk.words.name(fact["applicant"]),
        ),
        **rows.place(_where(desk, fact, managing=managing)),
        **rows.money(fact, "grant_eur", kind="award", words=fact["grant_precision"], note=note),
        **rows.cost(fact, "total_cost_eur", words=_bound(fact)),
        **rows.both("funder", EU_LAND if managing else EU),
        **rows.when(fact["date"]),
        **rows.both("status", look(fact["status"])),
        "kind_detail": KINDS[fact["kind"]].de,
        **rows.both("kind_label", KINDS[fact["kind"]]),
        **rows.sources(fact),
        **rows.both("note", look(fact["note"])),
        **rows.counting(desk, fact, _reason(desk, fact)),
    }


def _bound(fact: Fact) -> str:
    """Return what the note says of the cost: ``over`` where it is a little over the figure."""
    return "over" if "total cost a little over" in fact["amount_note"] else ""


def _where(desk: Desk, fact: Fact, *, managing: bool) -> Spot:
    """Return the place of a project; without place and Kreis it is known by its region only."""
    region = desk.places.region(fact["zukunftsregion"])
    if fact["place"] or fact["landkreis"]:
        landkreise = desk.places.kreise_of(fact)
        return replace(desk.places.spot(fact, "place", landkreise), region=region)
    return desk.places.at_region(region, members=managing)


def _reason(desk: Desk, fact: Fact) -> Pair:
    """Return why a project does not count: only what is granted does."""
    if fact["status"] in GRANTED:
        return NOTHING
    status = desk.words.pair(fact["status"]) if fact["status"] else NO_STATUS
    return Pair(NOT_GRANTED.de.format(status=status.de), NOT_GRANTED.en.format(status=status.en))
