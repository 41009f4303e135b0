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
    old = box.open()
    before = time.time() - mailbox.LIFE_S - 1
    os.utime(tmp_path / f"{old}.json", (before, before))
    box.open()
    with pytest.raises(MailboxError, match="unknown"):
        box.read(old)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("no folder")
    with pytest.raises(MailboxError, match="unwritable"):
        Mailbox(taken / "boxes").open()
