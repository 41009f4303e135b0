"""Files: exact pixels, texts as texts, metadata, one picture in every format and renderer."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest

from layers.picture import fonts
from layers.picture import metadata
from layers.picture import pdf
from layers.picture import render
from layers.picture import sizes
from layers.picture import svg
from layers.picture.refusal import PictureError
from tests.layers.picture import reading
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.picture.drawing import Picture

    Drawing = Callable[..., Picture]

SVG = "{http://www.w3.org/2000/svg}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
FEW = {"layers": ("aerl", "rvz")}  # fast to draw: pixels do not depend on what is drawn


@pytest.mark.parametrize("preset", [*sizes.PRESETS, "1234x567", "100x80mm@200"])
def test_pixels_are_exact(preset: str, draw: Drawing) -> None:
    png = render.encode(draw(FEW, size=preset, show="clean"), "png")
    size = sizes.parse(preset)
    assert reading.size(png) == (size.width, size.height)
    kinds = [kind for kind, _ in reading.chunks(png)]
    assert kinds[0] == "IHDR"
    assert kinds[-1] == "IEND"
    resolution = dict(reading.chunks(png)).get("pHYs")
    if size.dpi:
        assert resolution is not None
        assert round(int.from_bytes(resolution[:4]) * 0.0254) == size.dpi
    else:
        assert resolution is None


def test_a_png_says_what_it_is(draw: Drawing) -> None:
    picture = draw(size="social", title="Wo das Geld ist & bleibt")
    found = reading.texts(render.encode(picture, "png"))
    assert found["Title"] == "Wo das Geld ist & bleibt"
    assert found["Description"].startswith("Karte von Niedersachsen. Wo das Geld")
    assert found["Author"] == "Zukunftsatlas Niedersachsen"
    assert found["Source"].startswith("Karte: Zukunftsatlas Niedersachsen. Jüngste Quelle")
    assert found["Creation Time"][:2] == "20"
    assert found["Identifier"] == "ZA-01234-56789"
    packet = ET.fromstring(found["XML:com.adobe.xmp"].split("?>", 1)[1].rsplit("<?", 1)[0])  # noqa: S314
    assert "Wo das Geld ist & bleibt" in "".join(packet.itertext())


def test_an_svg_is_sound_and_its_texts_are_texts(draw: Drawing) -> None:
    picture = draw(title="Äpfel & <Birnen>", size="a4")
    root = ET.fromstring(svg.write(picture))  # noqa: S314
    assert root.find(f"{SVG}title").text == "Äpfel & <Birnen>"  # type: ignore[union-attr]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert (root.get("width"), root.get("height")) == ("297.01mm", "209.97mm")
    said = [t.text for t in root.iter(f"{SVG}text") if t.get("aria-hidden") != "true"]
    assert said == [line.text for line in reading.lines(picture.root)]
    fields = {e.tag.removeprefix(DUBLIN): e.text for e in root.iter() if DUBLIN in e.tag}
    assert fields["identifier"] == "ZA-01234-56789"
    assert fields["source"] == picture.about.source
    names = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(names) == len(set(names))
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}image"))
    text = svg.write(picture).decode()
    assert "font/woff2;base64," in text
    assert "http" not in text.replace("http://www.w3.org/", "").replace("http://purl.org/", "")


def opened(body: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(body)


def test_a_pdf_has_title_language_tags_and_fonts(draw: Drawing) -> None:
    picture = draw({"lang": "en"}, size="a4", title="“Łódź” & Käse")
    body = pdf.write(picture)
    document = opened(body)
    info = document.get_metadata_dict()
    assert info["Title"] == "“Łódź” & Käse"
    assert info["Keywords"] == "ZA-01234-56789"
    assert info["CreationDate"] == info["ModDate"] == ""
    assert document.get_page(0).get_size() == pytest.approx((841.92, 595.2), abs=0.1)
    assert document.is_tagged()
    raw = pypdfium2.raw
    assert raw.FPDFCatalog_IsTagged(document)
    assert b"XML:com" not in body
    assert b"<dc:title>" in body
    said = document.get_page(0).get_textpage().get_text_bounded()
    for line in reading.lines(picture.root):
        if "map-frame" not in line.groups:
            assert line.text.replace("\u00a0", " ") in said.replace("\u00a0", " "), line.text


def test_what_is_read_aloud_begins_with_the_title(draw: Drawing) -> None:
    raw = pypdfium2.raw
    document = opened(pdf.write(draw(size="a4", title="Ein Titel")))
    tree = raw.FPDF_StructTree_GetForPage(document.get_page(0))
    top = raw.FPDF_StructTree_GetChildAtIndex(tree, 0)

    def text_of(read: Callable[..., int], element: object) -> str:
        size = read(element, None, 0)
        buffer = raw.ctypes.create_string_buffer(size)
        read(element, buffer, size)
        return str(buffer.raw.decode("utf-16-le").rstrip("\0"))

    children = [
        raw.FPDF_StructElement_GetChildAtIndex(top, at)
        for at in range(raw.FPDF_StructElement_CountChildren(top))
    ]
    roles = [text_of(raw.FPDF_StructElement_GetType, child) for child in children]
    assert roles[:3] == ["H1", "P", "Figure"]
    figures = [c for c, role in zip(children, roles, strict=True) if role == "Figure"]
    spoken = [text_of(raw.FPDF_StructElement_GetAltText, figure) for figure in figures]
    assert spoken[0].startswith("Karte von Niedersachsen. Ein Titel.")
    assert all(spoken)


def cells(pixels: np.ndarray, edge: int = 12) -> np.ndarray:
    """Return the mean colours of square cells: letters are smoothed differently."""
    high, wide = (side // edge for side in pixels.shape[:2])
    cut = pixels[: high * edge, : wide * edge].astype(float)
    return np.asarray(cut.reshape(high, edge, wide, edge, 3).mean(axis=(1, 3)))


def test_a_pdf_looks_like_the_png(draw: Drawing) -> None:
    picture = draw(size="1080x720")
    one = reading.pixels(render.encode(picture, "png"))
    page = opened(pdf.write(picture)).get_page(0)
    other = page.render(scale=1080 / page.get_width(), rev_byteorder=True).to_numpy()[:, :, :3]
    assert one.shape == other.shape
    difference = np.abs(cells(one) - cells(other))
    assert difference.mean() < 1.5
    assert difference.max() < 40


SCRIPT = """
import sys
from geodata import catalogue
import hashlib
from layers import scenes, state
from layers.picture import options, render
data = catalogue.load()
gap = state.ViewState(mode="gaps", candidates=("03360002",))
for found in (scenes.of(state.ViewState(metric="money"), data), scenes.of(gap, data)):
  for kind in ("svg", "pdf", "png"):
    picture = render.drawing(found, options.read({"size": "900x700"}), "", "ZA-1")
    print(kind, hashlib.sha256(render.encode(picture, kind)).hexdigest())
"""


def test_files_are_the_same_in_every_process() -> None:
    def hashes(seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PATH": "", "TZ": f"UTC{seed}"},
        ).stdout

    first = hashes("1")
    assert len(set(first.splitlines())) == 6
    assert first == hashes("7")


def test_a_picture_that_takes_too_long_is_given_up(draw: Drawing) -> None:
    with pytest.raises(PictureError) as refused:
        render.encode(draw(FEW), "png", timeout=0.001)
    assert (refused.value.reason, refused.value.status) == ("late", 503)


def test_a_rasteriser_that_fails_is_told(
    draw: Drawing, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(svg, "write", lambda *_args, **_kw: b"<svg")
    with pytest.raises(PictureError) as refused:
        render.encode(draw(FEW), "png")
    assert (refused.value.reason, refused.value.status) == ("failed", 500)
    assert "Traceback" in capfd.readouterr().err


def test_metadata_keep_a_png_whole(draw: Drawing) -> None:
    picture = draw(FEW, size="300x300", show="clean")
    plain = render.raster(picture)
    assert np.array_equal(
        reading.pixels(plain),
        reading.pixels(metadata.into_png(plain, picture.about, 72)),
    )


def test_fonts_are_measured_as_they_are() -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only here

    for weight in fonts.WEIGHTS:
        font = fonts.font(weight)
        file = TTFont(font.path)
        cmap = file.getBestCmap()
        assert {ord(c) for c in font.advance} - {0xFFFD} <= set(cmap)
        for letter in "AWay1€ßŁΩЖ":
            assert file["hmtx"][cmap[ord(letter)]][0] == font.advance[letter]
            assert file.getGlyphID(cmap[ord(letter)]) == font.glyph[letter]
        assert font.kern("A", "V") < 0
        assert font.kern("H", "H") == 0
        assert {font.advance[digit] for digit in "0123456789"} == {font.advance["0"]}
        assert "Source" not in str(file["name"].getDebugName(4))
