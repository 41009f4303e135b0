"""Downloads as values: a format, a view and options become a file or a refusal in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from urllib.parse import urlencode

from dashboard import opening
from dashboard import pictures
from layers import press
from layers import scenes
from layers import spec
from layers import view as views
from layers.picture import options as choices
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.context import AppContext
    from layers.picture.manifest import Manifest
    from layers.rowset import Header
    from layers.rowset import Rows
    from layers.spec import ExportSpec

ROWS: Mapping[str, Rows] = {"areas": "areas", "records": "records"}
# Lists of the mode gaps; they have no geometry
LISTS: Mapping[str, Rows] = {
    "need": "need",
    "centres": "centres",
    "municipalities": "municipalities",
    "fairs": "fairs",
}
PLAIN = ("csv", "xlsx")
HEADERS: Mapping[str, Header] = {"key": "key", "title": "title"}
ID = "id"
OWN = ("rows", "header", *choices.NAMES, ID)  # parameters that are not part of the view
NOT_FOUND = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A finished download.

    Parameters
    ----------
    body, name, media_type
        The file, its name and its type.
    identifier
        Id of a picture; empty for tables.
    """

    body: bytes
    name: str
    media_type: str
    identifier: str = ""


def split(query: str) -> tuple[dict[str, str], str]:
    """Return the parameters of `OWN` in an address, and the address without them."""
    parts = parse_qsl(query, keep_blank_values=True)
    own = {name: value for name, value in parts if name in OWN}
    return own, urlencode([(name, value) for name, value in parts if name not in OWN])


def make(kind: str, query: str, own: Mapping[str, str], ctx: AppContext) -> File:
    """Return a download.

    Parameters
    ----------
    kind
        Extension of the format.
    query
        Address of the view, without `own`.
    own
        The parameters of `OWN` that were given.
    ctx
        Settings and data.

    Raises
    ------
    PictureError
        If it cannot be made as it was asked for.
    """
    formats = spec.exports()
    if kind not in formats:
        known = ", ".join(formats)
        raise PictureError("screen.export_unknown", NOT_FOUND, got=kind[:40], known=known)
    if formats[kind].picture:
        return _picture(formats[kind], query, own, ctx)
    if ID in own:  # the data behind a picture
        query = pictures.recalled(own[ID], ctx).query
    return _table(formats[kind], query, own, ctx)


def manifest(query: str, own: Mapping[str, str], ctx: AppContext) -> Manifest:
    """Return the manifest of the picture of an address.

    Raises
    ------
    PictureError
        If it cannot be made as it was asked for.
    """
    if ID in own:
        return pictures.recalled(own[ID], ctx)
    return pictures.asked(own, pictures.view_of(query, ctx), ctx)


def _table(found: ExportSpec, query: str, own: Mapping[str, str], ctx: AppContext) -> File:
    view = press.subject(views.from_query(query, opening.known(ctx.catalogue))[0])
    choice = {**ROWS, **LISTS} if view.mode == scenes.GAPS and found.id in PLAIN else ROWS
    rows, header = choice.get(own.get("rows", "areas")), HEADERS.get(own.get("header", "key"))
    if rows is None or header is None:
        known = f"rows={'|'.join(choice)}, header={'|'.join(HEADERS)}"
        raise PictureError("screen.export_option", known=known)
    body = found.write(scenes.of(view, ctx.catalogue), rows, header)
    mode = f"{view.mode}-" if view.mode == scenes.GAPS else ""
    name = f"zukunftsatlas-{mode}{view.level}-{rows}-{ctx.catalogue.version}.{found.id}"
    return File(body=body, name=name, media_type=found.media_type)


def _picture(found: ExportSpec, query: str, own: Mapping[str, str], ctx: AppContext) -> File:
    made = manifest(query, own, ctx)
    view, _ = views.from_query(made.query, opening.known(ctx.catalogue))
    return File(
        body=pictures.body(made, found.id, ctx),
        name=pictures.filename(made, view, found.id),
        media_type=found.media_type,
        identifier=made.id,
    )
