"""Bundles: of Dash's scripts only those that the page needs, one copy for all languages.

Dash sends every component library that is imported anywhere, and core-js for browsers of 2018. The
page uses dash-leaflet, and a handful of plain components that `assets/js/atlas_parts.js` brings
along.
"""

from __future__ import annotations

import re

UNUSED = (
    "/deps/polyfill@",  # the part of it that is needed is packed with our own scripts
    "/dash_table/",
    "/dash/dcc/",
    "/dash/html/",
)
RENDERER = "/dash-renderer/"
_SCRIPT = re.compile(r"<script[^>]*></script>\s*")
# The pages of other languages are served the same files under their own prefix
_PREFIXED = re.compile(r'"/[a-z]{2}/(_dash-component-suites|assets)/')


def lean(tags: str) -> str:
    """Return the script tags of an index without what the page does not need."""
    return _PREFIXED.sub(r'"/\1/', _SCRIPT.sub(_needed, tags))


def ordered(tags: str, own: str) -> str:
    """Return the scripts of the page: ours stand before Dash's renderer, which they start."""
    scripts = lean(tags)
    renderer = next((s[0] for s in _SCRIPT.finditer(scripts) if RENDERER in s[0]), "")
    return f"{scripts.replace(renderer, '')}{own}{renderer}"


def _needed(script: re.Match[str]) -> str:
    return "" if any(part in script[0] for part in UNUSED) else script[0]
