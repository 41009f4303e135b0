"""A drawing as PDF: vectors, embedded fonts, tags, title and language; no date, so equal bytes."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING
from typing import Any

import pydyf

from layers.picture import metadata
from layers.picture import pdfcanvas
from layers.picture.pdfcanvas import Canvas
from layers.picture.pdfcanvas import Shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.picture.drawing import About
    from layers.picture.drawing import Pattern
    from layers.picture.drawing import Picture
    from layers.picture.pdfcanvas import Matrix
    from layers.picture.pdfcanvas import Tag

POINTS = 72  # an inch
CSS_POINT = 0.75  # points of a CSS pixel
FIRST = ("title", "subtitle")  # read before the map, though painted after it


def _points(picture: Picture) -> tuple[float, float]:
    if picture.inches:
        return picture.inches[0] * POINTS, picture.inches[1] * POINTS
    return picture.pixels[0] * CSS_POINT, picture.pixels[1] * CSS_POINT


def _pattern(pattern: Pattern, matrix: Matrix, document: pydyf.PDF) -> str:
    """Add a pattern whose cell lies in the space of a matrix; return the reference."""
    turn = math.radians(pattern.turned)
    turned = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0.0, 0.0)
    cell = pdfcanvas.num(pattern.cell)
    canvas, ink = [], f"{pdfcanvas.rgb(pattern.ink)} rg"
    if pattern.ground:
        canvas.append(f"{pdfcanvas.rgb(pattern.ground)} rg 0 0 {cell} {cell} re f")
    if bar := pattern.bar or pattern.line / 2:
        canvas.append(f"{ink} 0 0 {pdfcanvas.num(bar)} {cell} re f")
    if pattern.dot:
        canvas.append(f"{ink} {pdfcanvas.disc(pattern.dot)} f")
    stream = pydyf.Stream(
        ["\n".join(canvas)],
        extra={
            "Type": "/Pattern",
            "PatternType": 1,
            "PaintType": 1,
            "TilingType": 1,
            "BBox": pydyf.Array([0, 0, pattern.cell, pattern.cell]),
            "XStep": pattern.cell,
            "YStep": pattern.cell,
            "Resources": pydyf.Dictionary({}),
            "Matrix": pydyf.Array([round(v, 6) for v in pdfcanvas.times(turned, matrix)]),
        },
        compress=True,
    )
    document.add_object(stream)
    return str(stream.reference, "ascii")


def _tree(pages: Sequence[tuple[pydyf.Dictionary, Sequence[Tag]]], document: pydyf.PDF) -> None:
    """Add what is read aloud: the elements of every page in the order of reading."""
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    document.add_object(root)
    top = pydyf.Dictionary({"Type": "/StructElem", "S": "/Document", "P": root.reference})
    document.add_object(top)
    read: list[Any] = []
    parents: list[Any] = []
    for at, (page, tags) in enumerate(pages):
        made = [_element(tag, page, top, document) for tag in tags]
        owner = {mark: e for tag, e in zip(tags, made, strict=True) for mark in tag.marks}
        order = sorted(
            zip(tags, made, strict=True),
            key=lambda pair: FIRST.index(pair[0].name) if pair[0].name in FIRST else len(FIRST),
        )
        read += [e.reference for _, e in order]
        marks = pydyf.Array([owner[mark].reference for mark in sorted(owner)])
        document.add_object(marks)
        parents += [at, marks.reference]
    top["K"] = pydyf.Array(read)
    root["K"] = pydyf.Array([top.reference])
    root["ParentTree"] = pydyf.Dictionary({"Nums": pydyf.Array(parents)})
    root["ParentTreeNextKey"] = len(pages)
    document.catalog["StructTreeRoot"] = root.reference
    document.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _element(
    tag: Tag, page: pydyf.Dictionary, top: pydyf.Dictionary, document: pydyf.PDF
) -> pydyf.Dictionary:
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": f"/{tag.role}",
            "P": top.reference,
            "Pg": page.reference,
            "K": pydyf.Array(tag.marks),
        }
    )
    if tag.alt:
        element["Alt"] = pydyf.String(tag.alt)
    document.add_object(element)
    return element


def _describe(about: About, document: pydyf.PDF) -> None:
    fields = {
        "Title": about.title,
        "Author": about.credit,
        "Subject": about.description,
        "Keywords": about.identifier,
        "Creator": metadata.NAME,
    }
    document.info.update({key: pydyf.String(value) for key, value in fields.items() if value})
    packet = pydyf.Stream(
        [metadata.xmp(about).encode()], extra={"Type": "/Metadata", "Subtype": "/XML"}
    )
    document.add_object(packet)
    document.catalog["Metadata"] = packet.reference
    document.catalog["Lang"] = pydyf.String(about.lang)
    document.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _page(picture: Picture, at: int, shared: Shared, document: pydyf.PDF) -> pydyf.Dictionary:
    """Add a picture as a page."""
    width, height = _points(picture)
    scale = width / picture.width
    canvas = Canvas(shared, (1, 0, 0, 1, 0, 0))
    canvas.paper(picture.ground, width, height)
    canvas.within((scale, 0, 0, -scale, 0, height))
    canvas.root(picture.root)
    content = pydyf.Stream(canvas.lines, compress=True)
    document.add_object(content)
    page = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": document.pages.reference,
            "MediaBox": pydyf.Array([0, 0, round(width, 3), round(height, 3)]),
            "Contents": content.reference,
            "Resources": canvas.resources(),
            "Group": "<</S/Transparency/CS/DeviceRGB>>",
            "StructParents": at,
            "Tabs": "/S",
        }
    )
    document.add_page(page)
    return page


def book(pictures: Sequence[Picture]) -> bytes:
    """Return a file with a page for each picture, described by the first."""
    document = pydyf.PDF()
    patterns = {p.name: p for picture in pictures for p in picture.patterns}
    shared = Shared(document=document, patterns=patterns, add=_pattern)
    pages = []
    for at, picture in enumerate(pictures):
        first, shared.marks = len(shared.tags), 0  # marks are counted anew on every page
        page = _page(picture, at, shared, document)
        pages.append((page, shared.tags[first:]))
    shared.finish()
    _tree(pages, document)
    about = pictures[0].about
    _describe(about, document)
    target = io.BytesIO()
    document.write(target, identifier=about.identifier.encode() or b"0", compress=True)
    return target.getvalue()


def write(picture: Picture) -> bytes:
    """Return the file of one picture."""
    return book([picture])
