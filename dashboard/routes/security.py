"""Security headers of every answer: nothing from other hosts, no script but our own files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask
    from flask import Response

    from dashboard.context import AppContext
    from dashboard.settings import Settings

EXTENSION = "atlas_script_hashes"
DOCUMENTS = ("text/html", "image/svg+xml", "application/pdf")  # what a browser may open by itself


def register(server: Flask, ctx: AppContext) -> None:
    """Add the headers to every answer, the policy to those that a browser opens as a page."""
    server.extensions.setdefault(EXTENSION, [])

    def protect(response: Response) -> Response:
        headers = response.headers
        if response.mimetype in DOCUMENTS:
            headers["Content-Security-Policy"] = policy(ctx.settings, server.extensions[EXTENSION])
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["X-Permitted-Cross-Domain-Policies"] = "none"
        return response

    server.after_request(protect)


def allow_scripts(server: Flask, hashes: Iterable[str]) -> None:
    """Allow inline scripts by hash: `allow_scripts(server, app.csp_hashes())`, callbacks done."""
    allowed = server.extensions.setdefault(EXTENSION, [])
    allowed.extend(value for value in hashes if value not in allowed)


def policy(settings: Settings, hashes: Iterable[str]) -> str:
    """Return the content security policy.

    What is needed, and why: the two inline scripts of Dash (its configuration, its start) are
    allowed by their hashes, as they are the same on every page; the first view stands in a block
    of JSON, which no browser runs. Leaflet places every symbol, and plotly every text, by style
    attributes, and both add style elements of their own, hence 'unsafe-inline' for styles alone.
    Scripts need neither 'unsafe-inline' nor 'unsafe-eval'; attributes with scripts are refused.
    """
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *hashes)),
            "script-src-attr 'none'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",  # a picture as SVG has its font inside
            " ".join(("img-src 'self' data: blob:", *_tile_host(settings))),
            "connect-src 'self'",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {settings.frame_ancestors}",
        )
    )


def _tile_host(settings: Settings) -> tuple[str, ...]:
    """Return the origin of the installation's own tiles, if they are on another host."""
    parts = urlsplit(settings.basemap)
    if not parts.netloc:
        return ()
    return (f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}",)
