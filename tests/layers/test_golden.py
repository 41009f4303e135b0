"""The golden addresses, against which the browser's encoder is tested too."""

from __future__ import annotations

from tests.layers import golden


def test_the_golden_file_is_the_codec_of_today() -> None:
    """Write it anew with ``python -m tests.layers.golden`` when the codec is meant to change."""
    assert golden.FILE.read_text(encoding="utf-8") == golden.text()


def test_no_address_needs_escaping() -> None:
    """Only the free name of a scenario is escaped; its escapes are letters and digits again."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-_~,.=&@")
    queries = [v["query"].partition("name=") for v in golden.content()["vectors"]]
    assert {c for before, _, _ in queries for c in before} <= allowed
    assert {c for _, _, name in queries for c in name} <= allowed | set("ABCDEFZ%()")
