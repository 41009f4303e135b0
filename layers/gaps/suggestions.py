"""Where next: proposals with reasons, quickly at once and exactly in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata.analysis import choice
from geodata.analysis import siting
from geodata.analysis.job import BusyError
from geodata.analysis.job import Question
from layers import numbers
from layers import words
from layers.gaps import figures
from layers.gaps import scene as scenes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geodata.analysis.assessment import Assessment
    from geodata.analysis.choice import Cover
    from geodata.analysis.choice import Solution
    from geodata.analysis.job import Desk
    from geodata.analysis.job import Progress
    from geodata.analysis.siting import Proposal
    from geodata.analysis.siting import Proposals
    from geodata.analysis.supply import Site
    from geodata.catalogue import Catalogue
    from layers.state import ViewState

LARGEST: Final = 20_000
"""Inhabitants of a Gemeinde that is proposed at most: the centres are meant for the country."""
MOST: Final = 20
COVER: Final = "cover"
MEDIAN: Final = "median"
AIMS: Final = (COVER, MEDIAN)
"""Most people within the norm (maximal covering), or the shortest ways on average (p-median)."""
SECONDS: Final = {COVER: 60.0, MEDIAN: 120.0}


def _sites(view: ViewState, catalogue: Catalogue, found: Assessment) -> tuple[Site, ...]:
    """Return where may be chosen from: Gemeinden of the view's ÄrL without a site as yet."""
    taken = {site.gemeinde for site in found.after.sites}
    listed = siting.candidates(catalogue, within=view.aerl, largest=LARGEST)
    return tuple(site for site in listed if site.id not in taken)


def _funding(one: Proposal, lang: str) -> str:
    """Say what is recorded as funded nearby."""
    if not one.funding:
        return words.text("gaps.proposals.funding_none", lang)
    count = words.count("gaps.proposals.funding", len(one.funding), lang)
    if not one.awards_eur:
        return count
    amount = numbers.money_short(one.awards_eur, lang)
    return words.text("gaps.proposals.funding_amount", lang, count=count, amount=amount)


def _shorter(one: Proposal, asked: Asked) -> str:
    """Say by how much the mean way gets shorter, where that was the aim."""
    if asked.savings is None:
        return ""
    by = figures.measured(one.saved / asked.savings.people, asked.found.norm, asked.lang)
    return words.text("gaps.proposals.shorter", asked.lang, by=by)


def _shown(one: Proposal, asked: Asked) -> dict[str, Any]:
    lang = asked.lang
    lat, lon = one.site.latlon
    funding = _funding(one, lang)
    overlap = words.text("gaps.proposals.overlap", lang, people=figures.about(one.overlap, lang))
    parts = (
        _shorter(one, asked),
        words.text("gaps.proposals.gained", lang, people=figures.about(one.gain, lang)),
        overlap if one.overlap else "",
        funding,
    )
    return {
        "key": one.site.id,
        "name": one.site.name,
        "landkreis": one.landkreis_name,
        "gained": one.gain,
        "gained_text": figures.about(one.gain, lang),
        "overlap": one.overlap,
        "overlap_text": overlap,
        "funding": list(one.funding),
        "funding_text": funding,
        "text": " · ".join(part for part in parts if part),
        "lat": lat,
        "lon": lon,
    }


def _quality(solution: Solution, lang: str) -> str:
    """Say how good a choice is known to be."""
    if solution.is_exact:
        return words.text("gaps.proposals.exact", lang)
    share = numbers.percent(solution.gap, lang, 1)
    return words.text("gaps.proposals.bound", lang, share=share)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """A question for sites, with what its answers are made of.

    Parameters
    ----------
    found
        The scenario to go on from.
    sites
        Where may be chosen from.
    savings
        What each would save; None where the aim is to cover.
    """

    catalogue: Catalogue
    lang: str
    found: Assessment
    sites: tuple[Site, ...]
    cover: Cover
    savings: siting.Savings | None
    count: int

    @classmethod
    def of(cls, view: ViewState, catalogue: Catalogue, count: int, aim: str) -> Asked:
        """Return the question of a view for so many sites."""
        found, used = scenes.assess(view, catalogue), scenes.analyst(catalogue)
        sites = _sites(view, catalogue, found)
        return cls(
            catalogue=catalogue,
            lang=view.lang,
            found=found,
            sites=sites,
            cover=siting.cover_of(used, found, sites),
            savings=siting.savings_of(used, found, sites) if aim == MEDIAN else None,
            count=max(0, min(count, MOST)),
        )

    @property
    def aim(self) -> str:
        """One of `AIMS`."""
        return COVER if self.savings is None else MEDIAN

    @property
    def weights(self) -> NDArray[np.float64]:
        """People of each point who are not served."""
        return siting.weights(self.found)

    def quick(self) -> Solution:
        """Return the greedy answer."""
        if self.savings is not None:
            return choice.greedy_median(self.savings.saved, self.count)
        return choice.greedy_cover(self.cover, self.weights, self.count)

    def question(self, seconds: float) -> Question:
        """Return the same for the solver."""
        if self.savings is not None:
            return Question.median(self.savings.saved, self.count, seconds)
        return Question.cover(self.cover, self.weights, self.count, seconds)

    def made(self, solution: Solution) -> Proposals:
        """Return an answer as proposals with what speaks for each."""
        saved = None if self.savings is None else self.savings.saved
        return siting.ranked(self.found, self.sites, self.cover, solution, self.catalogue, saved)


def _mean(made: Proposals, asked: Asked) -> str:
    """Say how long the mean way is, today and with all proposals."""
    if asked.savings is None:
        return ""
    norm, lang = asked.found.norm, asked.lang
    ends = (asked.savings.mean(), asked.savings.mean(made.solution.value))
    now, then = (figures.measured(end, norm, lang) for end in ends)
    return words.text("gaps.proposals.mean", lang, now=now, then=then)


def _text(made: Proposals, asked: Asked) -> str:
    """Say what the proposals come to together, from what they were chosen, and how well."""
    lang = asked.lang
    limit = figures.limit(asked.found.norm, lang)
    if not made.proposals:
        return words.text(f"gaps.proposals.none_{asked.aim}", lang, limit=limit)
    gained = sum(one.gain for one in made.proposals)
    n = len(made.proposals)
    values = {"people": figures.about(gained, lang), "limit": limit, "n": n}
    key = "gaps.proposals.text_one" if n == 1 else "gaps.proposals.text"
    said = (
        words.text(key, lang, **values),
        _mean(made, asked),
        words.text("gaps.proposals.choice", lang, n=numbers.integer(LARGEST, lang)),
        _quality(made.solution, lang),
    )
    return " ".join(part for part in said if part)


def _answer(asked: Asked, solution: Solution) -> dict[str, Any]:
    made = asked.made(solution)
    return {
        "aim": asked.aim,
        "count": asked.count,
        "rows": [_shown(one, asked) for one in made.proposals],
        "text": _text(made, asked),
        "gained": sum(one.gain for one in made.proposals),
        "gap": round(solution.gap, 4),
        "exact": solution.is_exact,
    }


def proposals(
    view: ViewState, catalogue: Catalogue, count: int, aim: str = COVER
) -> dict[str, Any]:
    """Return the next sites that would help most, one after the other, at once.

    Parameters
    ----------
    view
        The scenario to go on from; its ÄrL restrict where is chosen.
    count
        How many sites, 20 at most.
    aim
        One of `AIMS`; anything else is to cover.
    """
    asked = Asked.of(view, catalogue, count, aim)
    return _answer(asked, asked.quick()) | {"state": "quick"}


def search(
    view: ViewState,
    catalogue: Catalogue,
    count: int,
    aim: str,
    desk: Desk,
    seconds: float | None = None,
) -> dict[str, Any]:
    """Start to look for the exact answer to the question of `proposals`.

    Returns
    -------
    dict
        The quick answer with `name`, by which `searched` goes on asking; without one and
        with a sentence in `said` where too many searches run.
    """
    asked = Asked.of(view, catalogue, count, aim)
    quick = _answer(asked, asked.quick())
    if not quick["rows"]:
        return quick | {"state": "quick"}
    try:
        name = desk.start(asked.question(SECONDS[asked.aim] if seconds is None else seconds))
    except BusyError:
        said = words.text("gaps.search.busy", view.lang, n=desk.at_once)
        return quick | {"state": "busy", "said": said}
    return searched(view, catalogue, count, aim, desk, name)


def searched(
    view: ViewState, catalogue: Catalogue, count: int, aim: str, desk: Desk, name: str
) -> dict[str, Any]:
    """Return how far a search is: with the quick answer while it runs, then with the exact one.

    Keys beyond those of `proposals`: `state` (running, done, cancelled, failed), `share` of
    the longest duration, `said`, and at the end `greedy_share`: what the quick answer reached.
    """
    now = desk.progress(name)
    lang = view.lang
    if now is None:  # ended, and not known here: by whom it was begun is another machine's matter
        said = words.text("gaps.search.cancelled", lang)
        return proposals(view, catalogue, count, aim) | {"state": "cancelled", "said": said}
    told = {
        "state": now.state,
        "name": name,
        "share": round(now.share, 3),
        "said": words.text(
            f"gaps.search.{now.state}",
            lang,
            n=numbers.integer(now.elapsed_s, lang),
            most=numbers.integer(now.limit_s, lang),
        ),
    }
    asked = Asked.of(view, catalogue, count, aim)
    answer = _answer(asked, now.answer or now.quick)
    return answer | told | (_compared(asked, now) if now.answer else {})


def _compared(asked: Asked, now: Progress) -> dict[str, Any]:
    """Return how much of the best answer the quick one reached."""
    if now.answer is None or not now.answer.value:
        return {}
    lang, share = asked.lang, now.quick.value / now.answer.value
    more = now.answer.value - now.quick.value
    if more < 1:
        return {"greedy_share": round(share, 4), "note": words.text("gaps.search.same", lang)}
    shown = numbers.percent(share, lang, 1)
    if asked.savings is not None:
        by = figures.measured(more / asked.savings.people, asked.found.norm, lang)
        note = words.text("gaps.search.better_median", lang, share=shown, by=by)
    else:
        people = figures.about(int(more), lang)
        note = words.text("gaps.search.better", lang, share=shown, people=people)
    return {"greedy_share": round(share, 4), "note": note}
