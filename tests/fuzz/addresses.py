"""Generated addresses: from nearly right to hostile, the same ones for the same seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.parse import quote_plus

from layers import spec
from layers import state
from layers import view as views
from tests.fuzz import odd

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = tuple(field["param"] for field in views.codec()["fields"])
OPTIONS = (
    "size", "title", "subtitle", "show", "chart", "stamp", "until", "rows", "header", "id", "lang",
)  # fmt: skip
RIGHT = {
    "v": ("1", "0", "99"),
    "mode": state.MODES,
    "level": state.LEVELS,
    "metric": tuple(spec.metrics()),
    "kind": state.KINDS,
    "programme": ("rvz", "zukunftsraeume", "rvz,zukunftsraeume"),
    "years": ("2019-2025", "2021", "2025-2019", "1900-3000"),
    "layers": ("landkreise,rvz", "rvz~60,-landkreise", "rvz,rvz", "-rvz"),
    "area": ("03454", "03158,03454", "03454,03454", "99999"),
    "map": ("52.5,9.3,9", "0,0,0", "91,181,99", "52.5,9.3"),
    "theme": state.THEMES,
    "lang": (*state.LANGS, "fr"),
    "norm": ("20min@95", "30km", "wurst", "999min@0"),
    "measure": ("overland", "beeline", "router", "matrix"),
    "sites": ("open", "open,branch", "none"),
    "candidates": ("03360002", "52.5~9.3", "03360002,52.5~9.3"),
    "travel": ("1.3,60,5", "9,1,1", "1.3"),
    "size": ("hd", "a4", "0x0", "99999x99999", "297x210mm@300", "12x"),
    "rows": ("areas", "records", "wurst"),
    "header": ("key", "title", "wurst"),
    "show": ("legend", "none", "clean", "wurst"),
    "id": ("ZA-0000-0000", "ZA-../../x", "ZA-"),
}
TAIL = ("lang", "v", "m", "story", "window", "data", "candidates", "norm", "format")
PATHS = (
    "/hilfe", "/methode", "/barrierefreiheit", "/datenschutz", "/quellen", "/programme",
    "/healthz", "/readyz", "/en/", "/geo/", "/assets/", "/_dash-layout", "/_dash-dependencies",
    "/_dash-component-suites/", "/_favicon.ico", "/_reload-hash", "/ogc", "/ogc/collections",
    "/ogc/conformance", "/ogc/collections/", "/caption", "/bild/", "/briefing/deck",
    "/briefing/status", "/briefing/remote/", "/briefing/", "/gaps/glimpse", "/gaps/here",
    "/download/", "/catalog.jsonld", "/daten", "/daten/vorlage/",
)  # fmt: skip
FORMATS = ("csv", "xlsx", "geojson", "gpkg", "png", "svg", "pdf", "exe", "")


def addresses(seed: int, number: int) -> Iterator[str]:
    """Return so many addresses."""
    random = Random(seed)
    for _ in range(number):
        yield address(random)


def address(random: Random) -> str:
    """Return one address, path and query."""
    kind = random.random()
    if kind < 0.12:
        return "/?" + query(random, FIELDS)
    if kind < 0.14:
        return "/en/?" + query(random, FIELDS)
    if kind < 0.40:
        return download(random)
    if kind < 0.50:
        return "/ogc/collections/" + _segments(random) + "?" + query(random, ("bbox", "limit", "f"))
    if kind < 0.78:
        tail = _segments(random) if random.random() < 0.6 else ""
        return random.choice(PATHS) + tail + "?" + query(random, TAIL)
    return "/" + _segments(random) + random.choice(("", "?" + query(random, FIELDS)))


def download(random: Random) -> str:
    """Return the address of a download, mostly one that is refused: right ones cost seconds."""
    kind = random.choice(FORMATS)
    parts = query(random, (*OPTIONS, *FIELDS))
    odd_option = f"&rows=<{odd.SIGN}>&size=<{odd.SIGN}>"
    broken = "" if random.random() < 0.02 else odd_option
    return f"/export.{quote(kind)}?{parts}{broken}"


def query(random: Random, names: tuple[str, ...]) -> str:
    """Return a query of a few parts, some of them right."""
    parts = []
    for _ in range(random.randrange(1, 6)):
        name = random.choice(names) if random.random() < 0.9 else odd.text(random)[:80]
        parts.append(f"{_written(random, name)}={_written(random, _value(random, name))}")
    return random.choice(("&", "&", "&", ";", "&&")).join(parts)


def _value(random: Random, name: str) -> str:
    right = RIGHT.get(name)
    if name == "mode" and random.random() < 0.9:  # scenarios cost half a second
        right = tuple(mode for mode in state.MODES if mode != "gaps")
    if right and random.random() < 0.4:
        return random.choice(right)
    if right and random.random() < 0.3:  # a right one with something odd at its end
        return random.choice(right) + odd.text(random)[:40]
    return odd.text(random)


def _segments(random: Random) -> str:
    return "/".join(quote(odd.text(random)[:120]) for _ in range(random.randrange(1, 3)))


def _written(random: Random, text: str) -> str:
    """Return a text as a careful, a careless or a wrong program would write it."""
    kind = random.random()
    if kind < 0.8:
        return quote_plus(text)
    if kind < 0.95:
        return quote(text, safe="<>'\"/;:@,~")
    return quote_plus(text) + random.choice(("%", "%f", "%ff%fe", "%C3", "%ED%A0%80", "%00"))
