"""QML: the rules of a layer as QGIS reads them (rule renderer, since QGIS 3.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from layers.picture import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from layers.qgis.rules import Rule
    from layers.symbols import Symbol

THEME = "light"  # a map in QGIS lies on white
VERSION = "3.28.0"
MM = "MM"
EDGE = "--area-line"
# Our shapes by the name that QGIS has for them
SHAPES = {
    "square": "square",
    "triangle": "triangle",
    "diamond": "diamond",
    "pentagon": "pentagon",
    "hexagon": "hexagon",
    "circle": "circle",
}
SIZE_MM = 4.0
SMALL_MM = 2.8
UNIT_MM = 0.2  # of the box in which our signs are drawn


def document(rules: Iterable[Rule]) -> str:
    """Return the style of a layer."""
    held = list(rules)
    root = ET.Element("qgis", version=VERSION, styleCategories="Symbology")
    renderer = ET.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0"
    )
    tree = ET.SubElement(renderer, "rules", key="{atlas}")
    signs = ET.SubElement(renderer, "symbols")
    for at, rule in enumerate(held):
        ET.SubElement(
            tree, "rule", key=f"{{atlas-{at}}}", filter=rule.where, label=rule.label, symbol=str(at)
        )
        signs.append(_point(rule.symbol, at) if rule.symbol else _area(rule, at))
    text = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}\n"


def colour(token: str, alpha: int = 255) -> str:
    """Return a colour token as QGIS writes colours."""
    value = stylesheet.token(token, THEME).removeprefix("#")
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return f"{red},{green},{blue},{alpha}"


def _symbol(kind: str, at: int) -> ET.Element:
    return ET.Element(
        "symbol", type=kind, name=str(at), alpha="1", force_rhr="0", clip_to_extent="1"
    )


def _layer(parent: ET.Element, name: str, options: Mapping[str, str]) -> ET.Element:
    layer = ET.SubElement(
        parent, "layer", {"class": name, "pass": "0", "locked": "0", "enabled": "1"}
    )
    held = ET.SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        ET.SubElement(held, "Option", type="QString", name=key, value=value)
    return layer


def _area(rule: Rule, at: int) -> ET.Element:
    found = _symbol("fill", at)
    fill = {
        "color": colour(rule.fill),
        "style": "solid",
        "outline_color": colour("--line-2" if rule.hatch else EDGE),
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": MM,
    }
    _layer(found, "SimpleFill", fill)
    if rule.hatch:
        line = {
            "color": colour("--na-line"),
            "style": "b_diagonal" if rule.hatch == "lines" else "dense6",
            "outline_style": "no",
        }
        _layer(found, "SimpleFill", line)
    return found


def _point(symbol: Symbol, at: int) -> ET.Element:
    found = _symbol("marker", at)
    shape = next((name for key, name in SHAPES.items() if key in symbol.shape), "circle")
    size = SMALL_MM if symbol.shape.startswith(("small-", "grey-")) else SIZE_MM
    sign = {
        "name": shape,
        "color": colour(symbol.fill or "--case", 255 if symbol.fill else 0),
        "size": f"{size}",
        "size_unit": MM,
        "outline_color": colour(symbol.stroke or "--case"),
        "outline_style": "dash" if symbol.dash else "solid",
        "outline_width": f"{symbol.width * UNIT_MM:.2f}",
        "outline_width_unit": MM,
    }
    _layer(found, "SimpleMarker", sign)
    if symbol.mark:
        mark = {
            "name": "cross",
            "color": colour(symbol.mark_stroke),
            "size": f"{size / 2}",
            "size_unit": MM,
            "outline_color": colour(symbol.mark_stroke),
            "outline_style": "solid",
            "outline_width": "0.4",
            "outline_width_unit": MM,
        }
        _layer(found, "SimpleMarker", mark)
    return found
