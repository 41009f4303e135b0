"""Where next: proposals with reasons, quickly at once and exactly in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata.analysis import siting
from geodata.analysis.job import Job
from layers import numbers
from layers import words
from layers.gaps import figures
from layers.gaps import scene as scenes

if TYPE_CHECKING:
    from geodata.analysis.assessment import Assessment
    from geodata.analysis.choice import Cover
    from geodata.analysis.choice import Solution
    from geodata.analysis.siting import Proposal
    from geodata.analysis.siting import Proposals
    from geodata.analysis.supply import Site
    from geodata.catalogue import Catalogue
    from layers.state import ViewState

LARGEST: Final = 20_000
"""Inhabitants of a Gemeinde that is proposed at most: the centres are meant for the country."""
MOST: Final = 20
SECONDS: Final = 60.0


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


def _shown(one: Proposal, lang: str) -> dict[str, Any]:
    lat, lon = one.site.latlon
    funding = _funding(one, lang)
    overlap = words.text("gaps.proposals.overlap", lang, people=figures.about(one.overlap, lang))
    parts = (
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


def _text(made: Proposals, found: Assessment, lang: str) -> str:
    """Say what the proposals come to together, from what they were chosen, and how well."""
    limit = figures.limit(found.norm, lang)
    if not made.proposals:
        return words.text("gaps.proposals.none", lang, limit=limit)
    gained = sum(one.gain for one in made.proposals)
    people = figures.about(gained, lang)
    n = len(made.proposals)
    values = {"people": people, "limit": limit, "n": n}
    key = "gaps.proposals.text_one" if n == 1 else "gaps.proposals.text"
    said = words.text(key, lang, **values)
    chosen = words.text("gaps.proposals.choice", lang, n=numbers.integer(LARGEST, lang))
    return f"{said} {chosen} {_quality(made.solution, lang)}"


def _as_dict(made: Proposals, found: Assessment, lang: str) -> dict[str, Any]:
    return {
        "greedy": [_shown(one, lang) for one in made.proposals],
        "text": _text(made, found, lang),
        "gained": sum(one.gain for one in made.proposals),
        "gap": round(made.solution.gap, 4),
        "exact": made.solution.is_exact,
        "seconds": round(made.solution.seconds, 2),
    }


def proposals(view: ViewState, catalogue: Catalogue, count: int) -> dict[str, Any]:
    """Return the next sites that would serve most people, one after the other, at once.

    Parameters
    ----------
    view
        The scenario to go on from; its ÄrL restrict where is chosen.
    count
        How many sites, 20 at most.
    """
    found = scenes.assess(view, catalogue)
    sites = _sites(view, catalogue, found)
    number = max(0, min(count, MOST))
    made = siting.propose(scenes.analyst(catalogue), found, number, sites)
    return _as_dict(made, found, view.lang)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """The exact answer, computed in a process of its own; keep it where it is asked.

    Parameters
    ----------
    job
        The process.
    """

    view: ViewState
    catalogue: Catalogue
    found: Assessment
    sites: tuple[Site, ...]
    cover: Cover
    job: Job

    def progress(self) -> dict[str, Any]:
        """Return how far it is: state, elapsed share of the longest duration, and words."""
        now = self.job.progress()
        return {
            "state": now.state,
            "share": round(now.share, 3),
            "elapsed_s": round(now.elapsed_s, 1),
            "text": words.text(
                f"gaps.search.{now.state}",
                self.view.lang,
                n=numbers.integer(now.elapsed_s, self.view.lang),
                most=numbers.integer(now.limit_s, self.view.lang),
            ),
        }

    def result(self) -> dict[str, Any] | None:
        """Return the proposals with how much better they are than the quick ones, or None."""
        solution = self.job.result()
        if solution is None:
            return None
        lang = self.view.lang
        made = siting.ranked(self.found, self.sites, self.cover, solution, self.catalogue)
        answer = _as_dict(made, self.found, lang)
        more = int(solution.value - self.job.greedy.value)
        share = self.job.greedy.value / solution.value if solution.value else 1.0
        key = "better" if more > 0 else "same"
        said = words.text(
            f"gaps.search.{key}",
            lang,
            people=figures.about(more, lang),
            share=numbers.percent(share, lang, 1),
        )
        return answer | {
            "proposals": answer.pop("greedy"),
            "greedy_share": round(share, 4),
            "text": f"{answer['text']} {said}",
        }

    def cancel(self) -> None:
        """End it; the quick proposals stay."""
        self.job.cancel()


def search(view: ViewState, catalogue: Catalogue, count: int, seconds: float = SECONDS) -> Search:
    """Start to look for the exact answer to the question of `proposals`."""
    found, used = scenes.assess(view, catalogue), scenes.analyst(catalogue)
    sites = _sites(view, catalogue, found)
    cover = siting.cover_of(used, found, sites)
    number = max(0, min(count, MOST))
    job = Job.cover(cover, siting.weights(found), number, seconds)
    return Search(view=view, catalogue=catalogue, found=found, sites=sites, cover=cover, job=job)
