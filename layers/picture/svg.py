"""A drawing as SVG: the master, with texts as text, its font inside, patterns as patterns."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

from layers.picture import fonts
from layers.picture import hatching
from layers.picture.drawing import DOT_AT
from layers.picture.drawing import Group
from layers.picture.drawing import Image
from layers.picture.drawing import Shape
from layers.picture.drawing import Sign
from layers.picture.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from layers.picture.drawing import About
    from layers.picture.drawing import Item
    from layers.picture.drawing import Paint
    from layers.picture.drawing import Pattern
    from layers.picture.drawing import Picture

WEB_FONT = fonts.FOLDER / "source-sans-3-latin-wght-normal.woff2"
FINE = 1.6  # width up to which corners are cut: nobody sees them, and they are drawn fast
COVER = 1000.0  # pixels of the map that are covered round it
SLANT = -12  # degrees by which names of seas lean
FAMILY = f"'{fonts.FAMILY}','Segoe UI','Noto Sans',sans-serif"


def num(value: float) -> str:
    """Write a number as short as it can be with two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=1)
def _font_face() -> str:
    body = base64.b64encode(WEB_FONT.read_bytes()).decode("ascii")
    return (
        f"@font-face{{font-family:'{fonts.FAMILY}';font-weight:200 900;"
        f"src:url(data:font/woff2;base64,{body}) format('woff2')}}"
    )


def pattern(p: Pattern) -> str:
    """Write a pattern in tenths of a pixel, in which areas of the map are drawn."""
    size = num(p.cell)
    parts = []
    if p.ground:
        parts.append(f'<rect width="{size}" height="{size}" fill="{p.ground}"/>')
    if p.bar:
        parts.append(f'<rect width="{num(p.bar)}" height="{size}" fill="{p.ink}"/>')
    if p.line:
        parts.append(f'<path d="M0 0V{size}" stroke="{p.ink}" stroke-width="{num(p.line)}"/>')
    if p.dot:
        at = num(DOT_AT)
        parts.append(f'<circle cx="{at}" cy="{at}" r="{num(p.dot)}" fill="{p.ink}"/>')
    turned = f" rotate({num(p.turned)})" if p.turned else ""
    return (
        f'<pattern id="{p.name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"'
        f' patternTransform="scale(10){turned}">{"".join(parts)}</pattern>'
    )


def _metadata(about: About) -> str:
    """Write what the picture is, in the words of Dublin Core."""
    fields = {
        "title": about.title,
        "description": about.description,
        "creator": about.credit,
        "source": about.source,
        "date": about.date,
        "language": about.lang,
        "identifier": about.identifier,
    }
    inner = "".join(f"<dc:{k}>{escape(v)}</dc:{k}>" for k, v in fields.items() if v)
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
        f"{inner}</rdf:Description></rdf:RDF></metadata>"
    )


def _paint(paint: Paint, unit: float) -> str:
    """Write paint as attributes; `unit` is how many units of the file make one of the drawing."""
    parts = [f' fill="{_fill(paint.fill)}"']
    if paint.fill and paint.fill_opacity < 1:
        parts.append(f' fill-opacity="{num(paint.fill_opacity)}"')
    if paint.stroke:
        parts.append(f' stroke="{paint.stroke}" stroke-width="{num(paint.width * unit)}"')
        if paint.stroke_opacity < 1:
            parts.append(f' stroke-opacity="{num(paint.stroke_opacity)}"')
        if paint.width > FINE:
            parts.append(' stroke-linejoin="round"')
        if paint.dash:
            dashes = " ".join(num(length * unit) for length in paint.dash)
            parts.append(f' stroke-dasharray="{dashes}"')
    return "".join(parts)


def _fill(fill: str) -> str:
    if not fill:
        return "none"
    return fill if fill.startswith("#") else f"url(#{fill})"


def _line(points: np.ndarray, *, closed: bool) -> str:
    """Write a line as path data: the first point, then steps."""
    steps = points.copy()
    steps[1:] -= points[:-1]
    flat = steps.ravel().tolist()
    data = f"M{flat[0]} {flat[1]}l" + " ".join(map(str, flat[2:]))
    return (data + "z" if closed else data).replace(" -", "-")


def _outline(shape: Shape) -> str:
    return "".join(_line(line, closed=shape.closed) for line in shape.lines)


class Writer:
    """Writes one picture.

    Parameters
    ----------
    picture
        The drawing.
    quick
        Whether only our own rasteriser will read it: sized in pixels, without font, words for
        those who hear it, and clip paths (what is outside the map is covered instead), and with
        hatches as lines.
    """

    def __init__(self, picture: Picture, *, quick: bool = False) -> None:
        self.picture, self.quick = picture, quick
        self.shared = 0
        self.written: dict[int, str] = {}  # outlines of the shapes whose hatch is written already

    def text(self) -> str:
        """Return the file."""
        p = self.picture
        size = (
            (f"{num(p.inches[0] * 25.4)}mm", f"{num(p.inches[1] * 25.4)}mm")
            if p.inches and not self.quick
            else (str(p.pixels[0]), str(p.pixels[1]))
        )
        family = f"'{fonts.OWN_FAMILY}'" if self.quick else FAMILY
        box = f"0 0 {num(p.width)} {num(p.height)}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"'
            f' viewBox="{box}" xml:lang="{p.about.lang}" role="img"'
            f' aria-labelledby="picture-title picture-desc" font-family="{family}" fill="none"'
            ' fill-rule="evenodd"'
            ' stroke-linejoin="bevel">'
        )
        words = (
            f'<title id="picture-title">{escape(p.about.title)}</title>',
            f'<desc id="picture-desc">{escape(p.about.description)}</desc>',
            _metadata(p.about),
            f"<style>{_font_face()}</style>",
        )
        return "".join(
            (
                head,
                *(() if self.quick else words),
                "<defs>",
                *map(pattern, p.patterns),
                "</defs>",
                f'<rect width="{num(p.width)}" height="{num(p.height)}" fill="{p.ground}"/>',
                *self.group(p.root),
                "</svg>\n",
            )
        )

    def item(self, item: Item) -> Iterator[str]:
        """Write one item."""
        if isinstance(item, Group):
            yield from self.group(item)
        elif isinstance(item, Shape):
            yield from self.shape(item)
        elif isinstance(item, Sign):
            yield _sign(item)
        elif isinstance(item, Image):
            yield _image(item)
        else:
            yield from _text(item)

    def group(self, group: Group) -> Iterator[str]:
        """Write a group; geometry in it is written in tenths."""
        clip = ""
        if group.clip and not self.quick:
            self.shared += 1
            clip = f"clip{self.shared}"
            w, h = map(num, group.clip)
            yield f'<clipPath id="{clip}"><rect width="{w}" height="{h}"/></clipPath>'
        yield f"<g{_attributes(group, clip)}>"
        if self.quick:
            yield from self.hatches(group)
        for item in group.items:
            yield from self.item(item)
        if group.clip and self.quick:
            yield self.cover(group.clip)
        yield "</g>"

    def hatches(self, group: Group) -> Iterator[str]:
        """Write the hatched areas of a group as ground and lines; their edges come in turn."""
        patterns = {p.name: p for p in self.picture.patterns}
        for name, shapes in hatching.hatched(group.items, patterns).items():
            pattern = patterns[name]
            rings = [line for shape in shapes for line in shape.lines]
            self.written |= {id(shape): _outline(shape) for shape in shapes}
            area = "".join(self.written[id(shape)] for shape in shapes)
            yield f'<path transform="scale(.1)" fill="{pattern.ground}" d="{area}"/>'
            ends = hatching.lines(rings, pattern)
            path = "".join(f"M{a:.2f} {b:.2f}L{c:.2f} {d:.2f}" for a, b, c, d in ends.tolist())
            ink = f'stroke="{pattern.ink}" stroke-width="{num(pattern.line / 2)}"'
            yield f'<path {ink} d="{path}"/>'

    def cover(self, size: tuple[float, float]) -> str:
        """Write paper over what lies outside a clipped group."""
        w, h = size
        far = num(COVER)
        hole = f"M0 0V{num(h)}H{num(w)}V0Z"
        around = f"M-{far} -{far}H{num(w + COVER)}V{num(h + COVER)}H-{far}Z"
        return f'<path fill="{self.picture.ground}" d="{around}{hole}"/>'

    def shape(self, shape: Shape) -> Iterator[str]:
        """Write geometry once, however often it is painted."""
        hatched = self.written.get(id(shape))
        data = hatched or _outline(shape)
        key = f" data-key={quoteattr(shape.key)}" if shape.key else ""
        if len(shape.paints) == 1:
            paint = shape.paints[0]
            paint = replace(paint, fill="") if hatched else paint
            yield f'<path transform="scale(.1)"{key}{_paint(paint, 10)} d="{data}"/>'
            return
        self.shared += 1
        name = f"p{self.shared}"
        yield f'<defs><path id="{name}" d="{data}"/></defs>'
        for paint in shape.paints:
            yield f'<use href="#{name}" transform="scale(.1)"{_paint(paint, 10)}/>'


def _attributes(group: Group, clip: str) -> str:
    parts = []
    if group.name:
        parts.append(f" id={quoteattr(group.name)}")
    moves = []
    if group.x or group.y:
        moves.append(f"translate({num(group.x)} {num(group.y)})")
    if group.zoom != 1:
        moves.append(f"scale({group.zoom:.6g})")
    if moves:
        parts.append(f' transform="{" ".join(moves)}"')
    if group.opacity < 1:
        parts.append(f' opacity="{num(group.opacity)}"')
    if clip:
        parts.append(f' clip-path="url(#{clip})"')
    if group.alt:
        parts.append(f' role="img" aria-label={quoteattr(group.alt)}')
    elif group.role == "Artifact":
        parts.append(' aria-hidden="true"')
    return "".join(parts)


def _image(image: Image) -> str:
    place = f'x="{num(image.x)}" y="{num(image.y)}"'
    size = f'width="{num(image.width)}" height="{num(image.height)}"'
    return f'<image {place} {size} href="{image.logo.address}"/>'


def _sign(sign: Sign) -> str:
    moves = f"translate({num(sign.x)} {num(sign.y)})" if sign.x or sign.y else ""
    if sign.zoom != 1:
        moves += f"scale({sign.zoom:.4g})"
    move = f' transform="{moves}"' if moves else ""
    return f'<path{move}{_paint(sign.paint, 1)} d="{sign.path}"/>'


def _text(text: Text) -> Iterator[str]:
    """Write a line of text, after it is drawn broader in the colour of its halo."""
    place = f' x="{num(text.x)}" y="{num(text.y)}"'
    if text.slanted:
        place = f' transform="translate({num(text.x)} {num(text.y)})skewX({SLANT})"'
    parts = [place, f' font-size="{num(text.size)}"']
    if text.weight != 400:  # noqa: PLR2004  the usual weight
        parts.append(f' font-weight="{text.weight}"')
    if text.anchor != "start":
        parts.append(f' text-anchor="{text.anchor}"')
    if text.spacing:
        parts.append(f' letter-spacing="{num(text.spacing * text.size)}"')
    if text.opacity < 1:
        parts.append(f' opacity="{num(text.opacity)}"')
    if "  " in text.text:
        parts.append(' xml:space="preserve"')
    common, body = "".join(parts), escape(text.text)
    if text.halo:
        yield (
            f'<text aria-hidden="true"{common} stroke="{text.halo}"'
            f' stroke-width="{num(text.halo_width)}">{body}</text>'
        )
    yield f'<text{common} fill="{text.fill}">{body}</text>'


def write(picture: Picture, *, quick: bool = False) -> bytes:
    """Return the file; `quick` for our own rasteriser only."""
    return Writer(picture, quick=quick).text().encode("utf-8")
