"""Geometry and other prepared data for the browser, by content hash: sent once, kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from dashboard import blobs
from dashboard import ready
from geodata import web

if TYPE_CHECKING:
    from flask import Flask
    from flask import Response

    from dashboard.context import AppContext


def register(server: Flask, ctx: AppContext) -> None:
    """Publish the shipped browser files, and serve all that is published."""
    for file in web.files(ctx.catalogue.folder).values():
        ending = file.path.suffix.lstrip(".")
        ctx.store.publish(file.path.read_bytes(), ending, file.media_type)

    ctx.store.sweep()

    def geo(name: str) -> Response:
        blob = ctx.store.published(name)
        if blob is None:
            abort(404)
        return ctx.store.respond(blob, blobs.FOREVER, ready.always)

    server.add_url_rule("/geo/<name>", "atlas_geo", geo)
