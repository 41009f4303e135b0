"""Bundles: of Dash's scripts only those that the page needs, one copy for all languages.

Dash sends every component library that is imported anywhere, and core-js for browsers of 2018. The
page uses dash-leaflet, and a handful of plain components that `assets/js/atlas_parts.js` brings
along. What Dash itself rests on (React) goes as one file: each request of a first visit costs the
server as much as a page does. dash-leaflet stays a file of its own, for webpack finds the parts
that it fetches later beside it.
"""

from __future__ import annotations

import pkgutil
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dash.fingerprint import check_fingerprint

from dashboard import packs

if TYPE_CHECKING:
    from dashboard.blobs import Store

UNUSED = (
    "/deps/polyfill@",  # the part of it that is needed is packed with our own scripts
    "/dash_table/",
    "/dash_extensions/",
    "/dash/dcc/",
    "/dash/html/",
)
RENDERER = "/dash-renderer/"
_DEPENDENCY = re.compile(
    r'<script[^>]*src="[^"]*/_dash-component-suites/dash/(deps/[^"?]+)[^>]*></script>\s*'
)
_SCRIPT = re.compile(r"<script[^>]*></script>\s*")
# The pages of other languages are served the same files under their own prefix
_PREFIXED = re.compile(r'"/[a-z]{2}/(_dash-component-suites|assets)/')


def lean(tags: str) -> str:
    """Return the script tags of an index without what the page does not need."""
    return _PREFIXED.sub(r'"/\1/', _SCRIPT.sub(_needed, tags))


def ordered(tags: str, own: str, store: Store) -> str:
    """Return the scripts of the page: ours stand before Dash's renderer, which they start."""
    scripts = lean(tags)
    renderer = next((s[0] for s in _SCRIPT.finditer(scripts) if RENDERER in s[0]), "")
    packed = _packed(tuple(_DEPENDENCY.findall(scripts)))
    first = store.publish(packed, "js", packs.JAVASCRIPT)
    rest = _DEPENDENCY.sub("", scripts).replace(renderer, "")
    return f'<script src="{first}"></script>{rest}{own}{renderer}'


@lru_cache(maxsize=4)
def _packed(names: tuple[str, ...]) -> bytes:
    """Return files of Dash's package as one, with their licences' lines as they are."""
    files = (pkgutil.get_data("dash", check_fingerprint(name)[0]) for name in names)
    return b";\n".join(file for file in files if file)


def _needed(script: re.Match[str]) -> str:
    return "" if any(part in script[0] for part in UNUSED) else script[0]
