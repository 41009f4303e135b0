"""Options and sizes: what can be asked for, and how everything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.picture import options
from layers.picture import sizes
from layers.picture.refusal import PictureError


@pytest.mark.parametrize(
    ("name", "pixels"),
    [
        ("hd", (1920, 1080)),
        ("16:9", (1920, 1080)),
        ("4k", (3840, 2160)),
        ("square", (1080, 1080)),
        ("portrait", (1080, 1350)),
        ("social", (1200, 630)),
        ("a4", (3508, 2480)),
        ("a4-landscape", (3508, 2480)),
        ("a4-portrait", (2480, 3508)),
        ("a3-landscape", (4961, 3508)),
        ("a3-portrait", (3508, 4961)),
        ("newspaper", (1850, 1299)),
        ("1234x567", (1234, 567)),
        ("100x80mm", (1181, 945)),
        ("297x210mm@200", (2339, 1654)),
        ("63.5x45mm@600", (1500, 1063)),
    ],
)
def test_sizes(name: str, pixels: tuple[int, int]) -> None:
    found = sizes.parse(name)
    assert (found.width, found.height) == pixels


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("poster", "size_unknown"),
        ("", "size_unknown"),
        ("1920×1080", "size_unknown"),
        ("-5x100", "size_unknown"),
        ("1e9x1", "size_unknown"),
        ("100000x100000", "size_bounds"),
        ("10000x10000", "size_bounds"),
        ("299x1000", "size_bounds"),
        ("1x1", "size_bounds"),
        ("297x210mm@3000", "size_unknown"),
        ("99999x99999mm", "size_bounds"),
        ("5x5mm", "size_bounds"),
        ("x" * 5000, "size_unknown"),
    ],
)
def test_sizes_out_of_bounds(name: str, reason: str) -> None:
    with pytest.raises(PictureError) as refused:
        sizes.parse(name)
    assert refused.value.reason == reason
    for lang in ("de", "en"):
        assert len(refused.value.text(lang)) < 400


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"title": "x" * 10_000}, "text_long"),
        ({"subtitle": "x" * 401}, "text_long"),
        ({"title": "Karte 🗺"}, "letters"),
        ({"title": "地図"}, "letters"),
        ({"show": "legend,everything"}, "option_unknown"),
        ({"chart": "pie"}, "option_unknown"),
        ({"stamp": "secret"}, "option_unknown"),
        ({"until": "morgen"}, "until"),
        ({"until": "2026-13-01"}, "until"),
        ({"until": "2026-02-30"}, "until"),
        ({"size": "huge"}, "size_unknown"),
    ],
)
def test_what_cannot_be_followed_is_refused(params: dict[str, str], reason: str) -> None:
    with pytest.raises(PictureError) as refused:
        options.read(params)
    assert refused.value.reason == reason
    assert refused.value.text("de") != refused.value.text("en")
    assert refused.value.status == 400


def test_hostile_texts_are_plain_texts() -> None:
    found = options.read({"title": " <script>alert(1)</script>\n\x00&amp; ]]> “Ö”  "})
    assert found.title == "<script>alert(1)</script> &amp; ]]> “Ö”"
    assert options.read({"title": "a\u202eb\u200bc\ud800"}).title == "abc"
    assert options.read({"title": "Łódź, Škoda, Ελλάδα, Киев"}).title.startswith("Łódź")


def test_usual_options_say_nothing() -> None:
    assert options.write(options.read({})) == {}
    assert options.write(options.read({"size": "hd", "show": ",".join(options.USUAL)})) == {}
    assert options.read({"show": "none"}).show == ()
    assert options.write(options.read({"show": "none"})) == {"show": "none"}
    assert options.read({"show": "labels,clean,chart"}).show == ("clean", "labels")


@given(
    size=st.sampled_from([*sizes.PRESETS, "800x600", "200x100mm@150"]),
    title=st.text("abcÄß €<&", max_size=30),
    show=st.lists(st.sampled_from(options.PARTS)).map(",".join),
    chart=st.sampled_from(["", "areas", "years"]),
    stamp=st.sampled_from(["", *options.STAMPS]),
    until=st.sampled_from(["", "2026-05-01", "2026-05-01T10:00"]),
)
def test_written_options_are_read_again(**params: str) -> None:
    found = options.read(params)
    assert options.read(options.write(found)) == found
