"""One content stream of a PDF: items of a drawing as operators, with the resources they need."""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import pydyf

from layers.picture import fonts
from layers.picture import logo as logos
from layers.picture import paths
from layers.picture.drawing import DOT_AT
from layers.picture.drawing import Group
from layers.picture.drawing import Image
from layers.picture.drawing import Shape
from layers.picture.drawing import Sign
from layers.picture.drawing import Text
from layers.picture.pdffonts import Face
from layers.picture.svg import FINE
from layers.picture.svg import SLANT

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from layers.picture.drawing import Item
    from layers.picture.drawing import Paint
    from layers.picture.drawing import Pattern
    from layers.picture.logo import Logo

Matrix = tuple[float, float, float, float, float, float]
TENTH = 0.1
ARTIFACT, CONTAINERS = "Artifact", ("L", "Table")  # blocks whose lines are read one by one
LINE_ROLE = "P"


def num(value: float) -> str:
    """Write a number as short as it can be with three decimals."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rgb(colour: str) -> str:
    """Write ``#rrggbb`` as three numbers."""
    return " ".join(num(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))


def times(a: Matrix, b: Matrix) -> Matrix:
    """Return the matrix that does first `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def outline(data: str) -> str:
    """Write path data as operators."""
    found = (
        " ".join((*map(num, values), operator)) if values else operator
        for operator, values in paths.steps(data)
    )
    return " ".join(found)


def disc(radius: float) -> str:
    """Write the dot of a pattern."""
    r = num(radius)
    moved = outline(f"M-{r} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1 -{r} 0Z")
    return f"q 1 0 0 1 {num(DOT_AT)} {num(DOT_AT)} cm {moved} f Q n"


@dataclass(slots=True, kw_only=True)
class Tag:
    """One element that is read aloud: its role, its words if it is a figure, its marks."""

    role: str
    name: str = ""
    alt: str = ""
    marks: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Shared:
    """What all content streams of a document share.

    Parameters
    ----------
    document
        The document.
    patterns
        Patterns by name.
    add
        Adds a pattern in the space of a matrix to the document and returns its reference.
    """

    document: pydyf.PDF
    patterns: Mapping[str, Pattern]
    add: Callable[[Pattern, Matrix, pydyf.PDF], str]
    faces: dict[int, Face] = field(default_factory=dict)
    tags: list[Tag] = field(default_factory=list)
    marks: int = 0
    fonts: pydyf.Dictionary = field(default_factory=pydyf.Dictionary)
    forms: list[tuple[pydyf.Stream, Canvas]] = field(default_factory=list)
    images: dict[str, Any] = field(default_factory=dict)

    def image(self, logo: Logo) -> str:
        """Return the name of a picture, which is in the document once."""
        name = f"Logo{logo.name.partition('.')[0]}"
        if name not in self.images:
            rows = logos.pixels(logo)
            size = {"Width": rows.shape[1], "Height": rows.shape[0], "BitsPerComponent": 8}
            kind = {"Type": "/XObject", "Subtype": "/Image", **size}
            soft, colours = (
                pydyf.Stream([part.tobytes()], {**kind, "ColorSpace": space}, compress=True)
                for part, space in ((rows[:, :, 3], "/DeviceGray"), (rows[:, :, :3], "/DeviceRGB"))
            )
            self.document.add_object(soft)
            colours.extra["SMask"] = soft.reference
            self.document.add_object(colours)
            self.images[name] = colours.reference
        return name

    def face(self, weight: int) -> Face:
        """Return the font of a weight."""
        known = fonts.font(weight).weight
        return self.faces.setdefault(known, Face(known))

    def mark(self, tag: Tag) -> int:
        """Return the number of a new marked piece of an element."""
        tag.marks.append(self.marks)
        self.marks += 1
        return tag.marks[-1]

    def finish(self) -> None:
        """Add the fonts, whose letters are known only at the end."""
        for weight in sorted(self.faces):
            face = self.faces[weight]
            self.fonts[face.name] = face.add(self.document).reference


class Canvas:
    """A page or a form: its operators so far, and the matrix from its items to its own space."""

    def __init__(self, shared: Shared, matrix: Matrix) -> None:
        self.shared = shared
        self.matrix = matrix
        self.lines: list[bytes | str] = []
        self.states: dict[tuple[float, float], str] = {}
        self.used: dict[tuple[str, Matrix], str] = {}
        self.forms: dict[str, Any] = {}
        self.tagged = False

    def resources(self) -> pydyf.Dictionary:
        """Return the resources the operators refer to."""
        states = {
            name: f"<</ca {num(fill)}/CA {num(stroke)}>>"
            for (fill, stroke), name in self.states.items()
        }
        found = {
            "Font": self.shared.fonts,
            "ExtGState": pydyf.Dictionary(states),
            "Pattern": pydyf.Dictionary(
                {
                    name: self.shared.add(self.shared.patterns[key], matrix, self.shared.document)
                    for (key, matrix), name in self.used.items()
                }
            ),
            "XObject": pydyf.Dictionary(self.forms),
        }
        return pydyf.Dictionary({k: v for k, v in found.items() if v or k == "Font"})

    def paper(self, colour: str, width: float, height: float) -> None:
        """Paint the whole page."""
        rect = f"{rgb(colour)} rg 0 0 {num(width)} {num(height)} re f"
        self.lines.append(f"/{ARTIFACT} BMC {rect} EMC")

    def within(self, matrix: Matrix) -> None:
        """Go into the space of a matrix."""
        self.matrix = times(matrix, self.matrix)
        self.lines.append(f"{' '.join(f'{v:.6g}' for v in matrix)} cm")

    def root(self, group: Group) -> None:
        """Draw the items of a picture."""
        for item in group.items:
            self.item(item)

    def item(self, item: Item) -> None:
        """Draw one item; what is in no element is marked as an artifact."""
        if isinstance(item, Group):
            self.group(item)
        elif self.tagged:
            self.plain(item)
        else:
            self.lines.append(f"/{ARTIFACT} BMC")
            self.plain(item)
            self.lines.append("EMC")

    def plain(self, item: Item) -> None:
        """Draw one item that is no group."""
        if isinstance(item, Shape):
            self.shape(item)
        elif isinstance(item, Sign):
            self.sign(item)
        elif isinstance(item, Text):
            self.text(item)
        elif isinstance(item, Image):
            self.image(item)

    def image(self, image: Image) -> None:
        """Draw a picture, whose own axis points up."""
        name = self.shared.image(image.logo)
        self.forms[name] = self.shared.images[name]
        box = (image.width, 0, 0, -image.height, image.x, image.y + image.height)
        self.lines.append(f"q {' '.join(map(num, box))} cm /{name} Do Q")

    # ---------------------------------------------------------------- groups

    def group(self, group: Group) -> None:
        """Draw a group, as a form of its own if it is transparent."""
        opens = not self.tagged and group.role not in ("", "Div", *CONTAINERS)
        if opens:
            self.open(group)
        before = self.matrix
        self.lines.append("q")
        if group.x or group.y or group.zoom != 1:
            self.within((group.zoom, 0, 0, group.zoom, group.x, group.y))
        if group.clip:
            self.lines.append(f"0 0 {num(group.clip[0])} {num(group.clip[1])} re W n")
        if group.opacity < 1:
            self.form(group)
        elif group.role in CONTAINERS and not self.tagged:
            self.rows(group)
        else:
            for item in group.items:
                self.item(item)
        self.lines.append("Q")
        self.matrix = before
        if opens:
            self.lines.append("EMC")
            self.tagged = False

    def open(self, group: Group) -> None:
        """Begin an element or an artifact."""
        self.tagged = True
        if group.role == ARTIFACT:
            self.lines.append(f"/{ARTIFACT} BMC")
            return
        tag = Tag(role=group.role, name=group.name, alt=group.alt)
        self.shared.tags.append(tag)
        self.lines.append(f"/{tag.role} <</MCID {self.shared.mark(tag)}>> BDC")

    def rows(self, group: Group) -> None:
        """Draw a block whose lines are paragraphs; its signs are artifacts."""
        for item in group.items:
            if isinstance(item, Text):
                tag = Tag(role=LINE_ROLE)
                self.shared.tags.append(tag)
                self.lines.append(f"/{LINE_ROLE} <</MCID {self.shared.mark(tag)}>> BDC")
                self.text(item)
                self.lines.append("EMC")
            else:
                self.item(item)

    def form(self, group: Group) -> None:
        """Draw the items of a transparent group as one."""
        inner = Canvas(self.shared, (1, 0, 0, 1, 0, 0))
        inner.tagged = True
        for item in group.items:
            inner.item(item)
        far = 4000
        form = pydyf.Stream(
            inner.lines,
            extra={
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array([-far, -far, far, far]),
                "Group": "<</S/Transparency/CS/DeviceRGB>>",
                "Resources": inner.resources(),
            },
            compress=True,
        )
        self.shared.document.add_object(form)
        name = f"X{len(self.forms)}"
        self.forms[name] = form.reference
        artifact = "" if self.tagged else f"/{ARTIFACT} BMC "
        end = "" if self.tagged else " EMC"
        self.lines.append(f"{artifact}{self.state(group.opacity, group.opacity)}/{name} Do{end}")

    # ---------------------------------------------------------------- paint

    def state(self, fill: float, stroke: float) -> str:
        """Return the operator that sets opacities."""
        key = (round(fill, 3), round(stroke, 3))
        name = self.states.setdefault(key, f"G{len(self.states)}")
        return f"/{name} gs "

    def paint(self, paint: Paint, unit: float, space: Matrix) -> tuple[str, str]:
        """Return what sets a paint, and the operator that paints with it.

        Parameters
        ----------
        paint
            The paint.
        unit
            Units of the present space that make one of the drawing.
        space
            Matrix of the space in which patterns lie.
        """
        parts = []
        if paint.fill.startswith("#"):
            parts.append(f"{rgb(paint.fill)} rg")
        elif paint.fill:
            key = (paint.fill, tuple(round(value, 6) for value in space))
            name = self.used.setdefault(key, f"P{len(self.used)}")  # type: ignore[arg-type]
            parts.append(f"/Pattern cs /{name} scn")
        if paint.stroke:
            join = 1 if paint.width > FINE else 2
            parts.append(f"{rgb(paint.stroke)} RG {num(paint.width * unit)} w {join} j")
            dashes = " ".join(num(length * unit) for length in paint.dash)
            parts.append(f"[{dashes}] 0 d")
        if paint.fill_opacity < 1 or paint.stroke_opacity < 1:
            parts.append(self.state(paint.fill_opacity, paint.stroke_opacity))
        both = {(True, True): "B*", (True, False): "f*", (False, True): "S", (False, False): "n"}
        return " ".join(parts), both[bool(paint.fill), bool(paint.stroke)]

    def shape(self, shape: Shape) -> None:
        """Draw geometry; the space of tenths is that of its whole numbers."""
        lines = []
        for line in shape.lines:
            flat = line.ravel().tolist()
            pairs = [f"{x} {y} l" for x, y in zip(flat[2::2], flat[3::2], strict=True)]
            end = " h" if shape.closed else ""
            lines.append(f"{flat[0]} {flat[1]} m {' '.join(pairs)}{end}")
        data = "\n".join(lines)
        for paint in shape.paints:
            how, operator = self.paint(paint, 1 / TENTH, self.matrix)
            self.lines.append(f"q .1 0 0 .1 0 0 cm {how}\n{data} {operator} Q")

    def sign(self, sign: Sign) -> None:
        """Draw a small shape."""
        how, operator = self.paint(sign.paint, 1, self.matrix)
        z = num(sign.zoom)
        move = f"{z} 0 0 {z} {num(sign.x)} {num(sign.y)} cm"
        self.lines.append(f"q {move} {how} {outline(sign.path)} {operator} Q")

    def text(self, text: Text) -> None:
        """Draw a line of text, first broader in the colour of its halo."""
        face = self.shared.face(text.weight)
        width = fonts.width(text.text, text.size, text.weight, text.spacing)
        start = {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
        lean = math.tan(math.radians(-SLANT)) if text.slanted else 0.0
        place = f"1 0 {num(lean)} -1 {num(text.x - start)} {num(text.y)} Tm"
        space = f"{num(text.spacing * text.size)} Tc " if text.spacing else ""
        head = f"q BT /{face.name} {num(text.size)} Tf {space}{place}"
        shown = face.shown(f"{text.text} ").decode("ascii")  # so that lines are read apart
        faint = self.state(text.opacity, text.opacity) if text.opacity < 1 else ""
        if text.halo:
            how = f"{rgb(text.halo)} RG {num(text.halo_width)} w 1 j 1 Tr"
            halo = f"{head} {faint}{how} {shown} TJ ET Q"
            self.lines.append(f"/Span <</ActualText ()>> BDC {halo} EMC")
        self.lines.append(f"{head} {faint}{rgb(text.fill)} rg {shown} TJ ET Q")
