"""The gap scene as JSON for the page, of the same shape as the payload of the other modes.

It depends on the fields of `ASKED` only; metric, selected areas, layers, camera, theme and the
scenario's name switch in the browser.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from layers import attribution
from layers import cards as explored
from layers import indicatorcolumns
from layers import numbers
from layers import payload as payloads
from layers import points
from layers import state
from layers import words
from layers.gaps import bivariate
from layers.gaps import cards
from layers.gaps import coloured
from layers.gaps import curve
from layers.gaps import lists
from layers.gaps import method
from layers.gaps import need
from layers.gaps import needed
from layers.gaps import scatter
from layers.gaps import scene as scenes
from layers.gaps import sites
from layers.gaps import supplied
from layers.gaps import table
from layers.gaps import versus
from layers.gaps import weighed

if TYPE_CHECKING:
    from layers.gaps.scene import GapScene
    from layers.state import ViewState

ASKED: Final = (
    "level",
    "programme",
    "kind",
    "years",
    "aerl",
    "lang",
    "mode",
    "norm",
    "measure",
    "supply",
    "sites",
    "candidates",
    "closed",
    "travel",
    "versus",
    "since",
    "year",
    "columns",
    "need",
    "weight",
)
ASKED_FOR: Final = ("candidates", "closed", "norm", "supply")
MOST_NAMED: Final = 5
POPULATION: Final = ("odbl/population_points.csv.gz", "areas/landkreise.csv")
WATERS: Final = "analysis/waters.json"
BY_LAND: Final = ("minutes", "overland")


def key(view: ViewState) -> tuple[Any, ...]:
    """Return the part of a view on which the payload depends, as a key for a cache."""
    return tuple(getattr(view, name) for name in (*ASKED, "name"))


def query(view: ViewState) -> dict[str, Any]:
    """Return what was asked, values as in the store, always in the same order."""
    stored = state.to_store(view)
    return {name: stored[name] for name in ASKED}


def shown_points(scene: GapScene) -> dict[str, Any]:
    """Return visible ids, counts and unplaced; sites are those of the states of the view.

    Filters of programme, years and ÄrL do not hide sites: they serve across all of them.
    """
    visible, counts, unplaced = points.summary(scene.ground)
    supply = scene.assessment.scenario.layer
    if supply not in visible:
        return {"points": visible, "counts": counts, "unplaced": unplaced}
    neutral = replace(scene.ground, view=scenes.neutral(scene.ground.view))
    all_sites, all_counts, all_unplaced = points.summary(neutral)
    kinds = scene.catalogue.records["kind_detail"]
    states = set(scene.view.sites)

    def serves(id_: str) -> bool:
        return supply != state.SUPPLY or kinds[id_] in states

    others = [one for one in unplaced if one["layer"] != supply]
    mine = [one for one in all_unplaced if one["layer"] == supply and serves(one["id"])]
    return {
        "points": visible | {supply: [id_ for id_ in all_sites[supply] if serves(id_)]},
        "counts": counts | {supply: all_counts[supply]},
        "unplaced": others + mine,
    }


def _problems(scene: GapScene) -> list[dict[str, str]]:
    """Return what is to be said, each thing once, with what it is about."""
    english = scene.lang == "en"
    meant: dict[tuple[str, ...], list[str]] = {}
    for problem in scene.problems:
        text = problem.message_en if english else problem.message
        hint = problem.hint_en if english else problem.hint
        raws = meant.setdefault((problem.code, problem.severity, text, hint), [])
        if problem.where in ASKED_FOR and problem.raw and problem.raw not in text:
            raws.append(problem.raw)
    return [
        {"code": code, "severity": severity, "text": _about(text, raws), "hint": hint}
        for (code, severity, text, hint), raws in meant.items()
    ]


def _about(text: str, raws: list[str]) -> str:
    """Add what a sentence is about: it has to be found among many sites."""
    shown = list(dict.fromkeys(raws))
    if not shown:
        return text
    more = ", …" if len(shown) > MOST_NAMED else ""
    return f"{text} ({', '.join(shown[:MOST_NAMED])}{more})"


def attributions(scene: GapScene) -> dict[str, list[str]]:
    """Return the lines that have to be named, by what is drawn."""
    found = payloads.own_lines(scene.catalogue, scene.level.id)
    files = [*POPULATION, f"areas/{scene.level.id}.csv"]
    if scene.assessment.scenario.layer in scene.catalogue.records["dataset"].to_numpy():
        files.append(f"records/{scene.assessment.scenario.layer}.csv")
    if scene.assessment.method.id in BY_LAND:
        files.append(WATERS)
    own = attribution.named(scene.catalogue, files)
    if scene.weight is not None:
        own = [*own, scene.weight.indicator.source]
    axis = needed.of(scene)
    said = [axis.metric.indicator.source] if axis else []
    money = found.get("metric:money_per_inhabitant", [])
    return found | {
        f"metric:{coloured.ID}": own,
        "metric:need": list(dict.fromkeys((*own, *money, *said))),
    }


def freshest(scene: GapScene) -> str:
    """Return the newest source date of the records behind the sites (ISO, may be partial)."""
    dates = scene.catalogue.records.loc[scene.record_ids(), "source_date"]
    return max((str(date) for date in dates), default="")


def state_line(scene: GapScene, newest: str) -> str:
    """Say how old the data are: date of the inhabitants, newest source of the sites."""
    lang = scene.lang
    date = numbers.date(scene.ground.catalogue.state.inhabitants, lang)
    if not newest:
        return words.text("gaps.state_line_without", lang, inhabitants=date)
    values = {"supply": scene.supply_word, "freshest": numbers.date(newest, lang)}
    return words.text("gaps.state_line", lang, inhabitants=date, **values)


def _areas(scene: GapScene) -> dict[str, Any]:
    inside = [bool(here) for here in scene.rows["inside"]] if scene.view.aerl else None
    return {
        "keys": list(scene.rows.index),
        "labels": list(scene.rows["label"]),
        "sub": explored.subtitles(scene.catalogue, scene.level.id, scene.lang),
        "inside": inside,
    }


def payload(scene: GapScene) -> dict[str, Any]:
    """Return the scene for the browser; JSON without NaN, a pure function of the scene."""
    figures, notes = cards.cards(scene)
    newest, wanted = freshest(scene), need.of(scene)
    return {
        "version": scene.catalogue.version,
        "query": query(scene.view),
        "level": scene.level.id,
        "areas": _areas(scene),
        "metrics": {
            coloured.ID: coloured.metric(scene),
            bivariate.ID: bivariate.metric(scene, wanted),
        },
        "versus": versus.of(scene),
        "what_if": scene.what_if,
        "flips": coloured.uncertain(scene),
        "flip_text": coloured.flip_text(scene),
        "gained": list(scene.gained),
        "cards": figures,
        "card_notes": notes,
        "table": payloads.as_table(table.build(scene))
        | {"sort": table.SORT, "totals": table.totals(scene, wanted)},
        "completeness": payloads.completeness(scene.ground),
        "charts": {
            "curve": payloads.as_chart(curve.build(scene)),
            "need": payloads.as_chart(scatter.build(scene, wanted)),
        },
        "indicated": indicatorcolumns.payload(scene),
        **shown_points(scene),
        "supply": sites.supply(scene),
        "sites": sites.listed(scene),
        "lists": lists.build(scene, wanted),
        "capacity": supplied.section(scene, supplied.of(scene)),
        "problems": _problems(scene),
        "norm": method.norm(scene.norm, scene.lang),
        "weight_note": weighed.statement(scene),
        "method_line": method.line(scene),
        "freshest": numbers.date(newest, scene.lang) if newest else "",
        "state_line": state_line(scene, newest),
        "attribution": attributions(scene),
    }
