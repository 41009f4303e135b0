"""The legend of the wall: classes and symbols of what is drawn, nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers import indicators
from layers import payload
from layers import spec
from layers import words
from layers.briefing import ground
from layers.briefing import marks
from layers.briefing import stage
from layers.gaps import coloured as gap_colours
from layers.gaps import figures
from layers.picture import camera as cameras
from layers.picture import contents
from layers.picture import fonts
from layers.picture import keys
from layers.picture import mapping
from layers.picture import signs
from layers.picture import stylesheet
from layers.picture.blocks import Block
from layers.picture.blocks import needed
from layers.picture.blocks import plate
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Sign

if TYPE_CHECKING:
    from layers.briefing.stage import WallStyle
    from layers.briefing.told import Told
    from layers.legend import Entry
    from layers.picture.camera import Camera
    from layers.picture.drawing import Item
    from layers.picture.drawing import Shape
    from layers.symbols import Symbol

    Row = tuple[tuple[Item, ...], str]  # a sign and its words
    Class = tuple[Paint, str]  # a class and its words

PAD = 22.0
SWATCH, BESIDE = 56.0, 18.0
MOST_WIDE = 620.0
SIGN = 20.0  # px of the map
DISC = 6.0  # radius of a site on trial, which is larger on the map for its letter
ROW = 1.2
FAR = 1.2  # factor of the type from which the legend is written short


def _paint(entry: Entry, told: Told) -> Paint:
    theme = told.view.theme
    if told.gap is not None and entry.step >= 0:
        return Paint(fill=stylesheet.token(f"--g{entry.step}", theme))
    name = mapping.CLASSES.get(entry.step, f"c{entry.step}")
    how = mapping.style(f"area {told.ground.view.level} {name}", theme)
    edge = signs.edge(theme) if entry.step <= 0 else how.fill
    return Paint(fill=how.fill, stroke=edge, width=1)


def _title(told: Told) -> str:
    gap = told.gap
    if gap is not None:
        return words.text(f"briefing.legend.gap_{gap.norm.unit}", told.lang, share=gap_share(told))
    ground = told.ground
    metric = indicators.metric(told.view.metric, ground.catalogue)
    said = payload.subtitle(ground, metric)
    note = words.text("metric.note.overlapping", told.lang)
    said = said.removesuffix(note).rstrip(", ")
    return said[:1].upper() + said[1:]


def gap_share(told: Told) -> str:
    """Return the share of the people that the norm asks for."""
    assert told.gap is not None  # noqa: S101  asked for gaps only
    return figures.norm_share(told.gap.norm, told.lang)


def _classes(told: Told) -> list[tuple[Paint, str]]:
    """Return paint and words of each class that occurs."""
    if not contents.filled(told.ground):
        return []
    return [(_paint(e, told), e.label) for e in told.coloured.entries if e.count]


def _symbols(told: Told) -> list[tuple[Symbol, str]]:
    """Return symbol and words of each kind of drawn records."""
    gap = told.gap
    if gap is None:
        order = mapping.Order(scene=told.ground, coloured=told.coloured, camera=_anywhere())
        return list(keys.facts(order, "").symbols)
    shown = marks.visible(told).get(marks.SUPPLY, [])
    kinds = told.ground.catalogue.records["kind_detail"]
    layer = spec.layers()[marks.SUPPLY]
    found = []
    for kind in layer.variants:
        n = sum(kinds[id_] == kind for id_ in shown)
        if n:
            title = words.text(f"layer.{marks.SUPPLY}.{kind}", told.lang)
            values = {"title": layer.title(told.lang), "kind": title, "n": n}
            found.append((layer.variants[kind], words.text("picture.variant", told.lang, **values)))
    return found


def _anywhere() -> Camera:
    """Return a camera for what does not depend on one."""
    return cameras.fitted(600, 500, 10)


def _extras(told: Told) -> list[tuple[tuple[Item, ...], str]]:
    """Return what else is drawn: sites on trial, doubt, new reach, outlines."""
    gap, theme, lang = told.gap, told.view.theme, told.lang
    found: list[tuple[tuple[Item, ...], str]] = []
    if gap is not None:
        for id_, letter in gap.letters.items():
            fill = stylesheet.token("--g-new", theme)
            case = stylesheet.token("--case", theme)
            sign = Sign(path=marks.CIRCLE.format(DISC), paint=Paint(fill=fill, stroke=case))
            name = gap.name_of(gap.sites[id_])
            said = words.text("briefing.legend.trial", lang, letter=letter, name=name)
            found.append(((sign,), said))
        for mark in gap_colours.marks(gap):
            box = (-SIGN / 2, -6.0, SIGN, 12.0)
            new = Paint(stroke=stylesheet.token("--g-new", theme), width=2.6)
            paint = Paint(fill=ground.FLIP) if mark["id"] == "uncertain" else new
            found.append(((plate(box, paint),), str(mark["label"])))
    elif told.ground.overlapping:
        box = (-SIGN / 2, -6.0, SIGN, 12.0)
        under = mapping.style(f"area {told.view.level} c1", theme)
        over = Paint(fill="stripe-c3", stroke=signs.edge(theme))
        said = words.text("picture.striped", lang)
        found.append(((plate(box, under), plate(box, over)), said))
    if told.view.area:
        pick = mapping.style("pick", theme)
        line = Sign(path=f"M{-SIGN / 2} 0H{SIGN / 2}", paint=pick)
        found.append(((line,), words.text("picture.selected_entry", lang)))
    return found


def build(told: Told, style: WallStyle, most: float) -> Block:
    """Return the legend, no wider than `most` units of the stage."""
    classes = _classes(told)
    rows: list[Row] = [
        (signs.drawn(symbol, told.view.theme, 0, 0, SIGN), _short(label, style))
        for symbol, label in _symbols(told)
    ]
    rows += _extras(told)
    title = _title(told) if classes else ""
    if style.factor > FAR:
        steps = [pair for pair in classes if not _patterned(pair[0])]
        steps = steps if told.gap else steps[::-1]  # from near to far, from little to much
        rest = [((_swatch(paint),), said) for paint, said in classes if _patterned(paint)]
        return _far(steps, rest + rows, title, (style, most))
    rows = [((_swatch(paint),), label) for paint, label in classes] + rows
    pad, left = PAD * style.factor, (SWATCH + BESIDE) * style.factor
    widths = [left + needed(label, style, "small") for _, label in rows]
    widths.append(needed(title, style, "small", 600))
    width = min(max(widths) + 2 * pad + 2, MOST_WIDE * max(style.factor, 1.0), most)
    block = _headed(title, style, width)
    for items, label in rows:
        top = block.height
        block.lines(label, "small", indent=pad + left, room=width - 2 * pad - left, leading=ROW)
        _placed(block, items, pad, top)
    block.height += pad * 0.5
    return block


def _short(label: str, style: WallStyle) -> str:
    """Return the words of a symbol; from afar without the name of its layer before its kind."""
    return label.rpartition(": ")[2] if style.factor > FAR else label


def _swatch(paint: Paint) -> Shape:
    return plate((-11.0, -6.0, 22.0, 12.0), paint)


def _headed(title: str, style: WallStyle, width: float) -> Block:
    """Return the beginning of a legend."""
    pad = PAD * style.factor
    block = Block(style=style, width=width, name="legend", role="L")
    block.height = pad * 0.7
    if title:
        block.lines(title, "small", weight=600, indent=pad, room=width - 2 * pad, leading=1.14)
        block.height += 8 * style.factor
    return block


def _placed(block: Block, items: tuple[Item, ...], x: float, top: float) -> None:
    """Put a sign before the words that begin at a height."""
    style = block.style
    middle = top + style.size("small") * ROW / 2
    x += SWATCH * style.factor / 2
    zoom = stage.unit(style.factor)
    block.items.append(Group(items=items, x=x, y=middle, zoom=zoom, role="Artifact"))


def _far(steps: list[Class], rows: list[Row], title: str, how: tuple[WallStyle, float]) -> Block:
    """Return the legend for great distances: classes as a band with its ends, the rest in a flow.

    Type is so large there that a line for each class would take the map's place.
    """
    style, width = how
    pad = PAD * style.factor
    room = width - 2 * pad
    block = _headed(title, style, width)
    if steps:
        _band(block, steps, pad, room)
    x, line = 0.0, style.size("small") * ROW
    left, gap = (SWATCH + BESIDE) * style.factor, 30 * style.factor
    for items, label in rows:
        said = fonts.wrapped(fonts.shown(label), style.size("small"), 400, room - left)
        wide = left + max(needed(part, style, "small") for part in said)
        if x and (x + wide > room or len(said) > 1):
            x, block.height = 0.0, block.height + line
        _placed(block, items, pad + x, block.height)
        for at, part in enumerate(said):
            block.height += line if at else 0
            block.put(part, pad + x + left, block.height, size="small")
        x += wide + gap
    block.height += (line if rows else 0) + pad * 0.5
    return block


def _patterned(paint: Paint) -> bool:
    return not paint.fill.startswith("#")


def _band(block: Block, steps: list[Class], pad: float, room: float) -> None:
    """Draw the classes side by side, lowest first, with the words of both ends beneath."""
    style = block.style
    high, each = style.size("small") * 0.8, room / len(steps)
    for at, (paint, _) in enumerate(steps):
        block.rect((pad + at * each, block.height, each - 4, high), replace(paint, stroke=""))
    block.height += high + 4 * style.factor
    first, last = steps[0][1], steps[-1][1]
    block.put(first, pad, block.height, size="small")
    if len(steps) > 1:
        if (
            needed(first, style, "small") + needed(last, style, "small") + 20 > room
        ):  # the ends beneath each other
            block.height += style.size("small") * ROW
        block.put(last, pad + room, block.height, size="small", anchor="end")
    block.height += style.size("small") * ROW


def card(told: Told, style: WallStyle, most: float) -> tuple[Group, float, float]:
    """Return the legend with the plate beneath it, its width and its height."""
    block = build(told, style, most)
    ground_ = Paint(fill=style.ink("--surface"), fill_opacity=0.9)
    path = f"M0 0H{block.width:.1f}V{block.height:.1f}H0Z"
    items = (Sign(path=path, paint=ground_), block.group())
    return Group(items=items, name="legend-card"), block.width, block.height
