"""Fonts inside a PDF: the glyphs that are used, their widths, and the letters they stand for."""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache
from typing import TYPE_CHECKING

import pydyf

from layers.picture import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = (b"cvt ", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
COMPOSITE = -1  # contours of a glyph that is made of others
WORDS, MORE, SCALE, XY_SCALE, TWO_BY_TWO = 0x1, 0x20, 0x8, 0x40, 0x80
STEM = 84  # thickness of a stem, which readers use only if the font is missing
NONSYMBOLIC = 32
CHECKSUM = 0xB1B0AFBA
BLOCK = 100  # letters a section of the table of letters may have


@lru_cache(maxsize=len(fonts.WEIGHTS))
def _tables(weight: int) -> dict[bytes, bytes]:
    body = fonts.font(weight).path.read_bytes()
    (count,) = struct.unpack(">H", body[4:6])
    rows = (struct.unpack(">4sLLL", body[12 + 16 * n : 28 + 16 * n]) for n in range(count))
    return {tag: body[start : start + size] for tag, _, start, size in rows}


def _offsets(tables: dict[bytes, bytes]) -> tuple[int, ...]:
    """Return where each glyph begins, and where the last one ends."""
    long = struct.unpack(">h", tables[b"head"][50:52])[0]
    raw = tables[b"loca"]
    if long:
        return struct.unpack(f">{len(raw) // 4}L", raw)
    return tuple(2 * value for value in struct.unpack(f">{len(raw) // 2}H", raw))


def _parts(glyph: bytes) -> list[int]:
    """Return the glyphs a composite glyph is made of."""
    if len(glyph) < 10 or struct.unpack(">h", glyph[:2])[0] != COMPOSITE:  # noqa: PLR2004  header
        return []
    found, at, flags = [], 10, MORE
    while flags & MORE:
        flags, number = struct.unpack(">HH", glyph[at : at + 4])
        found.append(number)
        at += 4 + (4 if flags & WORDS else 2)
        at += 2 if flags & SCALE else 4 if flags & XY_SCALE else 8 if flags & TWO_BY_TWO else 0
    return found


def _closure(body: bytes, offsets: tuple[int, ...], wanted: Iterable[int]) -> set[int]:
    found, todo = set(), {0, *wanted}
    while todo:
        number = todo.pop()
        found.add(number)
        parts = _parts(body[offsets[number] : offsets[number + 1]])
        todo |= set(parts) - found
    return found


def subset(weight: int, wanted: Iterable[int]) -> bytes:
    """Return a font file in which only some glyphs have a shape; all keep their number."""
    tables = dict(_tables(weight))
    body, offsets = tables[b"glyf"], _offsets(tables)
    keep = _closure(body, offsets, wanted)
    shapes, places = [], [0]
    for number in range(len(offsets) - 1):
        shape = body[offsets[number] : offsets[number + 1]] if number in keep else b""
        shape += b"\0" * (-len(shape) % 4)
        shapes.append(shape)
        places.append(places[-1] + len(shape))
    tables[b"glyf"] = b"".join(shapes)
    tables[b"loca"] = struct.pack(f">{len(places)}L", *places)
    head = bytearray(tables[b"head"])
    head[8:12] = b"\0" * 4
    head[50:52] = struct.pack(">h", 1)
    tables[b"head"] = bytes(head)
    return _file({tag: tables[tag] for tag in KEPT if tag in tables})


def _sum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return tables as a font file with its checksums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(
        ">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    rows, bodies, at = [], [], 12 + 16 * count
    head_at = 0
    for tag, data in sorted(tables.items()):
        rows.append(struct.pack(">4sLLL", tag, _sum(data), at, len(data)))
        if tag == b"head":
            head_at = at
        bodies.append(data + b"\0" * (-len(data) % 4))
        at += len(bodies[-1])
    whole = bytearray(b"".join((header, *rows, *bodies)))
    whole[head_at + 8 : head_at + 12] = struct.pack(
        ">L", (CHECKSUM - _sum(bytes(whole))) & 0xFFFFFFFF
    )
    return bytes(whole)


class Face:
    """One weight, as far as a document uses it."""

    def __init__(self, weight: int) -> None:
        self.font = fonts.font(weight)
        self.name = f"F{weight}"
        self.used: dict[int, str] = {}

    def shown(self, text: str) -> bytes:
        """Return the operand that shows a text, with the kerning between its letters."""
        parts: list[str] = []
        run, last = "", ""
        for letter in text:
            number = self.font.glyph.get(letter, 0)
            self.used.setdefault(number, letter)
            kern = self.font.kern(last, letter) if last else 0
            if kern:
                parts.append(f"<{run}>{-kern}")
                run = ""
            run += f"{number:04x}"
            last = letter if letter in self.font.left else ""
        return f"[{''.join(parts)}<{run}>]".encode("ascii")

    def add(self, document: pydyf.PDF) -> pydyf.Dictionary:
        """Put the font into a document; return the object that pages refer to."""
        order = sorted(self.used)
        body = subset(self.font.weight, order)
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(body).digest()[:6])
        base = f"/{tag}+ZukunftsatlasSans-{self.font.weight}"
        descriptor = self._descriptor(document, base, body)
        widths = {number: self.font.advance.get(self.used[number], 500) for number in order}
        listed = " ".join(f"{number} [{widths[number]}]" for number in order)
        below = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base,
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": descriptor.reference,
                "CIDToGIDMap": "/Identity",
                "DW": 500,
                "W": f"[{listed}]",
            }
        )
        document.add_object(below)
        letters = pydyf.Stream([self._letters(order)], compress=True)
        document.add_object(letters)
        made = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": base,
                "Encoding": "/Identity-H",
                "DescendantFonts": pydyf.Array([below.reference]),
                "ToUnicode": letters.reference,
            }
        )
        document.add_object(made)
        return made

    def _descriptor(self, document: pydyf.PDF, base: str, body: bytes) -> pydyf.Dictionary:
        file = pydyf.Stream([body], extra={"Length1": len(body)}, compress=True)
        document.add_object(file)
        made = pydyf.Dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "FontFamily": pydyf.String(fonts.OWN_FAMILY),
                "FontWeight": self.font.weight,
                "Flags": NONSYMBOLIC,
                "FontBBox": pydyf.Array(self.font.box),
                "ItalicAngle": 0,
                "Ascent": self.font.ascent,
                "Descent": self.font.descent,
                "CapHeight": self.font.cap,
                "StemV": STEM,
                "FontFile2": file.reference,
            }
        )
        document.add_object(made)
        return made

    def _letters(self, order: list[int]) -> bytes:
        """Return the table from glyphs to letters, by which texts can be found and copied."""
        pairs = [
            f"<{number:04x}> <{self.used[number].encode('utf-16-be').hex()}>" for number in order
        ]
        blocks = [pairs[at : at + BLOCK] for at in range(0, len(pairs), BLOCK)]
        listed = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{listed}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        ).encode("ascii")
