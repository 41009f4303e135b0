"""Compression: quick now, best later, and never a damaged copy."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli

from dashboard import compression

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BODY = b"the same words again and again, " * 400
NAME = "abc"


def test_the_first_copy_is_quick_and_kept(tmp_path: Path) -> None:
    data, quality = compression.brotlied(BODY, tmp_path, NAME)
    assert quality == compression.QUICK
    assert brotli.decompress(data) == BODY
    assert compression.file_of(tmp_path, NAME, compression.QUICK).read_bytes() == data


def test_improving_replaces_the_quick_copies(tmp_path: Path) -> None:
    quick, _ = compression.brotlied(BODY, tmp_path, NAME)
    assert compression.best(tmp_path, NAME) is None
    assert compression.improve(tmp_path) == 1
    data, quality = compression.brotlied(BODY, tmp_path, NAME)
    assert quality == compression.BEST
    assert brotli.decompress(data) == BODY
    assert len(data) <= len(quick)
    assert compression.best(tmp_path, NAME) == data
    assert compression.improve(tmp_path) == 0


def test_a_damaged_copy_is_made_anew(tmp_path: Path) -> None:
    compression.file_of(tmp_path, NAME, compression.BEST).write_bytes(b"not brotli")
    (tmp_path / f"{NAME}.gz").write_bytes(gzip.compress(b"another body"))
    data, quality = compression.brotlied(BODY, tmp_path, NAME)
    assert (brotli.decompress(data), quality) == (BODY, compression.QUICK)
    assert gzip.decompress(compression.gzipped(BODY, tmp_path, NAME)) == BODY


def test_a_cut_gzip_copy_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.gz").write_bytes(gzip.compress(BODY)[:-9])
    assert gzip.decompress(compression.gzipped(BODY, tmp_path, NAME)) == BODY


def test_a_folder_that_cannot_be_written_costs_speed_only(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    data, _ = compression.brotlied(BODY, blocked / "cache", NAME)
    assert brotli.decompress(data) == BODY


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    compression.keep(tmp_path / "deep" / "file", b"data")
    assert [file.name for file in (tmp_path / "deep").iterdir()] == ["file"]


def test_gzip_is_the_same_every_time(tmp_path: Path) -> None:
    first = compression.gzipped(BODY, tmp_path / "one", NAME)
    assert first == compression.gzipped(BODY, tmp_path / "two", NAME)


def test_two_may_improve_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compression.brotlied(BODY, tmp_path, NAME)
    compress = brotli.compress

    def while_the_other_is_quicker(body: bytes, quality: int) -> bytes:
        compression.file_of(tmp_path, NAME, compression.QUICK).unlink()
        return bytes(compress(body, quality=quality))

    monkeypatch.setattr(brotli, "compress", while_the_other_is_quicker)
    assert compression.improve(tmp_path) == 0
    assert compression.best(tmp_path, NAME) is not None
