"""The sites of a scenario: what is there, what is closed on trial, what is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from geodata.analysis import coverage
from layers import spec
from layers import state
from layers import words
from layers.gaps import figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.analysis.supply import Site
    from geodata.catalogue import Catalogue
    from layers.gaps.scene import GapScene

CANDIDATE: Final = "candidate"
BANDED: Final = 12
"""Candidates up to which the range of each gain is computed."""
Pair = tuple[str, str]


def people(scene: GapScene) -> Mapping[str, int]:
    """Return by site of the scenario the people it serves: nearest to them, within the limit."""
    found = scene.assessment
    nearest = found.after.nearest.site
    counted = found.served() & (nearest >= 0)
    sums = np.bincount(nearest[counted], found.demand.people[counted], len(found.after.sites))
    return {
        site.id: round(float(total)) for site, total in zip(found.after.sites, sums, strict=True)
    }


def _ranges(scene: GapScene) -> Mapping[str, tuple[int, int]]:
    """Return by candidate the ends of the people it adds to today's, within the band."""
    found, norm = scene.assessment, scene.norm
    if not found.method.has_band(norm.unit) or len(scene.letters) > BANDED:
        return {}
    ends = []
    for detour in found.method.parameters.band:
        served = found.served(before=True, detour=detour)
        ends.append(
            {
                site.id: int(found.demand.people[mine & ~served].sum())
                for site, column in zip(found.after.sites, found.after.columns, strict=True)
                if site.id in scene.letters
                for mine in [
                    coverage.within(found.method.values(column, norm.unit, detour), norm.limit)
                ]
            }
        )
    return {id_: (min(e[id_] for e in ends), max(e[id_] for e in ends)) for id_ in scene.letters}


def _where(site: Site, scene: GapScene) -> str:
    kreise = scene.catalogue.areas["landkreise"]
    return str(kreise["label"].get(site.landkreis, ""))


def _card(
    site: Site, scene: GapScene, gain: tuple[int, int], ends: tuple[int, int] | None
) -> list[Pair]:
    """Return label and value of what a candidate changes."""
    lang = scene.lang
    limit = figures.limit(scene.norm, lang)
    added, alone = gain
    card = [(words.text("gaps.site.added", lang, limit=limit), figures.about(added, lang))]
    if ends and ends[0] != ends[1]:
        low, high = (figures.number(end, lang) for end in scene.assessment.method.parameters.band)
        label = words.text("gaps.site.range", lang, low=low, high=high)
        card.append((label, figures.span(*ends, lang)))
    if len(scene.letters) > 1:
        card.append((words.text("gaps.site.alone", lang), figures.about(alone, lang)))
    where = _where(site, scene)
    if where:
        card.append((words.text("gaps.site.where", lang), where))
    return card


def _site(site: Site, scene: GapScene, served: Mapping[str, int]) -> dict[str, Any]:
    lat, lon = site.latlon
    lang = scene.lang
    closed = site.id not in served
    state = words.text(f"gaps.state.{site.state}", lang)
    total = served.get(site.id)
    people = "" if total is None else figures.about(total, lang)
    note = words.text("gaps.state.closed", lang, state=state) if closed else state
    if total:
        note = words.text("gaps.state.serves", lang, state=note, people=people)
    return {
        "id": site.id,
        "name": scene.name_of(site),
        "lat": lat,
        "lon": lon,
        "state": site.state,
        "note": note,
        "letter": scene.letters.get(site.id, ""),
        "closed": closed,
        "people": total,
        "people_text": people,
        "removable": site.state == CANDIDATE,
    }


def listed(scene: GapScene) -> list[dict[str, Any]]:
    """Return today's sites, closed ones included, then the candidates with what they change."""
    served, gains, ends = people(scene), scene.assessment.gains(), _ranges(scene)
    found = []
    for id_, site in scene.sites.items():
        entry = _site(site, scene, served)
        if id_ in gains:
            entry["gain"] = gains[id_][0]
            entry["gain_text"] = figures.about(gains[id_][0], scene.lang)
            entry["card"] = _card(site, scene, gains[id_], ends.get(id_))
        found.append(entry)
    return found


def supply(scene: GapScene) -> dict[str, Any]:
    """Return what serves people: the layer, or the list of one's own that was loaded."""
    layer = scene.assessment.scenario.layer
    own = layer not in scene.catalogue.records["dataset"].to_numpy()
    return {"id": layer, "title": scene.supply_title, "own": own}


def supplies(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the layers of points that can serve, the usual one first."""
    there = set(catalogue.records["dataset"])
    placed = set(catalogue.places.loc[catalogue.places["lat"].notna(), "record"])
    ids = [
        one.id
        for one in spec.layers().values()
        if one.kind == "point"
        and one.dataset == one.id
        and one.id in there
        and placed & set(catalogue.records.index[catalogue.records["dataset"] == one.id])
    ]
    return tuple(sorted(ids, key=lambda id_: id_ != state.SUPPLY))
