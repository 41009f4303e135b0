"""Geometry and other prepared data for the browser, by content hash: sent once, kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from dashboard import blobs
from geodata import web
from geodata.errors import DamagedFileError

if TYPE_CHECKING:
    from flask import Flask
    from flask import Response

    from dashboard.context import AppContext


def register(server: Flask, ctx: AppContext) -> None:
    """Publish the shipped browser files, and serve all that is published."""
    for file in web.files(ctx.catalogue.folder).values():
        _publish(file, ctx)

    def geo(name: str) -> Response:
        blob = ctx.store.published(name)
        if blob is None:
            abort(404)
        return ctx.store.respond(blob, blobs.FOREVER)

    server.add_url_rule("/geo/<name>", "atlas_geo", geo)


def _publish(file: web.WebFile, ctx: AppContext) -> None:
    body = file.path.read_bytes()
    address = ctx.store.publish(body, file.path.suffix.lstrip("."), file.media_type)
    if file.sha256 not in address:
        fault = "Inhalt passt nicht zur Prüfsumme in manifest.json"
        raise DamagedFileError(file.path, fault, "content differs from its sum in manifest.json")
