"""Whole layers as files below /download, and their metadata at /catalog.jsonld."""

from __future__ import annotations

import json
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from flask import Response
from flask import request

from dashboard.blobs import REVALIDATE
from geodata.collections import collection as collections
from geodata.errors import UnknownKeyError
from layers import dcat
from layers import downloads
from layers import state
from layers import words
from layers.downloads import Asked

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext
    from layers.rowset import Header

HEADERS: dict[str, Header] = {"key": "key", "title": "title"}
KEPT = 24  # files, of at most some megabytes each
BAD, NOT_FOUND = 400, 404


def register(server: Flask, ctx: AppContext) -> None:
    """Add both addresses."""

    def download(name: str, kind: str) -> Response:
        return answer(name, kind, ctx)

    def catalog() -> Response:
        house = ctx.settings.house
        body = dcat.catalog(ctx.catalogue, request.host_url.rstrip("/"), house)
        response = Response(json.dumps(body, ensure_ascii=False), content_type=dcat.MEDIA_TYPE)
        return _fresh(response)

    server.add_url_rule("/download/<name>.<kind>", "atlas_download", download)
    server.add_url_rule("/catalog.jsonld", "atlas_catalog", catalog)


def answer(name: str, kind: str, ctx: AppContext) -> Response:
    """Return the file that the present request asks for, or a sentence that says what there is."""
    lang = request.args.get("lang", state.ViewState().lang)
    header = HEADERS.get(request.args.get("header", "key"))
    if lang not in state.LANGS or header is None:
        return _refused(words.text("data.option", state.ViewState().lang), BAD)
    try:
        body = _made(ctx, name, kind, Asked(lang=lang, header=header))
    except UnknownKeyError:
        known = ", ".join(found.id for found in collections.every(ctx.catalogue))
        formats = ", ".join(downloads.FORMATS)
        got = f"{name}.{kind}"[:60]
        said = words.text("data.unknown", lang, got=got, known=known, formats=formats)
        return _refused(said, NOT_FOUND)
    response = Response(body, content_type=downloads.FORMATS[kind])
    file = f"{name}-{ctx.catalogue.version}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["X-Atlas-Data-Version"] = ctx.catalogue.version
    return _fresh(response)


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = REVALIDATE
    response.add_etag()
    response.make_conditional(request)
    return response


def _refused(said: str, status: int) -> Response:
    return Response(said + "\n", status=status, mimetype="text/plain")


_TURN = Lock()  # one file at a time: the map comes first


def _made(ctx: AppContext, name: str, kind: str, asked: Asked) -> bytes:
    with _TURN:
        return _file(ctx, name, kind, asked)


@lru_cache(maxsize=KEPT)
def _file(ctx: AppContext, name: str, kind: str, asked: Asked) -> bytes:
    if kind not in downloads.FORMATS:
        raise UnknownKeyError("Format", kind, ", ".join(downloads.FORMATS))
    if (name, kind) == (downloads.EVERYTHING, "gpkg"):
        return downloads.everything(ctx.catalogue, asked)
    return downloads.write(ctx.catalogue, name, kind, asked)
