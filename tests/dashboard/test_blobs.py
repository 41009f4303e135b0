"""Blobs: one body, the form a browser accepts, 304 when it has it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli
import pytest
from flask import Flask

from dashboard import blobs
from dashboard import compression

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Response

BODY = b"const a = 1; " * 300


@pytest.fixture
def store(tmp_path: Path) -> blobs.Store:
    return blobs.Store(tmp_path)


def ask(store: blobs.Store, blob: blobs.Blob, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with Flask("one").test_request_context(headers=named):
        return store.respond(blob, blobs.FOREVER)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_form_follows_what_is_accepted(
    store: blobs.Store, accepted: str, encoding: str | None
) -> None:
    answer = ask(store, store.add(BODY, "application/javascript"), Accept_Encoding=accepted)
    assert answer.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.get_data()) == BODY
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "application/javascript; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]


def test_what_the_browser_has_is_not_sent_again(store: blobs.Store) -> None:
    blob = store.add(BODY, "text/css")
    tag = ask(store, blob).headers["ETag"]
    assert ask(store, blob, If_None_Match=tag, Accept_Encoding="br").status_code == 304
    other = ask(store, store.add(BODY + b"x", "text/css"), If_None_Match=tag)
    assert other.status_code == 200


def test_pictures_and_fonts_are_sent_as_they_are(store: blobs.Store) -> None:
    blob = store.add(b"wOF2" + bytes(4000), "font/woff2")
    answer = ask(store, blob, Accept_Encoding="br, gzip")
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Type"] == "font/woff2"


def test_small_bodies_that_would_grow_stay(store: blobs.Store) -> None:
    assert store.add(b"a", "text/plain").brotli is None


def test_the_better_form_is_taken_over_while_running(store: blobs.Store) -> None:
    blob = store.add(BODY, "text/css")
    assert store.improvable
    compression.improve(store.folder)
    answer = ask(store, blob, Accept_Encoding="br")
    assert answer.get_data() == compression.best(store.folder, blob.sha256)
    assert not store.improvable


def test_published_bodies_have_an_address_of_their_content(store: blobs.Store) -> None:
    address = store.publish(b"{}", "json", "application/json")
    blob = store.add(b"{}", "application/json")
    assert address == f"/geo/{blob.sha256}.json"
    assert store.published(f"{blob.sha256}.json") is blob
    assert store.published(f"{blob.sha256}.pbf") is None
    assert store.published("../../etc/passwd") is None


def test_what_one_process_published_another_serves(store: blobs.Store, tmp_path: Path) -> None:
    name = store.publish(BODY, "json", "application/json").rpartition("/")[2]
    found = blobs.Store(tmp_path).published(name)
    assert found is not None
    assert (found.raw, found.media_type) == (BODY, "application/json")


def test_a_published_file_that_was_changed_on_disk_is_not_served(
    store: blobs.Store, tmp_path: Path
) -> None:
    name = store.publish(BODY, "json", "application/json").rpartition("/")[2]
    (tmp_path / blobs.PUBLISHED / name).write_bytes(b"rubbish")
    assert blobs.Store(tmp_path).published(name) is None
    assert store.published(name) is not None


def test_old_published_files_go_and_present_ones_stay(
    store: blobs.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "KEPT", 1)
    other = blobs.Store(tmp_path)
    for n in range(4):
        other.publish(f"old {n}".encode(), "json", "application/json")
    name = store.publish(BODY, "json", "application/json").rpartition("/")[2]
    store.sweep()
    left = {path.name for path in (tmp_path / blobs.PUBLISHED).iterdir()}
    assert name in left
    assert len(left) <= 2
