"""The scene of a view, whatever its mode, and what the page needs of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from layers import gaps
from layers import indicated
from layers import memo
from layers import press
from layers import scene
from layers.recent import Recent
from layers.state import ViewState

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.gaps import GapScene
    from layers.scene import Scene

GAPS = "gaps"
ASKED = ("level", "programme", "kind", "years", "aerl", "lang")  # as `sceneQuery` in atlas_view.js
ASIDE = ("theme", "map", "area")  # of gaps: what `sceneQuery` leaves out and people change most
ROUTER, LIST = "router", "list-"
USUAL = ViewState()
KEY = "payloads"
KEPT = 48  # of 0.2 MB each, one of all municipalities has 0.8


def of(view: ViewState, catalogue: Catalogue) -> Scene | GapScene:
    """Fill a view with data, as its mode asks for it."""
    view = press.subject(view)
    return gaps.build(view, catalogue) if view.mode == GAPS else scene.build(view, catalogue)


def payload(view: ViewState, catalogue: Catalogue) -> dict[str, Any]:
    """Return a view for the browser; JSON without NaN, shared by all who ask: not to be changed.

    Views that differ only in what the browser adds by itself (metric, layers, selection, section
    of the map) are one and the same to it, and most visits begin with the same few: these are kept.
    Gaps with a router or a list of one's own are not: they may change under the same address.
    """
    view = press.subject(view)
    kept: Recent[dict[str, Any]] = memo.shelf(catalogue).setdefault(KEY, Recent(KEPT))
    if view.mode == GAPS:
        asked = replace(view, **{field: getattr(USUAL, field) for field in ASIDE})
        if not lasts(view):
            return gaps.payload(gaps.build(asked, catalogue))
        return kept.get(asked, lambda: gaps.payload(gaps.build(asked, catalogue)))
    plain = ViewState(**{field: getattr(view, field) for field in ASKED})
    asked = replace(plain, **indicated.shown(view))
    return kept.get(asked, lambda: indicated.whole(asked, catalogue))


def lasts(view: ViewState) -> bool:
    """Tell whether the same address shows the same as long as the data are the same."""
    view = press.subject(view)
    return view.mode != GAPS or not (view.measure == ROUTER or view.supply.startswith(LIST))


def part(view: ViewState, catalogue: Catalogue) -> dict[str, Any]:
    """Return what a view shows of indicators, for a browser that has the rest of the scene."""
    view = press.subject(view)
    return payload(view, catalogue) if view.mode == GAPS else indicated.answer(view, catalogue)
