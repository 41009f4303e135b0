"""The service of one data version: pygeoapi's answers, less what is not offered here."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any

from dashboard.ogc import config
from geodata.collections.features import MemoryFeatures

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request

    from dashboard.context import AppContext
    from geodata.collections.features import Features

# pygeoapi claims these for every service; this one writes nothing and shows no pages
NOT_OFFERED = ("/conf/html", "/conf/create-replace-delete")
NO_SUCH_LINKS = ("/processes", "/jobs", "/TileMatrixSets")
OK = 200
FORMATS = ("", "json", "jsonld")
PLACE = "http://atlas.invalid"  # stands for the host until a request names it
ITEMS = "get_collection_item"
GEOJSON = "application/geo+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back: status, headers and body."""

    status: int
    headers: dict[str, str]
    body: str


class Service:
    """Answers for one data version; made when it is first asked, for few ask.

    Parameters
    ----------
    ctx
        Settings and data.
    features
        Who answers about the collections.
    """

    def __init__(self, ctx: AppContext, features: Features) -> None:
        from pygeoapi.api import API  # noqa: PLC0415  half a second that the map need not wait for
        from pygeoapi.openapi import get_oas  # noqa: PLC0415

        settings = config.of(ctx, features, f"{PLACE}/ogc")
        described = get_oas(settings)
        described["components"]["parameters"]["f"]["schema"]["enum"] = [*filter(None, FORMATS)]
        self._api = API(settings, described)
        self._claims: tuple[Any, ...] = ()

    def answer(self, function: Callable[..., Any], request: Request, *parts: str) -> Answer:
        """Return the answer of one of pygeoapi's functions to a request.

        Parameters
        ----------
        function
            Such as ``pygeoapi.api.landing_page``.
        request
            The present request; its host is that of all links.
        parts
            Id of the collection and of the feature.
        """
        from pygeoapi.api import APIRequest  # noqa: PLC0415

        api = copy.copy(self._api)
        host = request.host_url.rstrip("/")
        api.base_url = f"{host}/ogc"
        asked = APIRequest.from_flask(request, api.locales)
        if (asked.format or "") not in FORMATS and not request.args.get("f"):
            asked._format = "json"  # noqa: SLF001  a browser asks for HTML: it gets JSON
        if not asked.is_valid() or (asked.format or "") not in FORMATS:
            headers, status, body = api.get_format_exception(_as_json(asked))
        else:
            headers, status, body = self._asked(function, api, asked, *parts)
        text = body if isinstance(body, str) else body.decode("utf-8")
        kept = {name: value for name, value in headers.items() if name != "X-Powered-By"}
        if function.__name__.startswith(ITEMS) and asked.format != "jsonld" and status == OK:
            kept["Content-Type"] = GEOJSON
        return Answer(status=int(status), headers=kept, body=_offered(text, host))

    def _asked(self, function: Callable[..., Any], *parts: Any) -> tuple[Any, ...]:
        """Ask pygeoapi; what the service claims once only, as its list grows with every answer."""
        if function.__name__ != "conformance":
            return tuple(function(*parts))
        if not self._claims:
            self._claims = tuple(function(*parts))
        return self._claims


def _as_json(asked: Any) -> Any:
    asked._format = "json"  # noqa: SLF001  the refusal itself is JSON
    return asked


def _offered(text: str, host: str) -> str:
    """Return an answer without links and classes that are not offered, with our host."""
    try:
        answer = json.loads(text)
    except ValueError:
        return text
    if isinstance(answer, dict):
        for part in (answer, *answer.get("collections", ())):
            if "links" in part:
                part["links"] = [link for link in part["links"] if _kept(link)]
        if "conformsTo" in answer:
            answer["conformsTo"] = [
                name for name in answer["conformsTo"] if not name.endswith(NOT_OFFERED)
            ]
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).replace(PLACE, host)


def _kept(link: dict[str, str]) -> bool:
    href = link.get("href", "")
    pages = link.get("type") == "text/html" and link.get("rel") not in ("license", "about")
    return not pages and not any(part in href for part in NO_SUCH_LINKS)


_TURN = Lock()


@lru_cache(maxsize=4)
def _service(ctx: AppContext) -> Service:
    if ctx.watch is None:
        return Service(ctx, MemoryFeatures(ctx.catalogue))
    return Service(ctx, ctx.watch.store.features(ctx.catalogue))


def of(ctx: AppContext) -> Service:
    """Return the service of a context, made once."""
    with _TURN:
        return _service(ctx)
