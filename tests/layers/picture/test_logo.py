"""The picture of the house: on every kind of file, part of the id, the same again."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest

from layers import state
from layers.picture import logo as logos
from layers.picture import options
from layers.picture import render
from layers.picture.drawing import Image
from layers.picture.manifest import Store
from layers.picture.refusal import PictureError
from tests.layers.picture import reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.picture.drawing import Picture

    Drawing = Callable[..., Picture]

GREEN = (18, 160, 40)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><script>alert(1)</script>'
    b'<rect width="60" height="20" fill="#12a028"/></svg>'
)


def png(width: int, height: int) -> bytes:
    """Return a green PNG, written by hand."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        )

    rows = (b"\0" + bytes((*GREEN, 255)) * width) * height
    head = struct.pack(">LLBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def green(pixels: np.ndarray) -> np.ndarray:
    """Return rows and columns of the pixels that are of the logo's colour."""
    near = np.abs(pixels.astype(int) - np.array(GREEN)).max(axis=2) < 6
    return np.argwhere(near)


@pytest.mark.parametrize(("kind", "body"), [("svg", SVG), ("png", png(90, 30))])
def test_it_is_seen_in_every_kind_of_file(kind: str, body: bytes, draw: Drawing) -> None:
    found = logos.of(body, kind)
    picture = draw(logo=found, size="1080x720")
    (image,) = [item for item, _ in reading.walk(picture.root) if isinstance(item, Image)]
    assert image.width / image.height == pytest.approx(3)
    pixels = reading.pixels(render.encode(picture, "png"))
    seen = green(pixels)
    assert len(seen) > 300
    assert seen[:, 0].min() > 600  # in the lower right
    assert seen[:, 1].min() > 700
    document = pypdfium2.PdfDocument(render.encode(picture, "pdf"))
    page = document.get_page(0)
    other = page.render(scale=1080 / page.get_width(), rev_byteorder=True).to_numpy()[:, :, :3]
    assert len(green(other)) == pytest.approx(len(seen), rel=0.1)
    assert np.abs(green(other).mean(axis=0) - seen.mean(axis=0)).max() < 2
    text = render.encode(picture, "svg").decode()
    assert found.address in text
    assert "<script" not in text
    words = [line for line in reading.lines(picture.root) if line.groups[-1] == "identifier"]
    assert all(line.box[0] >= image.x + image.width for line in words)


def test_without_one_there_is_the_mark(draw: Drawing) -> None:
    assert not [item for item, _ in reading.walk(draw().root) if isinstance(item, Image)]


def test_it_is_part_of_the_id() -> None:
    view, usual = state.ViewState(), options.Options()
    one = replace(usual, logo=logos.of(SVG, "svg"))
    two = replace(usual, logo=logos.of(SVG.replace(b"#12a028", b"#a01228"), "svg"))
    ids = {render.described(view, chosen, "", "v").id for chosen in (usual, one, two)}
    assert len(ids) == 3
    assert '"logo"' not in render.described(view, usual, "", "v").text


def test_a_store_keeps_it_for_the_time_after_the_next(tmp_path: Path) -> None:
    store, found = Store(tmp_path), logos.of(SVG, "svg")
    name = store.keep_logo(found)
    assert store.logo(name) == found
    assert store.logo("../../etc/passwd") is None
    assert store.logo("0" * 16 + ".svg") is None
    (tmp_path / f"logo-{name}").write_bytes(SVG + b" ")
    assert store.logo(name) is None


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("svg", b"<html></html>"),
        ("svg", b'<svg viewBox="0 0 0 5"></svg>'),
        ("png", b"GIF89a"),
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("webp", b"RIFF0000WEBPnope"),
        ("svg", SVG + b" " * logos.MOST),
        ("exe", SVG),
    ],
)
def test_what_is_no_picture_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(PictureError) as refused:
        logos.of(body, kind)
    assert "ATLAS_LOGO" in refused.value.text("de")


def test_a_logo_that_nobody_sees_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>')
    with pytest.raises(PictureError):
        logos.checked(path)
    path = tmp_path / "other.svg"
    path.write_bytes(SVG)
    assert logos.checked(path) == logos.of(SVG, "svg")


def test_sizes_are_read() -> None:
    own = logos.of(b'<svg width="120px" height="40"></svg>', "svg")
    assert (own.width, own.height) == (120, 40)
    body = b"RIFF0000WEBPVP8X" + bytes(8) + (199).to_bytes(3, "little") + (49).to_bytes(3, "little")
    assert (logos.of(body, "webp").width, logos.of(body, "webp").height) == (200, 50)
    lossless = b"RIFF0000WEBPVP8L" + bytes(5) + ((49 << 14) | 199).to_bytes(4, "little")
    assert logos.of(lossless, "webp").height == 50
    lossy = b"RIFF0000WEBPVP8 " + bytes(10) + struct.pack("<HH", 200, 50)
    assert logos.of(lossy, "webp").width == 200


def test_pixels_are_those_of_the_file() -> None:
    rng = np.random.default_rng(4)
    rows = rng.integers(0, 256, (9, 7, 4), dtype=np.uint8)
    for kind in range(5):
        body = filtered(rows, kind)
        assert np.array_equal(logos.decoded(body), rows), kind


def filtered(rows: np.ndarray, kind: int) -> bytes:
    """Return a PNG whose rows are filtered in one of the five ways."""
    height, width, _ = rows.shape
    values = np.zeros((height + 1, width + 1, 4), int)
    values[1:, 1:] = rows
    out = b""
    for y in range(1, height + 1):
        line = []
        for x in range(1, width + 1):
            a, b, c = values[y, x - 1], values[y - 1, x], values[y - 1, x - 1]
            p = a + b - c
            pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
            paeth = np.where((pa <= pb) & (pa <= pc), a, np.where(pb <= pc, b, c))
            guess = (0 * a, a, b, (a + b) // 2, paeth)[kind]
            line.append((values[y, x] - guess) & 255)
        out += bytes([kind]) + np.array(line, np.uint8).tobytes()
    head = struct.pack(">LL", width, height) + b"\x08\x06\0\0\0"
    body = zlib.compress(out)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">L", 13) + b"IHDR" + head + bytes(4)
        + struct.pack(">L", len(body)) + b"IDAT" + body + bytes(4)
    )  # fmt: skip
