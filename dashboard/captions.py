"""What is said about a picture: its words in both languages, its id, its size, where it is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from dashboard import exporting
from dashboard import opening
from dashboard import pictures
from layers import scenes
from layers import state
from layers import view as views
from layers.picture import caption
from layers.picture import options as choices
from layers.picture import render
from layers.picture.manifest import Manifest
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.context import AppContext

PAGE = "/bild/"  # of a picture, with its id


def of(query: str, own: Mapping[str, str], ctx: AppContext) -> dict[str, Any]:
    """Return the words of the picture of an address.

    Parameters
    ----------
    query
        Address of the view, without `own`.
    own
        The options of the picture that were given, or its id.
    ctx
        Settings and data.

    Raises
    ------
    PictureError
        If there is no such picture.
    """
    return told(exporting.manifest(query, own, ctx), ctx)


def told(made: Manifest, ctx: AppContext) -> dict[str, Any]:
    """Return the words of a picture, from the data that it was made of.

    Raises
    ------
    PictureError
        If these data are no longer here.
    """
    return _told(made.text, ctx)


@lru_cache(maxsize=64)
def _told(text: str, ctx: AppContext) -> dict[str, Any]:
    made = Manifest(**json.loads(text))
    data = pictures.data_of(ctx, made.data)
    if data is None:
        raise PictureError("id_gone", 410, got=made.id, version=made.data)
    view, _ = views.from_query(made.query, opening.known(data))
    options = choices.read(made.options)
    size = options.dimensions()
    found: dict[str, Any] = {
        "id": made.id,
        "address": f"{PAGE}{made.id}",
        "data": made.data,
        "lang": view.lang,
        "width": size.width,
        "height": size.height,
        "mm": [round(side * 25.4) for side in size.inches] if size.inches else None,
        "dpi": size.dpi,
    }
    for lang in state.LANGS:
        scene = scenes.of(replace(view, lang=lang), data)
        said = render.gathered(scene, options, made.house, made.id)
        usual = render.gathered(scene, replace(options, title="", subtitle=""), made.house)
        found[lang] = {
            "title": said.title,
            "usual": {"title": usual.title, "subtitle": usual.subtitle},
            "caption": caption.caption(said),
            "alt": caption.alt(said),
            "source": said.sources,
        }
    return found
