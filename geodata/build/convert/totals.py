"""Published totals of the programmes: values, bounds and what they were counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from geodata.build.convert import amounts
from geodata.build.convert import rows
from geodata.build.convert import words
from geodata.build.convert.facts import Pair

if TYPE_CHECKING:
    from geodata.build.convert.rows import Desk
    from geodata.build.convert.rows import Row

PROGRAMMES: Final = {
    "Zukunftsräume": "zukunftsraeume",
    "Zukunftsregionen": "zukunftsregionen",
    "RVZ": "rvz",
    "Zukunftsräume and RVZ": "zukunftsraeume",
    "Jobmessen": "jobmessen",
    "Gute Nachbarschaft (Gemeinwesenarbeit/Quartiersmanagement)": "integration",
    "Gemeinwesenarbeit und Quartiersmanagement": "integration",
    "Kofinanzierungshilfe": "kofinanzierung",
    "GreenGov (Interreg Europe)": "greengov",
    "Niedersachsen packt an": "packt-an",
}


def _metric(metric: Pair, programme: Pair) -> Pair:
    """Return what is counted, with the programmes where a figure is for two of them."""
    if " and " not in programme.en:
        return metric
    return Pair(f"{metric.de} ({programme.de})", f"{metric.en} ({programme.en})")


def totals(desk: Desk) -> list[Row]:
    """Return one row a published total, with its source and its precision."""
    out: list[Row] = []
    for fact in desk.read("programme_totals"):
        look = desk.words.pair
        first, _, last = fact["value"].partition("-")
        kind = "range" if last else amounts.precision(fact["precision"], float(first))
        out.append(
            {
                "id": fact.id,
                "programme": PROGRAMMES[fact["programme"]],
                **rows.both("programme_text", look(fact["programme"])),
                **rows.both("metric", _metric(look(fact["metric"]), look(fact["programme"]))),
                "value": first,
                "value_to": last,
                **rows.both("unit", look(fact["unit"])),
                "precision": kind,
                **rows.both("precision_note", look(fact["precision"])),
                **rows.both("as_of", look(fact["period_or_date"])),
                **{k: fact[k] for k in ("source_url", "source_url_2", "confidence")},
                **rows.both("note", words.join((look(fact["note"]),))),
            }
        )
    return out
