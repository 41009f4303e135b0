"""Views of the mode press: the view that its picture is of, without the picture's own options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers import state

if TYPE_CHECKING:
    from layers.state import ViewState

MODE = "press"
OPTIONS = (*state.TEXTS, "show")


def subject(view: ViewState) -> ViewState:
    """Return what a view shows: of the mode press the view it was made from.

    Options of a picture and the frame of another page say how something is shown, not what.
    """
    usual = state.ViewState()
    plain = {name: getattr(usual, name) for name in OPTIONS}
    return replace(view, mode=view.subject, **plain)
