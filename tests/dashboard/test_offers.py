"""The part of the page of sources where data are had: what it names is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dashboard import context
from dashboard import offers
from dashboard import settings
from geodata import catalogue as catalogues
from geodata.collections import collection as collections
from layers import downloads
from layers import state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dash.development.base_component import Component
    from flask.testing import FlaskClient


def hrefs(component: Component) -> Iterator[str]:
    """Yield the local addresses of all links."""
    for part in component._traverse():
        address = str(getattr(part, "href", ""))
        if address.startswith("/"):
            yield address


@pytest.mark.parametrize("lang", state.LANGS)
def test_every_layer_can_be_had_in_every_format(
    atlas: FlaskClient, lang: str, tmp_path: Path
) -> None:
    chosen = settings.Settings(cache=tmp_path)
    ctx = context.AppContext(settings=chosen, catalogue=catalogues.load())
    found = set(hrefs(offers.layout(ctx, lang)))
    known = {c.id for c in collections.every(ctx.catalogue)}
    names = {re.sub(r"^/download/|[?].*", "", href) for href in found if "/download/" in href}
    assert names == {f"{id_}.{kind}" for id_ in known for kind in downloads.FORMATS} | {
        f"{downloads.EVERYTHING}.gpkg"
    }
    for href in sorted(found):
        if href.partition("?")[0].endswith((".csv", ".jsonld")):
            assert atlas.get(href).status_code == 200, href
