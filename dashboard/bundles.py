"""Bundles: of Dash's scripts and sheets only those that the page needs, one copy for all languages.

Dash sends every component library that is imported anywhere, and core-js for browsers of 2018. The
page uses no DataTable and nothing of dash-extensions in the browser (dash-leaflet resolves our
named functions itself); of the polyfill it needs the generator runtime alone.
"""

from __future__ import annotations

import re

# The last: Dash adds every script below assets/; vendored ones are asked for where they are needed
UNUSED = ("/dash_table/", "/dash_extensions/", "/assets/vendor/")
POLYFILL = "/deps/polyfill@"
RUNTIME = '<script src="/assets/vendor/regenerator-runtime-0.14.1.js"></script>'
_SCRIPT = re.compile(r"<script[^>]*></script>\s*")
# The pages of other languages are served the same files under their own prefix
_PREFIXED = re.compile(r'"/[a-z]{2}/(_dash-component-suites|assets)/')


def lean(tags: str) -> str:
    """Return the tags of an index (`scripts` or `css`) without what the page does not need."""
    return _PREFIXED.sub(r'"/\1/', _SCRIPT.sub(_needed, tags))


def _needed(script: re.Match[str]) -> str:
    tag = script[0]
    if POLYFILL in tag:
        return RUNTIME + "\n"
    return "" if any(part in tag for part in UNUSED) else tag
