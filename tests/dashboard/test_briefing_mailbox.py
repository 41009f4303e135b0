"""The mailbox between windows: whole files, growing numbers, nothing but what is expected."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from typing import Any

import pytest

from dashboard.briefing import mailbox
from dashboard.briefing.mailbox import Mailbox
from dashboard.briefing.mailbox import MailboxError
from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from pathlib import Path

STATE: dict[str, Any] = {
    "story": "versorgung",
    "id": "heute",
    "paused": False,
    "elapsed": 1200,
    "from": "lead-1",
}


def test_what_is_posted_is_read_by_another_process(tmp_path: Path) -> None:
    box = Mailbox(tmp_path / "boxes")
    code = box.open()
    first = box.post(code, STATE | {"extra": "left out"})
    second = box.post(code, STATE | {"paused": True})
    found = Mailbox(tmp_path / "boxes").read(code)
    assert second > first
    assert found.number == second
    assert found.state == STATE | {"paused": True}
    assert len(code) == mailbox.LENGTH


@pytest.mark.parametrize("code", ["", "ABCDEF", "../../x", "abcdef", "A" * 40, "ABCD1O"])
def test_there_is_no_box_without_its_code(tmp_path: Path, code: str) -> None:
    box = Mailbox(tmp_path)
    with pytest.raises(MailboxError, match="unknown"):
        box.read(code)
    with pytest.raises(MailboxError, match="unknown"):
        box.post(code, STATE)


@pytest.mark.parametrize(
    "change", [{"id": 3}, {"paused": 1}, {"elapsed": "x"}, {"story": "x" * 81}, {"from": None}]
)
def test_other_states_are_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    box = Mailbox(tmp_path)
    code = box.open()
    with pytest.raises(MailboxError, match="state"):
        box.post(code, STATE | change)


def test_a_reader_never_sees_half_a_letter(tmp_path: Path) -> None:
    box = Mailbox(tmp_path)
    code = box.open()

    def write(n: int) -> int:
        return box.post(code, STATE | {"elapsed": n})

    def read(_: int) -> int:
        return box.read(code).number

    with ThreadPoolExecutor(8) as pool:
        writes = [pool.submit(write, n) for n in range(100)]
        reads = [pool.submit(read, n) for n in range(100)]
        numbers = [job.result() for job in (*writes, *reads)]
    assert len(numbers) == 200
    assert [path.name for path in tmp_path.iterdir()] == [f"{code}.json"]


def test_old_boxes_are_swept(tmp_path: Path) -> None:
    box = Mailbox(tmp_path)
    old, used = box.open(), box.open()
    before = time.time() - mailbox.LIFE_S - 1
    os.utime(tmp_path / f"{old}.json", (before, before))
    box.open()
    with pytest.raises(MailboxError, match="unknown"):
        box.read(old)
    assert box.read(used).number == 0


def test_a_clock_that_jumps_ahead_closes_no_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Mailbox(tmp_path)
    code = box.open()
    later = time.time_ns() + 10**9 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later / 10**9)
    monkeypatch.setattr(time, "time_ns", lambda: later)
    box.open()
    first = box.post(code, STATE)
    monkeypatch.setattr(time, "time_ns", lambda: later - 10**9 * 48 * 3600)
    assert box.post(code, STATE) > first, "numbers grow also when it is set back"


class Memory:
    """A shelf that two machines see, and that may be gone."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], bytes] = {}
        self.gone = False

    def _there(self) -> None:
        if self.gone:
            raise StoreError("Die Datenbank antwortet nicht.", "The database does not answer.")

    def get(self, kind: str, name: str) -> bytes | None:
        self._there()
        return self.held.get((kind, name))

    def put(self, kind: str, name: str, body: bytes) -> None:
        self._there()
        self.held[kind, name] = body

    def settle(self, kind: str, name: str, body: bytes) -> bytes:
        self._there()
        return self.held.setdefault((kind, name), body)

    def drop(self, kind: str, name: str) -> None:
        self._there()
        self.held.pop((kind, name), None)

    def count(self, kind: str) -> int:
        self._there()
        return sum(key[0] == kind for key in self.held)

    def sweep(self, kind: str, older_s: float) -> None:
        assert (kind, older_s) == (mailbox.KIND, mailbox.LIFE_S)
        self._there()


def test_a_letter_posted_on_one_machine_is_read_on_the_other(tmp_path: Path) -> None:
    shelf = Memory()
    one, two = Mailbox(tmp_path / "one", shelf), Mailbox(tmp_path / "two", shelf)
    code = one.open()
    number = one.post(code, STATE)
    assert two.read(code).number == number
    assert two.read(code).state == STATE
    with pytest.raises(MailboxError, match="unknown"):
        two.read("ABCDEF")


def test_a_shelf_that_is_gone_is_no_unknown_code(tmp_path: Path) -> None:
    shelf = Memory()
    box = Mailbox(tmp_path, shelf)
    code = box.open()
    shelf.gone = True
    for ask in (lambda: box.read(code), lambda: box.post(code, STATE), box.open):
        with pytest.raises(MailboxError, match="unwritable"):
            ask()
    shelf.gone = False
    assert box.read(code).number == 0


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("no folder")
    with pytest.raises(MailboxError, match="unwritable"):
        Mailbox(taken / "boxes").open()
