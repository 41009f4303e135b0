"""Make the static fonts and their measures: ``python -m layers.picture.fontbuild VARIABLE.ttf``.

The input is the variable Source Sans 3 (version 3.052, OFL) of the Python package
``fontpkg-source-sans-3``; the browser's own file is a subset of the same font, so that texts are
as wide in a picture as on the screen. The licence reserves the font's own name for the original,
so ours are called Zukunftsatlas Sans. Needs fontTools, which only developers install.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x259, 0x259),
    (0x2BB, 0x2DD),
    (0x370, 0x3FF),
    (0x400, 0x45F),
    (0x490, 0x491),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
    (0x2190, 0x2199),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
)
NO_HINTS = subset.Options(
    hinting=False,
    layout_features=["kern", "mark", "mkmk", "ccmp", "locl"],
    name_IDs=["*"],
    notdef_outline=True,
    glyph_names=False,
    drop_tables=["DSIG", "STAT", "BASE", "gasp"],
)


def instance(variable: Path, weight: int) -> TTFont:
    """Return the static font of a weight, cut down to our letters."""
    font = instancer.instantiateVariableFont(
        TTFont(variable, recalcTimestamp=False), {"wght": weight}, static=True
    )
    codes = {code for low, high in RANGES for code in range(low, high + 1)}
    cutter = subset.Subsetter(NO_HINTS)
    cutter.populate(unicodes=codes & set(font.getBestCmap()))
    cutter.subset(font)
    _name(font, weight)
    return font


def _name(font: TTFont, weight: int) -> None:
    """Give each weight its own style name, by which renderers tell the files apart."""
    style, name = WEIGHTS[weight], "Zukunftsatlas Sans"
    linked = weight in (400, 700)
    names = {
        1: name if linked else f"{name} {style}",
        2: style if linked else "Regular",
        3: f"3.052;{name} {style}",
        4: f"{name} {style}",
        6: f"ZukunftsatlasSans-{style}",
        16: name,
        17: style,
    }
    for id_, text in names.items():
        font["name"].setName(text, id_, 3, 1, 0x409)
    kept = {0, 5, 13, 14, *names}  # copyright, version and licence stay
    font["name"].names = [n for n in font["name"].names if n.platformID == 3 and n.nameID in kept]  # noqa: PLR2004
    font["OS/2"].usWeightClass = weight


def _subtables(font: TTFont) -> list[list[Any]]:
    """Return the pair subtables of each lookup of the feature kern."""
    table = font["GPOS"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    found = []
    for index in sorted(wanted):
        plain = [getattr(t, "ExtSubTable", t) for t in table.LookupList.Lookup[index].SubTable]
        found.append([t for t in plain if t.LookupType == 2])  # noqa: PLR2004
    return found


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0) if value is not None else 0


def _in_subtable(table: Any, left: str, right: str) -> int | None:
    """Return the kerning of a pair in a subtable; None if it says nothing of it."""
    if left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        return next((_advance(p.Value1) for p in pairs if p.SecondGlyph == right), None)
    first = table.ClassDef1.classDefs.get(left, 0)
    second = table.ClassDef2.classDefs.get(right, 0)
    return _advance(table.Class1Record[first].Class2Record[second].Value1)


def kerning(lookups: list[list[Any]], left: str, right: str) -> int:
    """Return the kerning of a pair of glyphs in units of the font, as OpenType defines it."""
    total = 0
    for tables in lookups:
        found = (_in_subtable(table, left, right) for table in tables)
        total += next((value for value in found if value is not None), 0)
    return total


def _classes(rows: list[tuple[int, ...]]) -> tuple[list[int], list[tuple[int, ...]]]:
    """Return the class of each row and the distinct rows."""
    distinct = list(dict.fromkeys(rows))
    place = {row: at for at, row in enumerate(distinct)}
    return [place[row] for row in rows], distinct


def measures(font: TTFont) -> dict[str, Any]:
    """Return widths, glyphs and kerning of a font by letter."""
    cmap = font.getBestCmap()
    chars = sorted(cmap)
    names = [cmap[code] for code in chars]
    lookups = _subtables(font)
    matrix = [tuple(kerning(lookups, a, b) for b in names) for a in names]
    left, rows = _classes(matrix)
    right, columns = _classes(list(zip(*rows, strict=True)))
    return {
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "cap": font["OS/2"].sCapHeight,
        "box": [getattr(font["head"], name) for name in ("xMin", "yMin", "xMax", "yMax")],
        "glyphs": font["maxp"].numGlyphs,
        "chars": "".join(map(chr, chars)),
        "advance": [font["hmtx"][name][0] for name in names],
        "glyph": [font.getGlyphID(name) for name in names],
        "left": left,
        "right": right,
        "kern": [list(row) for row in zip(*columns, strict=True)],
    }


def main(variable: Path) -> None:
    """Write the fonts and ``zukunftsatlas-sans-measures.json``."""
    found = {}
    for weight in WEIGHTS:
        font = instance(variable, weight)
        found[str(weight)] = measures(font)
        font.save(FOLDER / f"zukunftsatlas-sans-{weight}.ttf")
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / "zukunftsatlas-sans-measures.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
