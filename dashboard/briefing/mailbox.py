"""A small mailbox on disk, through which windows on several devices keep in step.

The processes of a machine share its disk: a box is one file, always replaced as a whole. Several
machines share the shelf of their database.
What is in it is who tells the story where: no names, no views, nothing that outlives a day.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from geodata.stores.store import StoreError

if TYPE_CHECKING:
    from geodata.stores.shelf import Shelf

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1, which look alike from afar
LENGTH = 6
KIND = "letters"
LIFE_S = 12 * 3600.0
MOST_BOXES = 500
MOST_BYTES = 2000
FIELDS: dict[str, type] = {"story": str, "id": str, "paused": bool, "elapsed": int, "from": str}
MOST_TEXT = 80


class MailboxError(ValueError):
    """A letter that cannot be kept, or a box that is not there."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The latest state in a box, with a number that only grows."""

    number: int
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mailbox:
    """All boxes of an installation.

    Parameters
    ----------
    folder
        Where they are kept; made when the first is opened.
    shelf
        Where they are kept instead, if several machines share one.
    """

    folder: Path
    shelf: Shelf | None = None

    def open(self) -> str:
        """Return the code of a new box.

        Raises
        ------
        MailboxError
            If nothing can be written there, or there are too many.
        """
        try:
            self._sweep()
            if self._count() >= MOST_BOXES:
                raise MailboxError("full")
            code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
            self._write(code, Letter(0, {}))
        except OSError as error:
            raise MailboxError("unwritable") from error
        return code

    def post(self, code: str, state: dict[str, Any]) -> int:
        """Put a state into a box; return its number.

        Raises
        ------
        MailboxError
            If there is no such box, or the state is none.
        """
        before = self.read(code)
        number = max(before.number + 1, time.time_ns() // 1_000_000)
        try:
            self._write(code, Letter(number, checked(state)))
        except OSError as error:
            raise MailboxError("unwritable") from error
        return number

    def read(self, code: str) -> Letter:
        """Return the latest state of a box.

        Raises
        ------
        MailboxError
            If there is no such box.
        """
        path = self._path(code)
        try:
            raw = json.loads(path.read_bytes() if self.shelf is None else self._shelved(code))
            return Letter(int(raw["number"]), dict(raw["state"]))
        except StoreError as error:  # not unknown: the windows ask again
            raise MailboxError("unwritable") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise MailboxError("unknown") from error

    def _shelved(self, code: str) -> bytes:
        body = None if self.shelf is None else self.shelf.get(KIND, code)
        if body is None:
            raise MailboxError("unknown")
        return body

    def _path(self, code: str) -> Path:
        if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
            raise MailboxError("unknown")
        return self.folder / f"{code}.json"

    def _write(self, code: str, letter: Letter) -> None:
        """Replace a box as a whole: a reader sees the old state or the new one."""
        path = self._path(code)
        if self.shelf is not None:
            body = json.dumps({"number": letter.number, "state": letter.state})
            self.shelf.put(KIND, code, body.encode())
            return
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"number": letter.number, "state": letter.state}, file)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _count(self) -> int:
        if self.shelf is not None:
            return self.shelf.count(KIND)
        return sum(1 for _ in self.folder.glob("*.json"))

    def _sweep(self) -> None:
        """Delete boxes that nobody used for long."""
        if self.shelf is not None:
            self.shelf.sweep(KIND, LIFE_S)
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        ages = {}
        for path in [*self.folder.glob("*.json"), *self.folder.glob(".*.new")]:
            with contextlib.suppress(OSError):  # another process was faster
                ages[path] = path.stat().st_mtime
        # Against the box used last, not against the clock: that may be set while a story is told
        limit = max(ages.values(), default=0.0) - LIFE_S
        for path, used in ages.items():
            if used < limit:
                path.unlink(missing_ok=True)


def checked(state: object) -> dict[str, Any]:
    """Return a state of known fields only.

    Raises
    ------
    MailboxError
        If one is missing, of another type or too long.
    """
    if not isinstance(state, dict):
        raise MailboxError("state")
    found: dict[str, Any] = {}
    for name, kind in FIELDS.items():
        value = state.get(name)
        if type(value) is not kind or (isinstance(value, str) and len(value) > MOST_TEXT):
            raise MailboxError("state")
        found[name] = value
    return found
