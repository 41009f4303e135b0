"""Sourcing: publisher, date and attribution of a delivery in the list of sources."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import Final

from geodata import areas
from geodata import folders
from geodata.provenance import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.refresh.making import Refresh

BY: Final = ("dl-de/by-2-0", "https://www.govdata.de/dl-de/by-2-0")
CC_BY: Final = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
Values = dict[str, str]
OFFICIAL: Final = (*(f"areas/{level}.csv" for level in areas.LEVELS), "area_check.csv")


def build(refresh: Refresh, folder: Path) -> None:
    """Write the list of sources with the entries of the delivery brought up to date."""
    text = folders.existing(refresh.present.folder / NAME).read_text(encoding="utf-8")
    day, file = _german(refresh.date), refresh.delivery.name.replace("\\", "").replace('"', "")
    common = {"retrieved": file, "reference_date": day}
    text = _edited(text, "boundaries", common | _boundaries(refresh, day))
    if refresh.people.counted:
        own = common | _official(refresh.date[:4]) | {"files": list(OFFICIAL)}
        text = _edited(text, "official", own)
        text = _edited(text, "population", _population(day))
    (folder / NAME).write_text(text, encoding="utf-8")


def _boundaries(refresh: Refresh, day: str) -> Values:
    year = refresh.date[:4]
    survey = {
        "title": "Verwaltungsgrenzen (LGLN)",
        "title_en": "Administrative boundaries (LGLN)",
        "publisher": "Landesamt für Geoinformation und Landesvermessung Niedersachsen (LGLN)",
        "licence": CC_BY[0],
        "licence_url": CC_BY[1],
        "url": "https://www.lgln.niedersachsen.de",
        "attribution": f"© LGLN ({year}), CC BY 4.0 (Daten verändert)",
    }
    agency = {
        "title": "Verwaltungsgrenzen (VG250)",
        "title_en": "Administrative boundaries (VG250)",
        "publisher": "Bundesamt für Kartographie und Geodäsie (BKG)",
        "licence": BY[0],
        "licence_url": BY[1],
        "url": "https://gdz.bkg.bund.de",
        "attribution": f"© GeoBasis-DE / BKG ({year}) dl-de/by-2-0 (Daten verändert)",
    }
    notes = {
        "note": f"Stand {day}; für den Bildschirm vereinfacht, zu Ämtern für regionale"
        " Landesentwicklung und Zukunftsregionen zusammengefasst. Umland, Gewässer und Orte"
        " haben ihren eigenen Stand.",
        "note_en": f"State of {refresh.date}; simplified for the screen, joined to offices for"
        " regional development and Zukunftsregionen. Surroundings, waters and places are of"
        " their own date.",
    }
    return (survey if refresh.delivery.survey else agency) | notes


def _official(year: str) -> Values:
    return {
        "title": "Fläche und Einwohner der Gemeinden und Landkreise",
        "title_en": "Area and inhabitants of municipalities and Landkreise",
        "publisher": "Statistisches Bundesamt (Destatis), über BKG VG250-EW",
        "licence": BY[0],
        "licence_url": BY[1],
        "attribution": f"Einwohner: © GeoBasis-DE / BKG ({year}), VG250-EW, dl-de/by-2-0",
        "note": "Amtliche Werte je Gemeinde; für alle größeren Gebiete summiert.",
        "note_en": "Official values of each municipality; summed for all larger areas.",
    }


def _population(day: str) -> Values:
    return {
        "title": "Einwohner je Siedlung (Schätzung)",
        "title_en": "Inhabitants by settlement (estimate)",
        "reference_date": "Verteilung nach dem Zensus 2011, je Gemeinde auf den"
        f" {day} hochgerechnet",
        "note": "Schätzung: je Gemeinde genau die amtliche Summe, verteilt auf ihre Siedlungen."
        " Die Dateien in odbl stehen unter der ODbL.",
        "note_en": "Estimate: exactly the official sum in each municipality, spread over its"
        " settlements. The files in odbl are under the ODbL.",
    }


def _edited(text: str, id_: str, values: Mapping[str, str | list[str]]) -> str:
    """Return the list of sources with some values of one entry replaced."""
    block = re.search(rf'\[\[source\]\]\nid = "{id_}"\n.*?(?=\n\[\[source\]\]|\Z)', text, re.DOTALL)
    if block is None:
        return text
    body = block[0]
    for name, value in values.items():
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        before = re.search(rf"^{name} = .*$", body, re.MULTILINE)
        if before is not None:
            body = body[: before.start()] + line + body[before.end() :]
    return text[: block.start()] + body + text[block.end() :]


def _german(date: str) -> str:
    year, month, day = date.split("-")
    return f"{day}.{month}.{year}"
