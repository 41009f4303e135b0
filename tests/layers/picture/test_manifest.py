"""Ids and what is kept under them."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from layers import state
from layers.picture import manifest
from layers.picture import options
from layers.picture import render
from layers.picture.manifest import Manifest
from layers.picture.manifest import Store

if TYPE_CHECKING:
    from pathlib import Path

MADE = Manifest(query="level=aerl", options={"size": "a4"}, house="", data="abc", programme="def")


def test_equal_manifests_have_equal_ids_and_others_do_not() -> None:
    assert replace(MADE).id == MADE.id
    changes: tuple[dict[str, Any], ...] = (
        {"query": ""},
        {"options": {}},
        {"house": "H"},
        {"data": "x"},
        {"programme": "x"},
    )
    ids = {MADE.id, *(replace(MADE, **change).id for change in changes)}
    assert len(ids) == 6
    assert all(manifest.spelled(id_) == id_ for id_ in ids)


def test_the_id_is_that_of_yesterday() -> None:
    assert MADE.id == "ZA-6M7CA-YNAJM"


def test_an_id_may_be_typed_as_people_type() -> None:
    assert manifest.spelled(" za01234 5678o".replace(" ", "")) == "ZA-01234-56780"
    assert manifest.spelled("ZA-0I2L4-5678O") == "ZA-01214-56780"
    for text in ("", "ZA", "ZA-1234", "../../etc/passwd", "ZA-01234-56789-1", "ZA-0123U-5678/"):
        spelled = manifest.spelled(text)
        assert spelled is None or "/" not in spelled


def test_the_mode_of_the_page_does_not_change_a_picture() -> None:
    usual = state.ViewState()
    other = replace(usual, mode="sources")
    made = [render.described(view, options.Options(), "", "v") for view in (usual, other)]
    assert made[0] == made[1]
    assert made[0].programme == manifest.programme()


def test_a_store_keeps_manifests_and_files(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "folder")
    assert store.known(MADE.id) is None
    assert store.keep(MADE) == MADE.id
    assert store.known(MADE.id) == MADE
    assert store.file(MADE.id, "png") is None
    store.put(MADE.id, "png", b"picture")
    assert Store(store.folder).file(MADE.id, "png") == b"picture"
    assert sorted(p.suffix for p in store.folder.iterdir()) == [".json", ".png"]


def test_a_spoilt_manifest_is_not_believed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(MADE)
    path = tmp_path / f"{MADE.id}.json"
    for text in ("", "{", "[]", json.dumps({"query": "x"}), MADE.text.replace("aerl", "gemeinden")):
        path.write_text(text)
        assert store.known(MADE.id) is None


def test_the_oldest_files_go_first(tmp_path: Path) -> None:
    store = Store(tmp_path, most=250)
    for at in range(4):
        made = replace(MADE, house=str(at))
        store.keep(made)
        store.put(made.id, "png", b"x" * 100)
        os.utime(tmp_path / f"{made.id}.png", (at, at))
    store.put(MADE.id, "svg", b"y" * 100)
    kept = {path.name for path in tmp_path.iterdir() if path.suffix != ".json"}
    assert kept == {f"{MADE.id}.svg", f"{replace(MADE, house='3').id}.png"}
    assert len(list(tmp_path.glob("*.json"))) == 4


def test_a_folder_that_cannot_be_written_costs_no_picture(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    store = Store(blocked / "below")
    store.keep(MADE)
    store.put(MADE.id, "png", b"picture")
    assert store.file(MADE.id, "png") is None


@pytest.mark.parametrize("kind", render.KINDS)
def test_every_kind_has_a_writer(kind: str) -> None:
    from layers import spec  # noqa: PLC0415  the registry imports the writers

    assert spec.exports()[kind].picture
