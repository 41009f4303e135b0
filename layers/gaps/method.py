"""How it was measured, by which norm, and what may be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata import norms
from geodata.analysis import demand
from geodata.analysis import travel
from layers import state
from layers import words
from layers.gaps import figures
from layers.gaps import weighed

if TYPE_CHECKING:
    from geodata.analysis.travel import Parameters
    from geodata.catalogue import Catalogue
    from geodata.norms import Norm
    from layers.gaps.scene import GapScene

STEPS: Final = {"detour": 0.05, "speed_kmh": 5.0, "start_min": 0.5}
"""How fine a slider of each parameter is."""
BUILT_IN: Final = ("minutes", "overland", "beeline")
ALIAS: Final = "minutes"
"""The same way as ``overland`` under another name; it is offered once."""
LEVEL: Final = demand.LAND


def _localised(norm: Norm, name: str, lang: str) -> str:
    found: str = getattr(norm, f"{name}_en" if lang == "en" else name)
    return found


def norm_note(norm: Norm, lang: str) -> str:
    """Return what has to be known about a norm: secondary source, assumed share, its own note."""
    parts = []
    if norm.kind == "secondary":
        parts.append(words.text("gaps.norm.secondary", lang))
    if norm.kind == "free":
        parts.append(words.text("gaps.norm.free", lang))
    if norm.is_share_assumed:
        share = figures.norm_share(norm, lang)
        parts.append(words.text("gaps.norm.assumed", lang, share=share))
    note = _localised(norm, "note", lang)
    return " ".join([*parts, note] if note else parts)


def norm(found: Norm, lang: str) -> dict[str, Any]:
    """Return a norm as the page needs it."""
    return {
        "id": found.id,
        "title": _localised(found, "title", lang),
        "words": figures.norm_words(found, lang)
        if found.computable
        else words.text("gaps.norm.not_computable", lang),
        "applies_to": _localised(found, "applies_to", lang),
        "source": _localised(found, "source", lang),
        "url": found.address,
        "valid_from": found.valid_from,
        "secondary": found.kind == "secondary",
        "computable": found.computable,
        "note": norm_note(found, lang),
    }


def formula(parameters: Parameters, base: str, lang: str) -> str:
    """Write the formula of the built-in minutes with its values."""
    return words.text(
        "gaps.method.formula",
        lang,
        way=words.text(f"gaps.method.way_{base}", lang),
        detour=figures.number(parameters.detour, lang),
        speed=figures.number(parameters.speed_kmh, lang),
        start=figures.number(parameters.start_min, lang),
    )


def line(scene: GapScene) -> str:
    """Return the line that stands on the map: how the way was measured, and who counts."""
    return ". ".join(part for part in (_way(scene), weighed.statement(scene)) if part)


def _way(scene: GapScene) -> str:
    """Say how the way was measured."""
    lang, used = scene.lang, scene.assessment.method
    if used.id not in BUILT_IN:
        return used.title_en if lang == "en" else used.title
    base = "beeline" if used.id == "beeline" else "overland"
    if scene.norm.unit == figures.MINUTES:
        text = formula(used.parameters, base, lang)
    else:
        way = words.text(f"gaps.method.way_{base}", lang)
        text = words.text("gaps.method.kilometres", lang, way=way)
    return words.text("gaps.method.approximate", lang, formula=text)


def _parameter(name: str, lang: str) -> dict[str, Any]:
    low, high = travel.LIMITS[name]
    usual = getattr(travel.Parameters(), name)
    return {
        "id": name,
        "title": words.text(f"gaps.parameter.{name}", lang),
        "unit": words.text(f"gaps.parameter.{name}_unit", lang),
        "min": low,
        "max": high,
        "step": STEPS[name],
        "value": usual,
    }


def options(catalogue: Catalogue, lang: str, measures: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what may be chosen: norms, states of sites, measures, parameters.

    Parameters
    ----------
    measures
        Further measures that are set up: ``matrix``, ``router``.
    """
    register = norms.load()
    records = catalogue.records
    kinds = records.loc[records["dataset"] == "rvz", "kind_detail"]
    there = {*BUILT_IN, *measures}
    return {
        "norms": [norm(one, lang) for one in register.norms],
        "default": register.default.id,
        "sites": [
            {
                "id": id_,
                "title": words.text(f"gaps.state.{id_}_many", lang),
                "count": int((kinds == id_).sum()),
            }
            for id_ in state.SITES
        ],
        "measures": [
            {"id": id_, "title": words.text(f"gaps.measure.{id_}", lang), "available": id_ in there}
            for id_ in state.MEASURES
            if id_ != ALIAS
        ],
        "parameters": [_parameter(name, lang) for name in travel.LIMITS],
    }
