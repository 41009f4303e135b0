"""The scene of a view, whatever its mode, and what the page needs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import gaps
from layers import payload as explored
from layers import press
from layers import scene

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.gaps import GapScene
    from layers.scene import Scene
    from layers.state import ViewState

GAPS = "gaps"


def of(view: ViewState, catalogue: Catalogue) -> Scene | GapScene:
    """Fill a view with data, as its mode asks for it."""
    view = press.subject(view)
    return gaps.build(view, catalogue) if view.mode == GAPS else scene.build(view, catalogue)


def payload(view: ViewState, catalogue: Catalogue) -> dict[str, Any]:
    """Return a view for the browser; JSON without NaN."""
    view = press.subject(view)
    if view.mode == GAPS:
        return gaps.payload(gaps.build(view, catalogue))
    return explored.payload(scene.build(view, catalogue))
