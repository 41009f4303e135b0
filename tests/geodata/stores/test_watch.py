"""The watch on a store: a new version is noticed, trouble keeps the last good one."""

from __future__ import annotations

import errno
import os
import time
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING
from typing import cast

import pytest

from geodata import catalogue as catalogues
from geodata import folders
from geodata.collections.features import MemoryFeatures
from geodata.errors import DamagedFileError
from geodata.problems import Problem
from geodata.stores.folder import FolderStore
from geodata.stores.store import StoreError
from geodata.stores.watch import REST_S
from geodata.stores.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.catalogue import Catalogue
    from geodata.collections.features import Features


class Scripted:
    """A store whose versions and faults a test sets."""

    name = "scripted"
    shelf = None

    def __init__(self) -> None:
        self.valid = "one"
        self.fault: Exception | None = None
        self.loads = 0
        self.broken = False
        self.full = False
        self.problems: tuple[Problem, ...] = ()
        self.copy: Catalogue | None = None

    def version(self) -> str:
        if self.fault:
            raise self.fault
        return self.valid

    def last(self) -> Catalogue | None:
        return self.copy

    def find(self, version: str) -> Path | None:
        pytest.fail(f"nobody asks for {version}")

    def features(self, loaded: Catalogue) -> Features:
        return MemoryFeatures(loaded)

    def load(self, before: Catalogue | None = None) -> Catalogue:  # noqa: ARG002
        self.loads += 1
        if self.fault:
            raise self.fault
        if self.broken:
            raise DamagedFileError(folders.DATA, "leer", "empty")
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return holding(self.valid, *self.problems)


def holding(version: str, *problems: Problem) -> Catalogue:
    return cast("Catalogue", SimpleNamespace(version=version, problems=problems))


def watched(clock: Callable[[], float] = time.monotonic) -> tuple[Scripted, Watch]:
    store = Scripted()
    return store, Watch(store, holding("one"), clock)


def test_nothing_new_loads_nothing() -> None:
    store, watch = watched()
    assert watch.look() is None
    assert (store.loads, watch.trouble) == (0, None)


def test_a_new_version_is_loaded_once() -> None:
    store, watch = watched()
    store.valid = "two"
    found = watch.look()
    assert found is not None
    assert found.version == "two"
    assert watch.served is found
    assert watch.look() is None
    assert store.loads == 1


def test_a_lost_connection_keeps_the_last_good_data_and_recovers() -> None:
    store, watch = watched()
    store.fault = StoreError("Die Datenbank antwortet nicht.", "The database does not answer.")
    assert watch.look() is None
    assert watch.trouble is store.fault
    assert watch.served.version == "one"
    store.fault, store.valid = None, "two"
    assert watch.look() is not None
    assert watch.trouble is None


def test_a_start_without_the_store_serves_the_copy_of_this_machine() -> None:
    store = Scripted()
    store.fault = StoreError("Die Datenbank antwortet nicht.", "The database does not answer.")
    with pytest.raises(StoreError):
        Watch.begin(store)
    store.copy = holding("one")
    watch = Watch.begin(store)
    assert (watch.served, watch.trouble) == (store.copy, store.fault)
    store.fault = None
    assert watch.look() is None
    assert not watch.trouble


def test_a_damaged_version_is_tried_once_until_it_is_replaced() -> None:
    store, watch = watched()
    store.valid, store.broken = "two", True
    assert watch.look() is None
    assert watch.look() is None
    assert store.loads == 1
    assert isinstance(watch.trouble, DamagedFileError)
    store.valid, store.broken = "three", False
    assert watch.look() is not None
    assert watch.trouble is None


def test_a_version_that_is_taken_back_ends_the_trouble() -> None:
    store, watch = watched()
    store.valid, store.broken = "two", True
    watch.look()
    store.valid = "one"
    assert watch.look() is None
    assert watch.trouble is None


def test_a_full_disk_keeps_the_last_good_data_and_is_tried_again_after_a_while() -> None:
    now = [100.0]
    store, watch = watched(lambda: now[0])
    store.valid, store.full = "two", True
    assert watch.look() is None
    assert watch.look() is None
    assert store.loads == 1, "not every second"
    assert "No space left" in str(watch.trouble)
    assert watch.served.version == "one"
    now[0] += REST_S
    store.full = False
    assert watch.look() is not None
    assert watch.trouble is None


def test_data_that_lost_a_whole_file_are_not_taken_over() -> None:
    store, watch = watched()
    lost = Problem(
        code="file-damaged", where="rvz.csv", raw="", message="Kaputt.", message_en="Broken."
    )
    store.valid, store.problems = "two", (lost,)
    assert watch.look() is None
    assert watch.served.version == "one"
    assert "rvz.csv: Kaputt." in str(watch.trouble)
    store.valid, store.problems = "three", (replace(lost, code="place-unknown"),)
    assert watch.look() is not None, "single rows are left out and told"


def test_a_file_that_was_lost_before_does_not_hold_up_the_next_data() -> None:
    store = Scripted()
    lost = Problem(
        code="file-damaged", where="rvz.csv", raw="", message="Kaputt.", message_en="Broken."
    )
    watch = Watch(store, holding("one", lost))
    store.valid, store.problems = "two", (lost,)
    assert watch.look() is not None


def test_data_of_which_no_page_can_be_made_are_taken_back() -> None:
    store, watch = watched()
    store.valid = "two"
    assert watch.look() is not None
    watch.refuse(DamagedFileError(folders.DATA, "leer", "empty"))
    assert watch.served.version == "one"
    assert watch.look() is None
    assert isinstance(watch.trouble, DamagedFileError), "told as long as nothing newer is there"
    store.valid = "one"
    assert watch.look() is None
    assert watch.trouble is None


def test_a_folder_has_the_version_of_its_catalogue(data: Path) -> None:
    store = FolderStore(data)
    assert store.version() == store.load().version == catalogues.version(data)


def test_a_folder_notices_a_change_of_the_same_size_and_time(data: Path) -> None:
    store, path = FolderStore(data), data / "records/rvz.csv"
    before, stat = store.version(), path.stat()
    body = path.read_bytes()
    fresh = path.with_suffix(".new")
    fresh.write_bytes(body[:-2] + b"x" + body[-1:])
    os.utime(fresh, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    fresh.replace(path)
    assert store.version() != before


def test_a_folder_is_not_read_again_without_a_change(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(data)
    before = store.version()
    monkeypatch.setattr(catalogues, "version", lambda _: pytest.fail("read again"))
    assert store.version() == before
