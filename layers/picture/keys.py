"""The legend of a picture: classes, symbols and borders of the visible layers, nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers import payload
from layers import points
from layers import spec
from layers import words
from layers.picture import mapping
from layers.picture import pointing
from layers.picture import signs
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
    from layers.picture.grouping import Cluster
    from layers.picture.mapping import Order
    from layers.spec import MetricSpec
    from layers.symbols import Symbol

SWATCH, PAD, ROW = 40.0, 12.0, 1.45  # width of a plate, gap to its words, height in type sizes
SIGN = 24.0
EXAMPLE = 3  # number shown in the example of a symbol of several records


def _plate(entry: Entry, level: str, theme: str) -> Paint:
    """Return the paint of a class as the map has it, with an edge that is always seen."""
    name = mapping.CLASSES.get(entry.step, f"c{entry.step}")
    how = mapping.style(f"area {level} {name}", theme)
    edge = signs.edge(theme) if entry.step <= 0 else how.fill
    return Paint(fill=how.fill, fill_opacity=how.fill_opacity, stroke=edge, width=1)


def classes(order: Order, metric: MetricSpec, style: Style, width: float) -> Block:
    """Return what the colours of the areas mean, high to low, with the number of areas."""
    view = order.scene.view
    block = Block(style=style, width=width, name="legend-classes", role="L")
    unit = payload.subtitle(order.scene, metric)
    block.lines(unit[:1].upper() + unit[1:], "head", weight=600)
    block.gap(5)
    left = style.units(SWATCH + PAD)
    counts = max(needed(str(e.count), style) for e in order.coloured.entries) if unit else 0
    for entry in order.coloured.entries:
        top = block.height
        room = width - left - counts - style.units(PAD)
        block.height += style.size("text") * (ROW - LEADING) / 2
        line = block.height
        block.lines(entry.label, indent=left, room=room)
        block.put(str(entry.count), width, line, colour="--ink-2", anchor="end")
        if entry.note:
            block.lines(entry.note, "small", "--ink-2", indent=left, room=room)
        block.height += style.size("text") * (ROW - LEADING) / 2
        box = (0.5, top, style.units(SWATCH), block.height - top)
        block.items.append(plate(box, _plate(entry, view.level, order.theme)))
        block.gap(3)
    return block


def _titled(title: str, kind: str, n: int, missing: int, lang: str) -> str:
    values = {"title": title, "kind": kind, "n": n}
    key = "variant" if kind else "entry"
    if missing:
        unplaced = words.count("points.unplaced", missing, lang)
        return words.text(f"picture.{key}_unplaced", lang, unplaced=unplaced, **values)
    return words.text(f"picture.{key}", lang, **values)


def _symbols(order: Order) -> Iterator[tuple[Symbol, str]]:
    """Return symbol and words of each drawn layer of points, and of each of its kinds."""
    scene, lang = order.scene, order.scene.view.lang
    chosen = points.chosen(scene.view, scene.catalogue)
    visible, _, _ = points.summary(scene)
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


def _several(order: Order, clusters: dict[str, list[Cluster]]) -> str:
    """Return the layer whose symbol shows what a number means; empty if no number is drawn."""
    opaque = [ref.id for ref in order.layers if ref.opacity]
    found = [id_ for id_ in opaque if any(len(g.ids) > 1 for g in clusters.get(id_, ()))]
    return pointing.NUMBERED if pointing.NUMBERED in found else (found[-1] if found else "")


def signs_block(order: Order, style: Style, width: float) -> Block:
    """Return what symbols and lines mean."""
    lang = order.scene.view.lang
    block = Block(style=style, width=width, name="legend-signs", role="L")
    rows: list[tuple[tuple[Item, ...], str]] = []
    middle, zoom = style.units(SWATCH) / 2, style.factor
    for symbol, text in _symbols(order):
        size = style.units(SIGN)
        rows.append((signs.drawn(symbol, order.theme, middle, 0, size), text))
    clusters = pointing.clusters(order)
    layer = _several(order, clusters)
    if layer:
        rows.append((_example(layer, order, middle, zoom), words.text("picture.several", lang)))
    for how, text in _borders(order):
        wide = replace(how, width=style.units(how.width * SIGN / 20))
        line = Sign(path=f"M0 0H{middle * 2:.2f}", paint=wide)
        rows.append(((line,), text))
    if rows:
        block.lines(words.text("picture.points", lang), "head", weight=600)
        block.gap(5)
    for items, text in rows:
        _row(block, items, text)
    return block


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
