"""Gaps: who lives too far from a service, and what one more site would change."""

from __future__ import annotations

from layers.gaps.method import options
from layers.gaps.page import payload
from layers.gaps.scene import GapScene
from layers.gaps.scene import analyst
from layers.gaps.scene import build
from layers.gaps.scene import install
from layers.gaps.suggestions import Search
from layers.gaps.suggestions import proposals
from layers.gaps.suggestions import search

__all__ = [
    "GapScene",
    "Search",
    "analyst",
    "build",
    "install",
    "options",
    "payload",
    "proposals",
    "search",
]
