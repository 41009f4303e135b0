"""Markup that several features share: attributes that Dash's types do not know, and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import html

from layers import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component


def attr(names: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``data-*`` and ``aria-*`` attributes so that a component takes them as keywords."""
    return dict(names)


def icon(name: str) -> Component:
    """Return the holder of an icon; the page's script fills it from the sprite."""
    return html.Span(className="icon", **attr({"data-icon": name}))


def method(lang: str, class_name: str) -> Component:
    """Return the link from a figure of the gaps to how it is computed."""
    tail = "" if lang == "de" else "?lang=en"
    word = words.text("screen.gaps_how", lang)
    return html.A(word, href=f"/methode{tail}", className=class_name)
