"""The figures of the page "So rechnen wir": every number in its text comes from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from geodata import errors
from geodata import norms
from geodata import population
from geodata.analysis import need
from geodata.analysis import siting
from geodata.analysis import supply
from geodata.analysis import travel
from geodata.analysis import waters
from layers import memo
from layers import numbers
from layers import state
from layers import words
from layers.gaps import coloured
from layers.gaps import figures
from layers.gaps import method
from layers.gaps import scene as scenes
from layers.gaps import suggestions
from layers.state import ViewState

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.norms import Norm
    from layers.gaps.scene import GapScene

WORST: Final = 3
EXAMPLE_KM: Final = 10.0


def _percent(value: Any, lang: str) -> str:
    return numbers.percent(float(value) / 100, lang, 1)


def _people(found: GapScene, lang: str) -> dict[str, str]:
    """Return what is official of the inhabitants, and what is known about their error."""
    points = numbers.integer(len(found.assessment.demand), lang)
    if not population.is_estimated(found.catalogue.areas["gemeinden"]):
        return {
            "official": words.text("gaps.explained.official_gemeinden", lang, points=points),
            "error": words.text("gaps.explained.no_error", lang),
        }
    return {
        "official": words.text("gaps.explained.official_kreise", lang, points=points),
        "error": words.text("gaps.explained.error", lang, **_error(found, lang)),
    }


def _error(found: GapScene, lang: str) -> dict[str, str]:
    error = found.assessment.demand.error
    if "mape_percent" not in error:
        names = ("mean", "median", "p90", "wrong", "joint", "smallest", "worst")
        return dict.fromkeys(names, words.text("common.absent", lang))
    samtgemeinden = error["samtgemeinden"]
    smallest = error["mape_percent_by_size"]["under 1000"]
    worst = sorted(error["worst"], key=lambda name: float(error["worst"][name]))[:WORST]
    return {
        "mean": _percent(error["mape_percent"], lang),
        "median": _percent(error["median_percent"], lang),
        "p90": _percent(error["p90_percent"], lang),
        "wrong": _percent(error["wrong_gemeinde_percent"], lang),
        "joint": _percent(samtgemeinden["mape_percent"], lang),
        "smallest": _percent(smallest, lang),
        "worst": words.listed(worst, lang),
    }


def _norm_line(norm: Norm, lang: str) -> str:
    """Return a norm as a line of a list, with its source as a link."""
    found = method.norm(norm, lang)
    note = norm.note_en if lang == "en" else norm.note
    parts = [f"**{found['title']}.**"]
    if norm.computable:
        parts.append(words.text("gaps.explained.means", lang, words=found["words"]))
    else:
        parts.append(words.text("gaps.explained.not_computed", lang))
    source = f"[{found['source']}]({found['url']})"
    parts.append(words.text("gaps.explained.source", lang, source=source))
    if found["secondary"]:
        parts.append(words.text("gaps.explained.secondary", lang))
    if norm.computable and norm.is_share_assumed:
        parts.append(words.text("gaps.explained.assumed", lang))
    if note:
        parts.append(note)
    return f"* {' '.join(parts)}"


def _waters(catalogue: Catalogue, lang: str) -> dict[str, str]:
    """Return the waters that are gone round and the links across them."""
    try:
        raw = waters.raw(catalogue.folder)
    except errors.GeodataError:
        return dict.fromkeys(("waters", "links"), f"* {words.text('common.absent', lang)}")
    names = [one["name_en" if lang == "en" else "name"] for one in raw["waters"]]
    return {
        "waters": "\n".join(f"* {name}" for name in names),
        "links": "\n".join(f"* {one['name']}" for one in raw["links"]),
    }


def _sites(found: GapScene, lang: str) -> dict[str, str]:
    """Return how many sites of which state there are, and how many have no place."""
    records = found.catalogue.records
    kinds = records.loc[records["dataset"] == supply.RVZ, "kind_detail"]
    counts = [
        words.text(f"layer.rvz.count.{kind}", lang, n=int((kinds == kind).sum()))
        for kind in state.SITES
    ]
    placed = supply.of_records(found.catalogue, supply.RVZ, state.SITES).sites
    lost = int(kinds.isin(state.SITES).sum()) - len(placed)
    return {"sites": words.listed(counts, lang), "sites_lost": numbers.integer(lost, lang)}


def _parameters(lang: str) -> dict[str, str]:
    usual = travel.Parameters()
    low, high = usual.band
    return {
        "formula": method.formula(usual, "overland", lang),
        "detour": figures.number(usual.detour, lang),
        "speed": figures.number(usual.speed_kmh, lang),
        "start": figures.number(usual.start_min, lang),
        "low": figures.number(low, lang),
        "high": figures.number(high, lang),
    }


@memo.per_catalogue
def values(catalogue: Catalogue, lang: str) -> dict[str, str]:
    """Return what stands in the places of the text, by name."""
    found = scenes.build(ViewState(mode="gaps", level="gemeinden", lang=lang), catalogue)
    totals, demand = found.totals, found.assessment.demand
    register = norms.load()
    example = travel.Parameters().minutes(np.array([EXAMPLE_KM], dtype=np.float32))
    limit_km = siting.limit_km(found.assessment)
    return {
        **_people(found, lang),
        **_waters(catalogue, lang),
        **_sites(found, lang),
        **_parameters(lang),
        "points": numbers.integer(len(demand), lang),
        "people": numbers.integer(demand.total, lang),
        "date": numbers.date(catalogue.state.inhabitants, lang),
        "islands": figures.about(totals.unreachable, lang),
        "border": figures.about(totals.border, lang),
        "limit": figures.limit(register.default, lang),
        "limit_km": numbers.decimal(limit_km, lang, 1),
        "example_km": figures.number(EXAMPLE_KM, lang),
        "example_min": figures.number(round(float(example[0]), 1), lang),
        "uncertain": numbers.integer(len(coloured.uncertain(found)), lang),
        "largest": numbers.integer(suggestions.LARGEST, lang),
        "most": numbers.integer(supply.MOST, lang),
        "norms": "\n".join(_norm_line(norm, lang) for norm in register.norms),
        "eligibility": need.ELIGIBILITY_EN if lang == "en" else need.ELIGIBILITY,
        "eligibility_url": need.ELIGIBILITY_URL,
    }
