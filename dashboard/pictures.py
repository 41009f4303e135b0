"""Pictures as a service: bounded, queued, cached by id, refused in words."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard import opening
from geodata import catalogue as catalogues
from geodata.errors import GeodataError
from geodata.versions import installation
from layers import press
from layers import scenes
from layers import table
from layers import view as views
from layers.picture import logo as logos
from layers.picture import manifest as manifests
from layers.picture import options as choices
from layers.picture import render
from layers.picture.manifest import Store
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from dashboard.context import AppContext
    from geodata.catalogue import Catalogue
    from layers.picture.logo import Logo
    from layers.picture.manifest import Manifest
    from layers.state import ViewState

WAIT = 45.0  # seconds in the queue before a request is sent away
FREE = 4  # one in so many threads is never taken by pictures
UNKNOWN_PART = "view-unknown-parameter"


class Queue:
    """One picture at a time in this process, and few that wait: the map comes first.

    Parameters
    ----------
    most
        Requests that may draw or wait.
    """

    def __init__(self, most: int) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._turn = threading.Lock()

    @contextmanager
    def turn(self, wait: float = WAIT) -> Iterator[None]:
        """Wait for one's turn; refuse if too many wait already, or if it takes too long."""
        if not self._places.acquire(blocking=False):
            raise PictureError("busy", 503)
        try:
            if not self._turn.acquire(timeout=wait):
                raise PictureError("busy", 503)
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()


@lru_cache(maxsize=4)
def queue(ctx: AppContext) -> Queue:
    """Return the queue of this process."""
    return Queue(max(1, ctx.settings.threads - max(1, ctx.settings.threads // FREE)))


@lru_cache(maxsize=4)
def store(ctx: AppContext) -> Store:
    """Return the folder of pictures of this installation."""
    return Store(ctx.settings.pictures or ctx.settings.cache / "pictures", shelf=ctx.shelf)


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> Catalogue | None:
    try:
        return catalogues.load(installation.current(folder))
    except GeodataError:
        return None


def data_of(ctx: AppContext, version: str) -> Catalogue | None:
    """Return the data of a version: those served, a kept version, or another kept folder."""
    if ctx.catalogue.version == version:
        return ctx.catalogue
    own = ctx.settings.store().find(version)
    kept = (*((own,) if own else ()), *ctx.settings.kept)
    found = (_loaded(folder) for folder in kept)
    return next((data for data in found if data and data.version == version), None)


def asked(params: Mapping[str, str], view: ViewState, ctx: AppContext) -> Manifest:
    """Return the manifest of a view with the options of an address, and remember it."""
    options = replace(choices.read(params), logo=logo(ctx))
    made = render.described(view, options, ctx.settings.house, ctx.catalogue.version)
    store(ctx).keep(made)
    return made


def logo(ctx: AppContext) -> Logo | None:
    """Return the picture of the house, and keep it for the time after the next one."""
    file = ctx.settings.logo
    if file is None:
        return None
    found = logos.read(file)
    store(ctx).keep_logo(found)
    return found


def recalled(text: str, ctx: AppContext) -> Manifest:
    """Return the manifest of an id.

    Raises
    ------
    PictureError
        If it is not known here.
    """
    id_ = manifests.spelled(text)
    found = store(ctx).known(id_) if id_ else None
    if found is None:
        raise PictureError("id_unknown", 404, got=text[:40])
    return found


def view_of(query: str, ctx: AppContext) -> ViewState:
    """Return the view of an address, which has to be understood whole.

    Raises
    ------
    PictureError
        If a part of it is unknown: a picture never shows something else than was asked for.
    """
    view, problems = views.from_query(query, opening.known(ctx.catalogue))
    if problems:
        english = view.lang == "en"
        said = " ".join(p.message_en if english else p.message for p in problems[:5])
        raise PictureError("view", problems=said)
    return press.subject(view)


def body(made: Manifest, kind: str, ctx: AppContext) -> bytes:
    """Return the file of a manifest: the kept one, or drawn in its turn.

    Raises
    ------
    PictureError
        If it cannot be drawn as it was, or not now.
    """
    kept = store(ctx).file(made.id, kind)
    if kept is not None:
        return kept
    data = data_of(ctx, made.data)
    if data is None:
        raise PictureError("id_gone", 410, got=made.id, version=made.data)
    if made.programme != manifests.programme():
        raise PictureError("programme_changed", 410, got=made.id, new=_anew(made, ctx))
    with queue(ctx).turn():
        kept = store(ctx).file(made.id, kind)  # someone else may have waited for the same one
        if kept is not None:
            return kept
        drawn = render.again(made, kind, data, opening.known(data), _kept_logo(made, ctx))
    store(ctx).put(made.id, kind, drawn)
    return drawn


def _kept_logo(made: Manifest, ctx: AppContext) -> Logo | None:
    """Return the picture of the house that a manifest names."""
    if not made.logo:
        return None
    found = store(ctx).logo(made.logo)
    if found is None:
        raise PictureError("logo_gone", 410, got=made.id)
    return found


def _anew(made: Manifest, ctx: AppContext) -> str:
    """Return the id of the same picture drawn by this version of the atlas."""
    view, _ = views.from_query(made.query, opening.known(ctx.catalogue))
    options = replace(choices.read(made.options), logo=logo(ctx))
    return store(ctx).keep(render.described(view, options, made.house, made.data))


def filename(made: Manifest, view: ViewState, kind: str) -> str:
    """Return a name that says what is in the file."""
    subject = view.mode if view.mode == scenes.GAPS else view.metric
    parts = ["zukunftsatlas", subject, *view.programme[:2], made.options.get("size", "hd")]
    name = "_".join(table.folded(part) for part in parts)
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_@.") else "-" for c in name)
    return f"{safe}_{made.id}.{kind}"
