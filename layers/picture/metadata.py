"""What is written into a file about its picture, in the form that archives and agencies read."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from layers.picture.drawing import About

NAME = "Zukunftsatlas Niedersachsen"
INCH = 0.0254  # metres
SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER_END = len(SIGNATURE) + 25  # after the chunk IHDR


def _alternatives(name: str, text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


def _listed(name: str, text: str, kind: str = "Seq") -> str:
    return f"<{name}><rdf:{kind}><rdf:li>{escape(text)}</rdf:li></rdf:{kind}></{name}>"


def xmp(about: About) -> str:
    """Return the description as an XMP packet."""
    inner = (
        _alternatives("dc:title", about.title),
        _alternatives("dc:description", about.description),
        _listed("dc:creator", about.credit),
        _listed("dc:language", about.lang, "Bag"),
        _listed("dc:date", about.date) if about.date else "",
        f"<dc:source>{escape(about.source)}</dc:source>",
        f"<dc:identifier>{escape(about.identifier)}</dc:identifier>",
        f"<photoshop:Credit>{escape(about.credit)}</photoshop:Credit>",
        f"<photoshop:Source>{escape(about.source)}</photoshop:Source>",
        f"<xmp:CreatorTool>{NAME}</xmp:CreatorTool>",
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        f"{''.join(inner)}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">L", len(data)) + body + struct.pack(">L", zlib.crc32(body))


def _text(keyword: str, text: str, lang: str) -> bytes:
    """Return an international text chunk, not compressed, so that any reader finds it."""
    head = keyword.encode("latin-1") + b"\0\0\0" + lang.encode("ascii") + b"\0\0"
    return _chunk(b"iTXt", head + text.encode("utf-8"))


def into_png(png: bytes, about: About, dpi: float | None) -> bytes:
    """Return a PNG file with its texts and its resolution.

    Parameters
    ----------
    png
        The file as the rasteriser wrote it.
    about
        The texts.
    dpi
        Pixels an inch; None for screens.
    """
    texts = {
        "Title": about.title,
        "Description": about.description,
        "Author": about.credit,
        "Source": about.source,
        "Creation Time": about.date,
        "Identifier": about.identifier,
        "Software": NAME,
    }
    chunks = [_chunk(b"sRGB", b"\0")]
    if dpi:
        metre = round(dpi / INCH)
        chunks.append(_chunk(b"pHYs", struct.pack(">LLB", metre, metre, 1)))
    chunks += [_text(key, text, about.lang) for key, text in texts.items() if text]
    chunks.append(_text("XML:com.adobe.xmp", xmp(about), ""))
    return png[:HEADER_END] + b"".join(chunks) + png[HEADER_END:]
