"""The legend of a picture: classes, symbols and borders of the visible layers, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from layers import numbers
from layers import points
from layers import spec
from layers import words
from layers.picture import mapping
from layers.picture import pointing
from layers.picture import signs
from layers.picture import trial
from layers.picture.blocks import BASE
from layers.picture.blocks import LEADING
from layers.picture.blocks import Block
from layers.picture.blocks import needed
from layers.picture.blocks import plate
from layers.picture.drawing import Group
from layers.picture.drawing import Paint
from layers.picture.drawing import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.legend import Entry
    from layers.picture.blocks import Style
    from layers.picture.drawing import Item
    from layers.picture.mapping import Order
    from layers.picture.trial import Mark
    from layers.picture.trial import Trial
    from layers.symbols import Symbol

SWATCH, PAD, ROW = 40.0, 12.0, 1.45  # width of a plate, gap to its words, height in type sizes
SIGN = 24.0
EXAMPLE = 3  # number shown in the example of a symbol of several records


def _plate(entry: Entry, order: Order) -> Paint:
    """Return the paint of a class as the map has it, with an edge that is always seen."""
    level, theme = order.scene.view.level, order.theme
    name = mapping.class_of(order, entry.step)
    how = mapping.style(f"area {level} {name}", theme)
    edge = signs.edge(theme) if entry.step <= 0 or order.coloured.prefix == "n" else how.fill
    return Paint(fill=how.fill, fill_opacity=how.fill_opacity, stroke=edge, width=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a legend says, gathered once for all widths that are tried.

    Parameters
    ----------
    order
        What is drawn.
    unit
        Heading of the classes; empty if no areas are coloured.
    symbols, borders
        Symbols and lines with their words.
    several
        Layer whose symbol explains the numbers; empty if there are none.
    striped
        Whether areas of two regions are striped.
    """

    order: Order
    unit: str
    symbols: tuple[tuple[Symbol, str], ...]
    borders: tuple[tuple[Paint, str], ...]
    several: str
    striped: bool


def facts(order: Order, unit: str) -> Facts:
    """Gather what the legend of a map says.

    Parameters
    ----------
    order
        What is drawn.
    unit
        Heading of the classes; empty if no areas are coloured.
    """
    return Facts(
        order=order,
        unit=unit,
        symbols=tuple(_symbols(order)),
        borders=tuple(_borders(order)),
        several=several(order),
        striped=any(len(regions) > 1 for regions in mapping.regions(order).values()),
    )


def classes(facts_: Facts, style: Style, width: float) -> Block:
    """Return what the colours of the areas mean, high to low, with the number of areas."""
    order = facts_.order
    block = Block(style=style, width=width, name="legend-classes", role="L")
    if not facts_.unit:
        return block
    _heading(block, facts_.unit, order.scene.view.lang)
    counts = max((needed(str(e.count), style) for e in order.coloured.entries), default=0)
    for entry in order.coloured.entries:
        _line(block, entry.label, entry.note, entry.count, [_plate(entry, order)], counts)
    for mark in order.trial.marks if order.trial else ():
        _line(block, mark.label, mark.note, mark.count, _example_of(mark, order), counts)
    if order.scene.overlapping and facts_.striped:
        _striped(block, order)
    return block


def _heading(block: Block, unit: str, lang: str) -> None:
    """Add what the classes measure and, over the numbers at their right, what these count."""
    style, counted = block.style, words.text("picture.areas", lang)
    room = block.width - needed(counted, style, "small") - style.units(PAD)
    # Both stand on one base line, whatever their sizes
    lower = (style.size("head") - style.size("small")) * BASE
    block.put(
        counted, block.width, block.height + lower, size="small", colour="--ink-2", anchor="end"
    )
    block.lines(unit, "head", weight=600, room=room)
    block.gap(5)


def _line(
    block: Block, label: str, note: str, count: int, paints: list[Paint], counts: float
) -> None:
    """Add a plate with its words and its number of areas."""
    style = block.style
    left = style.units(SWATCH + PAD)
    top, room = block.height, block.width - left - counts - style.units(PAD)
    block.height += style.size("text") * (ROW - LEADING) / 2
    line = block.height
    block.lines(label, indent=left, room=room)
    block.put(str(count), block.width, line, colour="--ink-2", anchor="end")
    if note:
        block.lines(note, "small", "--ink-2", indent=left, room=room)
    block.height += style.size("text") * (ROW - LEADING) / 2
    box = (0.5, top, style.units(SWATCH), block.height - top)
    block.items += [plate(box, paint) for paint in paints]
    block.gap(3)


def _example_of(mark: Mark, order: Order) -> list[Paint]:
    """Return the paints of the example of what lies over the classes."""
    theme = order.theme
    if mark.id == "gained":
        return list(trial.outlines(theme))
    edge = trial.plate_edge(theme)
    ground = mapping.style(f"area {order.scene.view.level} g0", theme)
    return [Paint(fill=ground.fill, stroke=edge, width=1), trial.hatch()]


def _striped(block: Block, order: Order) -> None:
    """Add what stripes mean: a Landkreis has the colours of both its regions."""
    style = block.style
    top = block.height
    block.lines(
        words.text("picture.striped", order.scene.view.lang), indent=style.units(SWATCH + PAD)
    )
    box = (0.5, top, style.units(SWATCH), block.height - top)
    under = mapping.style(f"area {order.scene.view.level} c1", order.theme)
    over = Paint(fill="stripe-c3", stroke=signs.edge(order.theme))
    block.items += [plate(box, under), plate(box, over)]


def _titled(title: str, kind: str, n: int, missing: int, lang: str) -> str:
    values = {"title": title, "kind": kind, "n": n}
    key = "variant" if kind else "entry"
    if missing:
        unplaced = words.count("points.unplaced", missing, lang).replace(" ", numbers.NBSP)
        return words.text(f"picture.{key}_unplaced", lang, unplaced=unplaced, **values)
    return words.text(f"picture.{key}", lang, **values)


def _symbols(order: Order) -> Iterator[tuple[Symbol, str]]:
    """Return symbol and words of each drawn layer of points, and of each of its kinds."""
    scene, lang = order.scene, order.scene.view.lang
    mine = order.trial
    chosen = mine.chosen if mine else points.chosen(scene.view, scene.catalogue)
    visible = mine.visible if mine else points.summary(scene)[0]
    drawn = [ref.id for ref in order.layers if ref.opacity and ref.id in visible]
    for layer in reversed(drawn):
        found = spec.layers()[layer]
        entries, placed = chosen.get(found.dataset, []), set(visible[layer])
        kinds = [kind for kind in found.variants if any(e.detail == kind for e in entries)]
        for kind in kinds or [""]:
            own = [e for e in entries if not kind or e.detail == kind]
            missing = sum(e.id not in placed for e in own)
            if own:
                said = words.text(f"layer.{layer}.{kind}", lang) if kind else ""
                symbol = found.variants.get(kind, found.symbol)
                yield symbol, _titled(found.title(lang), said, len(own), missing, lang)


def _borders(order: Order) -> Iterator[tuple[Paint, str]]:
    """Return paint and words of each drawn layer of borders."""
    level, lang = order.scene.view.level, order.scene.view.lang
    for ref in reversed(order.layers):
        if ref.opacity and ref.id in mapping.AREAS and ref.id != level:
            how = mapping.style(f"area {ref.id} outline", order.theme)
            yield replace(how, fill=""), spec.layers()[ref.id].title(lang)
    if order.scene.view.area:
        yield mapping.style("pick", order.theme), words.text("picture.selected_entry", lang)


def several(order: Order) -> str:
    """Return the layer whose symbol shows what a number means; empty if no number is drawn."""
    clusters = pointing.clusters(order)
    opaque = [ref.id for ref in order.layers if ref.opacity]
    found = [id_ for id_ in opaque if any(len(g.ids) > 1 for g in clusters.get(id_, ()))]
    return pointing.NUMBERED if pointing.NUMBERED in found else (found[-1] if found else "")


def signs_block(facts_: Facts, style: Style, width: float) -> Block:
    """Return what symbols and lines mean."""
    order = facts_.order
    lang = order.scene.view.lang
    block = Block(style=style, width=width, name="legend-signs", role="L")
    rows: list[tuple[tuple[Item, ...], str]] = []
    middle, size = style.units(SWATCH) / 2, style.units(SIGN)
    for symbol, text in facts_.symbols:
        rows.append((signs.drawn(symbol, order.theme, middle, 0, size), text))
    if order.trial:
        rows += _trial(order.trial, order, middle, style)
    if facts_.several:
        example = _example(facts_.several, order, middle, style.factor)
        rows.append((example, words.text("picture.several", lang)))
    for how, text in facts_.borders:
        wide = replace(how, width=style.units(how.width * SIGN / 20))
        rows.append(((Sign(path=f"M0 0H{middle * 2:.2f}", paint=wide),), text))
    if rows:
        title = "points" if facts_.symbols or order.trial else "lines"
        block.lines(words.text(f"picture.{title}", lang), "head", weight=600)
        block.gap(5)
    for items, text in rows:
        _row(block, items, text)
    return block


def _trial(
    found: Trial, order: Order, middle: float, style: Style
) -> list[tuple[tuple[Item, ...], str]]:
    """Return signs and words of the sites on trial."""
    lang, zoom = order.scene.view.lang, style.factor * SIGN / trial.PIN_SIZE
    rows: list[tuple[tuple[Item, ...], str]] = []
    if found.own:
        rows.append(((trial.square(order.theme, middle, 0, style.factor),), found.own_words))
    for one in found.pins:
        said = words.text("picture.candidate", lang, name=one.name)
        drawn = trial.pin(one.letter, order.theme, middle, style.units(SIGN) / 2, zoom)
        rows.append((drawn, said))
    if found.closed:
        zoom = style.factor * SIGN / 30
        rows.append((trial.slash(order.theme, middle, 0, zoom), found.closed_words))
    return rows


def _example(layer: str, order: Order, middle: float, zoom: float) -> tuple[Item, ...]:
    size = pointing.SIZES.get(layer, pointing.SIZE)
    symbol = signs.drawn(spec.layers()[layer].symbol, order.theme, 0, 0, size)
    number = pointing.numbered(layer, EXAMPLE, order.theme, 0, 0, size)
    return (Group(items=(*symbol, *number), x=middle, zoom=zoom * SIGN / 20),)


def _row(block: Block, items: tuple[Item, ...], text: str) -> None:
    """Add a sign and its words; several lines stay beside the sign."""
    style = block.style
    pad = style.size("text") * (ROW - LEADING) / 2
    block.height += pad
    middle = block.height + style.size("text") * LEADING / 2
    block.items.append(Group(items=items, y=middle, role="Artifact"))
    block.lines(text, indent=style.units(SWATCH + PAD))
    block.height += pad
