"""The golden addresses, against which the browser's encoder is tested too."""

from __future__ import annotations

from layers import view
from tests.layers import golden


def test_the_golden_file_is_the_codec_of_today() -> None:
    """Write it anew with ``python -m tests.layers.golden`` when the codec is meant to change."""
    assert golden.FILE.read_text(encoding="utf-8") == golden.text()


def test_no_address_needs_escaping() -> None:
    """Only free texts are escaped; their escapes are letters and digits again."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-_~,.@:T")
    free = {field.param for field in view.FIELDS if field.kind == "text"}
    queries = [v["query"] for v in golden.content()["vectors"] if v["query"]]
    for param, _, value in (pair.partition("=") for query in queries for pair in query.split("&")):
        extra = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ%()") if param in free else set()
        assert set(param + value) <= allowed | extra, param
