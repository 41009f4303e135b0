"""The gaps in one figure and honest sentences; the same for screen, alt text and download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import describe
from layers import numbers
from layers import words
from layers.describe import Headline
from layers.gaps import figures
from layers.gaps import weighed

if TYPE_CHECKING:
    from layers.gaps.scene import GapScene


def _scope(scene: GapScene) -> str:
    named = describe.offices(scene.ground)
    here = words.text("gaps.headline.scope", scene.lang, offices=named) if named else ""
    return f"{weighed.scope(scene)}{here}"


def _share(scene: GapScene, *, before: bool = False) -> str:
    """Return the share not served of all areas together."""
    totals, norm = scene.totals, scene.norm
    share = totals.share_before if before else totals.share
    unserved = totals.unserved_before if before else totals.unserved
    served = totals.inhabitants - unserved
    verdict = "pass" if norm.passes(served, totals.inhabitants) else "fail"
    return figures.share_unserved(share, verdict, norm, scene.lang)


def _all(scene: GapScene) -> str:
    """Return the inhabitants of the areas of the view: 7,98 Mio., or ca. 1.234.600."""
    lang, lives = scene.lang, scene.totals.inhabitants
    if lives < numbers.MILLION:
        return figures.about(lives, lang)
    figure = numbers.decimal(lives / numbers.MILLION, lang, 2)
    return words.text("gaps.headline.millions", lang, n=figure)


def _people(scene: GapScene) -> str:
    """Say of whom, by which limit, and how many of them no road leads to."""
    lang, islands = scene.lang, ""
    if scene.totals.unreachable and scene.assessment.after.sites:
        people = figures.about(scene.totals.unreachable, lang)
        islands = words.text("gaps.headline.islands", lang, people=people)
    return words.text(
        f"gaps.headline.of_{scene.norm.unit}",
        lang,
        all=_all(scene),
        scope=_scope(scene),
        limit=figures.limit_words(scene.norm, lang),
        supply=scene.supply_word,
        share=_share(scene),
        islands=islands,
    )


def _change(scene: GapScene) -> str:
    """Say what the scenario changes against today; empty if there is none."""
    if not scene.what_if:
        return ""
    lang, totals = scene.lang, scene.totals
    if not (totals.gain or totals.gain_low or totals.gain_high):
        return words.text("gaps.headline.same", lang)
    key = "fewer" if totals.gain > 0 else "more" if totals.gain < 0 else "none"
    text = words.text(
        f"gaps.headline.{key}",
        lang,
        before=figures.about(totals.unserved_before, lang),
        share=_share(scene, before=True),
        change=figures.about(totals.gain, lang),
    )
    if totals.gain_low != totals.gain_high and totals.gain_low * totals.gain_high >= 0:
        low, high = (figures.number(end, lang) for end in scene.assessment.method.parameters.band)
        text += words.text(
            "gaps.headline.range",
            lang,
            span=figures.span(totals.gain_low, totals.gain_high, lang),
            low=low,
            high=high,
        )
    return f"{text}{words.text('gaps.headline.stop', lang)}"


def _areas(scene: GapScene) -> str:
    """Say in how many areas the norm is met, today and now."""
    lang, totals = scene.lang, scene.totals
    values = {
        "share": figures.norm_share(scene.norm, lang),
        "limit": figures.limit(scene.norm, lang),
        "n": numbers.integer(totals.passing, lang),
        "before": numbers.integer(totals.passing_before, lang),
        "all": numbers.integer(totals.inhabited, lang),
        "areas": words.text(f"gaps.headline.areas_{scene.level.id}", lang),
    }
    changed = scene.what_if and totals.passing != totals.passing_before
    return words.text(f"gaps.headline.met{'_changed' if changed else ''}", lang, **values)


def _caveats(scene: GapScene) -> str:
    """Say what the figure is not: no legal shortfall, no measurement, no exact count."""
    lang, text = scene.lang, ""
    if scene.weight is not None:
        text += words.text("gaps.weighed.caveat", lang)
    if scene.assessment.scenario.layer == "rvz":
        text += words.text("gaps.headline.pilot", lang)
    error = scene.assessment.demand.error.get("wrong_gemeinde_percent")
    if error is not None:
        share = numbers.percent(float(error) / 100, lang, 1)
        return text + words.text("gaps.headline.error", lang, share=share)
    return text + words.text("gaps.headline.estimate", lang)


def of(scene: GapScene) -> Headline:
    """Return the headline: people not served, of whom, by which norm, and what would change."""
    text = f"{_people(scene)}{_change(scene)}{_areas(scene)}{_caveats(scene)}"
    return Headline(
        figure=figures.about(scene.totals.unserved, scene.lang), text=describe.runs(text)
    )


def title(scene: GapScene) -> str:
    """Return the title of the view: Ohne RVZ in 20 Minuten: Szenario Uelzen, ÄrL Lüneburg."""
    lang = scene.lang
    limit = figures.limit_words(scene.norm, lang)
    text = words.text("gaps.title", lang, supply=scene.supply_word, limit=limit)
    if scene.what_if:
        text += f": {scene.view.name or words.text('gaps.scenario', lang)}"
    parts = (text, weighed.title(scene), describe.offices(scene.ground))
    return ", ".join(part for part in parts if part)
