"""A sheet: title, map, legend, chart, sources and id, laid out for a size; or the map alone."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from layers import table
from layers import words
from layers.picture import arrange
from layers.picture import camera as cameras
from layers.picture import caption
from layers.picture import fonts
from layers.picture import graphs
from layers.picture import identity
from layers.picture import keys
from layers.picture import mapping
from layers.picture import signs
from layers.picture.arrange import Frame
from layers.picture.blocks import LEADING
from layers.picture.blocks import SIZES
from layers.picture.blocks import TIGHT
from layers.picture.blocks import Block
from layers.picture.blocks import Style
from layers.picture.blocks import needed
from layers.picture.blocks import paragraphs
from layers.picture.blocks import rect
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Picture
from layers.picture.drawing import Text
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from layers.picture.arrange import Plan
    from layers.picture.contents import Contents
    from layers.picture.drawing import Item
    from layers.picture.labelling import Box
    from layers.picture.sizes import Size

MARGIN = 0.037  # of the side of a square as large as the sheet
TITLE_AT, TITLE_POWER = 1600.0, 0.6  # width at which the title is as large as the tokens say
# Type sizes that are tried: the best of the first three, then the first at which all has room
FACTORS = ((1.0, 0.92, 0.84), (0.76,), (0.68,), (0.6,), (0.52,), (0.45,), (0.4,))
PAPER_FACTORS = ((1.0,), (0.92,), (0.84,), *FACTORS[1:])  # 1 is the floor of 7 points
TYPE_POWER, CHART_WORTH = 1.3, 1.2  # what large type and a chart are worth against a large map
LEAST_PIXELS, LEAST_POINTS, POINTS = 9.0, 5.0, 72  # of type; points are 1/72 inch
USUAL_MAP = 640.0  # pixels of a map with which the legend is made first
MAP_UNIT, MAP_LEAST, MAP_MOST = 620.0, 0.85, 1.2  # design units of a pixel of the map
PADDING = 10
BAR, BAR_AT = 130, 14  # of the scale, pixels of the map


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet that is being laid out."""

    contents: Contents
    size: Size
    style: Style

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height in design units."""
        return self.size.width / self.size.unit, self.size.height / self.size.unit

    @property
    def margin(self) -> float:
        """Room on each side."""
        width, height = self.extent
        return float(MARGIN * (width * height) ** 0.5)

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.extent[0] - 2 * self.margin


def _header(sheet: Sheet) -> Block:
    contents, width = sheet.contents, sheet.inner
    share = min(1.0, (sheet.extent[0] / TITLE_AT) ** TITLE_POWER)
    large = replace(sheet.style, factor=sheet.style.factor * share)
    block = Block(style=large, width=width, name="title", role="H1")
    block.lines(contents.title, "title", weight=700, leading=TIGHT, even=True)
    head = Block(style=sheet.style, width=width, name="header", role="Div")
    head.items.append(block.group())
    head.height = block.height
    if contents.subtitle:
        share = max(share, 0.8)
        small = replace(sheet.style, factor=sheet.style.factor * share)
        lead = Block(style=small, width=width, name="subtitle", role="P")
        lead.lines(contents.subtitle, "lead", "--ink-2", even=True)
        head.gap(6 * share)
        head.items.append(lead.group(y=head.height))
        head.height += lead.height
    return head


def _footer(sheet: Sheet) -> Block:
    width, style = sheet.inner, sheet.style
    foot = Block(style=style, width=width, name="footer", role="Div")
    mark = identity.block(sheet.contents, style) if sheet.contents.identifier else None
    beside = mark.width + style.units(40) if mark else 0.0
    block = Block(style=style, width=width - beside, name="sources", role="P")
    block.lines(sheet.contents.sources, "small", "--ink-2")
    foot.items.append(block.group())
    foot.height = block.height
    if mark:
        foot.items.append(mark.group(x=width - mark.width))
        foot.height = max(foot.height, mark.height)
    return foot


def _makers(sheet: Sheet, facts: keys.Facts) -> tuple[list[Callable[[float], Block]], int | None]:
    """Return what makes each block beside the map for a width, and which one is the chart."""
    contents, style = sheet.contents, sheet.style
    makers: list[Callable[[float], Block]] = []
    if "legend" in contents.options.show:
        makers.append(lambda width: keys.classes(facts, style, width))
        makers.append(lambda width: keys.signs_block(facts, style, width))
    chart = None
    if contents.chart is not None:
        chart, found = len(makers), contents.chart
        makers.append(lambda width: graphs.draw(found, style, width))
    if contents.headline:
        said = (contents.headline,)
        makers.append(lambda width: paragraphs("headline", said, style, width))
    if contents.notes:
        makers.append(lambda width: paragraphs("notes", contents.notes, style, width))
    return makers, chart


def _table(sheet: Sheet) -> Block | None:
    """Return the values of all areas in columns, by name."""
    contents, style = sheet.contents, sheet.style
    if "table" not in contents.options.show:
        return None
    rows = contents.scene.rows
    texts = zip(rows["short"], contents.coloured.texts, rows["inside"], strict=True)
    pairs = sorted(
        ((str(name), text) for name, text, inside in texts if inside),
        key=lambda pair: table.folded(pair[0]),
    )
    block = Block(style=style, width=sheet.inner, name="table", role="Table")
    head = words.text("picture.table", contents.scene.view.lang, unit=contents.table_unit)
    block.lines(head, "small", weight=600)
    block.gap(2)
    wide = max(
        needed(name, style, "small") + needed(text, style, "small", 600) for name, text in pairs
    )
    gap, step = style.units(arrange.GAP), style.size("small") * LEADING
    columns = max(1, int((block.width + gap) / (wide + style.units(14) + gap)))
    columns = min(columns, len(pairs))
    deep = -(-len(pairs) // columns)
    width = (block.width - gap * (columns - 1)) / columns
    top = block.height
    for at, (name, text) in enumerate(pairs):
        x, y = (at // deep) * (width + gap), top + (at % deep) * step
        short = fonts.shortened(fonts.shown(name), style.size("small"), 400, width)
        block.put(short, x, y, size="small")
        block.put(text, x + width, y, size="small", weight=600, anchor="end")
    block.height = top + deep * step
    return block


def _camera(contents: Contents, width: float, height: float) -> cameras.Camera:
    place = contents.scene.view.map
    if place is None:
        return cameras.fitted(width, height, PADDING)
    return cameras.chosen(place, width, height)


def _scale(camera: cameras.Camera, style: Style, lang: str) -> tuple[Group, Box]:
    """Return the scale bar of a map in pixels of the map, and the place it takes."""
    km, length = camera.bar(min(BAR, camera.width / 3))
    ink, halo = style.ink("--map-ink"), style.ink("--map-halo")
    x, y = BAR_AT, camera.height - BAR_AT
    said = words.text("picture.km", lang, n=km)
    path = f"M0 -6V0H{length:.2f}V-6"
    items: tuple[Item, ...] = (
        replace(rect((0, 0, 0, 0), Paint(stroke=halo, width=4.2)), path=path, x=x, y=y),
        replace(rect((0, 0, 0, 0), Paint(stroke=ink, width=1.5)), path=path, x=x, y=y),
        Text(
            x=x + length / 2,
            y=y - 6,
            text=said,
            size=13,
            weight=600,
            fill=ink,
            anchor="middle",
            halo=halo,
            halo_width=3.4,
        ),
    )
    half = max(length, fonts.width(said, 13, 600)) / 2 + 5
    box = (x + length / 2 - half, y - 22, x + length / 2 + half, y + 5)
    return Group(items=items, name="scale", role="P"), box


def _stamp(contents: Contents, camera: cameras.Camera, style: Style) -> tuple[Group, Box]:
    """Return the stamp in the upper right of the map, and the place it takes."""
    size = 17
    text = contents.stamp
    width = fonts.width(text, size, 700) + 24
    x, y = camera.width - BAR_AT - width, BAR_AT
    ink = style.ink("--rvz")
    items: tuple[Item, ...] = (
        rect((x, y, width, size * 1.7), Paint(fill=style.ink("--surface"), stroke=ink, width=2)),
        Text(x=x + 12, y=y + size * 1.2, text=text, size=size, weight=700, fill=ink),
    )
    return Group(items=items, name="stamp", role="P"), (x - 2, y - 2, x + width + 2, y + size * 1.7)


def _map(contents: Contents, frame: Frame, unit: float, alt: str) -> Group:
    """Return the map in its frame.

    Parameters
    ----------
    contents, alt
        What it shows, and the words for it.
    frame
        Where it is, design units.
    unit
        Design units of a pixel of the map.
    """
    view, style = contents.scene.view, Style(theme=contents.scene.view.theme)
    camera = _camera(contents, frame.width / unit, frame.height / unit)
    extra: list[Group] = []
    taken: list[Box] = []
    if "scale" in contents.options.show:
        group, box = _scale(camera, style, view.lang)
        extra.append(group)
        taken.append(box)
    if contents.stamp:
        group, box = _stamp(contents, camera, style)
        extra.append(group)
        taken.append(box)
    order = mapping.Order(
        scene=contents.scene,
        coloured=contents.coloured,
        camera=camera,
        labels="labels" in contents.options.show,
        taken=tuple(taken),
        trial=contents.trial,
    )
    sea = rect((0, 0, camera.width, camera.height), Paint(fill=style.ink("--sea")))
    return Group(
        items=(sea, mapping.draw(order), *extra),
        name="map-frame",
        role="Figure",
        alt=alt,
        x=frame.x,
        y=frame.y,
        zoom=unit,
        clip=(camera.width, camera.height),
    )


def _unit(frame: Frame) -> float:
    return min(max(frame.height / MAP_UNIT, MAP_LEAST), MAP_MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A sheet that could be: its plan, its other blocks, how good it is."""

    plan: Plan
    items: tuple[Item, ...]
    worth: float


def _choices(sheet: Sheet, facts: keys.Facts) -> Iterator[Choice]:
    """Return the ways to lay out a sheet with one size of type: with its chart, and without."""
    (width, height), margin, style = sheet.extent, sheet.margin, sheet.style
    head, foot, rows = _header(sheet), _footer(sheet), _table(sheet)
    gap = style.units(arrange.GAP)
    top = margin + head.height + gap * 0.8
    bottom = height - margin - foot.height
    items = [head.group(margin, margin * 0.9), foot.group(margin, bottom)]
    end = bottom - gap * 0.8
    if rows:
        items.append(rows.group(margin, end - rows.height))
        end -= rows.height + gap * 0.8
    makers, chart = _makers(sheet, facts)
    room = arrange.Room(
        frame=Frame(x=margin, y=top, width=sheet.inner, height=end - top),
        sheet=(width, height),
        style=style,
        shelf=arrange.Shelf(makers),
    )
    dropped = chart is not None and not sheet.contents.options.chart
    for left_out in (None, chart) if dropped else (None,):
        plan = arrange.best(replace(room, left_out=left_out))
        if plan:
            full = CHART_WORTH if left_out is None else 1.0
            worth = plan.worth * style.factor**TYPE_POWER * full
            yield Choice(plan=plan, items=tuple(items), worth=worth)


def _least(size: Size) -> float:
    """Return the smallest type that may be used, in pixels."""
    return LEAST_POINTS / POINTS * size.dpi if size.dpi else LEAST_PIXELS


def _order(contents: Contents, width: float, height: float) -> mapping.Order:
    """Return what is drawn of a map of a size in its own pixels."""
    camera = _camera(contents, width, height)
    return mapping.Order(
        scene=contents.scene, coloured=contents.coloured, camera=camera, trial=contents.trial
    )


def _laid_out(contents: Contents, size: Size) -> Choice:
    """Return the best sheet; its legend explains numbers if its map bears some."""
    order = _order(contents, USUAL_MAP, USUAL_MAP)
    facts = keys.facts(order, contents.unit)
    choice = _best(contents, size, facts)
    frame = choice.plan.map
    unit = _unit(frame)
    several = keys.several(_order(contents, frame.width / unit, frame.height / unit))
    if several == facts.several:
        return choice
    return _best(contents, size, replace(facts, several=several))


def _best(contents: Contents, size: Size, facts: keys.Facts) -> Choice:
    """Return the sheet with the best of map, type and chart at which everything has room."""
    for factors in PAPER_FACTORS if size.dpi else FACTORS:
        found = [
            choice
            for factor in factors
            if SIZES["small"] * factor * size.unit >= _least(size)
            for style in (Style(theme=contents.scene.view.theme, factor=factor),)
            for choice in _choices(Sheet(contents=contents, size=size, style=style), facts)
        ]
        if found:
            return max(found, key=lambda choice: choice.worth)
    raise PictureError("no_room", got=size.id)


def compose(contents: Contents) -> Picture:
    """Return the finished picture.

    Raises
    ------
    PictureError
        If the texts have no room on it.
    """
    size = contents.options.dimensions()
    view, style = contents.scene.view, Style(theme=contents.scene.view.theme)
    alt = caption.alt(contents)
    width, height = size.width / size.unit, size.height / size.unit
    if contents.options.clean:
        whole = Frame(x=0, y=0, width=width, height=height)
        items: list[Item] = [_map(contents, whole, _unit(whole), alt)]
    else:
        choice = _laid_out(contents, size)
        frame = choice.plan.map
        edge = Paint(stroke=style.ink("--line-2"), width=1)
        border = rect((frame.x, frame.y, frame.width, frame.height), edge)
        beside = [block.group(x, y) for block, x, y in choice.plan.blocks]
        items = [_map(contents, frame, _unit(frame), alt), border, *beside, *choice.items]
    return Picture(
        width=width,
        height=height,
        pixels=(size.width, size.height),
        inches=size.inches,
        ground=style.ink("--surface"),
        patterns=signs.patterns(
            view.theme, stripes=contents.scene.overlapping, doubt=contents.trial is not None
        ),
        root=Group(items=tuple(items), name="picture"),
        about=caption.about(contents, alt),
    )
