"""OGC API - Features below /ogc: what QGIS, GDAL and other clients ask."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from flask import Response
from flask import request

from dashboard.blobs import REVALIDATE
from dashboard.ogc import service

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext

ROOT = "/ogc"
ADDRESSES = {  # address below ROOT: module and function of pygeoapi
    "": ("", "landing_page"),
    "/": ("", "landing_page"),
    "/openapi": ("", "openapi_"),
    "/conformance": ("", "conformance"),
    "/collections": ("", "describe_collections"),
    "/collections/<one>": ("", "describe_collections"),
    "/collections/<one>/schema": ("", "get_collection_schema"),
    "/collections/<one>/queryables": (".itemtypes", "get_collection_queryables"),
    "/collections/<one>/items": (".itemtypes", "get_collection_items"),
    "/collections/<one>/items/<two>": (".itemtypes", "get_collection_item"),
}


def register(server: Flask, ctx: AppContext) -> None:
    """Add the addresses; each answers GET and HEAD only."""
    for address, (module, name) in ADDRESSES.items():

        def view(module: str = module, name: str = name, **parts: str) -> Response:
            return answer(ctx, module, name, *parts.values())

        server.add_url_rule(
            ROOT + address, f"atlas_ogc{address}", view, strict_slashes=True, methods=["GET"]
        )


def answer(ctx: AppContext, module: str, name: str, *parts: str) -> Response:
    """Return the answer of one of pygeoapi's functions to the present request."""
    import importlib  # noqa: PLC0415  with pygeoapi, which is loaded when it is first asked

    function: Any = getattr(importlib.import_module(f"pygeoapi.api{module}"), name)
    found = service.of(ctx).answer(function, request, *parts)
    response = Response(found.body, status=found.status)
    for header, value in found.headers.items():
        response.headers[header] = value
    response.headers["Cache-Control"] = REVALIDATE
    response.headers["X-Atlas-Data-Version"] = ctx.catalogue.version
    if found.status < 400:  # noqa: PLR2004
        response.add_etag()
        response.make_conditional(request)
    return response
