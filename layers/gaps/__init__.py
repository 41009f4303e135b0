"""Gaps: who lives too far from a service, and what one more site would change."""

from __future__ import annotations

from layers.gaps.glimpse import here
from layers.gaps.glimpse import of as glimpse
from layers.gaps.method import options
from layers.gaps.page import payload
from layers.gaps.scene import GapScene
from layers.gaps.scene import analyst
from layers.gaps.scene import build
from layers.gaps.scene import equip
from layers.gaps.scene import install
from layers.gaps.sites import supplies
from layers.gaps.suggestions import AIMS
from layers.gaps.suggestions import MOST
from layers.gaps.suggestions import proposals
from layers.gaps.suggestions import search
from layers.gaps.suggestions import searched

__all__ = [
    "AIMS",
    "MOST",
    "GapScene",
    "analyst",
    "build",
    "equip",
    "glimpse",
    "here",
    "install",
    "options",
    "payload",
    "proposals",
    "search",
    "searched",
    "supplies",
]
