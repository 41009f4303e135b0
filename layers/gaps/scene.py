"""The gap scene: who is not served today and in the scenario, of which all renderers are made."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from geodata import areas
from geodata.analysis import coverage
from geodata.analysis import scenario as scenarios
from geodata.analysis.analyst import Analyst
from geodata.analysis.analyst import Kept
from geodata.analysis.travel import Parameters
from geodata.problems import Problem
from layers import indicators
from layers import memo
from layers import scene as explored
from layers import spec
from layers import words
from layers.gaps import download
from layers.gaps import needed
from layers.gaps import totals
from layers.state import TODAY
from layers.state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geodata.analysis.assessment import Assessment
    from geodata.analysis.scenario import Scenario
    from geodata.analysis.supply import Site
    from geodata.analysis.weighting import Weight
    from geodata.areas import AreaLevel
    from geodata.catalogue import Catalogue
    from geodata.norms import Norm
    from layers.gaps.totals import Totals
    from layers.rowset import Rows
    from layers.rowset import Rowset
    from layers.scene import Scene

LEVELS: Final = ("landkreise", "aerl", "gemeinden")
FALLBACK: Final = "landkreise"
MET: Final = 0
EMPTY: Final = -1
LIMITS: Final = (2.0, 3.0, 4.5)
"""Multiples of the norm's limit up to which a class reaches (20 min: 40, 60, 90), if it is not met.

Classes by the share that is not served would be one colour nearly everywhere while there are few
sites; the way within which the norm's share arrives tells where it is farthest.
"""
SLACK: Final = 5e-4
"""Minutes or km that are not written: 40.0004 min are 40 min in words and in colour."""
KEPT: Final = 8
ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GapScene:
    """Everything a renderer of the gaps needs; renderers of one scene cannot disagree.

    Parameters
    ----------
    view
        The view that was asked for; its level may be one that gaps do not have.
    level
        The level that is shown.
    assessment
        The answer of the analysis.
    ground
        The scene of the same level and filters in which money and records are counted.
    rows
        The assessment's rows of the level (see :func:`geodata.analysis.rows.of`), with
        ``inside`` (of the ÄrL of the view), ``share_unserved`` (per cent), ``step`` and
        ``step_before`` (class 0 to 4, -1 where nobody lives).
    inside
        Those of the ÄrL of the view.
    totals
        The rows inside, together.
    problems
        What was wrong with the question or the data; the rest was computed.
    versus
        The scene of the scenario to compare with; None if none is.
    """

    view: ViewState
    catalogue: Catalogue
    level: AreaLevel
    assessment: Assessment
    ground: Scene
    rows: pd.DataFrame
    inside: pd.DataFrame
    totals: Totals
    problems: tuple[Problem, ...]
    versus: GapScene | None = None

    @property
    def weight(self) -> Weight | None:
        """By what inhabitants are weighed; None if all count."""
        return self.assessment.demand.weight

    @property
    def lang(self) -> str:
        """Language of the view."""
        return self.view.lang

    @property
    def norm(self) -> Norm:
        """The norm that is asked."""
        return self.assessment.norm

    @property
    def what_if(self) -> bool:
        """Whether the scenario differs from today."""
        before, after = self.assessment.before.sites, self.assessment.after.sites
        return [site.id for site in before] != [site.id for site in after]

    @property
    def letters(self) -> Mapping[str, str]:
        """Letter of each candidate by its id, in the order they were set."""
        listed = [site.id for site in self.assessment.after.sites if site.state == "candidate"]
        return {id_: letter(at) for at, id_ in enumerate(listed)}

    @property
    def sites(self) -> Mapping[str, Site]:
        """Sites of today and of the scenario by id."""
        found = self.assessment
        return {site.id: site for site in (*found.before.sites, *found.after.sites)}

    @property
    def gained(self) -> tuple[str, ...]:
        """Keys of the areas that meet the norm now and do not today."""
        here = set(self.inside.index)
        return tuple(k for k in self.assessment.newly_passing(self.level.id) if k in here)

    def name_of(self, site: Site) -> str:
        """Return the name of a site; of a point on the map the Gemeinde it lies in."""
        if site.state == "candidate" and site.id != site.gemeinde:
            place = self.catalogue.areas["gemeinden"]["name"].get(site.gemeinde, "")
            return words.text("gaps.site.point", self.lang, place=place)
        return site.name

    @property
    def supply_word(self) -> str:
        """What a site is called: an RVZ, or a site."""
        layer = self.assessment.scenario.layer
        return words.either(f"gaps.supply.{layer}", "gaps.supply.other", self.lang)

    @property
    def supply_title(self) -> str:
        """Name of the layer or the list that serves."""
        layer = self.assessment.scenario.layer
        own = self.assessment.supply_title
        return own or spec.layers()[layer].title(self.lang)

    def area_rows(self) -> Rowset:
        """Return the rows of a download, most people affected first."""
        return download.areas(self)

    def list_rows(self, rows: Rows) -> Rowset:
        """Return the rows of one of the lists."""
        return download.listed(self, rows)

    def record_ids(self) -> list[str]:
        """Return the ids of the records behind the figures: the sites of today."""
        known = self.catalogue.records.index
        ids = dict.fromkeys(id_.partition(":")[0] for id_ in self.sites)
        return [id_ for id_ in ids if id_ in known]

    def about(self) -> list[tuple[str, str]]:
        """Return what has to be known beside the figures of a download."""
        return download.about(self)


def letter(position: int) -> str:
    """Return A, B … Z, AA, AB … for the candidates."""
    first, last = divmod(position, len(ALPHABET))
    return (letter(first - 1) if first else "") + ALPHABET[last]


def install(catalogue: Catalogue, made: Analyst) -> None:
    """Let a catalogue be analysed by this analyst, which may know more travel sources."""
    memo.shelf(catalogue)["gaps.analyst"] = made


class _Maker:
    """How analysts are made in this process; set once at the start, as an installation has it."""

    make: Callable[[Catalogue], Analyst] = Analyst


def equip(make: Callable[[Catalogue], Analyst]) -> None:
    """Have analysts made so from now on, of whatever catalogue and however often."""
    _Maker.make = staticmethod(make)


def analyst(catalogue: Catalogue) -> Analyst:
    """Return the analyst of a catalogue, one for all threads."""
    found = memo.shelf(catalogue).setdefault("gaps.analyst", None)
    if found is None:
        found = _Maker.make(catalogue)
        install(catalogue, found)
    kept: Analyst = found
    return kept


def scenario(view: ViewState) -> Scenario:
    """Return the question that a view asks."""
    detour, speed, start = view.travel
    return scenarios.Scenario(
        layer=view.supply,
        states=view.sites,
        closed=view.closed,
        candidates=tuple(scenarios.Candidate(key=key) for key in view.candidates),
        norm=view.norm,
        measure=view.measure,
        parameters=Parameters(detour=detour, speed_kmh=speed, start_min=start),
        name=view.name,
        weight=view.weight.removeprefix(indicators.PREFIX),
        weight_year=indicators.latest(view) if view.weight else None,
    )


def _kept(catalogue: Catalogue, name: str) -> Kept:
    found: Kept = memo.shelf(catalogue).setdefault(f"gaps.{name}", Kept(KEPT))
    return found


def assess(view: ViewState, catalogue: Catalogue) -> Assessment:
    """Return the answer to a view's question; the latest few are kept.

    An answer for which another travel source had to stand in is not: it may be back next time.
    """
    asked, used = scenario(view), analyst(catalogue)
    kept = _kept(catalogue, "assessments")
    found: Assessment | None = kept.peek((id(used), asked))
    if found is None:
        found = used.assess(asked)
        if all(problem.where != "measure" for problem in found.problems):
            kept.put((id(used), asked), found)
    return found


def _ground(view: ViewState, catalogue: Catalogue, level: str) -> Scene:
    """Return the scene that counts money and records, kept while only the scenario changes."""
    plain = ViewState(
        level=level,
        programme=view.programme,
        kind=view.kind,
        years=view.years,
        aerl=view.aerl,
        lang=view.lang,
    )
    return _kept(catalogue, "grounds").get(plain, lambda: explored.build(plain, catalogue))


def steps(reach: NDArray[np.float64], verdict: pd.Series[str], limit: float) -> NDArray[np.int64]:
    """Return the class of areas: 0 the norm is met, else 1 to 4 by how far it is.

    Parameters
    ----------
    reach
        Minutes or km within which the norm's share of inhabitants is; inf = not reachable, NaN
        where nobody lives.
    verdict
        pass, fail or empty.
    limit
        Limit of the norm, in the same unit.
    """
    edges = limit * np.array(LIMITS) + SLACK
    farther = np.searchsorted(edges, np.nan_to_num(reach, posinf=np.inf), side="left") + 1
    found = np.where((verdict == coverage.PASS).to_numpy(), MET, farther)
    return np.where((verdict == coverage.EMPTY).to_numpy(), EMPTY, found).astype(np.int64)


def _rows(found: Assessment, level: str, ground: Scene) -> pd.DataFrame:
    table = found.rows(level)
    after = (coverage.WHOLE - table["share_served"]).to_numpy(dtype=float)
    reach, reach_before = (table[c].to_numpy(dtype=float) for c in ("reach", "reach_before"))
    limit = float(found.norm.limit)
    texts = table.columns[table.dtypes == "string"]
    if found.demand.weight is not None:
        table = table.assign(inhabitants_status=explored.ESTIMATE)
    return table.astype(dict.fromkeys(texts, object)).assign(
        inside=ground.rows["inside"].to_numpy(),
        share_unserved=after,
        step=steps(reach, table["verdict"], limit),
        step_before=steps(reach_before, table["verdict_before"], limit),
    )


def _no_level(view: ViewState) -> Problem:
    texts = {
        f"{part}{suffix}": words.text(f"gaps.level.{part}", lang)
        for part in ("message", "hint")
        for lang, suffix in (("de", ""), ("en", "_en"))
    }
    return Problem(code="gaps-level", where="level", raw=view.level, severity="notice", **texts)


def build(view: ViewState, catalogue: Catalogue) -> GapScene:
    """Answer a view of the mode gaps.

    Parameters
    ----------
    view
        What to show; its metric, areas, layers, map and theme do not change the scene.
    catalogue
        The data.
    """
    level = view.level if view.level in LEVELS else FALLBACK
    found = assess(view, catalogue)
    ground = _ground(view, catalogue, level)
    rows = _rows(found, level, ground)
    here = rows[rows["inside"]] if view.aerl else rows
    problems = (*needed.problems(view, catalogue, level), *found.problems)
    problems = problems if level == view.level else (_no_level(view), *problems)
    other = versus(view)
    return GapScene(
        view=view,
        catalogue=catalogue,
        level=areas.LEVELS[level],
        assessment=found,
        ground=ground,
        rows=rows,
        inside=here,
        totals=totals.of(found, here, view.aerl),
        problems=problems,
        versus=None if other is None else build(other, catalogue),
    )


def versus(view: ViewState) -> ViewState | None:
    """Return the view of the scenario to compare with, the same question otherwise."""
    if not view.versus:
        return None
    tokens = [token for token in view.versus if token != TODAY]
    closed = tuple(token[1:] for token in tokens if token.startswith("-"))
    added = tuple(token for token in tokens if not token.startswith("-"))
    return replace(view, candidates=added, closed=closed, versus=(), name="")


def neutral(view: ViewState) -> ViewState:
    """Return the view without the filters that bear on money but not on sites."""
    return replace(view, mode="explore", programme=(), years=None, aerl=())
