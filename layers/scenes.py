"""The scene of a view, whatever its mode, and what the page needs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import gaps
from layers import memo
from layers import payload as explored
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
    Gaps are not, for lists and routers behind them may change under the same address.
    """
    view = press.subject(view)
    if view.mode == GAPS:
        return gaps.payload(gaps.build(view, catalogue))
    asked = ViewState(**{field: getattr(view, field) for field in ASKED})
    kept: Recent[dict[str, Any]] = memo.shelf(catalogue).setdefault(KEY, Recent(KEPT))
    return kept.get(asked, lambda: explored.payload(scene.build(asked, catalogue)))
