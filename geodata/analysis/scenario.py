"""A scenario: what is asked, as a value; its steps; and their undo and redo as a value."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Final

from geodata.analysis import supply
from geodata.analysis.travel import Parameters

MEASURES: Final = ("minutes", "overland", "beeline", "matrix", "router")
"""``minutes`` and ``overland`` both go round the water; the last two need an installation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An assumed site.

    Parameters
    ----------
    key
        Key of a Gemeinde, or ``lat~lon`` in WGS84 degrees, as in the address.
    name
        Given by the user; empty for the name of the place.
    """

    key: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is asked.

    Parameters
    ----------
    layer
        Point layer that is the supply, or the name of an imported list.
    states
        Which states of RVZ count.
    closed
        Ids of sites that are taken away.
    candidates
        Assumed sites, in the order they were set.
    norm
        Id of the register or a free norm (``20min@95``, ``30km``); empty for the default.
    measure
        One of :data:`MEASURES`.
    demand
        ``points`` (settlements) or ``gemeinden``.
    weight, weight_year
        Id of an indicator that says who counts, and the last year that is taken; empty for all
        inhabitants.
    """

    layer: str = supply.RVZ
    states: tuple[str, ...] = supply.USUAL
    closed: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    norm: str = ""
    measure: str = "minutes"
    demand: str = "points"
    weight: str = ""
    weight_year: int | None = None
    parameters: Parameters = field(default_factory=Parameters)
    name: str = ""

    def add(self, key: str, name: str = "") -> Scenario:
        """Return the scenario with one more candidate; a key that is there stays as it is."""
        if any(one.key == key for one in self.candidates):
            return self
        return replace(self, candidates=(*self.candidates, Candidate(key=key, name=name)))

    def move(self, key: str, to: str) -> Scenario:
        """Return the scenario with a candidate elsewhere, in its old place of the order."""
        if any(one.key == to for one in self.candidates):
            return self
        moved = tuple(replace(one, key=to) if one.key == key else one for one in self.candidates)
        return replace(self, candidates=moved)

    def remove(self, key: str) -> Scenario:
        """Return the scenario without a candidate."""
        return replace(self, candidates=tuple(one for one in self.candidates if one.key != key))

    def close(self, site: str) -> Scenario:
        """Return the scenario with a site taken away."""
        return self if site in self.closed else replace(self, closed=(*self.closed, site))

    def reopen(self, site: str) -> Scenario:
        """Return the scenario with a closed site back."""
        return replace(self, closed=tuple(one for one in self.closed if one != site))

    @property
    def baseline(self) -> Scenario:
        """The same question without candidates and closures: what is there today."""
        return replace(self, candidates=(), closed=())


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A scenario with the ones before and the ones undone.

    Parameters
    ----------
    past
        Earlier scenarios, the latest last.
    future
        Undone scenarios, the next to redo first.
    """

    present: Scenario = field(default_factory=Scenario)
    past: tuple[Scenario, ...] = ()
    future: tuple[Scenario, ...] = ()

    def then(self, scenario: Scenario) -> History:
        """Return the history after a step; a step that changes nothing is none."""
        if scenario == self.present:
            return self
        return History(present=scenario, past=(*self.past, self.present))

    def undo(self) -> History:
        """Return the history one step back; unchanged at the beginning."""
        if not self.past:
            return self
        return History(
            present=self.past[-1], past=self.past[:-1], future=(self.present, *self.future)
        )

    def redo(self) -> History:
        """Return the history with the last undone step done again."""
        if not self.future:
            return self
        return History(
            present=self.future[0], past=(*self.past, self.present), future=self.future[1:]
        )
