"""The Land's other instruments: strategies, cooperations, studies, central places, offices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Final

from geodata.build.convert import amounts
from geodata.build.convert import rows
from geodata.build.convert import words
from geodata.build.convert.facts import NOTHING
from geodata.build.convert.facts import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.build.convert.facts import Fact
    from geodata.build.convert.rows import Desk
    from geodata.build.convert.rows import Row

WHOLE: Final = "Niedersachsen"
STRATEGY: Final = Pair("Regionale Handlungsstrategie {office}", "Regional strategy of {office}")
CENTRAL: Final = {
    "Oberzentrum": Pair("Oberzentrum", "Regional centre (Oberzentrum)"),
    "Mittelzentrum": Pair("Mittelzentrum", "Intermediate centre (Mittelzentrum)"),
}
OFFICE: Final = Pair("Amt für regionale Landesentwicklung", "Office for regional development")
SEAT: Final = Pair("Sitz {seat} ({address})", "Seat {seat} ({address})")
FURTHER: Final = Pair("weitere Standorte: {places}", "further offices: {places}")
BODY: Final = Pair("Aufsicht: {body}", "Supervised by {body}")
REGION: Final = Pair("Zukunftsregion", "Zukunftsregion")
HOST: Final = Pair("Regionalmanagement: {host}", "Regional management: {host}")
RATE: Final = Pair("Fördersatz {rate} %", "Funding rate {rate} %")
SINCE: Final = Pair("seit {year}", "since {year}")
TOWN: Final = Pair(
    "Stadt liegt im Landkreis Göttingen, keines der 45 Gebiete",
    "The town lies in Landkreis Göttingen and is none of the 45 areas",
)
AREA: Final = Pair(
    "Ostfriesland sind Aurich, Leer, Wittmund und die Stadt Emden",
    "Ostfriesland is Aurich, Leer, Wittmund and the city of Emden",
)
AREA_ONLY: Final = Pair(
    "Quelle nennt nur das Gebiet: Zuordnung nach dem Gebiet",
    "The source names the area only: joined by area",
)


def _format(pair: Pair, **values: str | Pair) -> Pair:
    """Fill both languages of a pattern."""
    german = {k: v.de if isinstance(v, Pair) else v for k, v in values.items()}
    english = {k: v.en if isinstance(v, Pair) else v for k, v in values.items()}
    return Pair(pair.de.format(**german), pair.en.format(**english))


def _lines(fact: Fact, kind: str, title: Pair, text: Pair) -> Row:
    return {"id": fact.id, "kind": kind, **rows.both("title", title), **rows.both("text", text)}


def _areas(desk: Desk, landkreise: tuple[str, ...], arl: str = "") -> Row:
    """Return Kreise and ÄrL; without Kreise the ÄrL are those the facts name."""
    frame = desk.places.areas["aerl"]
    if not landkreise and arl == WHOLE:
        return {"landkreise": "", "aerl": ";".join(frame.index)}
    named = {name.strip() for name in arl.split(";") if name.strip()}
    aerl = desk.places.aerl(landkreise) or tuple(frame.index[frame["name"].isin(named)])
    return {"landkreise": ";".join(landkreise), "aerl": ";".join(aerl)}


def strategies(desk: Desk) -> list[Row]:
    """Return fields and goals of the regional strategies."""
    out = []
    for fact in desk.read("handlungsstrategien"):
        look = desk.words.pair
        label, short = look(fact["kind"]), look(fact["short"])
        offices = Pair(*(f"ÄrL {fact['arl'].replace('; ', ', ')}",) * 2)
        years = "–".join(fact["period"].split("-"))
        period = words.join((Pair(years, years), Pair(*(fact["year"],) * 2)), " · ")
        title = look(fact["field"]) if fact["field"] else label
        out.append(
            {
                **_lines(fact, "strategy", title, short),
                **rows.both("kind_label", label),
                **_areas(desk, desk.places.kreise(fact.get("landkreis")), fact["arl"]),
                "programme_text": STRATEGY.de.format(office=offices.de),
                **rows.both("year_text", period),
                **rows.sources(fact),
                **rows.both("note", look(fact["note"])),
            }
        )
    return out


def cooperations(desk: Desk) -> list[Row]:
    """Return networks and cooperations with the Kreise among their members."""
    out = []
    for fact in desk.read("cooperations"):
        look = desk.words.pair
        year = fact["founded"]
        others = look(fact["other_members"])
        out.append(
            {
                **_lines(fact, "cooperation", desk.words.name(fact["name"]), NOTHING),
                **rows.both("kind_label", look(fact["kind"])),
                **_areas(desk, members(desk, fact), fact.get("arl")),
                **rows.both("place_text", Pair(fact["seat"], fact["seat"])),
                **rows.both("partners", others),
                **rows.both("year_text", _format(SINCE, year=year) if year else NOTHING),
                **rows.sources(fact),
                **rows.both("note", look(fact["note"])),
            }
        )
    return out


def members(desk: Desk, fact: Fact) -> tuple[str, ...]:
    """Return the Kreise of a cooperation; towns and named areas are reported."""
    kept: list[str] = []
    for name in filter(None, (part.strip() for part in fact["members"].split(";"))):
        plain = name.removesuffix(" (area)")
        if plain == "Ostfriesland":
            kept += ["Aurich", "Leer", "Wittmund", "Stadt Emden"]
            desk.report.add(fact, "members", name, "; ".join(kept[-4:]), AREA)
        elif plain == "Stadt Göttingen":
            desk.report.add(fact, "members", name, "", TOWN)
        else:
            kept.append(plain)
            if plain != name:
                desk.report.add(fact, "members", name, plain, AREA_ONLY)
    return desk.places.kreise(";".join(kept))


def model_projects(desk: Desk) -> list[Row]:
    """Return studies and model projects."""
    return [_model(desk, fact) for fact in desk.read("model_projects")]


def _model(desk: Desk, fact: Fact) -> Row:
    look = desk.words.pair
    landkreise = desk.places.kreise_of(fact)
    value = amounts.value(fact, "amount_eur")
    study = fact["kind"].startswith("Studie")
    title = desk.words.name(fact["title"])
    return {
        **_lines(fact, "study" if study else "model_project", title, NOTHING),
        **rows.both("kind_label", look(fact["kind"])),
        **_areas(desk, landkreise, fact["arl"] or fact["place"]),
        "gemeinde": _gemeinde(desk, fact["place"], landkreise),
        **rows.both("place_text", look(fact["place"])),
        "lead": fact["lead"],
        "programme_text": fact["programme"],
        **rows.both("funder", desk.words.name(fact["funder"])),
        **rows.both("year_text", _span(fact["year_from"], fact["year_to"])),
        "amount_eur": value,
        "amount_precision": amounts.precision(fact["amount_note"], value),
        **rows.both("amount_note", rows.wording(desk, fact["amount_note"])),
        **rows.sources(fact),
        **rows.both("note", look(fact["note"])),
    }


def _span(first: str, last: str) -> Pair:
    """Return years in words: from, to, or both."""
    if first and last:
        return Pair(*(first if first == last else f"{first}–{last}",) * 2)
    if first:
        return Pair(f"ab {first}", f"from {first}")
    return Pair(f"bis {last}", f"until {last}") if last else NOTHING


def _gemeinde(desk: Desk, words_: str, landkreise: tuple[str, ...]) -> str:
    """Return the Gemeinde of a single place inside a single Kreis, else nothing."""
    if not words_ or len(landkreise) != 1 or re.search(r"[;/]", words_):
        return ""
    place = desk.places.find(words_, landkreise[0])
    return desk.places.point(place).gemeinde if place is not None else ""


def central_places(desk: Desk) -> list[Row]:
    """Return Ober- and Mittelzentren with the point of their Gemeinde."""
    out = []
    for fact in desk.read("central_places"):
        look = desk.words.pair
        spot = desk.places.spot(fact, "name", desk.places.kreise_of(fact))
        point = spot.points[0]
        label = CENTRAL[fact["central_place_level"]]
        gemeinden = desk.places.areas["gemeinden"]
        name = gemeinden.loc[point.gemeinde, "name"]
        out.append(
            {
                **_lines(fact, "central_place", Pair(name, name), look(fact["basis"])),
                **rows.both("kind_label", label),
                **_areas(desk, spot.landkreise),
                "gemeinde": point.gemeinde,
                **rows.both("place_text", spot.text),
                "lat": point.lat,
                "lon": point.lon,
                **rows.sources(fact),
                **rows.both("note", look(fact["note"])),
            }
        )
    return out


def offices(desk: Desk) -> list[Row]:
    """Return the four offices for regional development."""
    out = []
    for fact in desk.read("arl"):
        name = f"ÄrL {fact['arl']}"
        frame = desk.places.areas["aerl"]
        key = str(frame.index[frame["name"] == fact["arl"]][0])
        own = desk.places.kreise(fact["landkreise"])
        cities = desk.places.kreise(_cities(fact["kreisfreie_staedte"]))
        _same_members(frame.loc[key, "members"], own, cities)
        text = words.join(
            (
                _format(SEAT, seat=fact["seat"], address=fact["seat_address"]),
                _format(FURTHER, places=fact["further_offices"].replace(";", ",")),
                _format(BODY, body=desk.words.pair(fact["supervising_body"])),
            )
        )
        out.append(
            {
                **_lines(fact, "office", Pair(name, name), text),
                **rows.both("kind_label", OFFICE),
                "landkreise": frame.loc[key, "members"],
                "aerl": key,
                **rows.both("place_text", Pair(fact["seat"], fact["seat"])),
                **rows.both("year_text", _format(SINCE, year=fact["founded"][:4])),
                **rows.sources(fact),
                **rows.both("note", desk.words.pair(fact["seat_address_note"])),
            }
        )
    return out


def _cities(names: str) -> str:
    return ";".join(f"{name.strip()} (Stadt)" for name in names.split(";") if name.strip())


def _same_members(members_: str, *parts: Iterable[str]) -> None:
    """Stop the build where the facts and the areas do not agree on an office's Kreise."""
    if set(members_.split(";")) != {key for part in parts for key in part}:
        raise ValueError(f"{members_} != {parts}")


def partners(desk: Desk) -> list[Row]:
    """Return the partners of the Interreg project GreenGov, most of them outside the Land."""
    out = []
    for fact in desk.read("greengov_partners"):
        look = desk.words.pair
        country = look(fact["country"])
        place = Pair(f"{fact['city']}, {country.de}", f"{fact['city']}, {country.en}")
        years = f"{fact['project_start'][:4]}–{fact['project_end'][:4]}"
        out.append(
            {
                **_lines(fact, "partner", look(fact["partner"]), place),
                **rows.both("kind_label", look(fact["role"])),
                **rows.both("place_text", place),
                "programme_text": "GreenGov (Interreg Europe)",
                **rows.both("year_text", Pair(years, years)),
                **rows.both("amount_note", look(fact["project_budget_note"])),
                **rows.sources(fact),
                **rows.both("note", look(fact["note"])),
            }
        )
    return out


def regions(desk: Desk) -> list[Row]:
    """Return the Zukunftsregionen with themes, lead and Regionalmanagement."""
    out = []
    for fact in desk.read("zukunftsregionen"):
        look = desk.words.pair
        key = desk.places.region(fact["name"])
        row = desk.places.areas["zukunftsregionen"].loc[key]
        rate = fact["funding_rate_pct"]
        text = words.join(
            (
                look(fact["handlungsfelder"]),
                _format(HOST, host=fact["regionalmanagement_host"]),
                _format(RATE, rate=rate) if rate else NOTHING,
            )
        )
        title = Pair(*(desk.places.region_label(key),) * 2)
        out.append(
            {
                **_lines(fact, "region", title, text),
                "id": f"region-{key}",
                **rows.both("kind_label", REGION),
                **_areas(desk, tuple(row["members"].split(";"))),
                "region": key,
                "lead": fact["lead_partner"],
                **rows.both("partners", desk.words.name(fact["other_partners"])),
                **rows.both("year_text", _format(SINCE, year=fact["recognition_date"][:4])),
                **rows.sources(fact),
                **rows.both("note", words.join(map(look, (fact["note"], fact["start_note"])))),
            }
        )
    return out
