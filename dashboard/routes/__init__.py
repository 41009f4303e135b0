"""Routes beside the page: health, geometry, static files, and what every answer carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import ready
from dashboard.routes import briefing
from dashboard.routes import captions
from dashboard.routes import care
from dashboard.routes import downloads
from dashboard.routes import errors
from dashboard.routes import exports
from dashboard.routes import geo
from dashboard.routes import health
from dashboard.routes import limits
from dashboard.routes import ogc
from dashboard.routes import plain
from dashboard.routes import scenario
from dashboard.routes import security
from dashboard.routes import static

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext

MODULES = (
    ready,
    errors,
    security,
    limits,
    static,
    geo,
    health,
    plain,
    scenario,
    exports,
    captions,
    downloads,
    ogc,
    briefing,
    care,
)


def register(server: Flask, ctx: AppContext) -> None:
    """Register every route module."""
    for module in MODULES:
        module.register(server, ctx)
